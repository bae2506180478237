//! A restore tried before it is needed.

use super::{Scratch, at, duheng, said};
use serde_json::Value;

const CAMPUS: &str = "学年,标识码,名称,校园类别,城乡
2022,2150900001,样例学校,中小学,城区
";

fn states(output: &std::process::Output) -> Vec<(String, String)> {
    let view: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|why| {
        panic!(
            "{why}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    });
    let word = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
    view["lines"].as_array().unwrap().iter().map(|line| (word(line, "code"), word(line, "state"))).collect()
}

#[test]
fn a_backup_is_restored_for_a_moment_and_held_against_the_district_in_use() {
    let scratch = Scratch::new("drill");
    let (dir, backup, place) = (scratch.path("district"), scratch.path("backup"), scratch.path("place"));
    std::fs::create_dir_all(&place).unwrap();
    let file = scratch.path("校园安防.csv");
    std::fs::write(&file, CAMPUS).unwrap();
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    said(&["import", at(&dir), at(&file)]);
    said(&["backup", at(&dir), at(&backup), "--with-keys"]);
    // What is recorded afterwards is no difference.
    std::fs::write(&file, CAMPUS.replace("样例学校", "样例小学")).unwrap();
    said(&["import", at(&dir), at(&file)]);
    let out = scratch.path("record.txt");
    let words = |from: &str, dir: &str| {
        let words = ["drill", from, "--against", dir, "--in", at(&place), "--out", at(&out), "--json"];
        duheng(&words.map(str::to_owned).each_ref().map(String::as_str))
    };
    let good = words(at(&backup), at(&dir));
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    let all_good: Vec<(String, String)> =
        ["restore", "figures", "root", "same"].map(|code| (code.to_owned(), "good".to_owned())).into();
    assert_eq!(states(&good), all_good);
    let record = std::fs::read_to_string(&out).unwrap();
    assert!(
        record.contains("结论：能恢复。") && record.contains("逐项相同") && record.contains("复核人"),
        "{record}"
    );
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0, "nothing of it stays");
    // Another district, whose journal is as long: its history is another one.
    let other = scratch.path("other");
    std::fs::write(&file, CAMPUS.replace("样例学校", "样例中学")).unwrap();
    said(&["init", at(&other), "--pack", "chongqing-2023"]);
    said(&["import", at(&other), at(&file)]);
    let strange = words(at(&backup), at(&other));
    assert!(!strange.status.success());
    assert_eq!(states(&strange).last().unwrap(), &("root".to_owned(), "bad".to_owned()));
    // A flipped bit.
    let database = backup.join("duheng.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    let flipped = words(at(&backup), at(&dir));
    assert!(!flipped.status.success());
    assert!(states(&flipped).iter().all(|(code, state)| code == "restore" && state == "bad"));
    assert!(std::fs::read_to_string(&out).unwrap().contains("这份备份不能用"));
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0, "nothing of it stays");
}

//! The verbs about the journal as two people use them: the district, and whoever keeps what it gave out.

use crate::{Scratch, at, duheng, json, said};

#[test]
fn the_key_is_changed_and_whoever_knew_the_old_one_is_led_on() {
    let district = Scratch::district("rotate");
    let (dir, kept) = (at(&district.0), district.path("检查点.txt"));
    let (old, new) = (district.path("旧公钥.txt"), district.path("新公钥.txt"));
    said(&["journal", "root", dir, "--out", at(&kept)]);
    said(&["journal", "key", dir, "--out", at(&old)]);
    let outcome = json(&["journal", "rotate", dir, "--json"]);
    let change = |name: &str| outcome["change"][name].as_str().unwrap().to_owned();
    assert_eq!((outcome["finished"].as_bool(), change("old") == change("new")), (Some(false), false));
    let told = said(&["journal", "key", dir, "--out", at(&new)]);
    assert!(told.contains(&format!("{} 换成 {}", change("old"), change("new"))), "{told}");
    let told = said(&["journal", "verify", dir, "--key", at(&old)]);
    assert!(told.contains("与所给的相符") && told.contains(&change("new")), "{told}");
    assert!(said(&["journal", "consistent", at(&kept), dir]).contains("接续"));
    let proof = district.path("证明.json");
    said(&["journal", "prove", dir, "3", "--out", at(&proof)]);
    for key in [at(&old), at(&new), &change("old"), &change("new")] {
        assert!(said(&["journal", "verify", at(&proof), "--key", key]).contains("证明成立"), "{key}");
    }
    let secret = district.path("私钥");
    std::fs::write(&secret, "2b".repeat(32)).unwrap();
    assert!(said(&["journal", "rotate", dir, "--new", at(&secret)]).contains("新旧两把钥匙都签了名"));
    let again = duheng(&["journal", "rotate", dir, "--new", at(&secret)]);
    assert!(!again.status.success());
    assert!(
        String::from_utf8_lossy(&again.stderr).contains("已经用过")
            || String::from_utf8_lossy(&again.stdout).contains("已经用过")
    );
}

#[test]
fn the_receipt_of_a_report_is_held_against_the_journal() {
    let district = Scratch::district("receipt");
    let (dir, out) = (at(&district.0), district.path("报告"));
    said(&["report", dir, "--out", at(&out)]);
    let report = out.join("自评报告.txt");
    assert!(said(&["journal", "verify", dir, "--receipt", at(&report)]).contains("正是收据签下的那些"));
    assert!(said(&["journal", "consistent", at(&report), dir]).contains("接续"));
    let text = std::fs::read_to_string(&report).unwrap();
    let time = text.lines().find(|line| line.starts_with("time ")).unwrap();
    let forged = district.path("伪造.txt");
    std::fs::write(&forged, text.replace(time, "time 2020-01-01T00:00:00+08:00")).unwrap();
    let refused = duheng(&["journal", "verify", dir, "--receipt", at(&forged)]);
    assert!(!refused.status.success(), "{refused:?}");
}

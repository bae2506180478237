//! `duheng plan`: a table solved and proven, its certificate verified and, spoiled, refused.

use crate::{Scratch, at, duheng, json, said};
use std::path::PathBuf;

const TABLE: &str = "村庄,学生,甲校,乙校,丙校\n学位,,90,60,60\n费用,,0,50,50\n状态,,已开,可开,可开\n\
                     东村,30,1.2,3,9\n西村,45,8.5,0.8,4\n南村,40,7,6,0.5\n";

fn file(scratch: &Scratch, name: &str, text: &str) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_plan_is_proven_and_its_certificate_holds_until_it_is_spoiled() {
    let scratch = Scratch::new("plan");
    let (table, out) = (file(&scratch, "布点.csv", TABLE), scratch.path("证书.json"));
    let shown = json(&["plan", "solve", at(&table), "--format", "csv", "--certificate", at(&out), "--json"]);
    // 36 + 36 + 20 for the ways, 50 + 50 for two schools.
    assert_eq!(
        (&shown["objective"], &shown["bound"], &shown["proven"]),
        (&192.into(), &192.into(), &true.into())
    );
    assert_eq!(shown["gap"], 0.0);
    assert!(shown["seconds"].is_f64());
    let told = said(&["plan", "solve", at(&table), "--format", "csv"]);
    assert!(told.contains("已证明没有更好的方案") && told.contains("开办  3处：甲校、乙校、丙校"), "{told}");
    assert!(said(&["plan", "verify", at(&out), at(&table)]).starts_with("成立：费用192，下界192"));

    let text = std::fs::read_to_string(&out).unwrap();
    let spoiled = file(&scratch, "改.json", &text.replacen("\"bound\":\"192\"", "\"bound\":\"193\"", 1));
    let refused = duheng(&["plan", "verify", at(&spoiled), at(&table)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(String::from_utf8(refused.stderr).unwrap().contains("不成立："));
    let other = file(&scratch, "别.csv", &TABLE.replace("0.8", "0.9"));
    assert_eq!(duheng(&["plan", "verify", at(&out), at(&other)]).status.code(), Some(1));
}

#[test]
fn what_cannot_be_done_and_what_is_badly_written_end_with_one_and_words() {
    let scratch = Scratch::new("plan-bad");
    let full = file(&scratch, "满.csv", &TABLE.replace("90,60,60", "10,20,30"));
    let output = duheng(&["plan", "solve", at(&full), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("容量：可开的场址合计容60，需求合计115"), "{told}");
    let hole = file(&scratch, "空.csv", &TABLE.replace("8.5", ""));
    let output = duheng(&["plan", "solve", at(&hole), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("空.csv C6"));
}

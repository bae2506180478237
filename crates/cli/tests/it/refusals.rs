//! Wrong inputs: a clear sentence with its place, and nothing half done.

use crate::{Scratch, at, duheng, json, packs, replace, said};
use std::path::Path;

/// Imports a changed file and wants it refused: exit code 1, this code at this place, and a journal as before.
fn refused(
    name: &str,
    file: &str,
    change: impl Fn(&Path),
    words: &[&str],
    code: &str,
    place: &str,
) -> String {
    let district = Scratch::district(name);
    let dir = at(&district.0);
    let before = json(&["journal", "root", dir, "--json"]);
    let path = district.path("files").join(file);
    change(&path);
    let output = duheng(&[&["import", dir, at(&path)], words].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("[{code}]")), "{told}");
    assert!(told.contains(place), "{told}");
    assert_eq!(json(&["journal", "root", dir, "--json"]), before);
    assert!(said(&["journal", "verify", dir]).contains("全部核对无误"));
    told
}

/// Changes the first cell of that text in the first row below the header.
fn cell(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let first = text.lines().nth(1).unwrap().to_owned();
    assert!(first.contains(from), "{first}");
    replace(path, &first, &first.replacen(from, to, 1));
}

#[test]
fn a_gbk_file_read_as_utf_8() {
    let gbk = |path: &Path| {
        // 年度,学校 in GBK; enough to be no UTF-8.
        std::fs::write(path, b"\xc4\xea\xb6\xc8,\xd1\xa7\xd0\xa3\n2022,2150900001\n").unwrap();
    };
    let told = refused(
        "gbk",
        "网络接入.csv",
        gbk,
        &["--encoding", "utf-8"],
        "import.encoding.not-utf-8",
        "网络接入.csv:1",
    );
    assert!(told.contains("GB18030"), "{told}");
}

#[test]
fn a_percentage_typed_as_a_fraction() {
    let change = |path: &Path| {
        let table =
            "年度,学校,到校带宽,内网带宽,全年可用率,实测日期\n2022,2150900001,10000,10,0.93,2022-11-11\n";
        std::fs::write(path, table).unwrap();
    };
    let told =
        refused("percent", "网络接入.csv", change, &[], "import.cell.percent-as-fraction", "网络接入.csv E2");
    assert!(told.contains("93%"), "{told}");
}

#[test]
fn a_negative_head_count() {
    let change = |path: &Path| cell(path, ",29,", ",-29,");
    refused("negative", "幼儿班级.csv", change, &[], "import.cell.negative", "幼儿班级.csv F2");
}

#[test]
fn a_school_code_twice() {
    let change = |path: &Path| cell(path, "2150900800", "2150900801");
    refused("twice", "幼儿园.csv", change, &[], "import.key-duplicate", "幼儿园.csv B3");
}

#[test]
fn a_school_code_of_another_category() {
    let change = |path: &Path| cell(path, "2150900800", "3450900800");
    let told = refused("category", "幼儿园.csv", change, &[], "import.cell.code-category", "幼儿园.csv B2");
    assert!(told.contains("34"), "{told}");
}

#[test]
fn a_truncated_workbook() {
    let change = |path: &Path| std::fs::write(path, b"PK\x03\x04\x14\x00\x06\x00cut off").unwrap();
    refused("workbook", "幼儿园.csv", change, &[], "import.file.cut", "幼儿园.csv");
}

/// Checks a changed pack and wants it refused.
fn pack_refused(name: &str, file: &str, from: &str, to: &str, code: &str) -> String {
    let scratch = Scratch::new(name);
    let folder = packs(&scratch.0).join("chongqing-2023");
    replace(&folder.join(file), from, to);
    let output = duheng(&["pack", "check", at(&folder)]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("[{code}]")), "{told}");
    assert!(told.contains(&format!("chongqing-2023/{file}:")), "{told}");
    told
}

#[test]
fn a_formula_of_mixed_dimensions() {
    let told = pack_refused(
        "dimensions",
        "indicators/A4-优先规划与投入/school-network-available.toml",
        "formula = \"平均(网络接入.实测可用率)\"",
        "formula = \"平均(网络接入.实测可用率) + 合计(教育经费.金额)\"",
        "formula.unit-clash",
    );
    assert!(told.contains('^'), "the words are marked: {told}");
}

#[test]
fn a_report_sentence_with_a_naked_number() {
    let told = pack_refused(
        "naked",
        "report/self-evaluation.toml",
        "安排{F31}扩容",
        "安排100万元扩容",
        "report.naked-number",
    );
    assert!(told.contains("100万元"), "{told}");
}

#[test]
fn things_that_are_not_there() {
    let scratch = Scratch::new("nothing");
    for words in [
        vec!["figures", at(&scratch.0)],
        vec!["init", at(&scratch.0), "--pack", "chongqing-2032"],
        vec!["explain", "no-such-folder", "F26"],
        vec!["no-such-verb"],
    ] {
        let output = duheng(&words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!output.stderr.is_empty(), "{words:?}");
    }
}

#[test]
fn sensitive_cells_are_masked_wherever_they_would_be_read() {
    let district = Scratch::district("sensitive");
    let dir = at(&district.0);
    let csv = std::fs::read_to_string(district.path("files/工资统计.csv")).unwrap();
    let total = csv.lines().nth(1).unwrap().split(',').find(|cell| cell.contains('.')).unwrap().to_owned();
    let lineage = json(&["explain", dir, "F63", "--json"]);
    assert_eq!(lineage["indicator"]["printed"], "15.14万元");
    let row = &lineage["terms"][0]["rows"][0];
    let masked = row["cells"].as_array().unwrap().iter().filter(|cell| *cell == "●●●").count();
    assert_eq!(masked, 2, "{row}");
    let entry = row["entry"].as_u64().unwrap().to_string();
    let proof = district.path("proof.json");
    said(&["journal", "prove", dir, &entry, "--out", at(&proof)]);
    let text = std::fs::read_to_string(&proof).unwrap();
    assert!(!text.contains(&total) && text.contains("\"body\": null"), "{text}");
    let key = json(&["journal", "root", dir, "--json"])["key"].as_str().unwrap().to_owned();
    let told = said(&["journal", "verify", at(&proof), "--key", &key]);
    assert!(told.contains("证明成立"), "the leaf is proved all the same");
    assert!(!said(&["explain", dir, "F63"]).contains(&total));
}

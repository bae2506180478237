//! Wrong files: a plain sentence with its place, and nothing half done.

use crate::district::{BUDGET, CLASSES, District, SCHOOLS};
use crate::now;
use office::{Encoding, Grade, ImportOptions, view::ImportOutcome};

/// The import is refused, the journal stands where it stood, and code and place are these.
fn refused(district: &District, outcome: &ImportOutcome, code: &str, place: &str) {
    assert!(!outcome.recorded && outcome.entries == 0);
    assert_eq!(district.entries(), 1, "nothing half done");
    let found: Vec<(&str, String)> =
        outcome.findings.iter().map(|finding| (finding.code, finding.place.to_string())).collect();
    assert!(
        found.iter().any(|found| found.0 == code && found.1 == place),
        "{code} at {place}, but {found:?}"
    );
    assert!(outcome.findings.iter().all(|finding| !finding.sentence.is_empty()));
}

#[test]
fn each_wrong_cell_is_named() {
    let cases = [
        ("学校.csv", SCHOOLS.replace(",900,", ",-900,"), "import.cell.negative", "学校.csv E2"),
        ("学校.csv", SCHOOLS.replace(",12.5", ",0.93"), "import.cell.percent-as-fraction", "学校.csv G2"),
        ("学校.csv", SCHOOLS.replace("2150000002", "2150000001"), "import.key-duplicate", "学校.csv B3"),
        ("学校.csv", SCHOOLS.replace("2150000002", "1150000002"), "import.cell.code-category", "学校.csv B3"),
        ("学校.csv", SCHOOLS.replace("乡村", "农村"), "import.cell.not-a-choice", "学校.csv D3"),
        ("学校.csv", SCHOOLS.replace(",900,50,", ",900,950,"), "import.row.check", "学校.csv:2"),
        (
            "教育经费.csv",
            BUDGET.replace("43900000.37", "四千万"),
            "import.cell.not-a-number",
            "教育经费.csv C4",
        ),
        (
            "教育经费.csv",
            BUDGET.replace("43900000.37", "43900000.375"),
            "import.cell.below-fen",
            "教育经费.csv C4",
        ),
        (
            "教育经费.csv",
            BUDGET.replace("43900000.37", "170141183460469231731687303715884105727"),
            "import.cell.absurd",
            "教育经费.csv C4",
        ),
        (
            "教育经费.csv",
            BUDGET.replace("43900000.37", "-1000000000000.01"),
            "import.cell.absurd",
            "教育经费.csv C4",
        ),
        ("教育经费.csv", BUDGET.replace("2021,", "0,"), "import.cell.too-small", "教育经费.csv A2"),
        ("教育经费.csv", BUDGET.replace("2021,", "-5,"), "import.cell.negative", "教育经费.csv A2"),
        (
            "教育经费.csv",
            BUDGET.replace("2021,", "1000000000000000000000000000000,"),
            "import.cell.too-large",
            "教育经费.csv A2",
        ),
        ("教育经费.csv", BUDGET.replace("金额", "金饿"), "import.header.unknown", "教育经费.csv C1"),
        ("教育经费.csv", BUDGET.replace("科目,", "科目,,"), "import.header.empty", "教育经费.csv C1"),
        ("说不清.csv", "甲,乙\n1,2\n".to_owned(), "import.register.unclear", "说不清.csv"),
        ("教育经费.csv", String::new(), "import.file.empty", "教育经费.csv"),
    ];
    for (name, text, code, place) in cases {
        let district = District::new();
        let outcome = district.import(&[(name, &text)]);
        refused(&district, &outcome, code, place);
    }
}

#[test]
fn all_findings_of_all_files_come_at_once_and_a_good_file_waits_for_the_bad_one() {
    let district = District::new();
    let outcome = district.import(&[
        ("教育经费.csv", BUDGET),
        ("学校.csv", &SCHOOLS.replace(",900,", ",-900,").replace("乡村", "农村")),
        ("班级.csv", &CLASSES.replace(",45", ",许多")),
    ]);
    refused(&district, &outcome, "import.cell.negative", "学校.csv E2");
    let errors = outcome.findings.iter().filter(|finding| finding.grade == Grade::Error);
    let places: Vec<String> = errors.map(|finding| finding.place.to_string()).collect();
    for place in ["学校.csv E2", "学校.csv D3", "班级.csv D2"] {
        assert!(places.iter().any(|found| found == place), "{place} in {places:?}");
    }
    assert!(
        !places.iter().any(|place| place.starts_with("班级.csv C")),
        "a row that is there but wrong is not missing: {places:?}"
    );
}

#[test]
fn gbk_is_recognised_told_and_refused_when_forced_to_be_utf_8() {
    let (bytes, _, _) = encoding_rs::GB18030.encode(CLASSES);
    let district = District::new();
    district.import(&[("学校.csv", SCHOOLS)]);
    let forced = ImportOptions { encoding: Some(Encoding::Utf8), ..Default::default() };
    let outcome = district.import_bytes("班级.csv", &bytes, &forced);
    assert!(!outcome.recorded);
    let finding = &outcome.findings[0];
    assert_eq!(
        (finding.code, finding.place.to_string().as_str()),
        ("import.encoding.not-utf-8", "班级.csv:1")
    );
    assert!(finding.hint.as_deref().unwrap().contains("GBK"));
    let outcome = district.import_bytes("班级.csv", &bytes, &ImportOptions::default());
    assert!(outcome.recorded);
    assert_eq!(outcome.findings[0].code, "import.encoding.gb18030");
    let page = now(&district.office).rows("班级", &Default::default()).unwrap();
    assert_eq!(page.rows[0].cells[1], "一班");
    let neither = district.import_bytes("班级.csv", &[0xFF, 0xFF, 0x81, b'\n'], &ImportOptions::default());
    assert_eq!(neither.findings[0].code, "import.encoding.unknown");
}

#[test]
fn a_percentage_and_a_quote_left_open_and_too_many_columns() {
    let district = District::new();
    let open = BUDGET.replace("\"1,528,461,290.00\"", "\"1,528,461,290.00");
    let outcome = district.import(&[("教育经费.csv", &open)]);
    assert!(!outcome.recorded && !outcome.findings.is_empty());
    let wide = format!("{}\n{}\n", "甲,".repeat(20_000), "1,".repeat(20_000));
    let outcome = district.import(&[("教育经费.csv", &wide)]);
    refused(&district, &outcome, "import.table.too-large", "教育经费.csv:1");
    let outcome = district.import(&[("教育经费.xls", "\u{0}")]);
    assert!(!outcome.recorded && !outcome.findings.is_empty());
}

#[test]
fn random_bytes_never_panic() {
    let district = District::new();
    let mut random: u64 = 7;
    for round in 0..300 {
        let mut bytes: Vec<u8> = match round % 3 {
            0 => Vec::new(),
            1 => BUDGET.as_bytes().to_vec(),
            _ => b"PK\x03\x04".to_vec(),
        };
        for _ in 0..1 + round % 40 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (random >> 20) as usize % (bytes.len() + 1);
            bytes.insert(at, (random >> 48) as u8);
        }
        let options = ImportOptions { dry_run: true, ..Default::default() };
        district.import_bytes("教育经费.csv", &bytes, &options);
    }
    assert_eq!(district.entries(), 1);
}

#[test]
fn one_key_with_two_contents_in_one_import_is_refused_whichever_file_comes_first() {
    let other = BUDGET.replace("43900000.37", "43900000.38");
    for files in [
        [("一/教育经费.csv", BUDGET), ("二/教育经费.csv", &other)],
        [("二/教育经费.csv", &other), ("一/教育经费.csv", BUDGET)],
    ] {
        let district = District::new();
        let outcome = district.import(&files);
        refused(&district, &outcome, "import.key-duplicate", &format!("{}:4", files[1].0));
    }
    let district = District::new();
    let outcome = district.import(&[("一/教育经费.csv", BUDGET), ("二/教育经费.csv", BUDGET)]);
    assert!(outcome.recorded && outcome.entries == 3, "the same rows twice are the same rows");
}

//! Rows taken away in one file: all that are found, as they are shown, and nothing changed when they come back.

use crate::computed::STOCK;
use crate::district::District;
use crate::now;
use office::{ExportKind, ImportOptions, RowQuery};
use std::collections::BTreeSet;

/// More rows than two pages of the store, with texts that spreadsheets like to change.
fn filled(district: &District) -> usize {
    let odd = ["=1+1", "\"甲,乙\"", "007", "-校", "2022-09-01", "1E5", "+86", "@校"];
    let name = |nth: usize| odd.get(nth).map_or(format!("校{nth}"), |name| (*name).to_owned());
    let rows: String = (0..1_203).map(|nth| format!("2022,{},{}.5,100,139\n", name(nth), nth)).collect();
    let outcome = district.import(&[("藏书.csv", &format!("年度,学校,册数,学生,馆员电话\n{rows}"))]);
    assert!(outcome.recorded, "{:?}", outcome.findings);
    1_203
}

fn stock() -> String {
    STOCK.replace(r#"name = "册数", type = "integer""#, r#"name = "册数", type = "decimal""#)
}

#[test]
fn rows_in_are_rows_out_and_come_back_unchanged() {
    let district = District::with(&[("registers/stock.toml", &stock())]);
    let none = now(&district.office).export("藏书", &RowQuery::default(), ExportKind::Workbook).unwrap();
    assert_eq!(reader::tables("藏书.xlsx", &none, None).tables[0].lines.len(), 0);
    let count = filled(&district);
    for (kind, file) in [(ExportKind::Workbook, "藏书.xlsx"), (ExportKind::Lines, "藏书.csv")] {
        let bytes = now(&district.office).export("藏书", &RowQuery::default(), kind).unwrap();
        let table = &reader::tables(file, &bytes, None).tables[0];
        assert_eq!(table.header, ["年度", "学校", "册数", "学生", "馆员电话", "生均", "达标", "有人管"]);
        assert_eq!(table.lines.len(), count, "{file}");
        let outcome = district.import_bytes(file, &bytes, &ImportOptions::default());
        assert_eq!(outcome.entries, 0, "{file}: {:?}", outcome.findings.first());
    }
}

/// Every row that is taken away stands on paper: the codes of an OFD's words are what a reader copies.
#[test]
fn rows_in_are_rows_on_paper() {
    let district = District::with(&[("registers/stock.toml", &stock())]);
    let count = filled(&district);
    let reading = now(&district.office);
    let bytes = reading.export("藏书", &RowQuery::default(), ExportKind::Ofd).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        if file.name().unwrap().ends_with("Content.xml") {
            std::io::Read::read_to_string(&mut file, &mut words).unwrap();
        }
    }
    let lines = reading.export("藏书", &RowQuery::default(), ExportKind::Lines).unwrap();
    let table = &reader::tables("藏书.csv", &lines, None).tables[0];
    assert_eq!(table.lines.len(), count);
    let printed = |text: &str| {
        let text =
            text.trim_start_matches('\'').replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;");
        text.replace('<', "&lt;").replace('>', "&gt;").replace(char::is_whitespace, "")
    };
    let words = words.replace(char::is_whitespace, "");
    let codes: BTreeSet<&str> = words.split('>').filter_map(|rest| rest.split('<').next()).collect();
    for line in &table.lines {
        let school = printed(&line.cells[1]);
        assert!(codes.contains(school.as_str()), "{school}");
    }
    assert!(words.contains(&reading.journal_root().unwrap().root[..16]), "and the journal's root");
    let pdf = reading.export("藏书", &RowQuery::default(), ExportKind::Pdf).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
}

#[test]
fn a_mask_that_comes_back_is_never_taken_for_what_it_hides() {
    let district = District::with(&[("registers/stock.toml", &stock())]);
    filled(&district);
    let query =
        RowQuery { containing: Some(("学校".to_owned(), "校120".to_owned())), ..RowQuery::default() };
    let bytes = now(&district.office).export("藏书", &query, ExportKind::Lines).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    // 校120 and 校1200 to 校1202.
    assert_eq!((text.lines().count(), text.matches(ledger::MASK).count()), (5, 8), "{text}");
    let more = text.replace("120.5", "121.5");
    let outcome = district.import_bytes("藏书.csv", more.as_bytes(), &ImportOptions::default());
    assert_eq!((outcome.entries, outcome.changed_cells), (1, 1), "{:?}", outcome.findings);
    let same = "年度,学校,册数,学生,馆员电话\n2022,校120,121.5,100,139\n";
    let outcome = district.import_bytes("藏书.csv", same.as_bytes(), &ImportOptions::default());
    assert_eq!(outcome.entries, 0, "what the mask hides is still there");
    let unknown = text.replace("校1201", "新校");
    let outcome = district.import_bytes("藏书.csv", unknown.as_bytes(), &ImportOptions::default());
    let codes: Vec<&str> = outcome.findings.iter().map(|finding| finding.code).collect();
    assert!(!outcome.recorded && codes.contains(&"import.cell.masked"), "{codes:?}");
}

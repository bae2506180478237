//! Workbooks, made here part by part so that each can be wrong in one way.

use crate::district::District;
use crate::now;
use office::ImportOptions;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="教育经费" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one sheet of these rows of XML and these merged areas.
pub fn workbook(rows: &str, merged: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{merged}</worksheet>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn text(cell: &str, words: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

pub fn header(row: u32) -> String {
    let cells: String = ["年度", "科目", "金额"]
        .iter()
        .zip("ABC".chars())
        .map(|(w, c)| text(&format!("{c}{row}"), w))
        .collect();
    format!(r#"<row r="{row}">{cells}</row>"#)
}

pub fn line(row: u32, amount: &str) -> String {
    let cells = [
        format!(r#"<c r="A{row}"><v>2022</v></c>"#),
        text(&format!("B{row}"), &format!("科目{row}")),
        format!(r#"<c r="C{row}"><v>{amount}</v></c>"#),
    ];
    format!(r#"<row r="{row}">{}</row>"#, cells.concat())
}

fn import(bytes: &[u8]) -> (District, office::view::ImportOutcome) {
    let district = District::new();
    let outcome = district.import_bytes("上报表.xlsx", bytes, &ImportOptions::default());
    (district, outcome)
}

#[test]
fn a_sheet_is_read_with_its_numbers_as_typed() {
    let rows = header(1) + &line(2, "43900000.375");
    let (district, outcome) = import(&workbook(&rows, ""));
    assert!(!outcome.recorded, "a fraction of a fen is not money");
    // Spreadsheets store 43900000.37 by the nearest binary number, and write that one out.
    let rows = header(1) + &line(2, "43900000.369999997") + &line(3, "1500000000") + &line(4, "1.1E3");
    let second = district.import_bytes("上报表.xlsx", &workbook(&rows, ""), &ImportOptions::default());
    assert!(second.recorded, "{:?}", second.findings);
    let page = now(&district.office).rows("教育经费", &Default::default()).unwrap();
    let amounts: Vec<&str> = page.rows.iter().map(|row| row.cells[2].as_str()).collect();
    assert_eq!(amounts, ["43900000.37", "1500000000", "1100"]);
    assert_eq!(outcome.findings[0].place.to_string(), "上报表.xlsx C2");
}

#[test]
fn a_merged_header_cell_is_named() {
    let merged = r#"<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>"#;
    let (district, outcome) = import(&workbook(&(header(1) + &line(2, "1")), merged));
    let finding = &outcome.findings[0];
    assert_eq!(
        (finding.code, finding.place.to_string().as_str()),
        ("import.header.merged", "上报表.xlsx B1")
    );
    assert_eq!(district.entries(), 1);
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused_whole() {
    let rows = header(1) + &(2..300).map(|row| line(row, "12.34")).collect::<String>();
    let whole = workbook(&rows, "");
    let district = District::new();
    for keep in (0..whole.len()).step_by(whole.len() / 97 + 1) {
        let outcome = district.import_bytes("上报表.xlsx", &whole[..keep], &ImportOptions::default());
        assert!(!outcome.recorded, "cut to {keep} of {} bytes", whole.len());
        assert!(office::has_error(&outcome.findings));
        assert_eq!(outcome.findings[0].place.source, "上报表.xlsx");
    }
    assert_eq!(district.entries(), 1);
    assert!(district.import_bytes("上报表.xlsx", &whole, &ImportOptions::default()).recorded);
}

#[test]
fn a_flipped_bit_never_panics_and_never_half_records() {
    let whole = workbook(&(header(1) + &line(2, "1") + &line(3, "2")), "");
    let district = District::new();
    let options = ImportOptions { dry_run: true, ..Default::default() };
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        district.import_bytes("上报表.xlsx", &bytes, &options);
    }
    assert_eq!(district.entries(), 1);
}

#[test]
fn a_cell_at_the_far_corner_is_refused_not_allocated() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let (_, outcome) = import(&workbook(&(header(1) + &line(2, "1") + far), ""));
    let finding = outcome.findings.iter().find(|finding| finding.code == "import.table.too-large").unwrap();
    assert_eq!(finding.place.cell.as_deref(), Some("XFD1048576"));
}

#[test]
fn a_formula_error_is_named() {
    let wrong = r#"<row r="2"><c r="A2"><v>2022</v></c><c r="B2" t="str"><v>科目</v></c><c r="C2" t="e"><v>#DIV/0!</v></c></row>"#;
    let (_, outcome) = import(&workbook(&(header(1) + wrong), ""));
    let finding = &outcome.findings[0];
    assert_eq!((finding.code, finding.place.cell.as_deref()), ("import.cell.formula-error", Some("C2")));
}

#[test]
fn a_title_above_the_header_is_told_and_the_header_found_below() {
    let title = format!(r#"<row r="1">{}</row>"#, text("A1", "2022年教育经费表"));
    let (district, outcome) = import(&workbook(&(title + &header(2) + &line(3, "1")), ""));
    assert!(outcome.recorded, "{:?}", outcome.findings);
    let told: Vec<_> = outcome.findings.iter().map(|one| (one.code, one.place.cell.as_deref())).collect();
    assert_eq!(told, [("import.row.title", Some("A1"))]);
    assert_eq!(now(&district.office).rows("教育经费", &Default::default()).unwrap().rows.len(), 1);
}

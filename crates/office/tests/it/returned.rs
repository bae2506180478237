//! Rows that are refused come back in the clerk's own file, are mended there and imported again.

use crate::district::{District, SCHOOLS};
use crate::workbook::{header, line, workbook};
use crate::{by, now};
use office::{ImportOptions, Tables, view::ImportOutcome};
use std::io::{Cursor, Read, Write};

/// Imports what is good of a file, and gives the file back if a row of it was refused.
fn good(district: &District, name: &str, bytes: &[u8]) -> (ImportOutcome, Option<Vec<u8>>) {
    let files: Vec<Tables> = vec![reader::tables(name, bytes, None)];
    let (options, by) = (ImportOptions::default(), by(&district.office, "本机"));
    let (outcome, refused) = district.office.import_good(&by, &files, &options, &mut |_| {}).unwrap();
    let told = (&refused, outcome.recorded);
    let columns = district.office.returned_columns(&by, &files, &options, told).unwrap();
    let back = (!refused.is_empty()).then(|| office::returned(name, bytes, &columns).unwrap());
    (outcome, back)
}

fn rows(district: &District, register: &str) -> u64 {
    now(&district.office).rows(register, &Default::default()).unwrap().register.rows
}

#[test]
fn a_text_comes_back_with_its_faults_and_once_mended_all_of_it_is_in() {
    let district = District::new();
    assert!(district.import(&[("学校.csv", SCHOOLS)]).recorded);
    let file = "学年,编号,学校,人数\r\n2022,一班,2150000001,45\r\n2022,二班,2150000001,四十\r\n2022,三班,2150000009,30\r\n\
                2022,四班,2150000002,31\r\n2022,四班,2150000002,32\r\n2022,五班\r\n";
    let (outcome, back) = good(&district, "班级.csv", file.as_bytes());
    assert!(outcome.recorded, "{:?}", outcome.findings);
    assert_eq!((rows(&district, "班级"), outcome.refused), (1, 5));
    let back = String::from_utf8(back.unwrap()).unwrap();
    let lines: Vec<&str> = back.split("\r\n").collect();
    assert_eq!(lines[0], "学年,编号,学校,人数,导入错误");
    assert_eq!(lines[1], "2022,一班,2150000001,45,已入账");
    for (line, words) in [(2, "四十"), (3, "2150000009"), (4, "第6行"), (5, "第5行"), (6, "看不出少了哪一格")]
    {
        assert!(lines[line].contains(words), "{line}: {back}");
    }
    assert!(lines[6].starts_with("2022,五班,,,"), "the words stand in their own column: {back}");

    // Unmended it is refused as before, and the row that is in is not read again.
    let (again, twice) = good(&district, "班级.csv", back.as_bytes());
    assert!(!again.recorded || again.entries == 0, "{:?}", again.findings);
    assert!(again.findings.iter().any(|one| one.code == "import.row.recorded"), "{:?}", again.findings);
    assert_eq!(
        String::from_utf8(twice.unwrap()).unwrap().lines().next(),
        Some("学年,编号,学校,人数,导入错误")
    );

    let mended: String = lines
        .iter()
        .map(|line| match *line {
            line if line.contains("二班") => "2022,二班,2150000001,40,\r\n".to_owned(),
            line if line.contains("三班") => "2022,三班,2150000002,30,\r\n".to_owned(),
            line if line.contains("四班") && line.contains(",31,") => {
                "2022,四班,2150000002,31,\r\n".to_owned()
            }
            line if line.contains("四班") => "2022,六班,2150000002,32,\r\n".to_owned(),
            line if line.contains("五班") => "2022,五班,2150000002,28,\r\n".to_owned(),
            line => format!("{line}\r\n"),
        })
        .collect();
    let (outcome, back) = good(&district, "班级.csv", mended.as_bytes());
    assert!(outcome.recorded && back.is_none(), "{:?}", outcome.findings);
    assert_eq!(rows(&district, "班级"), 6);
}

/// A part of a container.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The container with one part replaced.
fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let file = from.by_index_raw(at).unwrap();
        if file.name().unwrap() == name {
            to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            to.write_all(text.as_bytes()).unwrap();
        } else {
            to.raw_copy_file(file).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_workbook_comes_back_as_it_was_but_for_one_column_and_once_mended_all_of_it_is_in() {
    let district = District::new();
    let body = format!("{}{}{}{}", header(1), line(2, "1500"), line(3, "0.001"), line(4, "2500"));
    let file = workbook(
        &body,
        "<pageMargins left=\"0.7\" right=\"0.7\" top=\"1\" bottom=\"1\" header=\"0\" footer=\"0\"/>",
    );
    let (outcome, back) = good(&district, "教育经费.xlsx", &file);
    assert!(outcome.recorded, "{:?}", outcome.findings);
    assert_eq!((rows(&district, "教育经费"), outcome.refused), (2, 1));
    let back = back.unwrap();
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"] {
        assert_eq!(part(&back, name), part(&file, name), "{name}");
    }
    let sheet = part(&back, SHEET);
    assert!(sheet.contains("<autoFilter ref=\"A1:D4\"/><pageMargins"), "{sheet}");
    assert!(sheet.contains("<cols><col min=\"4\" max=\"4\""), "{sheet}");
    let read = reader::tables("教育经费.xlsx", &back, None);
    assert_eq!(read.tables[0].header.last().map(String::as_str), Some("导入错误"));
    let told: Vec<&str> = read.tables[0].lines.iter().map(|line| line.cells[3].as_str()).collect();
    assert!(told[0] == "已入账" && told[1].contains("C3") && told[2] == "已入账", "{told:?}");

    // Mended in its cell; what is said beside it may stay.
    let mended = sheet.replace("<v>0.001</v>", "<v>9000</v>");
    assert_ne!(mended, sheet);
    let (outcome, back) = good(&district, "教育经费.xlsx", &with_part(&back, SHEET, &mended));
    assert!(outcome.recorded && back.is_none(), "{:?}", outcome.findings);
    assert_eq!(rows(&district, "教育经费"), 3);
}

#[test]
fn nothing_comes_in_when_what_is_wrong_is_no_rows_fault() {
    let district = District::new();
    let (outcome, back) = good(&district, "教育经费.csv", "年度,科目\n2022,教育事业费\n".as_bytes());
    assert!(!outcome.recorded && back.is_none(), "{:?}", outcome.findings);
    assert_eq!(rows(&district, "教育经费"), 0);
}

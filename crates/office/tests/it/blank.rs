//! The blank of a register, filled in and imported.

use crate::district::{CLASSES, District, SCHOOLS};
use crate::now;
use office::ImportOptions;

#[test]
fn a_blank_is_a_workbook_whose_header_is_the_register_and_whose_other_sheets_are_left() {
    let district = District::new();
    assert!(district.import(&[("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]).recorded);
    let bytes = now(&district.office).blank("班级").unwrap();
    assert_eq!(bytes, now(&district.office).blank("班级").unwrap(), "the same rows give the same bytes");
    let read = reader_tables(&bytes);
    let fields = now(&district.office).rows("班级", &Default::default()).unwrap().register.fields;
    let names: Vec<String> = fields.into_iter().map(|field| field.name).collect();
    assert_eq!(read[0], names);
    assert!(read[1].iter().any(|cell| cell.starts_with("可填于")), "{read:?}");
    let outcome = district.import_bytes("班级.xlsx", &bytes, &ImportOptions::default());
    assert!(!office::has_error(&outcome.findings), "{:?}", outcome.findings);
    assert_eq!(outcome.entries, 0, "nothing is filled in");
    assert!(now(&district.office).blank("没有的").is_err());
}

/// The first row of each sheet.
fn reader_tables(bytes: &[u8]) -> Vec<Vec<String>> {
    let read = reader::tables("班级.xlsx", bytes, None);
    read.tables.into_iter().map(|table| table.header).collect()
}

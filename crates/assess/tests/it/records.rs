//! Cells of records: asked for by names that the pack check has held, never by loose ones.

use crate::pack;
use assess::Record;
use define::Written;

#[test]
fn an_empty_cell_is_empty_text_and_a_filled_one_what_stands_in_it() {
    let pack = pack("shapes");
    let register = pack.register("教师").unwrap();
    let number = Written::new("工号", "duties/lessons.toml", 1, 1);
    let (at, _) = register.field(&number.text).unwrap();
    let mut row = ledger::Row { values: vec![None; register.fields.len()] };
    row.values[at] = Some(ledger::Value::Text("J-1".into()));
    let record = Record { register, number: 1, row: &row };
    assert_eq!((record.text(&number).as_str(), record.id().as_str()), ("J-1", "J-1"));
    let empty = ledger::Row { values: vec![None; register.fields.len()] };
    let record = Record { register, number: 2, row: &empty };
    assert!(record.value(&number).is_none() && record.text(&number).is_empty());
}

#[test]
#[should_panic(expected = "has no field “没有这一栏”")]
fn a_name_that_the_register_lacks_is_never_read_as_nothing() {
    let pack = pack("shapes");
    let register = pack.register("教师").unwrap();
    let row = ledger::Row { values: vec![None; register.fields.len()] };
    let record = Record { register, number: 1, row: &row };
    record.text(&Written::new("没有这一栏", "duties/lessons.toml", 1, 1));
}

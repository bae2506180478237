//! Verified points: a reviewer's decision stands beside what was computed, and never changes it.

use crate::shipped::{sample, written};
use assess::{Assessor, Facts, Rows};
use ledger::{Row, Value};
use paper::Notes;
use std::collections::BTreeMap;
use std::sync::Arc;

const YEAR: i32 = 2022;

fn rows(change: impl Fn(&mut Row, &dyn Fn(&str) -> usize)) -> BTreeMap<String, Rows> {
    let mut rows = sample().rows.clone();
    let register = sample().pack.register("得分核定").unwrap();
    let at = |field: &str| register.field(field).unwrap().0;
    let of = rows.get_mut("得分核定").unwrap();
    for (number, row) in of.clone().iter() {
        let mut other = Row::clone(row);
        change(&mut other, &at);
        of.put(*number, Arc::new(other));
    }
    rows
}

fn assessor(rows: &BTreeMap<String, Rows>) -> Assessor {
    let mut facts = Facts::new();
    for register in &sample().pack.registers {
        facts.add_rows(register, rows.get(&register.name).cloned().unwrap_or_default());
    }
    Assessor::new(sample().pack.clone(), facts)
}

#[test]
fn what_a_reviewer_finds_stands_beside_what_is_computed_and_differences_are_told() {
    let rows = rows(|_, _| {});
    let mut assessor = assessor(&rows);
    let assessment = assessor.assess(YEAR);
    assert_eq!(
        assessment.verified_total().map(|(count, sum)| (count, sum.to_string())),
        Some((10, "34".into()))
    );
    let own = assessment.score.as_ref().unwrap().item("vocational").unwrap().clone();
    let found = &assessment.verified["vocational"];
    assert!(found.differs(own.least, own.most), "{own:?} {found:?}");
    let text = paper::text(&written(&mut assessor, &rows, YEAR).document, Notes::With);
    assert!(text.contains("核定得分"), "the table has a column for it");
    assert!(text.contains("核定与自评不同的：") && text.contains("引进高职院校只有意向，尚无协议"), "{text}");
    // What was computed does not move.
    assert_eq!(own.printed(), format!("{}", own.weight));
}

#[test]
fn nobody_verifies_what_he_filed_himself() {
    let rows = rows(|row, at| row.values[at("核定人")] = row.values[at("自评人")].clone());
    let assessment = assessor(&rows).assess(YEAR);
    assert!(assessment.verified.is_empty(), "{:?}", assessment.verified);
    // Another way of writing the name makes no other person.
    let spaced = self::rows(|row, at| {
        let Some(Value::Text(name)) = row.values[at("自评人")].clone() else { return };
        row.values[at("核定人")] = Some(Value::Text(format!(" {name}\u{200b}")));
    });
    assert!(assessor(&spaced).assess(YEAR).verified.is_empty());
}

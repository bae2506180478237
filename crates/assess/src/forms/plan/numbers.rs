//! Whole numbers that formulas give for rows: lengths, minutes, seats.

use crate::{Record, Records};
use define::{List, Written};
use finding::{Finding, Place};
use formula::Answer;
use std::collections::BTreeMap;

/// What a formula gives for rows of a list, each a whole number that is not negative; a finding for each that is not.
pub(super) fn numbers(
    records: &Records,
    asked: (&List, &Written),
    rows: &[Record<'_>],
    year: i32,
    findings: &mut Vec<Finding>,
) -> BTreeMap<u64, i64> {
    read(records, asked, rows, year, (whole, "整数"), findings)
}

/// Decimals of a formula's answers by row, in ten thousandths; a finding for each that is none or negative.
pub(super) fn parts(
    records: &Records,
    asked: (&List, &Written),
    rows: &[Record<'_>],
    year: i32,
    findings: &mut Vec<Finding>,
) -> BTreeMap<u64, i64> {
    let part = |answer: &Answer| i64::try_from(answer.number()?.exact()?.scaled(4)?).ok();
    read(records, asked, rows, year, (part, "数"), findings)
}

fn read(
    records: &Records,
    (list, formula): (&List, &Written),
    rows: &[Record<'_>],
    year: i32,
    (number, what): (fn(&Answer) -> Option<i64>, &str),
    findings: &mut Vec<Finding>,
) -> BTreeMap<u64, i64> {
    let register = &list.register.text;
    let answers = records.answers(formula, register, records.standing_year(register, year));
    let mut out = BTreeMap::new();
    for row in rows {
        match answers.get(&row.number).and_then(number).filter(|number| *number >= 0) {
            Some(number) => {
                out.insert(row.number, number);
            }
            None => {
                let label = row.open_label().unwrap_or_else(|| format!("第{}号", row.number));
                let place = Place::whole(format!("{register}“{label}”"));
                let sentence = format!("“{}”算不出不为负的{what}", formula.text);
                findings.push(Finding::error("plan.number", place, sentence));
            }
        }
    }
    out
}

/// A plain whole number.
pub(super) fn whole(answer: &Answer) -> Option<i64> {
    answer.number()?.exact()?.to_string().parse().ok()
}

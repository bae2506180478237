//! No rate rises because a bad case is no longer there: of every loop, cases that are overdue are taken off their list.

use super::{Cells, Edit, Trial, run};
use crate::shipped::sample;
use assess::{Records, RowChange, Written, loops::Cases};
use define::Date;
use std::sync::Arc;

const OVERDUE: Cells<'_> = &[("编号", "500152-QD-008")];

/// One that was closed late.
const LATE: Cells<'_> = &[("编号", "500152-QD-003")];

#[test]
fn a_problem_over_its_time_is_not_taken_off_its_list() {
    run(&[
        Trial {
            name: "过了期限的问题撤回",
            edits: &[Edit::Remove("问题清单", OVERDUE)],
            refused: &["loop.taken-off"],
            ..Trial::default()
        },
        Trial {
            name: "办迟了的问题连同步骤一起撤回",
            edits: &[
                Edit::Remove("问题清单", LATE),
                Edit::Remove("办理步骤", &[("环", "problem-lists"), ("案号", "500152-QD-003")]),
            ],
            prints: &[("problem-lists-in-time", "75%", "85.71%")],
            refused: &["loop.taken-off"],
            ..Trial::default()
        },
        Trial {
            name: "过了期限的问题改迟期限",
            edits: &[Edit::Set("问题清单", OVERDUE, &[("期限", "2023-06-30")])],
            refused: &["loop.taken-off"],
            ..Trial::default()
        },
        Trial {
            name: "过了期限的问题改到下一年提出",
            edits: &[Edit::Set("问题清单", OVERDUE, &[("提出日期", "2023-01-05"), ("期限", "2023-06-30")])],
            refused: &["loop.taken-off"],
            ..Trial::default()
        },
        Trial {
            name: "过了期限的问题改一个错字",
            edits: &[Edit::Set("问题清单", OVERDUE, &[("问题", "样例：改过一个字")])],
            ..Trial::default()
        },
        Trial {
            name: "在办的问题自己把期限改迟",
            edits: &[Edit::Set("整改问题", &[("编号", "DC-500152-DC-189")], &[("整改期限", "2023-03-31")])],
            refused: &["loop.deadline-moved"],
            ..Trial::default()
        },
    ]);
}

/// Every case of every loop, its steps not taken: years after its deadline it can neither be withdrawn nor be put off by hand.
#[test]
fn no_loop_lets_go_of_a_case_that_is_overdue() {
    let (pack, day) = (&sample().pack, Date::new(2030, 12, 31).unwrap());
    let (mut tried, mut wrong, mut endless) = (0, Vec::new(), Vec::new());
    for definition in &pack.forms.loops {
        let rows = without_steps();
        let records = Records::new(pack.clone(), rows.clone());
        let cases = Cases::of(definition, &records, day, None);
        let Some(case) = cases.list.iter().find(|case| case.overdue(&cases.calendar, day).is_some()) else {
            endless.push(definition.head.name.as_str());
            continue;
        };
        let register = &definition.case.list.register.text;
        let number = case.record.number;
        let mut after = rows.clone();
        after.get_mut(register).unwrap().take(number);
        let mut written = Written::default();
        written.before(register, number, Arc::new(case.record.row.clone()));
        tried += 1;
        if !codes(&Records::new(pack.clone(), after), &written, day).contains(&"loop.taken-off") {
            wrong.push(definition.head.name.as_str());
        }
    }
    assert!(wrong.is_empty(), "these let go of an overdue case: {wrong:?}");
    assert!(tried >= 15, "only {tried} loops were tried; without a case that can be overdue: {endless:?}");
}

fn codes(records: &Records, written: &Written, day: Date) -> Vec<&'static str> {
    let forms = assess::practices(records.pack()).filter(|form| form.heeds(written));
    let findings = forms.flat_map(|form| form.against(records, written, day));
    findings.map(|finding| finding.code).collect()
}

fn without_steps() -> std::collections::BTreeMap<String, assess::Rows> {
    let mut rows = sample().rows.clone();
    rows.remove("办理步骤");
    rows
}

/// What each rate over cases comes to when one of its overdue cases is gone all the same: it would rise, which is why the case is
/// kept.
#[test]
fn a_rate_would_rise_without_its_bad_case() {
    let mut before = super::whole();
    let was = before.outcome("problem-lists-in-time", 2022).unwrap().value.clone().unwrap();
    let (number, row) = super::holding("问题清单", OVERDUE).remove(0);
    let gone = RowChange { register: "问题清单", number, before: Some(&row), after: None };
    before.follow([gone]);
    let is = before.outcome("problem-lists-in-time", 2022).unwrap().value.clone().unwrap();
    assert!(is.parse::<f64>().unwrap() > was.parse::<f64>().unwrap(), "{was} → {is}");
}

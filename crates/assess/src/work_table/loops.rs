//! Loops as tables: one line for each case.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::loops::{Case, Cases, openings};
use define::words::case;
use define::{Date, Loop, Stage, Written};
use ledger::loops::{Times, course};
use std::borrow::Cow;
use std::sync::Arc;

/// 闭环: every case opened up to a day, and every one that should have been.
pub(super) fn fill(definition: &Loop, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let cases = Cases::of(definition, records, day, None);
    let register: Arc<str> = definition.case.list.register.text.as_str().into();
    let steps: Arc<str> = define::house::Step::HOUSE.register.into();
    for case in &cases.list {
        let course = &case.course;
        let overdue = case.overdue(&cases.calendar, day);
        let closed = course.closed(definition);
        let standing = || course.stands.iter().filter_map(|at| case.taken.get(*at));
        let mut sources: Sources = vec![(register.clone(), case.record.number)];
        sources.extend(standing().map(|step| (steps.clone(), step.number)));
        let (back, again) = turns(definition, case);
        let by = |step: Option<&ledger::loops::Taken>| {
            Cell::Text(step.map(|step| step.by.clone()).unwrap_or_default())
        };
        let last = |name: &str| standing().rfind(|step| step.step == name).and_then(|step| step.day);
        let days = definition.step_days().map(|(step, column)| (column.into(), last(step).into()));
        let basis = || standing().rfind(|step| !step.basis.is_empty());
        let basis =
            definition.law.as_ref().map(|_| basis().map(|step| step.basis.clone()).unwrap_or_default());
        let cited = basis.map(|name| (case::BASIS.into(), Cell::Text(name)));
        let cells: [(Cow<'_, str>, Cell); 17] = [
            (case::CASE.into(), Cell::Text(case.id.clone())),
            (case::UNIT.into(), Cell::Text(case.unit.clone())),
            (case::SOURCE.into(), Cell::Text(case.source.clone())),
            (case::STAGE.into(), Cell::Text(course.stage().to_owned())),
            (case::OPENED.into(), Cell::Day(case.opened)),
            (case::DEADLINE.into(), course.deadline().into()),
            (case::CLOSED_ON.into(), closed.into()),
            (case::CLOSED.into(), Cell::Truth(closed.is_some())),
            (case::IN_TIME.into(), Cell::Truth(course.in_time(day))),
            (case::OVERDUE.into(), Cell::Truth(overdue.is_some())),
            (case::DAYS_OVERDUE.into(), Cell::Number(overdue.unwrap_or(0).into())),
            (case::STEPS.into(), Cell::count(course.stands.len())),
            (case::RETURNS.into(), Cell::count(back)),
            (case::REOPENED.into(), Cell::count(again)),
            (case::FIRST_BY.into(), by(standing().next())),
            (case::CLOSED_BY.into(), if closed.is_some() { by(standing().next_back()) } else { Cell::None }),
            (case::RECURS.into(), Cell::Truth(case.recurs.is_some())),
        ];
        sheet.line(cells.into_iter().chain(cited).chain(days), sources);
    }
    waiting(definition, records, &cases, sheet);
}

/// A row that asks for a case and has none counts as one on which nothing was done: nothing is gained by not opening it.
fn waiting(definition: &Loop, records: &Records, cases: &Cases<'_>, sheet: &mut Sheet<'_>) {
    for one in openings(definition, records) {
        let day = |field: &Written| one.cell(&field.text).parse::<Date>().ok();
        let Some(opened) = day(&definition.case.opened).filter(|opened| *opened <= cases.day) else {
            continue;
        };
        let due = |stage: &Stage| Some((stage.name.clone(), day(stage.due.as_ref()?)?));
        let dues = definition.stages.iter().filter_map(due).collect();
        let times = Times { calendar: &cases.calendar, opened, dues: &dues, extensions: &[], signers: None };
        let course = course(definition, &times, &[]);
        let overdue = course.overdue(&cases.calendar, cases.day);
        let of = |field: &Option<Written>| {
            Cell::Text(field.as_ref().map(|field| one.cell(&field.text).to_owned()).unwrap_or_default())
        };
        let days = definition.step_days().map(|(_, column)| (column.into(), Cell::None));
        let cited = definition.law.as_ref().map(|_| (case::BASIS.into(), Cell::Text(String::new())));
        let cells: [(Cow<'_, str>, Cell); 17] = [
            (case::CASE.into(), Cell::Text(one.id.clone())),
            (case::UNIT.into(), of(&definition.case.unit)),
            (case::SOURCE.into(), of(&definition.case.source)),
            (case::STAGE.into(), Cell::Text(course.stage().to_owned())),
            (case::OPENED.into(), Cell::Day(opened)),
            (case::DEADLINE.into(), course.deadline().into()),
            (case::CLOSED_ON.into(), Cell::None),
            (case::CLOSED.into(), Cell::Truth(false)),
            (case::IN_TIME.into(), Cell::Truth(course.in_time(cases.day))),
            (case::OVERDUE.into(), Cell::Truth(overdue.is_some())),
            (case::DAYS_OVERDUE.into(), Cell::Number(overdue.unwrap_or(0).into())),
            (case::STEPS.into(), Cell::count(0)),
            (case::RETURNS.into(), Cell::count(0)),
            (case::REOPENED.into(), Cell::count(0)),
            (case::FIRST_BY.into(), Cell::Text(String::new())),
            (case::CLOSED_BY.into(), Cell::None),
            (case::RECURS.into(), Cell::Truth(false)),
        ];
        let asked = vec![(one.asked.0.as_str().into(), one.asked.1)];
        sheet.line(cells.into_iter().chain(cited).chain(days), asked);
    }
}

/// How often a case went back to an earlier stage, and how often it was opened again after it was closed.
fn turns(definition: &Loop, case: &Case<'_>) -> (usize, usize) {
    let place = |name: &str| definition.stages.iter().position(|stage| stage.name == name);
    let (mut back, mut again) = (0, 0);
    for pair in case.course.stays.windows(2) {
        match definition.closes(&pair[0].stage) {
            true => again += 1,
            false if place(&pair[1].stage) < place(&pair[0].stage) => back += 1,
            false => {}
        }
    }
    (back, again)
}

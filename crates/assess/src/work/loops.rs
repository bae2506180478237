//! Loops as tables: one line for each case.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::loops::{Case, Cases};
use define::words::case;
use define::{Date, Loop};
use std::borrow::Cow;
use std::sync::Arc;

/// 闭环: every case opened up to a day.
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

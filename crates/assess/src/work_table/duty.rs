//! Duties as tables: one line for each unit and period of the year.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::{Covered, covered_duty};
use define::words::{DUTY_STATES, occurrence};
use define::{Date, Duty};
use ledger::duty::{Occurrence, State};
use std::sync::Arc;

/// 应办: how every occurrence of the year stands on a day.
pub(super) fn fill(duty: &Duty, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let covered = covered_duty(duty, records, day.year, day);
    let matrix = &covered.matrix;
    let fact: Arc<str> = duty.fact.as_ref().map_or("", |fact| fact.list.register.text.as_str()).into();
    let nil: Arc<str> = define::house::NilReport::HOUSE.register.into();
    let incident: Arc<str> = duty.incident.as_ref().map_or("", |one| one.list.register.text.as_str()).into();
    for one in &matrix.occurrences {
        let happened = happened(&covered, one);
        let mut sources: Sources = one.facts.iter().map(|row| (fact.clone(), *row)).collect();
        sources.extend(one.nil.map(|row| (nil.clone(), row)));
        sources.extend(happened.iter().map(|row| (incident.clone(), *row)));
        sheet.line(
            [
                (occurrence::UNIT, Cell::Text(matrix.units[one.unit].id.clone())),
                (occurrence::PERIOD, Cell::Text(matrix.periods[one.period].id.clone())),
                (occurrence::DEADLINE, Cell::Day(one.deadline)),
                (occurrence::STATE, Cell::Text(word(one.state).to_owned())),
                (occurrence::OWED, Cell::Number(one.least)),
                (occurrence::DONE, Cell::Number(one.amount)),
                (
                    occurrence::DISCHARGED,
                    Cell::Truth(matches!(one.state, State::Done | State::Nil | State::Late)),
                ),
                (occurrence::GAP, Cell::Truth(matches!(one.state, State::Gap | State::Contradicted))),
                (occurrence::INCIDENTS, Cell::count(happened.len())),
                (occurrence::REPORTED, reported(&covered, one, happened.len())),
                (occurrence::DONE_ON, done_on(duty, records, one).into()),
            ],
            sources,
        );
    }
}

fn word(state: State) -> &'static str {
    let at = match state {
        State::Done => 0,
        State::Late => 1,
        State::Nil => 2,
        State::Contradicted => 3,
        State::Extended => 4,
        State::Open => 5,
        State::Ahead => 6,
        State::Gap => 7,
    };
    DUTY_STATES[at]
}

/// How often something happened, as far as that is known: nobody knows of a unit that is silent that nothing did.
fn reported(covered: &Covered, one: &Occurrence, happened: usize) -> Cell {
    if happened > 0 || matches!(one.state, State::Done | State::Nil | State::Late) {
        return Cell::count(happened);
    }
    let (unit, period) = (&covered.labels[one.unit], &covered.matrix.periods[one.period].id);
    Cell::Open(format!("“{unit}”没有报{period}").into())
}

/// Rows of what happened at the unit within the period.
fn happened(covered: &Covered, one: &Occurrence) -> Vec<u64> {
    let (unit, period) = (&covered.matrix.units[one.unit], &covered.matrix.periods[one.period]);
    let within = covered.incidents.iter().filter(|(at, day, _)| *at == unit.id && period.holds(*day));
    within.map(|(.., row)| *row).collect()
}

/// The day of the last fact that was counted.
fn done_on(duty: &Duty, records: &Records, one: &Occurrence) -> Option<Date> {
    let fact = duty.fact.as_ref()?;
    let days =
        one.facts.iter().filter_map(|row| records.numbered(&fact.list.register.text, *row)?.date(&fact.date));
    days.max()
}

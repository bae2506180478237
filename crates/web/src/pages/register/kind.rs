//! What kind of register it is, in words.

use view::{RegisterKind, RegisterView, YearKind};

use super::words::Words;

/// What kind of register it is, who keeps it, by which year it is read.
pub fn about_register(register: &RegisterView, words: &Words) -> String {
    [kind(register.kind, words), period(register.period, words), &register.owner]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Event, state or snapshot.
pub fn kind(kind: RegisterKind, words: &Words) -> &'static str {
    match kind {
        RegisterKind::Event => words.event,
        RegisterKind::State => words.state,
        RegisterKind::Snapshot => words.snapshot,
    }
}

/// The kind of year.
pub fn period(period: YearKind, words: &Words) -> &'static str {
    match period {
        YearKind::CalendarYear => words.calendar_year,
        YearKind::SchoolYear => words.school_year,
        YearKind::None => words.no_period,
    }
}

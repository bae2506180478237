//! What kind of register it is, in words.

use view::RegisterView;

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
pub fn kind(code: &str, words: &Words) -> &'static str {
    match code {
        "event" => words.event,
        "state" => words.state,
        "snapshot" => words.snapshot,
        _ => "",
    }
}

/// The kind of year.
pub fn period(code: &str, words: &Words) -> &'static str {
    match code {
        "calendar-year" => words.calendar_year,
        "school-year" => words.school_year,
        _ => words.no_period,
    }
}

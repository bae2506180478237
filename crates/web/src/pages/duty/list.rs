//! All duties of a year: what is owed, what was done, where the gaps are.

use askama::Template;

use view::{DutiesView, DutySummary};

use super::words::{self, Words};
use crate::address::encoded;
use crate::frame::Frame;
use crate::marks::Status;
use crate::numbers::counted;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "duty/list.html")]
pub struct Duties {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The year and the day looked at.
    pub seen: String,
    /// The duties.
    pub duties: Vec<Entry>,
}

/// A duty in numbers.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How often.
    pub rhythm: &'static str,
    /// Units that owe.
    pub units: String,
    /// Occurrences of the year.
    pub owed: String,
    /// Discharged, in whatever way.
    pub discharged: String,
    /// Missed or contradicted.
    pub gaps: String,
    /// Whether there are any.
    pub has_gaps: bool,
    /// Still owed, extended ones among them.
    pub open: String,
    /// The bar.
    pub bar: Bar,
    /// What may be said of “nothing happened”: class and word.
    pub zero: Option<(&'static str, &'static str)>,
    /// Who answers for it.
    pub owner: String,
    /// The document behind it.
    pub document: String,
    /// How well that is known.
    pub status: Status,
}

/// How a duty's occurrences divide, in occurrences.
pub struct Bar {
    /// All.
    pub owed: u64,
    /// Discharged.
    pub met: u64,
    /// Missed or contradicted.
    pub missed: u64,
    /// Still owed while the time runs.
    pub open: u64,
}

impl Bar {
    /// Of a duty.
    pub fn new(one: &DutySummary) -> Bar {
        Bar {
            owed: one.owed.max(1),
            met: one.done + one.late + one.nil,
            missed: one.gaps + one.contradicted,
            open: one.open + one.extended,
        }
    }
}

impl Duties {
    /// All duties of a view.
    pub fn new(frame: Frame, view: &DutiesView) -> Duties {
        let words = words::of(frame.language);
        let entry = |one: &DutySummary| {
            let bar = Bar::new(one);
            Entry {
                href: format!("/duties/{}", encoded(&one.id)),
                name: one.name.clone(),
                rhythm: rhythm(one.rhythm, words),
                units: counted(one.units as u64),
                owed: counted(one.owed),
                discharged: counted(bar.met),
                gaps: counted(bar.missed),
                has_gaps: bar.missed > 0,
                open: counted(bar.open),
                bar,
                zero: one.zero.as_ref().map(|zero| zero_mark(zero.state, words)),
                owner: one.owner.clone(),
                document: one.source.document.clone(),
                status: Status::from_code(one.source.status),
            }
        };
        let seen = say(words.duty_seen, &[&view.year.to_string(), &view.day]);
        Duties { duties: view.duties.iter().map(entry).collect(), seen, words, frame }
    }
}

/// What may be said of “nothing happened”, as a mark.
pub fn zero_mark(state: &str, words: &Words) -> (&'static str, &'static str) {
    match state {
        "proved" => ("met", words.zero_proved),
        "contradicted" => ("not-met", words.zero_contradicted),
        _ => ("cannot-tell", words.zero_open),
    }
}

/// How often, in words.
pub fn rhythm(code: &str, words: &Words) -> &'static str {
    match code {
        "once" => words.rhythm_once,
        "year" => words.rhythm_year,
        "half-year" => words.rhythm_half_year,
        "quarter" => words.rhythm_quarter,
        "month" => words.rhythm_month,
        "school-month" => words.rhythm_school_month,
        "week" => words.rhythm_week,
        "school-week" => words.rhythm_school_week,
        "day" => words.rhythm_day,
        "school-day" => words.rhythm_school_day,
        "before-holiday" => words.rhythm_before_holiday,
        _ => words.rhythm_term,
    }
}

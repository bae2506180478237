//! All duties of a year: what is owed, what was done, where the gaps are.

use askama::Template;

use view::{Card, DutiesView, DutySummary, Rhythm, ZeroState};

use super::words::{self, Words};
use crate::address::encoded;
use crate::frame::Frame;
use crate::marks::Mark as _;
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
    /// What it is called, who answers for it, on what ground.
    pub card: Card,
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
                href: format!("/duties/{}", encoded(&one.card.id)),
                card: one.card.clone(),
                rhythm: rhythm(one.rhythm, words),
                units: counted(one.units as u64),
                owed: counted(one.owed),
                discharged: counted(bar.met),
                gaps: counted(bar.missed),
                has_gaps: bar.missed > 0,
                open: counted(bar.open),
                bar,
                zero: one.zero.as_ref().map(|zero| zero_mark(zero.state, words)),
            }
        };
        let seen = say(words.duty_seen, &[&view.year.to_string(), &view.day]);
        Duties { duties: view.duties.iter().map(entry).collect(), seen, words, frame }
    }
}

/// What may be said of “nothing happened”, as a mark.
pub fn zero_mark(state: ZeroState, words: &Words) -> (&'static str, &'static str) {
    match state {
        ZeroState::Proved => ("met", words.zero_proved),
        ZeroState::Contradicted => ("not-met", words.zero_contradicted),
        ZeroState::Open => ("cannot-tell", words.zero_open),
    }
}

/// How often, in words.
pub fn rhythm(rhythm: Rhythm, words: &Words) -> &'static str {
    match rhythm {
        Rhythm::Once => words.rhythm_once,
        Rhythm::Year => words.rhythm_year,
        Rhythm::HalfYear => words.rhythm_half_year,
        Rhythm::Quarter => words.rhythm_quarter,
        Rhythm::Month => words.rhythm_month,
        Rhythm::SchoolMonth => words.rhythm_school_month,
        Rhythm::Week => words.rhythm_week,
        Rhythm::SchoolWeek => words.rhythm_school_week,
        Rhythm::Day => words.rhythm_day,
        Rhythm::SchoolDay => words.rhythm_school_day,
        Rhythm::BeforeHoliday => words.rhythm_before_holiday,
        Rhythm::Term => words.rhythm_term,
    }
}

//! 环: all loops in numbers, one with its cases, one case with its steps.

use askama::Template;
use view::{Card, LoopSummary, LoopsView, TallyView};

use super::words::{self, Words};
use crate::address::loop_address;
use crate::frame::Frame;
use crate::marks::Mark as _;
use crate::words::say;

/// The page of all loops.
#[derive(Template)]
#[template(path = "cases/list.html")]
pub struct Loops {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The day looked at.
    pub day: String,
    /// Loops, cases and overdue ones in a sentence.
    pub lead: String,
    /// The loops.
    pub loops: Vec<Entry>,
}

impl Loops {
    /// The loops of a view; `on` is the day as the address asked for it.
    pub fn new(frame: Frame, view: &LoopsView, on: &str) -> Loops {
        let sum = |count: fn(&LoopSummary) -> u64| view.loops.iter().map(count).sum::<u64>().to_string();
        let words = words::of(frame.language);
        let counts = [
            view.loops.len().to_string(),
            sum(|one| one.tally.found),
            sum(|one| one.tally.closed),
            sum(|one| one.tally.overdue),
        ];
        let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
        Loops {
            lead: say(words.loops_lead, &counts),
            loops: view.loops.iter().map(|one| Entry::new(one, on, words)).collect(),
            day: view.day.clone(),
            words,
            frame,
        }
    }
}

/// A loop as a line.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// What it is called, who answers for it, on what ground.
    pub card: Card,
    /// All its cases.
    pub tally: Tally,
    /// By source, when it tells sources.
    pub sources: Vec<Tally>,
    /// Cases that came back; empty for none.
    pub recurring: String,
    /// Rows that ask for a case; empty for none.
    pub waiting: String,
    /// Whether only numbers are shown.
    pub restricted: bool,
}

impl Entry {
    fn new(one: &LoopSummary, on: &str, words: &Words) -> Entry {
        let some = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        Entry {
            href: loop_address(&one.card.id, on),
            card: one.card.clone(),
            tally: Tally::new(&one.tally, words),
            sources: one.sources.iter().map(|tally| Tally::new(tally, words)).collect(),
            recurring: some(one.recurring),
            waiting: some(one.waiting),
            restricted: one.restricted,
        }
    }
}

/// Found, closed, overdue, with a bar.
pub struct Tally {
    /// What the cases have in common.
    pub name: String,
    /// Opened.
    pub found: u64,
    /// Closed.
    pub closed: u64,
    /// Never late, of the closed.
    pub in_time: u64,
    /// Late, of the open.
    pub overdue: u64,
    /// Widths of closed, open and overdue in a bar of 1000; they stand beside it in digits.
    pub parts: [u64; 3],
}

impl Tally {
    pub(crate) fn new(tally: &TallyView, words: &Words) -> Tally {
        let open = tally.found.saturating_sub(tally.closed + tally.overdue);
        let part = |count: u64| (count * 1000).checked_div(tally.found).unwrap_or(0);
        Tally {
            name: if tally.name.is_empty() { words.no_source.into() } else { tally.name.clone() },
            found: tally.found,
            closed: tally.closed,
            in_time: tally.in_time,
            overdue: tally.overdue,
            parts: [part(tally.closed), part(open), part(tally.overdue)],
        }
    }
}

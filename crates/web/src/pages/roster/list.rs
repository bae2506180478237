//! 责任表: all rosters on a day, with what calls for somebody to act.

use askama::Template;
use view::{Card, RosterSummary, RostersView};

use super::words::{self, Words};
use crate::address::roster_address;
use crate::frame::Frame;
use crate::marks::{Mark as _, Verdict};
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "roster/list.html")]
pub struct Rosters {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The day looked at.
    pub day: String,
    /// Rosters, posts and vacancies in a sentence.
    pub lead: String,
    /// The rosters.
    pub rosters: Vec<Entry>,
}

impl Rosters {
    /// The rosters of a view; `on` is the day as the address asked for it.
    pub fn new(frame: Frame, view: &RostersView, on: &str) -> Rosters {
        let sum =
            |count: fn(&RosterSummary) -> usize| view.rosters.iter().map(count).sum::<usize>().to_string();
        Rosters {
            lead: say(
                words::of(frame.language).rosters_lead,
                &[&view.rosters.len().to_string(), &sum(|one| one.posts), &sum(|one| one.vacant)],
            ),
            rosters: view.rosters.iter().map(|one| Entry::new(one, on)).collect(),
            day: view.day.clone(),
            words: words::of(frame.language),
            frame,
        }
    }
}

/// A roster as a line.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// What it is called, who answers for it, on what ground.
    pub card: Card,
    /// `93/94`.
    pub covered: String,
    /// Whether all posts are held.
    pub verdict: Verdict,
    /// Vacant, overloaded, running out, unqualified, short, missed: empty for none.
    pub counts: [String; 6],
}

impl Entry {
    fn new(one: &RosterSummary, on: &str) -> Entry {
        let counts = [one.vacant, one.overloaded, one.expiring, one.unqualified, one.short, one.missed];
        Entry {
            href: crate::address::with_query(&roster_address(&one.card.id), &[("on", on)]),
            card: one.card.clone(),
            covered: format!("{}/{}", one.covered, one.posts),
            verdict: match one {
                _ if one.vacant > 0 => Verdict::NotMet,
                _ if one.open > 0 || one.posts == 0 => Verdict::CannotTell,
                _ => Verdict::Met,
            },
            counts: counts.map(|count| if count == 0 { String::new() } else { count.to_string() }),
        }
    }
}

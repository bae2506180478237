//! 随机抽取: every draw, and how far each kind is in its year.

use askama::Template;
use view::{DrawFloor, DrawList, DrawState, DrawStratum, DrawView};

use super::words::{self, Words};
use crate::address::draw_address;
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "draw/list.html")]
pub struct Draws {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The draws that may be sealed.
    pub offers: Vec<view::DrawOffer>,
    /// What the form carries.
    pub word: String,
    /// What speaks against what was asked.
    pub findings: Vec<String>,
    /// The draws, newest first.
    pub draws: Vec<Entry>,
    /// The year's floors.
    pub floors: Vec<Floor>,
}

impl Draws {
    /// The draws of a view.
    pub fn new(frame: Frame, list: &DrawList) -> Draws {
        let words = words::of(frame.language);
        Draws {
            offers: Vec::new(),
            word: String::new(),
            findings: Vec::new(),
            draws: list.draws.iter().map(|draw| Entry::new(draw, words)).collect(),
            floors: list.floors.iter().map(|floor| Floor::new(floor, words)).collect(),
            words,
            frame,
        }
    }
}

/// A draw as a line.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The day it was drawn.
    pub day: String,
    /// How far it is.
    pub state: &'static str,
    /// Why it is damaged; empty when it is not.
    pub damage: String,
    /// How many were drawn.
    pub slips: u64,
    /// How many slips are open.
    pub opened: u64,
}

impl Entry {
    fn new(draw: &DrawView, words: &Words) -> Entry {
        Entry {
            href: draw_address(&draw.number),
            number: draw.number.clone(),
            name: draw.name.clone(),
            day: draw.day.clone(),
            state: state(draw.state, words),
            damage: damage(draw),
            slips: draw.slips,
            opened: draw.opened,
        }
    }
}

/// Why a draw is damaged; empty when it is not.
pub fn damage(draw: &DrawView) -> String {
    let sentences: Vec<&str> = draw.findings.iter().map(|finding| finding.sentence.as_str()).collect();
    sentences.join("；")
}

/// How far a draw is, in words.
pub fn state(state: DrawState, words: &Words) -> &'static str {
    match state {
        DrawState::Listed => words.draw_listed,
        DrawState::Closed => words.draw_closed,
        DrawState::Open => words.draw_open,
        DrawState::Damaged => words.draw_damaged,
    }
}

/// How far a kind of draw is in its year.
pub struct Floor {
    /// The kind, the year and its draws, in words.
    pub line: String,
    /// Whether all is reached.
    pub verdict: Verdict,
    /// The same in a word.
    pub word: &'static str,
    /// Stratum by stratum.
    pub strata: Vec<Stratum>,
}

impl Floor {
    fn new(floor: &DrawFloor, words: &Words) -> Floor {
        let (year, done, wanted) = (floor.year.to_string(), floor.done.to_string(), floor.wanted.to_string());
        Floor {
            line: say(words.draw_floor, &[&year, &floor.name, &done, &wanted]),
            verdict: if floor.reached { Verdict::Met } else { Verdict::NotMet },
            word: if floor.reached { words.draw_reached } else { words.draw_short },
            strata: floor.strata.iter().map(Stratum::new).collect(),
        }
    }
}

/// A stratum.
pub struct Stratum {
    /// Its name.
    pub name: String,
    /// Objects in it.
    pub size: u64,
    /// How many this draw takes.
    pub quota: u64,
    /// How many were drawn in the year.
    pub drawn: u64,
    /// The floor in words: `5%（3）`; empty without.
    pub least: String,
}

impl Stratum {
    /// A stratum of a view.
    pub fn new(one: &DrawStratum) -> Stratum {
        let percent = match (one.floor / 100, one.floor % 100) {
            (whole, 0) => format!("{whole}%"),
            (whole, rest) => format!("{whole}.{rest:02}%"),
        };
        let least = if one.floor == 0 { String::new() } else { format!("{percent}（{}）", one.least) };
        Stratum { name: one.name.clone(), size: one.size, quota: one.quota, drawn: one.drawn, least }
    }
}

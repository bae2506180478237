//! One loop: its stages, its cases with their clocks, units and ranks.

use askama::Template;
use view::{CaseLine, LoopView};

use super::diagram;
use super::list::Tally;
use super::units::Units;
use super::words::{self, Words};
use crate::address::{case_address, loop_address};
use crate::frame::Frame;
use crate::words::say;

/// Cases shown on the page.
const SHOWN: usize = 200;

/// The page.
#[derive(Template)]
#[template(path = "cases/show.html")]
pub struct LoopPage {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its path, without a query.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub note: String,
    /// That worked days are counted beyond the school calendar; empty when they are not.
    pub calendar: String,
    /// The day.
    pub day: String,
    /// The same as it stands today; empty where that is the day.
    pub today_href: String,
    /// Found, closed, overdue in a sentence.
    pub lead: String,
    /// The stages, drawn.
    pub diagram: String,
    /// By source.
    pub sources: Vec<Tally>,
    /// The stages, by name.
    pub stages: Vec<String>,
    /// Of each source how many of its cases are in each stage.
    pub by_stage: Vec<Vec<u64>>,
    /// Ranks, one line each.
    pub ranks: Vec<String>,
    /// What is filtered by.
    pub q: String,
    /// Whether only overdue cases are shown.
    pub overdue: bool,
    /// The cases.
    pub cases: Vec<Line>,
    /// How many are shown of how many, in words.
    pub counted: String,
    /// The units on the map.
    pub units: Units,
    /// Cases that are counted and not shown, in words; empty for none.
    pub hidden: String,
}

/// What the address asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The day.
    pub on: String,
    /// Text to look for.
    pub q: String,
    /// `1` for overdue cases alone.
    pub overdue: String,
}

/// A case as a line.
pub struct Line {
    /// Its page.
    pub href: String,
    /// Its number.
    pub id: String,
    /// What it is about.
    pub label: String,
    /// The stage it is in.
    pub stage: String,
    /// Its deadline, or the day on which it was closed.
    pub clock: String,
    /// Overdue in words; empty when in time.
    pub overdue: String,
    /// The post it goes to, the earlier case.
    pub more: String,
    /// The unit.
    pub unit: String,
    /// The source.
    pub source: String,
    /// The day on which it was opened.
    pub opened: String,
}

impl Line {
    fn new(case: &CaseLine, id: &str, on: &str, words: &Words) -> Line {
        let overdue = case.overdue.map(|days| say(words.overdue_by, &[&days.to_string()]));
        let recurs = case.recurs.as_ref().map(|earlier| say(words.recurs_from, &[earlier]));
        let more: Vec<String> = case.escalated.iter().cloned().chain(recurs).collect();
        Line {
            href: case_address(id, &case.id, on),
            id: case.id.clone(),
            label: case.label.clone(),
            stage: case.stage.clone(),
            clock: case.closed.clone().or_else(|| case.deadline.clone()).unwrap_or_default(),
            overdue: overdue.unwrap_or_default(),
            more: more.join(" · "),
            unit: case.unit.clone(),
            source: case.source.clone(),
            opened: case.opened.clone(),
        }
    }
}

impl LoopPage {
    /// How many cases of a source are in each stage.
    fn counts(&self, source: &usize) -> &[u64] {
        self.by_stage.get(*source).map_or(&[], Vec::as_slice)
    }

    /// A loop as asked for.
    pub fn new(frame: Frame, view: &LoopView, asked: &Asked) -> LoopPage {
        let words = words::of(frame.language);
        let one = &view.summary;
        let tally = &one.tally;
        let counts = [tally.found, tally.closed, tally.in_time, tally.overdue].map(|count| count.to_string());
        let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
        let cases = view.cases.iter().take(SHOWN);
        let cases: Vec<Line> = cases.map(|case| Line::new(case, &one.card.id, &asked.on, words)).collect();
        let ranks = view.ranks.iter().map(|rank| {
            let places = rank.places.iter().map(|place| {
                let due = place.closed + place.overdue;
                format!("{}. {} {}/{due}", place.place, place.unit, place.in_time)
            });
            format!("{} {}：{}", rank.quarter, rank.group, places.collect::<Vec<_>>().join("  "))
        });
        LoopPage {
            path: loop_address(&one.card.id, ""),
            name: one.card.name.clone(),
            note: one.card.note.clone().unwrap_or_default(),
            calendar: one.beyond_calendar.as_ref().map_or(String::new(), |end| match end.as_str() {
                "" => words.no_calendar.to_owned(),
                end => say(words.calendar_ends, &[end]),
            }),
            day: view.day.clone(),
            today_href: String::new(),
            lead: say(words.loop_lead, &counts),
            diagram: diagram::stages(&view.stages, &view.steps),
            sources: one.sources.iter().map(|tally| Tally::new(tally, words)).collect(),
            stages: view.stages.iter().map(|stage| stage.name.clone()).collect(),
            by_stage: view.by_stage.iter().map(|one| one.cases.clone()).collect(),
            ranks: ranks.collect(),
            q: asked.q.clone(),
            overdue: !asked.overdue.is_empty(),
            units: Units::default(),
            counted: say(words.cases_counted, &[&cases.len().to_string(), &view.cases.len().to_string()]),
            hidden: match view.hidden {
                0 => String::new(),
                hidden => say(words.cases_hidden, &[&hidden.to_string()]),
            },
            cases,
            words,
            frame,
        }
    }
}

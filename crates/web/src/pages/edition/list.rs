//! The reports of a year that were put forward, and the form that puts one forward.

use askama::Template;
use office::Forward;
use view::{EditionLine, EditionsView};

use super::words::{self, Words};
use crate::address::{case_address, encoded};
use crate::frame::Frame;
use crate::numbers::counted;
use crate::words::say;

/// What may be said of who may read it.
pub const DISCLOSURES: [&str; 3] = ["主动公开", "依申请公开", "不予公开"];

/// The page.
#[derive(Template)]
#[template(path = "edition/list.html")]
pub struct Editions {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What it is about, in a sentence.
    pub lead: String,
    /// The reports, newest first.
    pub lines: Vec<Line>,
    /// The word of the form; empty for who puts nothing forward.
    pub word: String,
    /// The form as it was filled.
    pub given: Forward,
    /// What may be chosen.
    pub disclosures: [&'static str; 3],
    /// What speaks against it.
    pub findings: Vec<String>,
    /// Whether the pack has a way for reports.
    pub has_way: bool,
    /// Where everybody reads it; empty where nobody may.
    pub public_href: String,
}

/// A report.
pub struct Line {
    /// Its number.
    pub number: String,
    /// Its text.
    pub href: String,
    /// Its case.
    pub case_href: String,
    /// The day on which it was drafted.
    pub day: String,
    /// The stage.
    pub stage: String,
    /// Whether it is issued.
    pub closed: bool,
    /// For whom it waits.
    pub waits: String,
    /// Who may read it.
    pub disclosed: String,
    /// Its number as a document.
    pub document: String,
    /// How many of its sentences would read otherwise; empty for none.
    pub moved: String,
    /// Who did what.
    pub steps: Vec<String>,
}

impl Line {
    fn new(words: &Words, way: &str, line: &EditionLine) -> Line {
        let step = |step: &view::CaseStepView| format!("{} {} {}", step.day, step.step, step.by);
        Line {
            number: line.number.clone(),
            href: format!("/report/editions/{}", encoded(&line.number)),
            case_href: case_address(way, &line.number, ""),
            day: line.day.clone(),
            stage: line.stage.clone(),
            closed: line.closed.is_some(),
            waits: line.waits.join("、"),
            disclosed: line.disclosed.clone(),
            document: line.document.clone(),
            moved: match line.moved {
                0 => String::new(),
                count => say(words.moved_by, &[&counted(count)]),
            },
            steps: line.steps.iter().map(step).collect(),
        }
    }
}

impl Editions {
    /// The page; with a word the form stands on it.
    pub fn new(frame: Frame, view: &EditionsView, (year, word): (i32, &str), given: &Forward) -> Editions {
        let words = words::of(frame.language);
        let way = view.way.clone().unwrap_or_default();
        let public = |line: &&EditionLine| line.closed.is_some();
        let newest = view.editions.iter().find(public).filter(|line| line.disclosed == DISCLOSURES[0]);
        Editions {
            lead: say(words.editions_lead, &[&year.to_string()]),
            lines: view.editions.iter().map(|line| Line::new(words, &way, line)).collect(),
            word: if view.way.is_some() { word.to_owned() } else { String::new() },
            given: given.clone(),
            disclosures: DISCLOSURES,
            findings: Vec::new(),
            has_way: view.way.is_some(),
            public_href: newest.map(|_| format!("/public/{year}")).unwrap_or_default(),
            words,
            frame,
        }
    }
}

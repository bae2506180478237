//! One case: where it is, its clock, who did what.

use askama::Template;
use view::{CaseStepView, CaseView, ChairState, ChairView, StayView};

use super::diagram;
use super::words::{self, Words};
use crate::address::{case_address, loop_address, row_address};
use crate::frame::Frame;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "cases/case.html")]
pub struct CasePage {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Where its next step is done; empty for who may do none.
    pub do_href: String,
    /// Page and name of its loop.
    pub of: (String, String),
    /// Its number.
    pub id: String,
    /// What it is about.
    pub label: String,
    /// Stage, deadline, overdue in a line.
    pub lead: String,
    /// Overdue in words; empty when in time.
    pub overdue: String,
    /// The earlier case: its page and number.
    pub recurs: Option<(String, String)>,
    /// The stages, drawn.
    pub diagram: String,
    /// Those who sign: stage, seat, how they stand, who, what else is to be told of it.
    pub chairs: Vec<[String; 5]>,
    /// Who else was let see it; empty without.
    pub copies: String,
    /// Fields that say something else since somebody last signed; empty without.
    pub changed: String,
    /// The steps.
    pub steps: Vec<CaseStepView>,
    /// The stays.
    pub stays: Vec<StayView>,
    /// What can be done now.
    pub ways: String,
    /// Where the row says otherwise.
    pub differs: Vec<String>,
    /// The page of its row.
    pub row: String,
}

impl CasePage {
    /// A case; `on` is the day as the address asked for it.
    pub fn new(frame: Frame, view: &CaseView, on: &str) -> CasePage {
        let words = words::of(frame.language);
        let case = &view.case;
        let clock = match (&case.closed, &case.deadline) {
            (Some(day), _) => say(words.closed_on, &[day]),
            (None, Some(day)) => say(words.due_by, &[day]),
            (None, None) => String::new(),
        };
        let parts =
            [case.stage.clone(), clock, case.unit.clone(), case.escalated.clone().unwrap_or_default()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let differs =
            view.differs.iter().map(|one| say(words.case_differs, &[&one.field, &one.there, &one.steps]));
        CasePage {
            do_href: String::new(),
            of: (loop_address(&view.loop_id, on), view.loop_name.clone()),
            id: case.id.clone(),
            label: case.label.clone(),
            lead: parts.join(" · "),
            overdue: case.overdue.map(|days| say(words.overdue_by, &[&days.to_string()])).unwrap_or_default(),
            recurs: case
                .recurs
                .as_ref()
                .map(|earlier| (case_address(&view.loop_id, earlier, on), earlier.clone())),
            diagram: diagram::stages(&view.stages, &view.rules),
            chairs: view.chairs.iter().map(|chair| told(chair, words)).collect(),
            copies: said(words.copies, &view.copies),
            changed: said(words.changed, &view.changed),
            steps: view.steps.clone(),
            stays: view.stays.clone(),
            ways: view.ways.join("、"),
            differs: differs.collect(),
            row: row_address(&view.row.register, view.row.number),
            words,
            frame,
        }
    }
}

/// One who is to sign, in words.
fn told(chair: &ChairView, words: &Words) -> [String; 5] {
    let state = match chair.state {
        ChairState::Later => words.chair_later,
        ChairState::Waits => words.chair_waits,
        ChairState::Returned => words.chair_returned,
        ChairState::Signed => words.chair_signed,
        ChairState::Skipped => words.chair_skipped,
        ChairState::Spared => words.chair_spared,
        ChairState::Vacant => words.chair_vacant,
    };
    let say_of =
        |sentence: &str, what: &str| if what.is_empty() { String::new() } else { say(sentence, &[what]) };
    let stead = match chair.state {
        ChairState::Signed => words.chair_stead,
        _ => words.chair_stand_in,
    };
    let more = [
        say_of(stead, &chair.stead.join("、")),
        say_of(words.chair_added, &chair.added),
        say_of(words.chair_before, &chair.before),
        if chair.above { words.chair_above.to_owned() } else { String::new() },
    ];
    let more: Vec<String> = more.into_iter().filter(|part| !part.is_empty()).collect();
    [chair.stage.clone(), chair.seat.clone(), state.to_owned(), chair.persons.join("、"), more.join("；")]
}

/// A list in a sentence; empty for an empty one.
fn said(sentence: &str, all: &[String]) -> String {
    if all.is_empty() { String::new() } else { say(sentence, &[&all.join("、")]) }
}

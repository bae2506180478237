//! A scenario of people: who lacks whom by which standard, which subject lacks where, who goes where, whether enough are exchanged.

use askama::Template;
use view::{StaffMove, StaffSchool, StaffView, SubjectGap, SubjectLine, SubjectMoveView, SubjectsView};

use super::effects::{self, Effect};
use super::words::{self, Words};
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::numbers::told as number;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "plans/staff.html")]
pub struct Staff {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the plan.
    pub plan: String,
    /// The name of the scenario.
    pub name: String,
    /// How it comes out, as a mark.
    pub verdict: Verdict,
    /// The same in a sentence.
    pub said: String,
    /// The total and the standard, in a sentence.
    pub lead: String,
    /// What exactly it means, and who answers for it.
    pub note: String,
    /// Standards with the addresses under which each is tried; empty for the one that is shown.
    pub standards: Vec<(String, String)>,
    /// What is wrong with the rows: place, sentence.
    pub findings: Vec<(String, String)>,
    /// Schools that lack or have beyond their need.
    pub schools: Vec<StaffSchool>,
    /// Who goes where.
    pub moves: Vec<StaffMove>,
    /// What subjects and exchanges come to: a mark and a sentence each.
    pub told: Vec<(Verdict, String)>,
    /// Subject by subject.
    pub subjects: Vec<SubjectLine>,
    /// Schools that lack a subject.
    pub gaps: Vec<SubjectGap>,
    /// Moves by subject, with why in a word.
    pub exchanges: Vec<(SubjectMoveView, &'static str)>,
    /// Indicators before and after.
    pub effects: Vec<Effect>,
}

impl Staff {
    /// The page of a view; `address` is where a standard is tried.
    pub fn new(frame: Frame, view: &StaffView, address: impl Fn(&str) -> String) -> Staff {
        let words = words::of(frame.language);
        let moved: i64 = view.moves.iter().map(|one| one.people).sum();
        let cells = [view.lacking, moved, view.left].map(|cell| number(&cell));
        let total = [view.held, view.needed].map(|cell| number(&cell));
        let subjects = view.subjects.as_ref();
        let why = |one: &SubjectMoveView| if one.fills { words.staff_fills } else { words.staff_exchanged };
        let concerned = |one: &&StaffSchool| one.held != one.needed;
        let standard = |name: &String| {
            let address = if *name == view.standard { String::new() } else { address(name) };
            (name.clone(), address)
        };
        Staff {
            plan: view.card.name.clone(),
            name: view.scenario.clone(),
            verdict: if view.left == 0 { Verdict::Met } else { Verdict::NotMet },
            said: say(words.staff_said, &[&cells[0], &cells[1], &cells[2]]),
            lead: say(words.staff_lead, &[&view.standard, &total[0], &total[1]]),
            note: format!("{} · {}", view.card.owner, view.card.note.clone().unwrap_or_default()),
            standards: view.standards.iter().map(standard).collect(),
            findings: view.findings.iter().map(|one| (one.place.to_string(), one.sentence.clone())).collect(),
            schools: view.schools.iter().filter(concerned).cloned().collect(),
            moves: view.moves.clone(),
            told: subjects.map(|of| told(words, of)).unwrap_or_default(),
            subjects: subjects.map(|of| of.subjects.clone()).unwrap_or_default(),
            gaps: subjects.map(|of| of.posts.clone()).unwrap_or_default(),
            exchanges: subjects.iter().flat_map(|of| &of.moves).map(|one| (one.clone(), why(one))).collect(),
            effects: effects::lines(&view.effects),
            words,
            frame,
        }
    }
}

/// What subjects and exchanges come to.
fn told(words: &Words, of: &SubjectsView) -> Vec<(Verdict, String)> {
    let mark = |good: bool| if good { Verdict::Met } else { Verdict::NotMet };
    let cells = [of.teachers, of.lacking, of.filled, of.left].map(|cell| number(&cell));
    let subjects = say(words.staff_subjects_said, &[&cells[0], &cells[1], &cells[2], &cells[3]]);
    let cells = [of.movable, of.least[0], of.least[1], of.moving[0], of.moving[1]].map(|cell| number(&cell));
    let moving = say(words.staff_moving_said, &[&cells[0], &cells[1], &cells[2], &cells[3], &cells[4]]);
    vec![(mark(of.left == 0), subjects), (mark(of.enough), moving)]
}

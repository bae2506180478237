//! A report that was put forward, beside what would be written now or beside another one.

use askama::Template;
use office::EditionReport;
use view::{EditionsView, MovedSentence};

use super::words::{self, Words};
use crate::address::{case_address, figure_address};
use crate::frame::Frame;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "edition/show.html")]
pub struct Edition {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its number.
    pub number: String,
    /// How far it is.
    pub stage: String,
    /// Whether it is issued.
    pub closed: bool,
    /// Its case.
    pub case_href: String,
    /// What it stands on, in a sentence.
    pub lead: String,
    /// The article, as office writes it: escaped, without script or style.
    pub body: String,
    /// What is marked, in a sentence.
    pub moved_lead: String,
    /// The sentences that read otherwise.
    pub sentences: Vec<MovedSentence>,
    /// Beside what it may be shown: number, what it is called, whether it is shown so.
    pub choices: Vec<(String, String, bool)>,
}

impl Edition {
    /// The page.
    pub fn new(frame: Frame, shown: &EditionReport, all: &EditionsView) -> Edition {
        let words = words::of(frame.language);
        let line = &shown.line;
        let other = |one: &&view::EditionLine| one.number != line.number;
        let chosen = |number: &str| number == shown.other;
        let mut choices = vec![(String::new(), words.beside_now.to_owned(), chosen(""))];
        let others = all.editions.iter().filter(other).map(|one| &one.number);
        choices.extend(others.map(|one| (one.clone(), one.clone(), chosen(one))));
        let sentences = shown.report.view.sentences.clone();
        Edition {
            number: line.number.clone(),
            stage: line.stage.clone(),
            closed: line.closed.is_some(),
            case_href: case_address(all.way.as_deref().unwrap_or_default(), &line.number, ""),
            lead: say(words.stands_on, &[&line.day, &line.size.to_string()]),
            body: shown.report.article(&figure_address),
            moved_lead: match (sentences.is_empty(), shown.other.is_empty()) {
                (true, _) => words.same.to_owned(),
                (false, true) => words.moved_now.to_owned(),
                (false, false) => say(words.moved_other, &[&shown.other]),
            },
            sentences,
            choices,
            words,
            frame,
        }
    }
}

//! A question that could not be answered, said in a sentence with what to do next.

use askama::Template;

use super::words::{self, Words};
use crate::frame::Frame;

/// The page.
#[derive(Template)]
#[template(path = "problem/show.html")]
pub struct Problem {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is the case.
    pub title: &'static str,
    /// What it means.
    pub sentence: String,
    /// What to do next.
    pub hint: String,
}

impl Problem {
    /// What is the case, what it means, what to do next.
    pub fn new(frame: Frame, title: &'static str, sentence: String, hint: &str) -> Problem {
        Problem { words: words::of(frame.language), title, sentence, hint: hint.to_owned(), frame }
    }
}

//! The sentences of the report that acts changed: marked in the text, and listed beside it with what they were.

use office::MovedReport;
use view::MovedSentence;

use super::words::Words;
use crate::address::figure_address;
use crate::words::say;

/// What is told of them.
#[derive(Default)]
pub struct Moved {
    /// The day asked for, as the form shows it.
    pub since: String,
    /// The sentences.
    pub sentences: Vec<MovedSentence>,
    /// The article with its marks; none where nothing stands beside it.
    pub article: Option<String>,
    /// Whether the year is closed: it is held against what would be written now.
    pub closed: bool,
}

impl Moved {
    /// What moved, and the day asked for.
    pub fn new(moved: Option<&MovedReport>, asked: &str) -> Moved {
        let Some(moved) = moved else { return Moved { since: asked.to_owned(), ..Moved::default() } };
        Moved {
            since: moved.view.since.clone(),
            closed: moved.view.closed,
            sentences: moved.view.sentences.clone(),
            article: Some(moved.article(&figure_address)),
        }
    }

    /// Whether another day may be asked for.
    pub fn is_open(&self) -> bool {
        !self.closed
    }

    /// Since when, in a sentence.
    pub fn lead(&self, words: &Words) -> String {
        match (self.sentences.is_empty(), self.closed) {
            (true, _) => words.moved_none.to_owned(),
            (false, false) => say(words.moved_since, &[&self.since]),
            (false, true) => say(words.moved_closed, &[&self.since]),
        }
    }
}

//! A paragraph of a draft: its words, how they look and stand, and what it is taken for.

use crate::kind::Kind;
use crate::looks::{Look, Stand};

/// A paragraph.
#[derive(Debug)]
pub(crate) struct Paragraph {
    pub(crate) id: usize,
    pub(crate) text: Vec<char>,
    pub(crate) runs: Vec<Run>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) stand: Stand,
    /// How its words look where their run says nothing.
    pub(crate) look: Look,
    /// It stands in a table.
    pub(crate) in_table: bool,
    pub(crate) kind: Kind,
}

/// Words of one look.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) id: usize,
    pub(crate) look: Look,
    /// Where its words stand in the paragraph.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// One element of text.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) id: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Paragraph {
    /// Its words.
    pub(crate) fn words(&self) -> String {
        self.text.iter().collect()
    }

    /// The size of most of its words, in halves of a point.
    pub(crate) fn size(&self) -> i32 {
        let longest = self.runs.iter().max_by_key(|run| run.to - run.from);
        longest.and_then(|run| run.look.size).or(self.look.size).unwrap_or(21)
    }
}

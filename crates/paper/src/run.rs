//! Runs: stretches of words of one kind, among them figures that answer for themselves.

use serde::Serialize;

/// A stretch of words of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Plain words.
    Text(String),
    /// Words that stand out.
    Emphasis(String),
    /// Words taken over as they are, such as the number of a document.
    Quotation(String),
    /// A figure that answers for itself.
    Figure(Figure),
    /// Words that lead to a block, point or figure of this document.
    Link {
        /// The words.
        text: String,
        /// Id to which they lead.
        target: String,
    },
    /// A small mark behind words that leads to what is said of them. It is not read out, and the clean rendition leaves it out.
    Mark {
        /// The mark: 〔改1〕.
        text: String,
        /// Id to which it leads.
        target: String,
    },
}

impl Run {
    /// Plain words.
    pub fn text(words: impl Into<String>) -> Self {
        Run::Text(words.into())
    }

    /// The words as printed, without a note mark.
    pub fn words(&self) -> &str {
        match self {
            Run::Text(words)
            | Run::Emphasis(words)
            | Run::Quotation(words)
            | Run::Link { text: words, .. } => words,
            Run::Figure(figure) => &figure.text,
            Run::Mark { .. } => "",
        }
    }
}

/// A printed figure together with what it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Stable id of this occurrence, unique in the document.
    pub id: String,
    /// The figure as printed: 15.44亿元.
    pub text: String,
    /// Id of the source that it was printed from.
    pub source: String,
    /// Number of the note that tells where it comes from.
    pub note: Option<u32>,
    /// A short remark shown behind the note number, such as ※.
    pub mark: Option<String>,
}

impl Figure {
    /// The mark that follows the figure: 〔3〕 or 〔3※〕; nothing without a note and a remark.
    pub fn note_mark(&self) -> Option<String> {
        match (&self.note, &self.mark) {
            (Some(note), Some(mark)) => Some(format!("〔{note}{mark}〕")),
            (Some(note), None) => Some(format!("〔{note}〕")),
            (None, Some(mark)) => Some(format!("〔{mark}〕")),
            (None, None) => None,
        }
    }
}

//! A document as proof-read: numbers and claims, the rows' answer, last year's text.

use crate::Status;
use crate::states::states;
use serde::Serialize;

/// A document as proof-read.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingView {
    /// Name of the file.
    pub source: String,
    /// Numbers, claims and remarks, with places in characters.
    #[serde(flatten)]
    pub reading: ::claims::View,
    /// The text held against a district's rows, when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<AgainstView>,
    /// The text beside last year's, when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<BeforeView>,
}

states! {
    /// What the rows say of a number.
    LinkStanding {
        /// They give it.
        Proved = "proved",
        /// They give another.
        Contradicts = "contradicts",
        /// They gave it once.
        OutOfDate = "out-of-date",
        /// They give none.
        Unsupported = "unsupported",
    }
}

states! {
    /// Whether a threshold holds.
    Holds {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// It cannot be told.
        Unknown = "unknown",
    }
}

states! {
    /// What is told of a text.
    ToldKind {
        /// A claim that no reading of its numbers makes true.
        Inconsistent = "inconsistent",
        /// A claim of which it cannot be told.
        Undetermined = "undetermined",
        /// A claim that holds.
        Consistent = "consistent",
        /// A remark on wording.
        Remark = "remark",
    }
}

states! {
    /// What words of a sentence are.
    PieceMark {
        /// The number in question.
        Published = "published",
        /// A number it is computed from.
        Operand = "operand",
        /// The words remarked on.
        Remark = "remark",
    }
}

/// A text held against a district's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgainstView {
    /// Figures of the report that are linked to rows.
    pub figures: Vec<String>,
    /// Numbers and set phrases of the text, in its order.
    pub links: Vec<LinkView>,
    /// Indicators of the scheme.
    pub scheme: usize,
    /// Those that the text does not answer.
    pub unanswered: Vec<UnansweredView>,
}

/// A number of a text and the indicator it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// As written.
    pub text: String,
    /// First character in the text, from 0.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
    /// What the rows say of it.
    pub standing: LinkStanding,
    /// The standing in Chinese.
    pub label: &'static str,
    /// Id of the indicator.
    pub indicator: Option<String>,
    /// Its name.
    pub name: String,
    /// The figure of the report that it prints.
    pub figure: Option<String>,
    /// What the rows give, as printed.
    pub printed: Option<String>,
    /// How many rows stand behind it.
    pub rows: u64,
    /// The threshold held against the number as stated.
    pub threshold: Option<HeldView>,
    /// One line for the reader.
    pub note: String,
    /// File, paragraph and character, both from 1.
    #[serde(skip)]
    pub place: String,
    /// The sentence.
    #[serde(skip)]
    pub pieces: Vec<Piece>,
}

/// A threshold held against a stated value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldView {
    /// ≥, >, ≤, < or =.
    pub sign: &'static str,
    /// The threshold as written.
    pub value: String,
    /// The document behind it.
    pub document: String,
    /// How sure it is.
    pub status: Status,
    /// Whether it holds of what is stated.
    pub holds: Holds,
}

/// An indicator of the scheme that a text does not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnansweredView {
    /// Number in the scheme.
    pub number: u32,
    /// Id.
    pub indicator: String,
    /// Name.
    pub name: String,
}

/// A text beside last year's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BeforeView {
    /// Name of last year's file.
    pub source: String,
    /// Clauses of last year's numbers of whose subject nothing is said any more.
    pub vanished: Vec<String>,
    /// Numbers that fell.
    pub fell: Vec<FallView>,
    /// Sentences taken over word for word, years aside.
    pub repeated: Vec<String>,
}

/// A number that fell since last year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FallView {
    /// Its clause.
    pub words: String,
    /// Last year.
    pub before: String,
    /// This year.
    pub after: String,
}

/// A claim or a remark for a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// How grave it is: 4 contradicts itself, 3 a remark on wording, 2 cannot be told, 1 compatible only, 0 follows.
    pub gravity: u8,
    /// What it is.
    pub kind: ToldKind,
    /// What is asserted: 增长率.
    pub title: String,
    /// File, paragraph and character, both from 1: 年报.txt:3:20.
    pub place: String,
    /// Byte where the words in question begin in the text.
    pub start: usize,
    /// Byte behind them.
    pub end: usize,
    /// The sentence.
    pub pieces: Vec<Piece>,
    /// One line of arithmetic, or the remark.
    pub note: String,
    /// One line of advice.
    pub advice: Option<String>,
}

/// Words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they are; none for the words between.
    pub mark: Option<PieceMark>,
}

//! Examples: facts in; value, verdict and sentence out. They are run by `duheng pack check` and by the tests.

use crate::{Date, Written};

/// One example of an indicator or of a form of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Id of the indicator or form: the file name without `.toml`.
    pub indicator: String,
    /// What the example shows.
    pub name: Written,
    /// The year evaluated.
    pub year: i32,
    /// The day from which a form of work is looked at; the last of the year when not written.
    pub day: Option<Date>,
    /// Rows given, register by register: name of the register, then rows of (field, cell).
    pub facts: Vec<(Written, Vec<Cells>)>,
    /// What must come out.
    pub expected: Expected,
}

/// A row of an example: the cells given, by field.
pub type Cells = Vec<(Written, Cell)>;

/// A cell of an example's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, date, choice, code, or a number as a clerk would write it.
    Text(String),
    /// A number as written in the file.
    Number(String),
    /// 是 or 否.
    Boolean(bool),
}

impl Cell {
    /// The cell as a file would carry it.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Number(text) => text,
            Cell::Boolean(true) => "是",
            Cell::Boolean(false) => "否",
        }
    }
}

/// What must come out of an example; what is not given is not compared. Nothing given at all means that the value
/// cannot be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The value as printed.
    pub value: Option<Written>,
    /// `met`, `not-met` or `cannot-tell`.
    pub verdict: Option<Written>,
    /// The sentence with its figures filled in.
    pub sentence: Option<Written>,
    /// The sentence of the problems part.
    pub problem: Option<Written>,
    /// For a form of work: what it shows, key by key, each as a list of words.
    pub shows: Vec<(Written, Vec<Written>)>,
}

//! Tables.

use crate::Run;
use serde::Serialize;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Stable id.
    pub id: String,
    /// Words above it.
    pub caption: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows repeated at the top of each page.
    pub head: Vec<Row>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Width relative to the other columns.
    pub width: u32,
    /// Where its words stand.
    pub align: Align,
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left, for words.
    #[default]
    Left,
    /// In the middle, for short marks.
    Center,
    /// At the right, for numbers.
    Right,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Cells from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of plain words.
    pub fn of<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Row { cells: words.into_iter().map(|word| Cell { runs: vec![Run::text(word)], span: 1 }).collect() }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Words.
    pub runs: Vec<Run>,
    /// Number of columns it covers, 1 or more.
    pub span: u32,
}

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

impl Table {
    /// The bars of its cells, row by row.
    pub(crate) fn bars(&self) -> impl Iterator<Item = Bar> {
        self.head.iter().chain(&self.rows).flat_map(|row| &row.cells).filter_map(|cell| cell.bar)
    }
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
        Row { cells: words.into_iter().map(|word| Cell::new(vec![Run::text(word)])).collect() }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Words.
    pub runs: Vec<Run>,
    /// Number of columns it covers, 1 or more.
    pub span: u32,
    /// A bar under its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<Bar>,
}

impl Cell {
    /// A cell of one column.
    pub fn new(runs: Vec<Run>) -> Self {
        Cell { runs, span: 1, bar: None }
    }
}

/// A bar under the words of a cell (数据条), as long as the number that they say: who would rather look sees it, and the number
/// stands above it in every format. Plain text has none.
///
/// ```
/// let bar = paper::Bar::of(90, 100, Some(80)).unwrap();
/// assert_eq!((bar.share, bar.bound), (900, Some(800)));
/// assert_eq!(paper::Bar::of(-1, 100, None), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// How much of the cell's width, in thousandths.
    pub share: u16,
    /// Where what it is held against stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<u16>,
}

impl Bar {
    /// A bar of a number where `whole` fills the cell; `bound` is the number it is held against. None of what is negative.
    pub fn of(number: i128, whole: i128, bound: Option<i128>) -> Option<Bar> {
        let part = |number: i128| {
            let share = number.checked_mul(1_000)?.checked_div(whole)?;
            u16::try_from(share).ok().map(|share| share.min(1_000))
        };
        Some(Bar { share: part(number)?, bound: bound.and_then(part) })
    }
}

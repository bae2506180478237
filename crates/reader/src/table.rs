//! A table as it stands in a file.

/// In what kind of file a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// A text: each row is written out with all its cells, so that a row with fewer than the header has lost some.
    #[default]
    Text,
    /// A workbook: cells that hold nothing are not written.
    Workbook,
}

/// A table as it stands in a file: a header and rows of text, with the places they had there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// File name, with the sheet after `#` when there is more than one.
    pub source: String,
    /// In what kind of file it stands.
    pub medium: Medium,
    /// Row number of the first row that holds anything, from 1.
    pub header_row: u32,
    /// Column number of the first cell, from 1.
    pub first_column: u32,
    /// Cells of that row: the header, unless a title stands above it.
    pub header: Vec<String>,
    /// Rows below.
    pub lines: Vec<Line>,
    /// Merged areas in file coordinates: first row, first column, last row, last column, all from 1.
    pub merged: Vec<(u32, u32, u32, u32)>,
    /// Rows that hold something and are not shown, in order.
    pub hidden_rows: Vec<u32>,
    /// Columns that are not shown, from and to, from 1.
    pub hidden_columns: Vec<(u32, u32)>,
    /// The sheet as a whole is not shown.
    pub is_hidden: bool,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Row number as a spreadsheet counts it, from 1: lines that are blank count, ends of lines inside a cell do not.
    pub number: u32,
    /// Cells from the first column on; missing ones at the end count as empty.
    pub cells: Vec<String>,
    /// Columns, from 0, of the cells that are days by their format: what was typed may have been `1-2`.
    pub days: Vec<u32>,
}

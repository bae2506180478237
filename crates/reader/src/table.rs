//! A table as it stands in a file.

/// A table as it stands in a file: a header and rows of text, with the places they had there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// File name, with the sheet after `#` when there is one.
    pub source: String,
    /// Row number of the header in the file, from 1.
    pub header_row: u32,
    /// Column number of the first cell, from 1.
    pub first_column: u32,
    /// Header cells.
    pub header: Vec<String>,
    /// Rows below the header.
    pub lines: Vec<Line>,
    /// Merged areas in file coordinates: first row, first column, last row, last column, all from 1.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Row number in the file, from 1.
    pub number: u32,
    /// Cells from the first column on; missing ones at the end count as empty.
    pub cells: Vec<String>,
}

//! Where words are written: the page, or a text box that stands on it.

use super::looks::Looks;
use crate::prose::flow::Line;

/// A stretch of paragraphs and tables.
#[derive(Default)]
pub(super) struct Sheet {
    /// The paragraph or row under way.
    pub(super) line: Line,
    /// The look of its paragraph's words.
    pub(super) looks: Looks,
    /// Paragraphs that are ended.
    pub(super) lines: Vec<String>,
    /// Open tables, the innermost last.
    tables: Vec<Table>,
    /// Paragraphs of text boxes that hang on the one under way.
    hanging: Vec<String>,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    /// Whether a cell of the row is written.
    written: bool,
    /// Columns over which the cell reaches, beside its own.
    more: usize,
}

/// Widest cell, in columns.
const WIDEST: usize = 64;

impl Sheet {
    pub(super) fn depth(&self) -> usize {
        self.tables.len()
    }

    pub(super) fn table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(super) fn end_table(&mut self) {
        self.tables.pop();
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            *table = Table::default();
        }
    }

    pub(super) fn cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        if std::mem::replace(&mut table.written, true) {
            self.line.tab();
        }
    }

    /// The cell under way reaches over so many columns; a row may also begin or end with so many that have no cell.
    pub(super) fn span(&mut self, columns: usize, of_row: bool) {
        let columns = columns.min(WIDEST);
        let Some(table) = self.tables.last_mut() else { return };
        match of_row {
            true => (0..columns).for_each(|_| self.line.tab()),
            false => table.more = columns.saturating_sub(1),
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.line.trim_end();
        let more = self.tables.last_mut().map_or(0, |table| std::mem::take(&mut table.more));
        (0..more).for_each(|_| self.line.tab());
    }

    /// A row of the outermost table is a paragraph; those of inner ones stay in their cell.
    pub(super) fn end_row(&mut self) {
        if self.tables.len() == 1 {
            let row = self.line.end();
            if !row.trim().is_empty() {
                self.lines.push(row);
            }
            self.lines.append(&mut self.hanging);
        }
    }

    /// Ends a paragraph; inside a cell it stays in its row.
    pub(super) fn end_paragraph(&mut self) {
        if !self.tables.is_empty() {
            return self.line.part();
        }
        self.lines.extend(self.line.end().split('\n').map(|line| line.trim_end().to_owned()));
        self.lines.append(&mut self.hanging);
    }

    /// A break inside a paragraph.
    pub(super) fn soft(&mut self, of_page: bool) {
        match self.tables.is_empty() {
            true => self.line.soft(of_page),
            false => self.line.part(),
        }
    }

    /// A text box that hangs on the paragraph under way.
    pub(super) fn hang(&mut self, mut inner: Sheet) {
        if !inner.line.is_empty() {
            inner.end_paragraph();
        }
        let lines = inner.lines.into_iter().filter(|line| !line.trim().is_empty());
        self.hanging.extend(lines.chain(inner.hanging));
    }

    /// Everything, at the end.
    pub(super) fn all(mut self) -> Vec<String> {
        if !self.line.is_empty() {
            self.tables.clear();
            self.end_paragraph();
        }
        self.lines.append(&mut self.hanging);
        self.lines
    }
}

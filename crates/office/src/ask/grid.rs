//! Rows that are there, put into a grid: to be changed, or as a beginning for this year's.

use super::Reading;
use crate::error::{Error, Result};
use crate::query::RowQuery;
use crate::view::{BlockText, Choice, RowView};
use define::{FieldType, Register};

/// Most rows that are put into a grid.
const MOST: usize = 5_000;

/// Which rows are put into a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Those of the year, or all where rows belong to none, to be changed.
    Present,
    /// Those of the last year before that has any, as rows of this year.
    LastYear,
}

impl Reading {
    /// Rows of a register for a grid: as they are, or those of last year made this year's.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there, [`Error::Denied`] where no row may be put; a store that refuses.
    pub fn fill(&self, register: &str, fill: Fill) -> Result<BlockText> {
        let register = self.named(register)?;
        if !self.takes_rows(&register.id)? {
            return Err(Error::Denied(format!("没有记“{}”的权", register.name)));
        }
        let year = self.year().ok().or(self.pack().year).unwrap_or_default();
        let at = year_field(register);
        let header: Vec<String> = register.fields.iter().map(|field| field.name.clone()).collect();
        let wanted = match (at, fill) {
            (None, Fill::LastYear) => return Ok(BlockText { header, ..BlockText::default() }),
            (None, Fill::Present) => None,
            (Some(_), Fill::Present) => Some(year),
            (Some(at), Fill::LastYear) => match self.last_before(register, at, year)? {
                Some(last) => Some(last),
                None => return Ok(BlockText { header, ..BlockText::default() }),
            },
        };
        let (rows, more) = self.rows_of_year(register, at.zip(wanted))?;
        let cells = |row: &RowView| -> Vec<String> {
            let cells = register.fields.iter().zip(&row.cells).enumerate();
            let cell = |(nth, (field, cell)): (usize, (&define::Field, &String))| match fill {
                _ if field.sensitive => String::new(),
                Fill::LastYear if Some(nth) == at => year.to_string(),
                _ => cell.clone(),
            };
            cells.map(cell).collect()
        };
        Ok(BlockText {
            rows: rows.iter().map(cells).collect(),
            seen: match fill {
                Fill::Present => rows.iter().map(|row| (row.number, row.entry)).collect(),
                Fill::LastYear => Vec::new(),
            },
            header,
            more,
        })
    }

    /// Whether rows of a register belong to years, so that last year's may be taken for a beginning.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn has_years(&self, register: &str) -> Result<bool> {
        Ok(year_field(self.named(register)?).is_some())
    }

    /// By field of a register, what it may point to, each with its name; none where anything may be written.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there, [`Error::Denied`] where no row may be put; a store that refuses.
    pub fn pointed(&self, register: &str) -> Result<Vec<Vec<Choice>>> {
        Ok(self.form(register, None)?.choices)
    }

    /// The numbers that name no row that is there.
    pub(crate) fn missing_of(&self, register: &str, numbers: impl Iterator<Item = u64>) -> Result<Vec<u64>> {
        let rows = self.state.rows(&self.store, self.named(register)?)?;
        let is_there = |number: &u64| rows.get(*number).is_some();
        Ok(numbers.filter(|number| !is_there(number)).collect())
    }

    fn last_before(&self, register: &Register, at: usize, year: i32) -> Result<Option<i32>> {
        let rows = self.state.rows(&self.store, register)?;
        let of = |row: &ledger::Row| row.values[at].as_ref()?.to_string().parse::<i32>().ok();
        Ok(rows.iter().filter_map(|(_, row)| of(row)).filter(|of| *of < year).max())
    }

    fn rows_of_year(&self, register: &Register, of: Option<(usize, i32)>) -> Result<(Vec<RowView>, bool)> {
        let equal = of.map(|(at, year)| (register.fields[at].name.clone(), year.to_string()));
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let query = RowQuery {
                equal: equal.iter().cloned().collect(),
                after: after.take(),
                limit: RowQuery::MOST,
                ..RowQuery::default()
            };
            let page = self.rows(&register.id, &query)?;
            rows.extend(page.rows);
            match page.next {
                Some(_) if rows.len() >= MOST => return Ok((rows, true)),
                None => return Ok((rows, false)),
                next => after = next,
            }
        }
    }
}

/// The position of the field that carries the year as a number.
fn year_field(register: &Register) -> Option<usize> {
    let (at, field) = register.field(register.period_field.as_deref()?)?;
    (field.kind == FieldType::Integer).then_some(at)
}

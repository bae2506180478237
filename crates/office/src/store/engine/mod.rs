//! The seam between the store and the machine that keeps it: an engine (引擎) runs the SQL of this folder, gives rows, and knows
//! transactions. What the tables are, and every sentence asked of them, is written once, above it.

mod postgres;
mod row;
mod sqlite;
mod table;
mod value;

pub(super) use crate::fault::{Fault, FaultKind};
pub use postgres::Address;
pub(super) use postgres::{Postgres, TABLES as POSTGRES_TABLES};
pub(super) use row::{Cell, Row};
pub(super) use sqlite::Sqlite;
pub(super) use table::{Kind, Owned, Table};
pub(super) use value::{Value, values};

use super::dialect::Dialect;
use crate::error::Result;
use std::path::Path;

/// Which of the three databases of a district: each is written by turns of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The journal and the rows that follow from it.
    Journal,
    /// What is counted of devices.
    Signals,
    /// Accounts and who is signed in.
    Accounts,
}

impl Part {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Part::Journal => "journal",
            Part::Signals => "signals",
            Part::Accounts => "accounts",
        }
    }
}

/// How the rows of an answer are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// All at once: few are expected.
    Whole,
    /// A piece at a time, however many they are; other questions may be asked meanwhile.
    Pieces,
}

/// How a transaction is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Every question sees the state of the first.
    Reading,
    /// Waits for its turn first, so that it does not fail half way.
    Writing,
}

/// Kind, name and text of an object in a database.
pub(super) type Object = (String, String, String);

/// Takes a row; false when no more are wanted.
pub(super) type See<'s> = &'s mut dyn FnMut(&Row<'_>) -> Result<bool>;

/// What keeps a database: about ten verbs, and a few more for its upkeep.
pub(super) trait Engine: Send {
    /// The engine and its version, in words.
    fn name(&self) -> String;

    /// What it says in words of its own.
    fn dialect(&self) -> &'static Dialect;
    /// Runs one sentence that stays prepared; how many rows it touched.
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize>;
    /// Runs one question that stays prepared, and shows its rows one by one.
    fn each(&self, sql: &str, values: &[Value<'_>], take: Take, see: See<'_>) -> Result<()>;
    /// Writes many rows into a table.
    fn insert(&self, into: &Table, rows: &[Vec<Value<'_>>]) -> Result<()>;
    /// Runs sentences without values, of which none stays prepared.
    fn script(&self, sql: &str) -> Result<()>;
    /// Begins a transaction.
    fn begin(&self, mode: Mode) -> Result<()>;
    /// Keeps what the open transaction wrote.
    fn keep(&self) -> Result<()>;
    /// Undoes the open transaction, if one is.
    fn undo(&self);
    /// Whether a transaction is open, and not given up by the engine itself.
    fn is_open(&self) -> bool;
    /// Within a writing transaction: nobody writes into these tables, whether he takes turns or not.
    fn close_to_others(&self, tables: &[&str]) -> Result<()>;
    /// Another connection to the same database, for reading.
    fn again(&self) -> Result<Box<dyn Engine>>;
    /// A number that changes when somebody else has written since this connection was opened.
    fn written_by_others(&self) -> Result<i64>;

    /// Whether it may write.
    fn writes(&self) -> bool;
    /// Where the database lies: a copy lies elsewhere.
    fn place(&self) -> Result<String>;
    /// What stands in the database and is not part of this program's tables, or is missing of them.
    fn foreign(&self) -> Result<Vec<String>>;
    /// Makes the view of a register anew.
    fn put_view(&self, name: &str, text: &str) -> Result<()>;
    /// The views of registers: name and text.
    fn views(&self) -> Result<Vec<(String, String)>>;
    /// Nothing when the engine finds its pages and indexes in order.
    fn is_whole(&self) -> Result<()>;
    /// Writes the database anew without what was deleted; false when somebody still reads an older state.
    fn sweep(&self) -> Result<bool>;
    /// Brings everything that was written to where it stays.
    fn rest(&self) -> Result<()>;
    /// Copies the state of this moment into an empty SQLite file; false when it keeps no file that could be copied.
    fn copied_as_file(&self, path: &Path) -> Result<bool>;
    /// The next transaction that is kept is answered as if the connection had broken off then.
    #[cfg(test)]
    fn lose_next_answer(&mut self) {}
    /// Lets every sentence fail once so many of the smallest steps have been done.
    fn cut_after(&mut self, steps: u64);
}

impl dyn Engine + '_ {
    /// The first row of a question, read; none when there is no row.
    pub fn one<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let (mut read, mut found) = (Some(read), None);
        self.each(sql, values, Take::Whole, &mut |row| {
            found = read.take().map(|read| read(row)).transpose()?;
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first cell of the one row that a question always has.
    pub fn cell<T: Cell>(&self, sql: &str, values: &[Value<'_>]) -> Result<T> {
        let found = self.one(sql, values, |row| row.get(0))?;
        found.ok_or_else(|| Fault::of(FaultKind::Shape, "没有应有的一行").into())
    }

    /// All rows of a question, read.
    pub fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.each(sql, values, Take::Whole, &mut |row| {
            all.push(read(row)?);
            Ok(true)
        })?;
        Ok(all)
    }

    /// Shows every row of a question.
    pub fn every(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut see: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.each(sql, values, Take::Pieces, &mut |row| see(row).map(|()| true))
    }
}

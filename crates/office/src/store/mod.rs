//! The store: SQL lives in this folder and nowhere else.
//!
//! One writing connection per open store; a writing transaction begins IMMEDIATE, so that it waits for its turn instead
//! of failing half way. The journal is the truth; `version` is a projection of it, written in the same transaction.

mod accounts;
mod carry;
mod dialect;
mod engine;
mod home;
mod journal;
mod links;
mod list;
mod packs;
mod rows;
mod signals;
mod sums;
mod tables;
#[cfg(test)]
#[path = "../../tests/store/mod.rs"]
mod tests;
mod tokens;
mod views;
mod webhooks;

pub(crate) use accounts::{AccountStore, StoredAccount, StoredVisit};
pub(crate) use carry::Carrying;
pub use engine::Address;
pub(crate) use engine::Part;
pub(crate) use home::{ACCOUNTS, DATABASE, Home, MAKING, SIGNALS};
pub(crate) use journal::{Adoption, Entry, NodeReader, StoredEntry, TwinReader};
pub(crate) use links::StoredLink;
pub(crate) use list::{Cursor, Equal, Listing, Order, Page, Sort};
pub(crate) use rows::{StoredVersion, Version};
pub(crate) use signals::{Beat, SignalStore, Told};
pub(crate) use sums::{Sum, fold};
pub(crate) use tokens::StoredToken;
pub(crate) use webhooks::StoredWebhook;

use crate::error::{Error, Result};
use engine::{Engine, FaultKind, Mode, values};
use proof::Hash as _;
use std::path::Path;

/// The tables of a part, as SQLite makes them.
fn schema(part: Part) -> &'static str {
    match part {
        Part::Journal => include_str!("schema.sql"),
        Part::Signals => signals::TABLES,
        Part::Accounts => accounts::TABLES,
    }
}

/// Version of what stands in them: the writing of entries, rows and leaves.
const WRITING: u32 = 4;
/// The fact which version of the tables it is.
const VERSION: &str = "schema";
/// The fact of the last time by which the office knows that it is at least so late.
pub(crate) const CLOCK: &str = "clock";
/// The fact what the last audit found.
pub(crate) const AUDITED: &str = "audited";
/// The fact when the last backup was made, and of how many entries.
pub(crate) const BACKED_UP: &str = "backed-up";
/// Name of the place in the store's facts.
pub(crate) const PLACE: &str = "place";
/// Name of the number of entries that a copy had when it found out that it is one.
pub(crate) const COPIED: &str = "copied";
/// What the names of facts about key files begin with.
pub(crate) const KEY_FILE: &str = "key ";
/// What the names of facts about gateways begin with.
pub(crate) const GATEWAY: &str = "gateway ";
/// The fact that a database is being filled: what of.
const MOVING: &str = "moving";
/// The fact to where a district was moved from here.
const MOVED: &str = "moved";
/// The fact that something was erased and the file not yet written anew.
const SWEEP: &str = "sweep";
/// What undoes a savepoint.
const STEP_BACK: &str = "ROLLBACK TO act; RELEASE act";

/// An open database.
pub(crate) struct Store {
    engine: Box<dyn Engine>,
}

/// What a database must say to be read: other tables are another version, without anybody having to think of it.
fn version(home: &Home) -> String {
    let tables = match home {
        Home::File(_) => schema(Part::Journal),
        Home::Server(_) => engine::POSTGRES_TABLES,
    };
    format!("{WRITING}.{}", proof::hex::write(&proof::Sm3::digest(&[tables.as_bytes()])[..4]))
}

impl Store {
    /// Makes a new database with its tables; one whose making was cut off is made anew. Until [`Store::made`] nobody opens it.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is a district in it.
    pub fn create(home: &Home) -> Result<Store> {
        let store = Store { engine: home.made()? };
        store.set_meta(VERSION, &version(home))?;
        store.set_meta(MOVING, "")?;
        Ok(store)
    }

    /// From here on it may be opened.
    pub fn made(&self) -> Result<()> {
        self.forget_meta(MOVING)
    }

    /// Opens an existing one.
    pub fn open(home: &Home) -> Result<Store> {
        let store = Store { engine: home.writer(Part::Journal)? };
        if store.meta(VERSION)? != Some(version(home)) {
            return Err(Error::OtherVersion(home.to_string().into()));
        }
        if store.meta(MOVING)?.is_some() {
            return Err(Error::NoDistrict(home.to_string().into()));
        }
        store.stays()?;
        store.sweep()?;
        Ok(store)
    }

    /// Opens one that may not be made yet.
    pub fn unfinished(home: &Home) -> Result<Store> {
        Ok(Store { engine: home.writer(Part::Journal)? })
    }

    /// Nothing, unless the district was moved from here to another database.
    ///
    /// # Errors
    /// [`Error::Moved`].
    pub fn stays(&self) -> Result<()> {
        self.meta(MOVED)?.map_or(Ok(()), |to| Err(Error::Moved(to)))
    }

    /// Opens an existing one for reading alone: questions write nothing.
    pub fn reading(home: &Home) -> Result<Store> {
        Ok(Store { engine: home.reader(Part::Journal)? })
    }

    /// Whether this is the connection that writes, and not one of those that read beside it.
    pub fn writes(&self) -> bool {
        self.engine.writes()
    }

    /// From here on every question sees one state of the file, the one of the first question.
    pub fn begin_reading(&self) -> Result<()> {
        self.engine.begin(Mode::Reading)
    }

    /// The end of [`Store::begin_reading`].
    pub fn end_reading(&self) -> Result<()> {
        self.engine.keep()
    }

    /// Another connection to the same file, for reading beside this one.
    pub fn again(&self) -> Result<Store> {
        Ok(Store { engine: self.engine.again()? })
    }

    /// Runs `work` in one writing transaction: kept when it answers, undone when it fails or answers "do not keep".
    pub fn write<T>(&mut self, work: impl FnOnce(&Store) -> Result<(bool, T)>) -> Result<T> {
        let (keep, answer) = self.begin(work)?;
        if keep {
            self.keep()?;
        }
        Ok(answer)
    }

    /// Runs `work` at the beginning of a writing transaction, which is left open when it answers "keep" and undone otherwise.
    pub fn begin<T>(&mut self, work: impl FnOnce(&Store) -> Result<(bool, T)>) -> Result<(bool, T)> {
        self.engine.begin(Mode::Writing)?;
        match work(self) {
            Ok((true, _)) if self.gave_up() => {
                self.undo();
                Err(Error::damaged("写入中途数据库自行撤销了事务"))
            }
            Ok((true, answer)) => Ok((true, answer)),
            Ok((false, answer)) => {
                self.engine.undo();
                Ok((false, answer))
            }
            Err(error) => {
                self.undo();
                Err(error)
            }
        }
    }

    /// Runs `work` further in an open transaction: what it wrote stays in it or is undone, as [`Store::begin`] says.
    pub fn go_on<T>(&mut self, work: impl FnOnce(&Store) -> Result<(bool, T)>) -> Result<(bool, T)> {
        self.run("SAVEPOINT act")?;
        let done = work(self);
        match &done {
            Ok((true, _)) => self.run("RELEASE act")?,
            Ok((false, _)) => self.engine.script(STEP_BACK)?,
            Err(_) => self.step_back(),
        }
        done
    }

    /// Undoes what a [`Store::go_on`] that did not come to its end left.
    pub fn step_back(&mut self) {
        self.engine.script(STEP_BACK).ok();
    }

    /// Keeps what the open transaction wrote; undone when that cannot be.
    pub fn keep(&mut self) -> Result<()> {
        let kept = self.engine.keep();
        if kept.is_err() {
            self.undo();
        }
        kept
    }

    /// As [`Store::keep`], when with it the journal has a checkpoint of that size and text. Where the answer to it was lost, it is
    /// looked whether it was kept: not before the database has settled what became of it.
    pub fn keep_signed(&mut self, size: u64, text: &str) -> Result<()> {
        match self.keep() {
            Err(Error::Store(fault)) if fault.kind() == FaultKind::Lost => {
                let (_, kept) = self.begin(|store| Ok((false, store.checkpoint_of(size)?)))?;
                if kept.as_deref() == Some(text) { Ok(()) } else { Err(Error::Undone) }
            }
            kept => kept,
        }
    }

    /// A statement without values, which stays prepared.
    fn run(&self, sql: &str) -> Result<()> {
        self.engine.execute(sql, &[]).map(drop)
    }

    /// Undoes the open transaction.
    pub fn undo(&mut self) {
        self.engine.undo();
    }

    /// Whether no transaction is open, or no more.
    pub fn gave_up(&self) -> bool {
        !self.engine.is_open()
    }

    /// Lets every statement fail once so many steps of the database's machine have been done.
    pub fn cut_after(&mut self, steps: u64) {
        self.engine.cut_after(steps);
    }

    /// Says, within the transaction that erases, that the file must be written anew.
    pub fn owe_sweep(&self) -> Result<()> {
        self.set_meta(SWEEP, "owed")
    }

    /// Writes the file anew without what was erased, and empties the write-ahead file: the bytes are gone from free pages,
    /// indexes and both files. Done again at the next opening when it was cut off.
    pub fn sweep(&self) -> Result<()> {
        if self.meta(SWEEP)?.is_none() {
            return Ok(());
        }
        // While somebody still reads an older state the sweep stays owed.
        if self.engine.sweep()? {
            self.forget_meta(SWEEP)?;
        }
        Ok(())
    }

    /// A number that changes when somebody else has written into the file since this connection was opened.
    pub fn written_by_others(&self) -> Result<i64> {
        self.engine.written_by_others()
    }

    /// What stands in the database and is not of the program's making: tables, columns, triggers, indexes and views.
    pub fn foreign(&self) -> Result<Vec<String>> {
        self.engine.foreign()
    }

    /// Copies the state of this moment into an empty file, whoever writes meanwhile.
    pub fn copy_into(&self, path: &Path) -> Result<()> {
        copy_into(&*self.engine, Part::Journal, path)
    }

    /// Where it lies: a copy lies elsewhere.
    pub fn place(&self) -> Result<String> {
        self.engine.place()
    }

    /// The engine and its version, in words.
    pub fn engine_name(&self) -> String {
        self.engine.name()
    }

    /// Nothing when the engine finds every page and index in order.
    pub fn is_whole(&self) -> Result<()> {
        self.engine.is_whole()
    }

    /// Brings what stands in the write-ahead file into the database and empties it, unless somebody still reads it.
    pub fn empty_log(&self) -> Result<()> {
        self.engine.rest()
    }

    /// A fact about this store.
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        self.engine.one("SELECT value FROM meta WHERE name = ?1", values![name], |row| row.get(0))
    }

    /// The names of the facts that are kept and that nobody here keeps.
    pub fn odd_meta(&self, known: &[&str]) -> Result<Vec<String>> {
        let names: Vec<String> =
            self.engine.all("SELECT name FROM meta ORDER BY name", &[], |row| row.get(0))?;
        let is_known = |name: &str| {
            known.contains(&name)
                || [VERSION, SWEEP, CLOCK, AUDITED, BACKED_UP, PLACE, COPIED, MOVING, MOVED].contains(&name)
                || [KEY_FILE, GATEWAY].iter().any(|head| name.starts_with(head))
        };
        Ok(names.into_iter().filter(|name| !is_known(name)).collect())
    }

    /// Keeps a fact about this store.
    pub fn set_meta(&self, name: &str, value: &str) -> Result<()> {
        let sql =
            "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        self.engine.execute(sql, values![name, value]).map(drop)
    }

    /// Keeps a fact no longer.
    fn forget_meta(&self, name: &str) -> Result<()> {
        self.engine.execute("DELETE FROM meta WHERE name = ?1", values![name]).map(drop)
    }
}

/// Copies the state of this moment into an empty SQLite file.
fn copy_into(engine: &dyn Engine, part: Part, path: &Path) -> Result<()> {
    if engine.copied_as_file(path)? {
        return Ok(());
    }
    let home = Home::File(path.to_owned());
    let to = home.file_of(part)?;
    if part == Part::Journal {
        let version = version(&home);
        to.execute("INSERT INTO meta (name, value) VALUES (?1, ?2)", values![VERSION, version])?;
    }
    engine.begin(Mode::Reading)?;
    let carried = carry::carry(engine, &*to, part, &mut |_| Ok(()));
    engine.undo();
    carried?;
    to.rest()
}

//! The store: SQL lives in this folder and nowhere else.
//!
//! One writing connection per open store; a writing transaction begins IMMEDIATE, so that it waits for its turn instead
//! of failing half way. The journal is the truth; `version` is a projection of it, written in the same transaction.

mod accounts;
mod dialect;
mod journal;
mod links;
mod list;
mod packs;
mod rows;
mod schema;
mod signals;
mod sums;
mod tokens;
mod views;
mod webhooks;

pub(crate) use accounts::{AccountStore, StoredAccount, StoredVisit};
pub(crate) use journal::{Adoption, Entry, NodeReader, StoredEntry, TwinReader};
pub(crate) use links::StoredLink;
pub(crate) use list::{Cursor, Equal, Listing, Order, Page, Sort};
pub(crate) use rows::{StoredVersion, Version};
pub(crate) use signals::{Beat, SignalStore, Told};
pub(crate) use sums::{Sum, fold};
pub(crate) use tokens::StoredToken;
pub(crate) use webhooks::StoredWebhook;

use crate::error::{Error, Result};
use proof::Hash as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The tables.
const SCHEMA: &str = include_str!("schema.sql");
/// Version of what stands in them: the writing of entries, rows and leaves.
const WRITING: u32 = 4;
/// The fact which version of the tables it is.
const VERSION: &str = "schema";
/// The fact of the last time by which the office knows that it is at least so late.
pub(crate) const CLOCK: &str = "clock";
/// The fact what the last audit found.
pub(crate) const AUDITED: &str = "audited";
/// Name of the place in the store's facts.
pub(crate) const PLACE: &str = "place";
/// Name of the number of entries that a copy had when it found out that it is one.
pub(crate) const COPIED: &str = "copied";
/// What the names of facts about key files begin with.
pub(crate) const KEY_FILE: &str = "key ";
/// What the names of facts about gateways begin with.
pub(crate) const GATEWAY: &str = "gateway ";
/// The fact that something was erased and the file not yet written anew.
const SWEEP: &str = "sweep";
/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages of the write-ahead file at which it is brought into the database: what many commits change again and again is
/// written there once.
const WRITTEN_AHEAD: i64 = 4_000;

/// Statements that stay prepared.
const STATEMENTS: usize = 256;

/// Steps of the database's machine between two looks at whether the power is cut.
const STRIDE: std::ffi::c_int = 4;

/// An open database file.
pub(crate) struct Store {
    connection: Connection,
    path: PathBuf,
}

/// What a data folder must say to be read: other tables are another version, without anybody having to think of it.
fn version() -> String {
    let tables = proof::hex::write(&proof::Sm3::digest(&[SCHEMA.as_bytes()])[..4]);
    format!("{WRITING}.{tables}")
}

impl Store {
    /// Makes a new database file with its tables.
    pub fn create(path: &Path) -> Result<Store> {
        crate::private::file(path)?;
        let store = Store::over(Connection::open(path)?, path);
        store.prepare()?;
        store.connection.execute_batch(SCHEMA)?;
        store.set_meta(VERSION, &version())?;
        Ok(store)
    }

    /// Opens an existing one.
    pub fn open(path: &Path) -> Result<Store> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Store::over(Connection::open_with_flags(path, flags)?, path);
        store.prepare()?;
        if store.meta(VERSION)? != Some(version()) {
            return Err(Error::OtherVersion(path.parent().unwrap_or(path).to_owned()));
        }
        store.sweep()?;
        Ok(store)
    }

    /// Opens an existing one for reading alone: questions write nothing.
    pub fn reading(path: &Path) -> Result<Store> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Store::over(Connection::open_with_flags(path, flags)?, path);
        store.tune()?;
        Ok(store)
    }

    fn over(connection: Connection, path: &Path) -> Store {
        Store { connection, path: path.to_owned() }
    }

    /// Whether this is the connection that writes, and not one of those that read beside it.
    pub fn writes(&self) -> bool {
        !self.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(true)
    }

    /// From here on every question sees one state of the file, the one of the first question.
    pub fn begin_reading(&self) -> Result<()> {
        self.run("BEGIN DEFERRED")
    }

    /// The end of [`Store::begin_reading`].
    pub fn end_reading(&self) -> Result<()> {
        self.run("COMMIT")
    }

    /// Another connection to the same file, for reading beside this one.
    pub fn again(&self) -> Result<Store> {
        Store::reading(&self.path)
    }

    fn prepare(&self) -> Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        // FULL: what was answered "recorded" survives a power cut.
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        // What is deleted is overwritten with noughts.
        self.connection.pragma_update(None, "secure_delete", "ON")?;
        self.connection.pragma_update(None, "wal_autocheckpoint", WRITTEN_AHEAD)?;
        self.tune()
    }

    fn tune(&self) -> Result<()> {
        self.connection.busy_timeout(PATIENCE)?;
        self.connection.pragma_update(None, "cache_size", -65_536)?;
        self.connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
        self.connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Whatever somebody else has put into the file calls no function and changes no table behind our back.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        // A plan does not hang on the values asked for; else ranges of keys are planned anew for every question.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(())
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
        self.run("BEGIN IMMEDIATE")?;
        match work(self) {
            Ok((true, _)) if self.gave_up() => Err(Error::damaged("写入中途数据库自行撤销了事务")),
            Ok((true, answer)) => Ok((true, answer)),
            Ok((false, answer)) => {
                self.connection.execute_batch("ROLLBACK")?;
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
            Ok((false, _)) => self.connection.execute_batch("ROLLBACK TO act; RELEASE act")?,
            Err(_) => self.step_back(),
        }
        done
    }

    /// Undoes what a [`Store::go_on`] that did not come to its end left.
    pub fn step_back(&mut self) {
        self.connection.execute_batch("ROLLBACK TO act; RELEASE act").ok();
    }

    /// Keeps what the open transaction wrote; undone when that cannot be.
    pub fn keep(&mut self) -> Result<()> {
        let kept = self.run("COMMIT");
        if kept.is_err() {
            self.undo();
        }
        kept
    }

    /// A statement without values, which stays prepared.
    fn run(&self, sql: &str) -> Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// Undoes the open transaction.
    pub fn undo(&mut self) {
        self.connection.execute_batch("ROLLBACK").ok();
    }

    /// Whether no transaction is open, or no more.
    pub fn gave_up(&self) -> bool {
        self.connection.is_autocommit()
    }

    /// Lets every statement fail once so many steps of the database's machine have been done.
    pub fn cut_after(&mut self, steps: u64) {
        let mut left = steps / STRIDE as u64;
        self.connection
            .progress_handler(
                STRIDE,
                Some(move || {
                    left = left.saturating_sub(1);
                    left == 0
                }),
            )
            .ok();
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
        self.connection.execute_batch("VACUUM")?;
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        let busy: i64 = self.connection.query_row(truncate, [], |row| row.get(0))?;
        if busy == 0 {
            self.connection.prepare_cached("DELETE FROM meta WHERE name = ?1")?.execute([SWEEP])?;
        }
        // While somebody still reads an older state the sweep stays owed.
        Ok(())
    }

    /// A number that changes when somebody else has written into the file since this connection was opened.
    pub fn written_by_others(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// What stands in the database and is not of the program's making: tables, columns, triggers, indexes and views.
    pub fn foreign(&self) -> Result<Vec<String>> {
        let ours = schema::ours()?;
        let mut statement =
            self.connection.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY rowid")?;
        let mut rows = statement.query([])?;
        let mut foreign = Vec::new();
        let mut missing: std::collections::BTreeSet<&(String, String, String)> = ours.iter().collect();
        while let Some(row) = rows.next()? {
            let sql: Option<String> = row.get(2)?;
            let object: (String, String, String) = (row.get(0)?, row.get(1)?, sql.unwrap_or_default());
            if !missing.remove(&object) && !schema::is_made(&object) {
                foreign.push(format!("{} {}", object.0, object.1));
            }
        }
        foreign.extend(missing.iter().map(|(kind, name, _)| format!("缺 {kind} {name}")));
        Ok(foreign)
    }

    /// Copies the state of this moment into an empty file, whoever writes meanwhile.
    pub fn copy_into(&self, path: &Path) -> Result<()> {
        copy(&self.connection, path)
    }

    /// Nothing when SQLite finds every page and index in order.
    pub fn is_whole(&self) -> Result<()> {
        let told: String = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if told == "ok" { Ok(()) } else { Err(Error::damaged(format!("数据库文件：{told}"))) }
    }

    /// Brings what stands in the write-ahead file into the database and empties it, unless somebody still reads it.
    pub fn empty_log(&self) -> Result<()> {
        empty_log(&self.connection)
    }

    /// A fact about this store.
    pub fn meta(&self, name: &str) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).map(Some).or_else(absent)?)
    }

    /// The names of the facts that are kept and that nobody here keeps.
    pub fn odd_meta(&self, known: &[&str]) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare("SELECT name FROM meta ORDER BY name")?;
        let names: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let is_known = |name: &str| {
            known.contains(&name)
                || [VERSION, SWEEP, CLOCK, AUDITED, PLACE, COPIED].contains(&name)
                || [KEY_FILE, GATEWAY].iter().any(|head| name.starts_with(head))
        };
        Ok(names.into_iter().filter(|name| !is_known(name)).collect())
    }

    /// Keeps a fact about this store.
    pub fn set_meta(&self, name: &str, value: &str) -> Result<()> {
        let sql =
            "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        self.connection.prepare_cached(sql)?.execute([name, value])?;
        Ok(())
    }
}

fn copy(connection: &Connection, path: &Path) -> Result<()> {
    connection.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
    Ok(())
}

fn empty_log(connection: &Connection) -> Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// No row is an answer, not a failure.
fn absent<T>(error: rusqlite::Error) -> std::result::Result<Option<T>, rusqlite::Error> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(None),
        other => Err(other),
    }
}

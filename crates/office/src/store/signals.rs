//! What is counted beside the journal: heartbeats, causes and lists of devices, in a database file of their own.
//!
//! Nothing here follows from the journal, and nothing of the journal follows from it but the cases that a watch opens;
//! so rebuilding and verifying the district do not touch it (docs/decisions/0014-signals-beside-the-journal.md).

use crate::error::Result;
use ledger::{Cause, CauseKind, Window};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS beat (
    device TEXT PRIMARY KEY, seen INTEGER NOT NULL, clock INTEGER, times INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cause (
    key TEXT PRIMARY KEY, signal TEXT NOT NULL, device TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, times INTEGER NOT NULL, opened TEXT, recovered INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS list (
    gateway TEXT PRIMARY KEY, at INTEGER NOT NULL, devices TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sender (
  device TEXT NOT NULL, epoch INTEGER NOT NULL, greatest INTEGER NOT NULL, given INTEGER NOT NULL,
  PRIMARY KEY (device, epoch)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cause_pending ON cause (opened) WHERE opened IS NULL;";

/// The database of signals, open.
pub(crate) struct SignalStore {
    connection: Connection,
}

/// What is known of a device's heartbeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beat {
    /// When it was last received, in milliseconds.
    pub seen: i64,
    /// What its clock said then.
    pub clock: Option<i64>,
    /// How many were received since the beginning.
    pub times: u64,
}

impl Beat {
    /// Both.
    pub fn joined(self, other: Beat) -> Beat {
        let later = if other.seen >= self.seen { other } else { self };
        Beat { times: self.times + other.times, ..later }
    }
}

/// A cause, and the case that was opened for it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub signal: String,
    pub device: String,
    pub kind: CauseKind,
    pub what: String,
    pub cause: Cause,
    /// The number of its case; none while it waits for one.
    pub opened: Option<String>,
    /// When silence ended.
    pub recovered: Option<i64>,
}

impl SignalStore {
    /// Opens the file, making it when there is none.
    pub fn open(path: &Path) -> Result<SignalStore> {
        crate::private::file(path)?;
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // FULL: what was acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", -16_384)?;
        connection.execute_batch(TABLES)?;
        Ok(SignalStore { connection })
    }

    /// Opens the file for reading alone; none when nothing was ever taken in.
    pub fn reading(path: &Path) -> Result<Option<SignalStore>> {
        if !path.is_file() {
            return Ok(None);
        }
        let connection = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        Ok(Some(SignalStore { connection }))
    }

    /// As [`super::Store::copy_into`].
    pub fn copy_into(&self, path: &Path) -> Result<()> {
        super::copy(&self.connection, path)
    }

    /// As [`super::Store::empty_log`].
    pub fn empty_log(&self) -> Result<()> {
        super::empty_log(&self.connection)
    }

    /// A number that changes with every transaction of somebody else.
    pub fn version(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Runs `work` in one writing transaction.
    pub fn write<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let done = work().and_then(|answer| {
            self.connection.execute_batch("COMMIT")?;
            Ok(answer)
        });
        if done.is_err() {
            self.connection.execute_batch("ROLLBACK").ok();
        }
        done
    }

    /// Notes that a sender has given a batch of this counter under the key of an epoch; false when it did before.
    pub fn count(&self, device: &str, epoch: u32, counter: u64) -> Result<bool> {
        let sql = "SELECT greatest, given FROM sender WHERE device = ?1 AND epoch = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![device, epoch])?;
        let window = match rows.next()? {
            Some(row) => {
                Window { greatest: row.get::<_, i64>(0)? as u64, given: row.get::<_, i64>(1)? as u64 }
            }
            None => Window::default(),
        };
        let Some(window) = window.with(counter) else { return Ok(false) };
        let sql = "INSERT INTO sender (device, epoch, greatest, given) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (device, epoch) DO UPDATE SET greatest = ?3, given = ?4";
        let (greatest, given) = (window.greatest as i64, window.given as i64);
        self.connection.prepare_cached(sql)?.execute(params![device, epoch, greatest, given])?;
        Ok(true)
    }

    /// Adds heartbeats of a device.
    pub fn beat(&self, device: &str, beat: &Beat) -> Result<()> {
        let sql = "INSERT INTO beat (device, seen, clock, times) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (device) DO UPDATE SET times = times + ?4,
                   clock = CASE WHEN ?2 >= seen THEN ?3 ELSE clock END, seen = max(seen, ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(params![device, beat.seen, beat.clock, beat.times as i64])?;
        Ok(())
    }

    /// Adds reports of a cause.
    pub fn cause(&self, key: &str, told: &Told) -> Result<()> {
        let sql = "INSERT INTO cause (key, signal, device, kind, what, first, last, times)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (key) DO UPDATE SET first = min(first, ?6), last = max(last, ?7), times = times + ?8";
        let Told { signal, device, kind, what, cause, .. } = told;
        let mut statement = self.connection.prepare_cached(sql)?;
        let (first, last, times) = (cause.first, cause.last, cause.times as i64);
        statement.execute(params![key, signal, device, kind.word(), what, first, last, times])?;
        Ok(())
    }

    /// Keeps a gateway's list, in place of an earlier one.
    pub fn list(&self, gateway: &str, at: i64, devices: &[String]) -> Result<()> {
        let sql = "INSERT INTO list (gateway, at, devices) VALUES (?1, ?2, ?3)
                   ON CONFLICT (gateway) DO UPDATE SET at = ?2, devices = ?3 WHERE ?2 >= at";
        self.connection.prepare_cached(sql)?.execute(params![gateway, at, devices.join("\n")])?;
        Ok(())
    }

    /// Heartbeats by device.
    pub fn beats(&self) -> Result<BTreeMap<String, Beat>> {
        let mut statement = self.connection.prepare_cached("SELECT device, seen, clock, times FROM beat")?;
        let rows = statement.query_map([], |row| {
            let beat = Beat { seen: row.get(1)?, clock: row.get(2)?, times: row.get::<_, i64>(3)? as u64 };
            Ok((row.get(0)?, beat))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The last list of each gateway.
    pub fn lists(&self) -> Result<Vec<(String, i64, Vec<String>)>> {
        let mut statement = self.connection.prepare_cached("SELECT gateway, at, devices FROM list")?;
        let rows = statement.query_map([], |row| {
            let devices: String = row.get(2)?;
            let devices = devices.split('\n').filter(|id| !id.is_empty()).map(str::to_owned).collect();
            Ok((row.get(0)?, row.get(1)?, devices))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every cause that waits for a case or has an open one, by key.
    pub fn causes(&self) -> Result<BTreeMap<String, Told>> {
        let sql = "SELECT key, signal, device, kind, what, first, last, times, opened, recovered FROM cause";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let kind: String = row.get(3)?;
            let told = Told {
                signal: row.get(1)?,
                device: row.get(2)?,
                kind: CauseKind::of(&kind).unwrap_or(CauseKind::Alarm),
                what: row.get(4)?,
                cause: Cause { first: row.get(5)?, last: row.get(6)?, times: row.get::<_, i64>(7)? as u64 },
                opened: row.get(8)?,
                recovered: row.get(9)?,
            };
            Ok((row.get(0)?, told))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A cause has its case.
    pub fn opened(&self, key: &str, number: &str) -> Result<()> {
        let sql = "UPDATE cause SET opened = ?2 WHERE key = ?1 AND opened IS NULL";
        self.connection.prepare_cached(sql)?.execute([key, number])?;
        Ok(())
    }

    /// Silence ended, or began again.
    pub fn recovered(&self, key: &str, at: Option<i64>) -> Result<()> {
        let sql = "UPDATE cause SET recovered = ?2 WHERE key = ?1";
        self.connection.prepare_cached(sql)?.execute(params![key, at])?;
        Ok(())
    }

    /// The case of a cause was closed at an instant: the cause is forgotten, unless it was reported since; then it waits
    /// for another case.
    pub fn closed(&self, key: &str, at: i64) -> Result<()> {
        let again = "UPDATE cause SET opened = NULL, recovered = NULL, first = last, times = 1
                     WHERE key = ?1 AND last > ?2";
        self.connection.prepare_cached(again)?.execute(params![key, at])?;
        let forget = "DELETE FROM cause WHERE key = ?1 AND last <= ?2";
        self.connection.prepare_cached(forget)?.execute(params![key, at])?;
        Ok(())
    }
}

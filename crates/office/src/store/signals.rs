//! What is counted beside the journal: heartbeats, causes and lists of devices, in a database file of their own.
//!
//! Nothing here follows from the journal, and nothing of the journal follows from it but the cases that a watch opens;
//! so rebuilding and verifying the district do not touch it (docs/decisions/0014-signals-beside-the-journal.md).

use super::engine::{Engine, Mode, Part, values};
use super::home::Home;
use crate::error::Result;
use ledger::{Cause, CauseKind, Window};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const TABLES: &str = "
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

/// Which database it is.
const PART: Part = Part::Signals;

/// The database of signals, open.
pub(crate) struct SignalStore {
    engine: Box<dyn Engine>,
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
    pub fn open(home: &Home) -> Result<SignalStore> {
        Ok(SignalStore { engine: home.begun(PART)? })
    }

    /// Opens the file for reading alone; none when nothing was ever taken in.
    pub fn reading(home: &Home) -> Result<Option<SignalStore>> {
        if !home.has(PART) {
            return Ok(None);
        }
        Ok(Some(SignalStore { engine: home.reader(PART)? }))
    }

    /// As [`super::Store::copy_into`].
    pub fn copy_into(&self, path: &Path) -> Result<()> {
        super::copy_into(&*self.engine, PART, path)
    }

    /// As [`super::Store::empty_log`].
    pub fn empty_log(&self) -> Result<()> {
        self.engine.rest()
    }

    /// A number that changes with every transaction of somebody else.
    pub fn version(&self) -> Result<i64> {
        self.engine.written_by_others()
    }

    /// Runs `work` in one writing transaction.
    pub fn write<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.engine.begin(Mode::Writing)?;
        let done = work().and_then(|answer| {
            self.engine.keep()?;
            Ok(answer)
        });
        if done.is_err() {
            self.engine.undo();
        }
        done
    }

    /// Notes that a sender has given a batch of this counter under the key of an epoch; false when it did before.
    pub fn count(&self, device: &str, epoch: u32, counter: u64) -> Result<bool> {
        let sql = "SELECT greatest, given FROM sender WHERE device = ?1 AND epoch = ?2";
        let window = self.engine.one(sql, values![device, epoch], |row| {
            Ok(Window { greatest: row.get(0)?, given: row.get(1)? })
        })?;
        let Some(window) = window.unwrap_or_default().with(counter) else { return Ok(false) };
        let sql = "INSERT INTO sender (device, epoch, greatest, given) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (device, epoch) DO UPDATE SET greatest = ?3, given = ?4";
        let (greatest, given) = (window.greatest as i64, window.given as i64);
        self.engine.execute(sql, values![device, epoch, greatest, given])?;
        Ok(true)
    }

    /// Adds heartbeats of a device.
    pub fn beat(&self, device: &str, beat: &Beat) -> Result<()> {
        let sql = "INSERT INTO beat (device, seen, clock, times) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (device) DO UPDATE SET times = beat.times + ?4,
                   clock = CASE WHEN ?2 >= beat.seen THEN ?3 ELSE beat.clock END,
                   seen = CASE WHEN ?2 >= beat.seen THEN ?2 ELSE beat.seen END";
        self.engine.execute(sql, values![device, beat.seen, beat.clock, beat.times as i64])?;
        Ok(())
    }

    /// Adds reports of a cause.
    pub fn cause(&self, key: &str, told: &Told) -> Result<()> {
        let sql = "INSERT INTO cause (key, signal, device, kind, what, first, last, times)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (key) DO UPDATE SET first = CASE WHEN ?6 < cause.first THEN ?6 ELSE cause.first END,
                   last = CASE WHEN ?7 > cause.last THEN ?7 ELSE cause.last END, times = cause.times + ?8";
        let Told { signal, device, kind, what, cause, .. } = told;
        let (first, last, times) = (cause.first, cause.last, cause.times as i64);
        self.engine.execute(sql, values![key, signal, device, kind.word(), what, first, last, times])?;
        Ok(())
    }

    /// Keeps a gateway's list, in place of an earlier one.
    pub fn list(&self, gateway: &str, at: i64, devices: &[String]) -> Result<()> {
        let sql = "INSERT INTO list (gateway, at, devices) VALUES (?1, ?2, ?3)
                   ON CONFLICT (gateway) DO UPDATE SET at = ?2, devices = ?3 WHERE ?2 >= list.at";
        self.engine.execute(sql, values![gateway, at, devices.join("\n")]).map(drop)
    }

    /// Heartbeats by device.
    pub fn beats(&self) -> Result<BTreeMap<String, Beat>> {
        let all = self.engine.all("SELECT device, seen, clock, times FROM beat", &[], |row| {
            let beat = Beat { seen: row.get(1)?, clock: row.get(2)?, times: row.get(3)? };
            Ok((row.get(0)?, beat))
        })?;
        Ok(all.into_iter().collect())
    }

    /// The last list of each gateway.
    pub fn lists(&self) -> Result<Vec<(String, i64, Vec<String>)>> {
        self.engine.all("SELECT gateway, at, devices FROM list", &[], |row| {
            let devices: String = row.get(2)?;
            let devices = devices.split('\n').filter(|id| !id.is_empty()).map(str::to_owned).collect();
            Ok((row.get(0)?, row.get(1)?, devices))
        })
    }

    /// Every cause that waits for a case or has an open one, by key.
    pub fn causes(&self) -> Result<BTreeMap<String, Told>> {
        let sql = "SELECT key, signal, device, kind, what, first, last, times, opened, recovered FROM cause";
        let all = self.engine.all(sql, &[], |row| {
            let kind: String = row.get(3)?;
            let told = Told {
                signal: row.get(1)?,
                device: row.get(2)?,
                kind: CauseKind::of(&kind).unwrap_or(CauseKind::Alarm),
                what: row.get(4)?,
                cause: Cause { first: row.get(5)?, last: row.get(6)?, times: row.get(7)? },
                opened: row.get(8)?,
                recovered: row.get(9)?,
            };
            Ok((row.get(0)?, told))
        })?;
        Ok(all.into_iter().collect())
    }

    /// A cause has its case.
    pub fn opened(&self, key: &str, number: &str) -> Result<()> {
        let sql = "UPDATE cause SET opened = ?2 WHERE key = ?1 AND opened IS NULL";
        self.engine.execute(sql, values![key, number]).map(drop)
    }

    /// Silence ended, or began again.
    pub fn recovered(&self, key: &str, at: Option<i64>) -> Result<()> {
        let sql = "UPDATE cause SET recovered = ?2 WHERE key = ?1";
        self.engine.execute(sql, values![key, at]).map(drop)
    }

    /// The case of a cause was closed at an instant: the cause is forgotten, unless it was reported since; then it waits
    /// for another case.
    pub fn closed(&self, key: &str, at: i64) -> Result<()> {
        let again = "UPDATE cause SET opened = NULL, recovered = NULL, first = last, times = 1
                     WHERE key = ?1 AND last > ?2";
        self.engine.execute(again, values![key, at])?;
        let forget = "DELETE FROM cause WHERE key = ?1 AND last <= ?2";
        self.engine.execute(forget, values![key, at]).map(drop)
    }
}

//! Rows of registers in their versions: projections of the journal.

use super::sums::member;
use super::{Store, absent, dialect};
use crate::error::{Error, Result};
use proof::{Digest, Hash as _, Sm3};
use rusqlite::params;
use std::collections::BTreeSet;

/// One version of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// The entry at which the row's key was first recorded: its number for good.
    pub number: u64,
    pub key: String,
    /// The entry that made this version.
    pub since: u64,
    /// The entry that ended it.
    pub until: Option<u64>,
    /// Cells as a JSON object of texts by field name; empty once erased.
    pub body: String,
    /// The salt of its entry; once erased the digest that stands for it in the running hash.
    pub salt: Vec<u8>,
}

/// A version as it lies in the table.
pub(crate) struct StoredVersion<'r> {
    pub register: &'r str,
    pub number: u64,
    pub key: &'r str,
    pub since: u64,
    pub until: Option<u64>,
    pub body: &'r str,
    pub salt: &'r [u8],
}

impl Version {
    /// Whether content and key were lawfully erased.
    pub fn is_erased(&self) -> bool {
        self.body.is_empty()
    }

    /// The version as a member of the running hash of its register.
    pub fn member(&self, register: &str) -> Digest {
        match <Digest>::try_from(&self.salt[..]) {
            Ok(digest) if self.is_erased() => digest,
            _ => Sm3::digest(&[&self.member_text(register)]),
        }
    }

    /// The text of which [`Version::member`] is the digest, unless it was erased.
    pub fn member_text(&self, register: &str) -> Vec<u8> {
        member(register, self.number, self.since, &self.salt, &self.key, &self.body)
    }
}

const COLUMNS: &str = "number, key, since, until, body, salt";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        number: row.get::<_, i64>(0)? as u64,
        key: row.get(1)?,
        since: row.get::<_, i64>(2)? as u64,
        until: row.get::<_, Option<i64>>(3)?.map(|n| n as u64),
        body: row.get(4)?,
        salt: row.get(5)?,
    })
}

impl Store {
    /// The present version of a row.
    pub fn present(&self, register: &str, key: &str) -> Result<Option<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND key = ?2 AND until IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([register, key], read).map(Some).or_else(absent)?)
    }

    /// The present versions of rows whose key begins so, in the order of keys.
    pub fn present_under(&self, register: &str, prefix: &str) -> Result<Vec<Version>> {
        // The least text behind all that begin so: its last letter one further.
        let mut end = prefix.to_owned();
        let last = end.pop().and_then(|last| char::from_u32(last as u32 + 1));
        end.extend(last);
        let sql = format!(
            "SELECT {COLUMNS} FROM version WHERE register = ?1 AND key >= ?2 AND key < ?3 AND until IS NULL ORDER BY key"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([register, prefix, &end], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes a version; the present one of its number, if any, must have been ended.
    pub fn put_version(&self, register: &str, version: &Version) -> Result<()> {
        let Version { number, key, since, until, body, salt } = version;
        let sql = "INSERT INTO version (register, number, key, since, until, body, salt)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (number, since, until) = (*number as i64, *since as i64, until.map(|until| until as i64));
        self.connection
            .prepare_cached(sql)?
            .execute(params![register, number, key, since, until, body, salt])?;
        Ok(())
    }

    /// The present version of the row of that number.
    pub fn present_number(&self, register: &str, number: u64) -> Result<Option<Version>> {
        let sql =
            format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND until IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params![register, number as i64], read).map(Some).or_else(absent)?)
    }

    /// Ends the present version of a row.
    pub fn end_version(&self, register: &str, number: u64, entry: u64) -> Result<()> {
        let sql = "UPDATE version SET until = ?3 WHERE register = ?1 AND number = ?2 AND until IS NULL";
        self.connection.prepare_cached(sql)?.execute(params![register, number as i64, entry as i64])?;
        Ok(())
    }

    /// The number of the row whose version an entry made, and the entry that ended it.
    pub fn made_at(&self, register: &str, entry: u64) -> Result<Option<(u64, Option<u64>)>> {
        let sql = "SELECT number, until FROM version WHERE register = ?1 AND since = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, i64>(0)? as u64, row.get::<_, Option<i64>>(1)?.map(|until| until as u64)))
        };
        Ok(statement.query_row(params![register, entry as i64], read).map(Some).or_else(absent)?)
    }

    /// The number of the row whose version an entry ended.
    pub fn ended_at(&self, register: &str, entry: u64) -> Result<Option<u64>> {
        let sql = "SELECT number FROM version WHERE register = ?1 AND until = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(0)? as u64);
        Ok(statement.query_row(params![register, entry as i64], read).map(Some).or_else(absent)?)
    }

    /// The entries whose content makes or ends versions of a row.
    pub fn entries_of(&self, register: &str, number: u64) -> Result<Vec<u64>> {
        let mut entries = BTreeSet::new();
        for version in self.history(register, number)? {
            entries.insert(version.since);
            entries.extend(version.until);
        }
        let mut with_content = Vec::new();
        for entry in entries {
            if self.entry(entry)?.is_some_and(|entry| entry.body.is_some()) {
                with_content.push(entry);
            }
        }
        Ok(with_content)
    }

    /// Takes key and content out of a version; that there was one stays, and the digest that stands for it.
    pub fn erase_version(&self, register: &str, version: &Version) -> Result<()> {
        let sql = "UPDATE version SET key = '', body = '', salt = ?4
                   WHERE register = ?1 AND number = ?2 AND since = ?3";
        let digest = version.member(register);
        let (number, since) = (version.number as i64, version.since as i64);
        self.connection.prepare_cached(sql)?.execute(params![register, number, since, &digest[..]])?;
        Ok(())
    }

    /// The version that an entry made of the row of a number.
    pub fn version_made_at(&self, register: &str, number: u64, since: u64) -> Result<Option<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND since = ?3");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = params![register, number as i64, since as i64];
        Ok(statement.query_row(values, read).map(Some).or_else(absent)?)
    }

    /// One beyond the last entry that changed a row of the register; 0 when none did.
    pub fn changed(&self, register: &str) -> Result<u64> {
        let sql = "SELECT max(max(since), max(coalesce(until, 0))) FROM version WHERE register = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last: Option<i64> = statement.query_row([register], |row| row.get(0))?;
        Ok(last.map_or(0, |last| last as u64 + 1))
    }

    /// The rows of a register as known when the journal had `size` entries, in the order of their numbers; the places of
    /// erased ones among them.
    pub fn each_version(
        &self,
        register: &str,
        size: u64,
        mut see: impl FnMut(Version) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT {COLUMNS} FROM version WHERE register = ?1 AND since < ?2 AND (until IS NULL OR until >= ?2)
             ORDER BY number"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![register, size as i64])?;
        while let Some(row) = rows.next()? {
            see(read(row)?)?;
        }
        Ok(())
    }

    /// The version of the row of that number as known when the journal had `size` entries.
    pub fn version(&self, register: &str, number: u64, size: u64) -> Result<Option<Version>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND since < ?3
             AND (until IS NULL OR until >= ?3)"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement
            .query_row(params![register, number as i64, size as i64], read)
            .map(Some)
            .or_else(absent)?)
    }

    /// All versions of the row of that number, oldest first.
    pub fn history(&self, register: &str, number: u64) -> Result<Vec<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 ORDER BY since");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![register, number as i64], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every present row, of whatever register, that holds the text as a whole cell; newest first. One look at all present
    /// rows: an index over every field of every register would cost each import more than this question is worth.
    pub fn each_holding(&self, text: &str, mut see: impl FnMut(&str, Version) -> Result<()>) -> Result<()> {
        let cell = serde_json::Value::from(text).to_string();
        let sql = format!(
            "SELECT {COLUMNS}, register FROM version WHERE until IS NULL AND {} ORDER BY number DESC",
            dialect::HOLDS
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([cell])?;
        while let Some(row) = rows.next()? {
            let version = read(row)?;
            see(&row.get::<_, String>(6)?, version)?;
        }
        Ok(())
    }

    /// Every stored version, of a stretch of the table when one is given, in no order.
    pub fn each_stored_version(
        &self,
        stretch: Option<(i64, i64)>,
        mut see: impl FnMut(StoredVersion<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT register, number, key, since, until, body, salt FROM version
                   WHERE rowid >= ?1 AND rowid < ?2";
        let (from, to) = stretch.unwrap_or((i64::MIN, i64::MAX));
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![from, to])?;
        let damaged = |_| Error::damaged("一行里有读不成的文字");
        while let Some(row) = rows.next()? {
            see(StoredVersion {
                register: row.get_ref(0)?.as_str().map_err(damaged)?,
                number: row.get::<_, i64>(1)? as u64,
                key: row.get_ref(2)?.as_str().map_err(damaged)?,
                since: row.get::<_, i64>(3)? as u64,
                until: row.get::<_, Option<i64>>(4)?.map(|until| until as u64),
                body: row.get_ref(5)?.as_str().map_err(damaged)?,
                salt: row.get_ref(6)?.as_blob().map_err(damaged)?,
            })?;
        }
        Ok(())
    }

    /// The last place of the table of versions.
    pub fn last_version_place(&self) -> Result<i64> {
        Ok(self.connection.query_row("SELECT COALESCE(MAX(rowid), 0) FROM version", [], |row| row.get(0))?)
    }

    /// Every version of every register in the order of recording.
    pub fn each_version_of_all(&self, mut see: impl FnMut(&str, Version) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {COLUMNS}, register FROM version ORDER BY since, number");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let register: String = row.get(6)?;
            see(&register, read(row)?)?;
        }
        Ok(())
    }

    /// Deletes all projections, to make them again from the journal.
    pub fn clear_projections(&self) -> Result<()> {
        self.connection.execute_batch(
            "DELETE FROM version; DELETE FROM sum; DELETE FROM standing; DELETE FROM adoption;
             DELETE FROM closing; DELETE FROM erasure; DELETE FROM rotation;",
        )?;
        Ok(())
    }
}

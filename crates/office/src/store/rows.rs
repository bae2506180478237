//! Rows of registers in their versions: projections of the journal.

use super::Store;
use super::engine::{Row, values};
use super::sums::member;
use crate::error::{Error, Result};
use proof::{Digest, Hash as _, Sm3};
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

fn read(row: &Row<'_>) -> Result<Version> {
    Ok(Version {
        number: row.get(0)?,
        key: row.get(1)?,
        since: row.get(2)?,
        until: row.get(3)?,
        body: row.get(4)?,
        salt: row.get(5)?,
    })
}

impl Store {
    /// The present version of a row.
    pub fn present(&self, register: &str, key: &str) -> Result<Option<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND key = ?2 AND until IS NULL");
        self.engine.one(&sql, values![register, key], read)
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
        self.engine.all(&sql, values![register, prefix, &end], read)
    }

    /// Writes a version; the present one of its number, if any, must have been ended.
    pub fn put_version(&self, register: &str, version: &Version) -> Result<()> {
        let Version { number, key, since, until, body, salt } = version;
        let sql = "INSERT INTO version (register, number, key, since, until, body, salt)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (number, since, until) = (*number as i64, *since as i64, until.map(|until| until as i64));
        self.engine.execute(sql, values![register, number, key, since, until, body, salt]).map(drop)
    }

    /// The present version of the row of that number.
    pub fn present_number(&self, register: &str, number: u64) -> Result<Option<Version>> {
        let sql =
            format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND until IS NULL");
        self.engine.one(&sql, values![register, number as i64], read)
    }

    /// Ends the present version of a row.
    pub fn end_version(&self, register: &str, number: u64, entry: u64) -> Result<()> {
        let sql = "UPDATE version SET until = ?3 WHERE register = ?1 AND number = ?2 AND until IS NULL";
        self.engine.execute(sql, values![register, number as i64, entry as i64]).map(drop)
    }

    /// The number of the row whose version an entry made, and the entry that ended it.
    pub fn made_at(&self, register: &str, entry: u64) -> Result<Option<(u64, Option<u64>)>> {
        let sql = "SELECT number, until FROM version WHERE register = ?1 AND since = ?2";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.engine.one(sql, values![register, entry as i64], read)
    }

    /// The number of the row whose version an entry ended.
    pub fn ended_at(&self, register: &str, entry: u64) -> Result<Option<u64>> {
        let sql = "SELECT number FROM version WHERE register = ?1 AND until = ?2";
        let read = |row: &Row<'_>| row.get(0);
        self.engine.one(sql, values![register, entry as i64], read)
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
        self.engine.execute(sql, values![register, number, since, &digest[..]]).map(drop)
    }

    /// The version that an entry made of the row of a number.
    pub fn version_made_at(&self, register: &str, number: u64, since: u64) -> Result<Option<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND since = ?3");
        let values = values![register, number as i64, since as i64];
        self.engine.one(&sql, values, read)
    }

    /// One beyond the last entry that changed a row of the register; 0 when none did.
    pub fn changed(&self, register: &str) -> Result<u64> {
        let sql = "SELECT COALESCE(MAX(CASE WHEN until > since THEN until ELSE since END) + 1, 0)
                   FROM version WHERE register = ?1";
        self.engine.cell(sql, values![register])
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
        self.engine.every(&sql, values![register, size as i64], |row| {
            see(read(row)?)?;
            Ok(())
        })
    }

    /// The version of the row of that number as known when the journal had `size` entries.
    pub fn version(&self, register: &str, number: u64, size: u64) -> Result<Option<Version>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND since < ?3
             AND (until IS NULL OR until >= ?3)"
        );
        self.engine.one(&sql, values![register, number as i64, size as i64], read)
    }

    /// All versions of the row of that number, oldest first.
    pub fn history(&self, register: &str, number: u64) -> Result<Vec<Version>> {
        let sql = format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 ORDER BY since");
        self.engine.all(&sql, values![register, number as i64], read)
    }

    /// Every present row, of whatever register, that holds the text as a whole cell; newest first. One look at all present
    /// rows: an index over every field of every register would cost each import more than this question is worth.
    pub fn each_holding(&self, text: &str, mut see: impl FnMut(&str, Version) -> Result<()>) -> Result<()> {
        let cell = serde_json::Value::from(text).to_string();
        let sql = format!(
            "SELECT {COLUMNS}, register FROM version WHERE until IS NULL AND {} ORDER BY number DESC",
            self.engine.dialect().holds
        );
        self.engine.every(&sql, values![cell], |row| {
            let version = read(row)?;
            see(&row.get::<String>(6)?, version)?;
            Ok(())
        })
    }

    /// Every stored version, of a stretch of the table when one is given, in no order.
    pub fn each_stored_version(
        &self,
        stretch: Option<(i64, i64)>,
        mut see: impl FnMut(StoredVersion<'_>) -> Result<()>,
    ) -> Result<()> {
        let stretches = self.engine.dialect().stretch;
        let sql =
            format!("SELECT register, number, key, since, until, body, salt FROM version WHERE {stretches}");
        let (from, to) = stretch.unwrap_or((i64::MIN, i64::MAX));
        let damaged = |_| Error::damaged("一行里有读不成的文字");
        self.engine.every(&sql, values![from, to], |row| {
            see(StoredVersion {
                register: row.text(0).map_err(damaged)?,
                number: row.get(1)?,
                key: row.text(2).map_err(damaged)?,
                since: row.get(3)?,
                until: row.get(4)?,
                body: row.text(5).map_err(damaged)?,
                salt: row.bytes(6).map_err(damaged)?.ok_or_else(|| Error::damaged("一行没有盐"))?,
            })?;
            Ok(())
        })
    }

    /// The last place of the table of versions.
    pub fn last_version_place(&self) -> Result<i64> {
        self.engine.cell(self.engine.dialect().last_place, &[])
    }

    /// Every version of every register in the order of recording.
    pub fn each_version_of_all(&self, mut see: impl FnMut(&str, Version) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {COLUMNS}, register FROM version ORDER BY since, number");
        self.engine.every(&sql, &[], |row| {
            let register: String = row.get(6)?;
            see(&register, read(row)?)?;
            Ok(())
        })
    }

    /// Deletes all projections, to make them again from the journal.
    pub fn clear_projections(&self) -> Result<()> {
        self.engine.script(
            "DELETE FROM version; DELETE FROM sum; DELETE FROM standing; DELETE FROM adoption;
             DELETE FROM closing; DELETE FROM erasure; DELETE FROM key_change;",
        )
    }
}

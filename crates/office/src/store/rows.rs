//! Rows of registers in their versions: projections of the journal.

use super::{Store, absent, dialect};
use crate::error::{Error, Result};
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
    /// Cells as a JSON object of texts by field name.
    pub body: String,
}

/// A row that changed: its cells now, or none when it is gone.
pub(crate) struct Changed {
    pub number: u64,
    pub body: Option<String>,
}

const COLUMNS: &str = "number, key, since, until, body";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        number: row.get::<_, i64>(0)? as u64,
        key: row.get(1)?,
        since: row.get::<_, i64>(2)? as u64,
        until: row.get::<_, Option<i64>>(3)?.map(|n| n as u64),
        body: row.get(4)?,
    })
}

/// A version together with the texts of the acts that made and ended it; none of an act that was lawfully erased.
pub(crate) struct RowWithEntries<'r> {
    pub register: &'r str,
    pub number: u64,
    pub key: &'r str,
    pub since: u64,
    pub body: &'r str,
    pub made: Option<&'r str>,
    pub ended: Option<&'r str>,
}

impl Store {
    /// Every version with the acts behind it, in the order of recording.
    pub fn each_row_with_entries(&self, mut see: impl FnMut(RowWithEntries<'_>)) -> Result<()> {
        let sql = "SELECT v.register, v.number, v.key, v.since, v.body, m.seq, m.body, v.until, e.seq, e.body
                   FROM version v LEFT JOIN entry m ON m.seq = v.since LEFT JOIN entry e ON e.seq = v.until";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let damaged = |_| Error::damaged("一行里有读不成的文字");
        while let Some(row) = rows.next()? {
            // An act that is not there at all, unlike one that was erased, matches no row.
            let act = |there: usize, body: usize| -> Result<Option<&str>> {
                match (row.get::<_, Option<i64>>(there)?, row.get_ref(body)?) {
                    (None, _) => Ok(Some("")),
                    (Some(_), rusqlite::types::ValueRef::Null) => Ok(None),
                    (Some(_), body) => {
                        Ok(Some(std::str::from_utf8(body.as_bytes().map_err(damaged)?).unwrap_or("")))
                    }
                }
            };
            see(RowWithEntries {
                register: row.get_ref(0)?.as_str().map_err(damaged)?,
                number: row.get::<_, i64>(1)? as u64,
                key: row.get_ref(2)?.as_str().map_err(damaged)?,
                since: row.get::<_, i64>(3)? as u64,
                body: row.get_ref(4)?.as_str().map_err(damaged)?,
                made: act(5, 6)?,
                ended: match row.get::<_, Option<i64>>(7)? {
                    None => None,
                    Some(_) => act(8, 9)?,
                },
            });
        }
        Ok(())
    }

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

    /// Writes a version; the present one of that key, if any, ends with it.
    pub fn put_version(
        &self,
        register: &str,
        before: Option<&Version>,
        key: &str,
        entry: u64,
        body: &str,
    ) -> Result<()> {
        if let Some(before) = before {
            self.end_version(register, before.number, entry)?;
        } else {
            self.change_tally(register, 1)?;
        }
        let number = before.map_or(entry, |version| version.number);
        let sql = "INSERT INTO version (register, number, key, since, until, body) VALUES (?1, ?2, ?3, ?4, NULL, ?5)";
        self.connection.prepare_cached(sql)?.execute(params![
            register,
            number as i64,
            key,
            entry as i64,
            body
        ])?;
        Ok(())
    }

    /// The present version of the row of that number.
    pub fn present_number(&self, register: &str, number: u64) -> Result<Option<Version>> {
        let sql =
            format!("SELECT {COLUMNS} FROM version WHERE register = ?1 AND number = ?2 AND until IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params![register, number as i64], read).map(Some).or_else(absent)?)
    }

    /// Writes a version that goes on with the row of a number behind one that was erased.
    pub fn put_continued(
        &self,
        register: &str,
        number: u64,
        key: &str,
        entry: u64,
        body: &str,
    ) -> Result<()> {
        self.change_tally(register, 1)?;
        let sql = "INSERT INTO version (register, number, key, since, until, body) VALUES (?1, ?2, ?3, ?4, NULL, ?5)";
        let values = params![register, number as i64, key, entry as i64, body];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Writes the place of a version that was erased.
    pub fn put_hole(&self, register: &str, number: u64, since: u64, until: u64) -> Result<()> {
        let sql =
            "INSERT INTO version (register, number, key, since, until, body) VALUES (?1, ?2, '', ?3, ?4, '')";
        let values = params![register, number as i64, since as i64, until as i64];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Ends the present version of a row without a new one.
    pub fn remove_version(&self, register: &str, number: u64, entry: u64) -> Result<()> {
        self.end_version(register, number, entry)?;
        self.change_tally(register, -1)
    }

    fn end_version(&self, register: &str, number: u64, entry: u64) -> Result<()> {
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

    /// Takes key and content out of the version that an entry made; that there was one stays.
    pub fn erase_version(&self, register: &str, number: u64, entry: u64) -> Result<()> {
        let sql = "UPDATE version SET key = '', body = '' WHERE register = ?1 AND number = ?2 AND since = ?3";
        self.connection.prepare_cached(sql)?.execute(params![register, number as i64, entry as i64])?;
        Ok(())
    }

    fn change_tally(&self, register: &str, by: i64) -> Result<()> {
        let sql = "INSERT INTO tally (register, present) VALUES (?1, ?2)
                   ON CONFLICT (register) DO UPDATE SET present = tally.present + ?2";
        self.connection.prepare_cached(sql)?.execute(params![register, by])?;
        Ok(())
    }

    /// One beyond the last entry that changed a row of the register; 0 when none did.
    pub fn changed(&self, register: &str) -> Result<u64> {
        let sql = "SELECT max(max(since), max(coalesce(until, 0))) FROM version WHERE register = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last: Option<i64> = statement.query_row([register], |row| row.get(0))?;
        Ok(last.map_or(0, |last| last as u64 + 1))
    }

    /// How many rows of a register are present.
    pub fn tally(&self, register: &str) -> Result<u64> {
        let mut statement =
            self.connection.prepare_cached("SELECT present FROM tally WHERE register = ?1")?;
        let present: Option<i64> =
            statement.query_row([register], |row| row.get(0)).map(Some).or_else(absent)?;
        Ok(present.unwrap_or(0) as u64)
    }

    /// The rows of a register as known when the journal had `size` entries, in the order of their numbers.
    pub fn each_version(
        &self,
        register: &str,
        size: u64,
        mut see: impl FnMut(Version) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT {COLUMNS} FROM version WHERE register = ?1 AND since < ?2 AND (until IS NULL OR until >= ?2)
             AND body <> '' ORDER BY number"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![register, size as i64])?;
        while let Some(row) = rows.next()? {
            see(read(row)?)?;
        }
        Ok(())
    }

    /// The rows of a register that the entries from `from` up to but without `to` changed, as they stood behind them.
    pub fn changes(&self, register: &str, from: u64, to: u64) -> Result<Vec<Changed>> {
        let sql = "SELECT DISTINCT number FROM version WHERE register = ?1
                   AND (since >= ?2 AND since < ?3 OR until >= ?2 AND until < ?3) ORDER BY number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let numbers = statement.query_map(params![register, from as i64, to as i64], |row| row.get(0))?;
        let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
        let changed = |number: i64| {
            let version = self.version(register, number as u64, to)?;
            Ok(Changed { number: number as u64, body: version.map(|version| version.body) })
        };
        numbers.into_iter().map(changed).collect()
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
            see(&row.get::<_, String>(5)?, version)?;
        }
        Ok(())
    }

    /// Whether any row known at `size` holds that text in that field, in whatever register.
    pub fn any_cell(&self, field: &str, text: &str, size: u64) -> Result<bool> {
        let sql = "SELECT 1 FROM version WHERE since < ?1 AND (until IS NULL OR until >= ?1)
                   AND json_extract(body, ?2) = ?3 LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found: Option<i64> = statement
            .query_row(params![size as i64, dialect::path(field), text], |row| row.get(0))
            .map(Some)
            .or_else(absent)?;
        Ok(found.is_some())
    }

    /// Every version of every register, for comparison with a rebuilt store.
    pub fn each_version_of_all(&self, mut see: impl FnMut(&str, Version) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {COLUMNS}, register FROM version ORDER BY since, number");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let register: String = row.get(5)?;
            see(&register, read(row)?)?;
        }
        Ok(())
    }

    /// Deletes all projections, to make them again from the journal.
    pub fn clear_versions(&self) -> Result<()> {
        self.connection.execute_batch("DELETE FROM version; DELETE FROM tally;")?;
        Ok(())
    }
}

//! The journal's tables: entries, nodes of the tree, checkpoints.

use super::{Store, absent};
use crate::error::{Error, Result};
use proof::{Digest, Nodes, SALT};
use rusqlite::params;

/// An entry as stored.
pub(crate) struct Entry {
    pub seq: u64,
    pub at: i64,
    /// Who made it: kind, name, post and door, as a line ([`crate::session::Session::line`]).
    pub author: String,
    /// Canonical text of the act; none once erased.
    pub body: Option<Vec<u8>>,
    /// None once erased.
    pub salt: Option<[u8; SALT]>,
}

/// An entry that adopts a pack.
pub(crate) struct Adoption {
    pub seq: u64,
    pub hash: String,
    pub year: Option<i32>,
}

impl Store {
    /// Number of entries.
    pub fn size(&self) -> Result<u64> {
        let mut statement = self.connection.prepare_cached("SELECT COALESCE(MAX(seq) + 1, 0) FROM entry")?;
        Ok(statement.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Number of entries that are there, one by one.
    pub fn count(&self) -> Result<u64> {
        Ok(self.connection.query_row("SELECT COUNT(*) FROM entry", [], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Number of entries recorded up to an instant.
    pub fn size_at(&self, at: i64) -> Result<u64> {
        let mut statement =
            self.connection.prepare_cached("SELECT COALESCE(MAX(seq) + 1, 0) FROM entry WHERE at <= ?1")?;
        Ok(statement.query_row([at], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Writes an entry.
    pub fn put_entry(&self, seq: u64, at: i64, author: &str, body: &[u8], salt: &[u8; SALT]) -> Result<()> {
        let sql = "INSERT INTO entry (seq, at, author, body, salt) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute(params![seq as i64, at, author, body, &salt[..]])?;
        Ok(())
    }

    /// Writes a node.
    pub fn put_node(&self, level: u32, number: u64, digest: &Digest) -> Result<()> {
        let sql = "INSERT INTO node (level, number, digest) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute(params![level, number as i64, &digest[..]])?;
        Ok(())
    }

    /// Every node in the order of level and number.
    pub fn each_node(&self, mut see: impl FnMut(u32, u64, &[u8]) -> Result<()>) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT level, number, digest FROM node ORDER BY level, number")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let digest = row.get_ref(2)?.as_blob().map_err(|_| Error::damaged("日志树的结点不是字节"))?;
            see(row.get(0)?, row.get::<_, i64>(1)? as u64, digest)?;
        }
        Ok(())
    }

    /// One entry.
    pub fn entry(&self, seq: u64) -> Result<Option<Entry>> {
        let sql = "SELECT seq, at, author, body, salt FROM entry WHERE seq = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_row([seq as i64], |row| Ok(read(row))).map(Some).or_else(absent)?.transpose()
    }

    /// The entries from `from` up to but without `to`, in order.
    pub fn each_entry(&self, from: u64, to: u64, mut see: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let sql = "SELECT seq, at, author, body, salt FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![from as i64, i64::try_from(to).unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            see(read(row)?)?;
        }
        Ok(())
    }

    /// The adoptions among the first `size` entries, in order.
    pub fn adoptions(&self, size: u64) -> Result<Vec<Adoption>> {
        let sql = "SELECT seq, hash, year FROM adoption WHERE seq < ?1 ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Adoption { seq: row.get::<_, i64>(0)? as u64, hash: row.get(1)?, year: row.get(2)? })
        };
        let rows = statement.query_map([i64::try_from(size).unwrap_or(i64::MAX)], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that an entry adopts a pack for a year.
    pub fn put_adoption(&self, seq: u64, hash: &str, year: Option<i32>) -> Result<()> {
        let sql = "INSERT INTO adoption (seq, hash, year) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute(params![seq as i64, hash, year])?;
        Ok(())
    }

    /// The entry that closed a year last, among the first `size`.
    pub fn closing(&self, year: i32, size: u64) -> Result<Option<u64>> {
        let sql = "SELECT MAX(seq) FROM closing WHERE year = ?1 AND seq < ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let seq: Option<i64> = statement.query_row(params![year, size as i64], |row| row.get(0))?;
        Ok(seq.map(|seq| seq as u64))
    }

    /// Notes that an entry closes a year.
    pub fn put_closing(&self, seq: u64, year: i32) -> Result<()> {
        let sql = "INSERT INTO closing (seq, year) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute(params![seq as i64, year])?;
        Ok(())
    }

    /// Deletes body and salt of an entry.
    pub fn erase(&self, seq: u64) -> Result<()> {
        let sql = "UPDATE entry SET body = NULL, salt = NULL WHERE seq = ?1";
        self.connection.prepare_cached(sql)?.execute([seq as i64])?;
        Ok(())
    }

    /// Keeps a signed checkpoint.
    pub fn put_checkpoint(&self, size: u64, text: &str) -> Result<()> {
        let sql =
            "INSERT INTO checkpoint (size, text) VALUES (?1, ?2) ON CONFLICT (size) DO UPDATE SET text = ?2";
        self.connection.prepare_cached(sql)?.execute(params![size as i64, text])?;
        Ok(())
    }

    /// All checkpoints by size.
    pub fn checkpoints(&self) -> Result<Vec<(u64, String)>> {
        let mut statement =
            self.connection.prepare_cached("SELECT size, text FROM checkpoint ORDER BY size")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest checkpoint.
    pub fn checkpoint(&self) -> Result<Option<String>> {
        let sql = "SELECT text FROM checkpoint ORDER BY size DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0)).map(Some).or_else(absent)?)
    }
}

fn read(row: &rusqlite::Row<'_>) -> Result<Entry> {
    let seq = row.get::<_, i64>(0)? as u64;
    let salt: Option<Vec<u8>> = row.get(4)?;
    let salt = salt.map(<[u8; SALT]>::try_from).transpose();
    Ok(Entry {
        seq,
        at: row.get(1)?,
        author: row.get(2)?,
        body: row.get(3)?,
        salt: salt.map_err(|_| Error::damaged(format!("第{seq}条的盐长度不对")))?,
    })
}

/// The stored nodes as proof reads them.
pub(crate) struct NodeReader<'s>(pub &'s Store);

impl Nodes for NodeReader<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        let sql = "SELECT digest FROM node WHERE level = ?1 AND number = ?2";
        let mut statement = self.0.connection.prepare_cached(sql).ok()?;
        let bytes: Vec<u8> = statement.query_row(params![level, index as i64], |row| row.get(0)).ok()?;
        bytes.try_into().ok()
    }
}

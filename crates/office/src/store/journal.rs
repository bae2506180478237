//! The journal's tables: entries, nodes of the tree, checkpoints.

use super::Store;
use super::engine::{Row, values};
use crate::error::{Error, Result};
use proof::{Digest, Nodes, SALT};

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

/// An entry as it lies in the table.
pub(crate) struct StoredEntry<'r> {
    pub seq: u64,
    pub at: i64,
    pub author: &'r str,
    pub body: Option<&'r [u8]>,
    pub salt: Option<&'r [u8; SALT]>,
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
        self.engine.cell("SELECT COALESCE(MAX(seq) + 1, 0) FROM entry", &[])
    }

    /// Number of entries that are there, one by one.
    pub fn count(&self) -> Result<u64> {
        self.engine.cell("SELECT COUNT(*) FROM entry", &[])
    }

    /// Number of entries recorded up to an instant.
    pub fn size_at(&self, at: i64) -> Result<u64> {
        self.engine.cell("SELECT COALESCE(MAX(seq) + 1, 0) FROM entry WHERE at <= ?1", values![at])
    }

    /// Writes an entry.
    pub fn put_entry(&self, seq: u64, at: i64, author: &str, body: &[u8], salt: &[u8; SALT]) -> Result<()> {
        let sql = "INSERT INTO entry (seq, at, author, body, salt) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.engine.execute(sql, values![seq as i64, at, author, body, &salt[..]]).map(drop)
    }

    /// Writes a node of both trees.
    pub fn put_node(&self, level: u32, number: u64, digest: &Digest, twin: &Digest) -> Result<()> {
        let sql = "INSERT INTO node (level, number, digest, twin) VALUES (?1, ?2, ?3, ?4)";
        let values = values![level, number as i64, &digest[..], &twin[..]];
        self.engine.execute(sql, values).map(drop)
    }

    /// Every node in the order of level and number.
    pub fn each_node(&self, mut see: impl FnMut(u32, u64, &[u8], &[u8]) -> Result<()>) -> Result<()> {
        let damaged = || Error::damaged("日志树的结点不是字节");
        self.engine.every("SELECT level, number, digest, twin FROM node ORDER BY level, number", &[], |row| {
            let digest = row.bytes(2).ok().flatten().ok_or_else(damaged)?;
            let twin = row.bytes(3).ok().flatten().ok_or_else(damaged)?;
            see(row.get(0)?, row.get(1)?, digest, twin)?;
            Ok(())
        })
    }

    /// One entry.
    pub fn entry(&self, seq: u64) -> Result<Option<Entry>> {
        let sql = "SELECT seq, at, author, body, salt FROM entry WHERE seq = ?1";
        self.engine.one(sql, values![seq as i64], read)
    }

    /// The entries from `from` up to but without `to`, in order.
    pub fn each_entry(&self, from: u64, to: u64, mut see: impl FnMut(Entry) -> Result<()>) -> Result<()> {
        let sql = "SELECT seq, at, author, body, salt FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq";
        self.engine.every(sql, values![from as i64, bound(to)], |row| {
            see(read(row)?)?;
            Ok(())
        })
    }

    /// As [`Store::each_entry`], each as it lies in the table.
    pub fn each_stored_entry(
        &self,
        from: u64,
        to: u64,
        mut see: impl FnMut(StoredEntry<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT seq, at, author, body, salt FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq";
        self.engine.every(sql, values![from as i64, bound(to)], |row| {
            let seq: u64 = row.get(0)?;
            let damaged = |_| Error::damaged(format!("第{seq}条不是它该有的文字或字节"));
            let salt = row.bytes(4).map_err(damaged)?;
            let salt = salt.map(<&[u8; SALT]>::try_from).transpose();
            see(StoredEntry {
                seq,
                at: row.get(1)?,
                author: row.text(2).map_err(damaged)?,
                body: row.bytes(3).map_err(damaged)?,
                salt: salt.map_err(|_| Error::damaged(format!("第{seq}条的盐长度不对")))?,
            })?;
            Ok(())
        })
    }

    /// The adoptions among the first `size` entries, in order.
    pub fn adoptions(&self, size: u64) -> Result<Vec<Adoption>> {
        let sql = "SELECT seq, hash, year FROM adoption WHERE seq < ?1 ORDER BY seq";
        let read = |row: &Row<'_>| Ok(Adoption { seq: row.get(0)?, hash: row.get(1)?, year: row.get(2)? });
        self.engine.all(sql, values![bound(size)], read)
    }

    /// Notes that an entry adopts a pack for a year.
    pub fn put_adoption(&self, seq: u64, hash: &str, year: Option<i32>) -> Result<()> {
        let sql = "INSERT INTO adoption (seq, hash, year) VALUES (?1, ?2, ?3)";
        self.engine.execute(sql, values![seq as i64, hash, year]).map(drop)
    }

    /// The entry that closed a year last, among the first `size`.
    pub fn closing(&self, year: i32, size: u64) -> Result<Option<u64>> {
        let sql = "SELECT MAX(seq) FROM closing WHERE year = ?1 AND seq < ?2";
        self.engine.cell(sql, values![year, size as i64])
    }

    /// Notes that an entry closes a year.
    pub fn put_closing(&self, seq: u64, year: i32) -> Result<()> {
        let sql = "INSERT INTO closing (seq, year) VALUES (?1, ?2)";
        self.engine.execute(sql, values![seq as i64, year]).map(drop)
    }

    /// Every closing: entry and year.
    pub fn closings(&self, size: u64) -> Result<Vec<(u64, i32)>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.engine.all(
            "SELECT seq, year FROM closing WHERE seq < ?1 ORDER BY seq",
            values![bound(size)],
            read,
        )
    }

    /// Notes that an entry erases another one.
    pub fn put_erasure(&self, seq: u64, entry: u64) -> Result<()> {
        let sql = "INSERT INTO erasure (seq, entry) VALUES (?1, ?2)";
        self.engine.execute(sql, values![seq as i64, entry as i64]).map(drop)
    }

    /// Every erasure: the entry that says so, and the erased one.
    pub fn erasures(&self, size: u64) -> Result<Vec<(u64, u64)>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.engine.all(
            "SELECT seq, entry FROM erasure WHERE seq < ?1 ORDER BY seq",
            values![bound(size)],
            read,
        )
    }

    /// Notes that an entry changes the key.
    pub fn put_rotation(&self, seq: u64, note: &str) -> Result<()> {
        let sql = "INSERT INTO key_change (seq, note) VALUES (?1, ?2)";
        self.engine.execute(sql, values![seq as i64, note]).map(drop)
    }

    /// Every change of the key: the entry and the note.
    pub fn rotations(&self, size: u64) -> Result<Vec<(u64, String)>> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.engine.all(
            "SELECT seq, note FROM key_change WHERE seq < ?1 ORDER BY seq",
            values![bound(size)],
            read,
        )
    }

    /// Deletes body and salt of an entry.
    pub fn erase(&self, seq: u64) -> Result<()> {
        let sql = "UPDATE entry SET body = NULL, salt = NULL WHERE seq = ?1";
        self.engine.execute(sql, values![seq as i64]).map(drop)
    }

    /// Keeps a signed checkpoint.
    pub fn put_checkpoint(&self, size: u64, text: &str) -> Result<()> {
        let sql =
            "INSERT INTO checkpoint (size, text) VALUES (?1, ?2) ON CONFLICT (size) DO UPDATE SET text = ?2";
        self.engine.execute(sql, values![size as i64, text]).map(drop)
    }

    /// The checkpoint of that very size.
    pub fn checkpoint_of(&self, size: u64) -> Result<Option<String>> {
        self.engine.one("SELECT text FROM checkpoint WHERE size = ?1", values![size as i64], |row| row.get(0))
    }

    /// The size of the newest checkpoint of at most so many entries; 0 when there is none.
    pub fn checkpoint_within(&self, size: u64) -> Result<u64> {
        let sql = "SELECT COALESCE(MAX(size), 0) FROM checkpoint WHERE size <= ?1";
        self.engine.cell(sql, values![size as i64])
    }

    /// The size of the first checkpoint that covers an entry.
    pub fn checkpoint_beyond(&self, entry: u64) -> Result<Option<u64>> {
        let sql = "SELECT MIN(size) FROM checkpoint WHERE size > ?1";
        self.engine.cell(sql, values![entry as i64])
    }

    /// All checkpoints by size.
    pub fn checkpoints(&self) -> Result<Vec<(u64, String)>> {
        self.engine
            .all("SELECT size, text FROM checkpoint ORDER BY size", &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

/// A number of entries as a bound that may lie beyond all of them.
fn bound(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn read(row: &Row<'_>) -> Result<Entry> {
    let seq = row.get(0)?;
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

/// The stored nodes of the SHA-256 tree as proof reads them.
pub(crate) struct TwinReader<'s>(pub &'s Store);

impl Nodes for TwinReader<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        let sql = "SELECT twin FROM node WHERE level = ?1 AND number = ?2";
        self.0.engine.one(sql, values![level, index as i64], |row| row.fixed(0)).ok()?
    }
}

/// The stored nodes of the SM3 tree as proof reads them.
pub(crate) struct NodeReader<'s>(pub &'s Store);

impl Nodes for NodeReader<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        let sql = "SELECT digest FROM node WHERE level = ?1 AND number = ?2";
        self.0.engine.one(sql, values![level, index as i64], |row| row.fixed(0)).ok()?
    }
}

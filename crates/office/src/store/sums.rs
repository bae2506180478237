//! Running hashes over the rows, register by register, and their digests as they came to be.

use super::Store;
use super::engine::{Row, values};
use crate::error::{Error, Result};
use proof::{Digest, Hash as _, LatticeHash, Sm3};

/// The running hash over the present rows of a register.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    pub lanes: LatticeHash,
    /// How many rows are present.
    pub present: u64,
}

impl Sum {
    /// A row more. Counts wrap both ways: rows that were tampered with may end before they begin.
    pub fn add(&mut self, member: &Digest) {
        self.lanes.add(member);
        self.present = self.present.wrapping_add(1);
    }

    /// A row less.
    pub fn remove(&mut self, member: &Digest) {
        self.lanes.remove(member);
        self.present = self.present.wrapping_sub(1);
    }

    /// What stands for it in a checkpoint: the digest of the lanes with the number of rows.
    pub fn digest(&self) -> Digest {
        Sm3::digest(&[&self.lanes.digest(), &self.present.to_be_bytes()])
    }
}

impl Store {
    /// The sum of a register; of none when it has had no row yet.
    pub fn sum(&self, register: &str) -> Result<Sum> {
        let read = |row: &Row<'_>| Ok((row.get::<u64>(0)?, row.get::<Vec<u8>>(1)?));
        match self.engine.one(
            "SELECT present, lanes FROM sum WHERE register = ?1",
            values![register],
            read,
        )? {
            None => Ok(Sum::default()),
            Some((present, lanes)) => {
                let lanes = LatticeHash::read(&lanes)
                    .ok_or_else(|| Error::damaged(format!("台账 {register} 的连续杂凑")))?;
                Ok(Sum { lanes, present })
            }
        }
    }

    /// Keeps the sum of a register, with its digest, as of a size of the journal.
    pub fn put_sum(&self, register: &str, size: u64, sum: &Sum, digest: &Digest) -> Result<()> {
        let sql = "INSERT INTO sum (register, present, lanes) VALUES (?1, ?2, ?3)
                   ON CONFLICT (register) DO UPDATE SET present = ?2, lanes = ?3";
        let lanes = sum.lanes.bytes();
        self.engine.execute(sql, values![register, sum.present as i64, lanes])?;
        let sql = "INSERT INTO standing (register, size, digest) VALUES (?1, ?2, ?3)";
        let values = values![register, size as i64, &digest[..]];
        self.engine.execute(sql, values).map(drop)
    }

    /// How many rows of a register are present.
    pub fn present_rows(&self, register: &str) -> Result<u64> {
        let present: Option<i64> =
            self.engine
                .one("SELECT present FROM sum WHERE register = ?1", values![register], |row| row.get(0))?;
        Ok(present.unwrap_or(0) as u64)
    }

    /// Every name under which something is summed, in order.
    pub fn summed(&self) -> Result<Vec<String>> {
        self.engine.all("SELECT register FROM sum ORDER BY register", &[], |row| row.get(0))
    }

    /// The digests of all sums as they stood when the journal had `size` entries, in the order of their names.
    pub fn standings(&self, size: u64) -> Result<Vec<(String, Digest)>> {
        let sql = "SELECT register, (SELECT digest FROM standing
                       WHERE standing.register = sum.register AND size <= ?1 ORDER BY size DESC LIMIT 1)
                   FROM sum ORDER BY register";
        let mut all = Vec::new();
        self.engine.every(sql, values![size as i64], |row| {
            let (name, digest): (String, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
            if let Some(digest) = digest {
                let digest =
                    digest.try_into().map_err(|_| Error::damaged(format!("台账 {name} 的连续杂凑")))?;
                all.push((name, digest));
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Whether a sum stands behind the first `size` entries.
    pub fn stands_beyond(&self, size: u64) -> Result<bool> {
        let sql = "SELECT 1 FROM sum WHERE EXISTS (SELECT 1 FROM standing
                       WHERE standing.register = sum.register AND size > ?1) LIMIT 1";
        Ok(self.engine.one(sql, values![size as i64], |_| Ok(()))?.is_some())
    }

    /// Every digest as it came to be: size, name, digest, by size.
    pub fn each_standing(&self, mut see: impl FnMut(u64, &str, Digest) -> Result<()>) -> Result<()> {
        self.engine.every("SELECT size, register, digest FROM standing ORDER BY size", &[], |row| {
            let register: String = row.get(1)?;
            let digest: Vec<u8> = row.get(2)?;
            let digest =
                digest.try_into().map_err(|_| Error::damaged(format!("台账 {register} 的连续杂凑")))?;
            see(row.get(0)?, &register, digest)?;
            Ok(())
        })
    }
}

/// What stands for a row in the running hash is the digest of this text. With the salt of its entry nobody guesses it once the
/// row is erased.
pub(super) fn member(register: &str, number: u64, since: u64, salt: &[u8], key: &str, body: &str) -> Vec<u8> {
    let (number, since, length) =
        (number.to_be_bytes(), since.to_be_bytes(), (key.len() as u64).to_be_bytes());
    let (register, key, body) = (register.as_bytes(), key.as_bytes(), body.as_bytes());
    [register, &[0], &number, &since, salt, &length, key, body].concat()
}

/// The digest over the digests of all sums, which stands in a checkpoint. Names come in order.
pub(crate) fn fold<'s>(standings: impl IntoIterator<Item = (&'s str, &'s Digest)>) -> Digest {
    let mut text = Vec::new();
    for (name, digest) in standings {
        text.extend_from_slice(&(name.len() as u64).to_be_bytes());
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(digest);
    }
    Sm3::digest(&[&text])
}

//! The projection (投影): what entries do to the rows, with the running hash over them. Used when an entry is recorded
//! and, alike, when the rows are made anew.

use crate::error::{Error, Result};
use crate::leaf::{fact, facts};
use crate::store::{Store, Sum, Version, fold};
use define::Register;
use ledger::{Act, Change};
use proof::{Digest, SALT};
use std::collections::BTreeMap;

/// Rows and facts being written, and the sums over them.
pub(super) struct Projection<'s> {
    store: &'s Store,
    /// Digests of all sums as they stood before.
    standings: BTreeMap<String, Digest>,
    touched: BTreeMap<String, Sum>,
}

impl<'s> Projection<'s> {
    /// On top of sums whose digests are known to be right.
    pub fn over(store: &'s Store, standings: BTreeMap<String, Digest>) -> Projection<'s> {
        Projection { store, standings, touched: BTreeMap::new() }
    }

    fn sum(&mut self, register: &str) -> Result<&mut Sum> {
        if !self.touched.contains_key(register) {
            let sum = self.store.sum(register)?;
            if self.standings.get(register).is_some_and(|digest| *digest != sum.digest()) {
                return Err(Error::damaged(format!("台账 {register} 的连续杂凑被改动过")));
            }
            self.touched.insert(register.to_owned(), sum);
        }
        Ok(self.touched.entry(register.to_owned()).or_default())
    }

    /// What an entry does. `before` is the present version of the row that it is about; `salt` the entry's.
    pub fn apply<'r>(
        &mut self,
        act: &Act,
        seq: u64,
        salt: &[u8; SALT],
        before: Option<&Version>,
        register: impl Fn(&str) -> Option<&'r Register>,
    ) -> Result<()> {
        let change = ledger::apply(act, &register)
            .ok_or_else(|| Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里")))?;
        match change {
            Change::Put { register: id, key, row } => {
                let definition = register(&id).ok_or_else(|| Error::damaged(format!("第{seq}条的台账")))?;
                if let Some(before) = before {
                    self.end(&id, before, seq)?;
                }
                let number = before.map_or(seq, |version| version.number);
                let body = crate::row::write(definition, &row);
                self.put(&id, Version { number, key, since: seq, until: None, body, salt: salt.to_vec() })
            }
            Change::Remove { register, .. } => match before {
                Some(version) => self.end(&register, version, seq),
                None => Err(Error::damaged(format!("第{seq}条撤回的行不存在"))),
            },
            Change::Erase { entry, row } => {
                if let Some(version) = self.store.version_made_at(&row.register, row.number, entry)?
                    && !version.is_erased()
                {
                    self.store.erase_version(&row.register, &version)?;
                }
                self.store.erase(entry)?;
                self.store.put_erasure(seq, entry)?;
                self.note(facts::ERASURE, &fact(facts::ERASURE, seq, &[&entry.to_string()]))
            }
            Change::Adopt { hash, year, .. } => {
                self.store.put_adoption(seq, &hash, year)?;
                self.note(facts::ADOPTION, &facts::adoption(seq, &hash, year))
            }
            Change::Rotate { note } => {
                self.store.put_rotation(seq, &note)?;
                self.note(facts::ROTATION, &fact(facts::ROTATION, seq, &[&note]))
            }
            Change::Close { year } => {
                self.store.put_closing(seq, year)?;
                self.note(facts::CLOSING, &fact(facts::CLOSING, seq, &[&year.to_string()]))
            }
        }
    }

    /// The present version of a key's row.
    pub fn present(&self, register: &str, key: &str) -> Result<Option<Version>> {
        self.store.present(register, key)
    }

    /// Writes a version; one that is present from now on enters the sum.
    pub fn put(&mut self, register: &str, version: Version) -> Result<()> {
        let member = version.member(register);
        self.sum(register)?.add(&member);
        self.store.put_version(register, &version)
    }

    /// Ends the present version of a row.
    pub fn end(&mut self, register: &str, version: &Version, entry: u64) -> Result<()> {
        let member = match version.salt.is_empty() {
            false => version.member(register),
            // Written in the same batch: only the store knows the salt.
            true => {
                let written = self.store.version_made_at(register, version.number, version.since)?;
                let missing = || Error::damaged(format!("第{entry}条所依据的一行不在"));
                written.ok_or_else(missing)?.member(register)
            }
        };
        self.sum(register)?.remove(&member);
        self.store.end_version(register, version.number, entry)
    }

    fn note(&mut self, kind: &str, member: &Digest) -> Result<()> {
        self.sum(kind)?.add(member);
        Ok(())
    }

    /// Keeps the sums as of a size of the journal; the digest over all of them.
    pub fn settle(&mut self, size: u64) -> Result<Digest> {
        for (register, sum) in std::mem::take(&mut self.touched) {
            let digest = self.store.put_sum(&register, size, &sum)?;
            self.standings.insert(register, digest);
        }
        Ok(self.rows())
    }

    /// The digest over all sums that are settled.
    fn rows(&self) -> Digest {
        fold(self.standings.iter().map(|(name, digest)| (name.as_str(), digest)))
    }

    /// The digests of all sums.
    pub fn into_standings(self) -> BTreeMap<String, Digest> {
        self.standings
    }
}

//! The projection (投影) while rows are made anew: what each entry does to the rows is written at once, with the running hash
//! over them.

use super::effect::{Effect, effects};
use crate::end::Sums;
use crate::error::Result;
use crate::store::{Store, Version};
use define::Register;
use ledger::Act;
use proof::SALT;

/// Rows and facts being written anew, and the sums over them.
pub(super) struct Projection<'s> {
    store: &'s Store,
    sums: Sums,
}

impl<'s> Projection<'s> {
    /// Over a store without rows.
    pub fn anew(store: &'s Store) -> Projection<'s> {
        Projection { store, sums: Sums::default() }
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
        effects(act, seq, salt, before, register)?.into_iter().try_for_each(|effect| self.write(effect, seq))
    }

    fn write(&mut self, effect: Effect, seq: u64) -> Result<()> {
        match &effect {
            Effect::Put(register, version) => self.sums.add(register, &version.member(register))?,
            Effect::End(register, version) => self.sums.remove(register, &version.member(register))?,
            fact => {
                if let Some((name, member)) = fact.fact(seq) {
                    self.sums.add(name, &member)?;
                }
            }
        }
        effect.write(self.store, seq)
    }

    /// The present version of a key's row.
    pub fn present(&self, register: &str, key: &str) -> Result<Option<Version>> {
        self.store.present(register, key)
    }

    /// Writes a version; one that is present from now on enters the sum.
    pub fn put(&mut self, register: &str, version: Version) -> Result<()> {
        let since = version.since;
        self.write(Effect::Put(register.to_owned(), version), since)
    }

    /// Ends the present version of a row.
    pub fn end(&mut self, register: &str, version: &Version, entry: u64) -> Result<()> {
        self.write(Effect::End(register.to_owned(), version.clone()), entry)
    }

    /// Keeps the sums as of a size of the journal.
    pub fn settle(&mut self, size: u64) -> Result<()> {
        let settled = self.sums.settle();
        settled.iter().try_for_each(|(name, sum, digest)| self.store.put_sum(name, size, sum, digest))
    }
}

//! What changed (变更): the rows that entries of the journal made, replaced or withdrew, so that whoever keeps a copy of what he
//! sees keeps it exact.

use super::Reading;
use super::rows::row_view;
use crate::error::{Error, Result};
use crate::view::{ChangeView, ChangesView};
use access::Sees;
use define::Register;
use ledger::Act;
use proof::{Hash as _, Sm3, hex};
use std::collections::BTreeMap;

/// Entries looked through when nothing is said, and at most.
const USUAL: u64 = 500;
const MOST: u64 = 2_000;

impl Reading {
    /// The rows that changed with the entries from `since` on, each as it is now: with its cells, or gone. `limit` entries are
    /// looked through; `until` of the answer is where the next question begins. A row that changed several times stands there
    /// once, at its last change among these entries.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an entry beyond the end; a store that refuses.
    pub fn changes(&self, since: u64, limit: u64) -> Result<ChangesView> {
        let size = self.size();
        if since > size {
            return Err(Error::Unknown(format!("日志只有{size}条，没有第{since}条")));
        }
        let limit = if limit == 0 { USUAL } else { limit.min(MOST) };
        let until = since.saturating_add(limit).min(size);
        let mut rows: BTreeMap<(String, u64), u64> = BTreeMap::new();
        for seq in since..until {
            if let Some(row) = self.concerned(seq)? {
                rows.insert(row, seq);
            }
        }
        let mut changes = Vec::new();
        for ((register, number), entry) in rows {
            let Some(register) = self.pack().register_by_id(&register) else { continue };
            changes.extend(self.change(register, number, entry)?);
        }
        changes.sort_by_key(|change| change.entry);
        Ok(ChangesView { since, until, size, more: until < size, scope: self.scope(), changes })
    }

    /// The row that an entry is about.
    fn concerned(&self, seq: u64) -> Result<Option<(String, u64)>> {
        let entry = self.house.archive.audit.entry(&self.store, seq, self.now)?;
        let body = entry.and_then(|entry| entry.body);
        let act = body.and_then(|body| Act::parse(&String::from_utf8_lossy(&body)).ok());
        let (register, key, made) = match act {
            Some(Act::Record { register, key, .. }) => (register, key, true),
            Some(Act::Withdraw { register, key, .. }) => (register, key, false),
            _ => return Ok(None),
        };
        // A key has its number for good; only one that is not there now is looked for among what was.
        let number = match self.store.present(&register, &key)? {
            Some(present) => Some(present.number),
            None if made => self.store.made_at(&register, seq)?.map(|(number, _)| number),
            None => self.store.ended_at(&register, seq)?,
        };
        Ok(number.map(|number| (register, number)))
    }

    /// What became of a row, as far as whoever asks sees it or has seen it.
    fn change(&self, register: &Register, number: u64, entry: u64) -> Result<Option<ChangeView>> {
        let change = |row| ChangeView { register: register.id.clone(), number, entry, row };
        self.agreed(register)?;
        let present = match self.admits(register, number)? {
            true => self.store.version(&register.id, number, self.size())?,
            false => None,
        };
        if let Some(version) = present.filter(|version| !version.is_erased()) {
            return Ok(Some(change(Some(row_view(register, &version)?))));
        }
        let sees = self.sight.sees(register);
        // What never was his is not told of, not even that it is gone.
        let mut was_his = sees == Sees::All;
        if !was_his && sees != Sees::Nothing {
            for version in self.store.history(&register.id, number)? {
                was_his |= !version.is_erased() && sees.admits(&crate::row::read(register, &version.body)?);
            }
        }
        Ok(was_his.then(|| change(None)))
    }

    /// What the roles of whoever asks are for, as a text that changes with it: a copy made under another one is begun anew.
    fn scope(&self) -> String {
        let roles = self.offers().roles;
        let said: Vec<String> =
            roles.iter().map(|role| format!("{}|{}|{}", role.name, role.unit, role.class)).collect();
        hex::write(&Sm3::digest(&[said.join("\n").as_bytes(), self.pack().hash.as_bytes()])[..8])
    }
}

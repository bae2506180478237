//! Which rows of a register bear a key that differs from another only in form: found without going through all of them, and
//! carried along from state to state.

use super::{Moves, State, locked};
use crate::error::Result;
use crate::store::Store;
use assess::Rows;
use define::Register;
use ledger::{Row, key_identity};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Marks of identities with the numbers of the rows that bear them, in order. A mark may be shared by several identities: the
/// row tells.
type Marks = Arc<Vec<(u64, u64)>>;

/// The identities of registers that were asked for, by the id of the register.
pub(super) type Identities = BTreeMap<String, Marks>;

fn mark(register: &Register, row: &Row) -> Option<u64> {
    Some(mark_of(&key_identity(&row.key(register)?)))
}

fn mark_of(identity: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    identity.hash(&mut hasher);
    hasher.finish()
}

impl State {
    /// The key of the row of a register that is the given one in another form; none when there is none.
    pub fn twin(&self, store: &Store, register: &Register, key: &str) -> Result<Option<String>> {
        let identity = key_identity(key);
        let rows = self.rows(store, register)?;
        let marks = self.marks(register, &rows);
        let from = marks.partition_point(|(mark, _)| *mark < mark_of(&identity));
        let alike = marks[from..].iter().take_while(|(mark, _)| *mark == mark_of(&identity));
        let keys = alike.filter_map(|(_, number)| {
            let at = rows.binary_search_by_key(number, |(number, _)| *number).ok()?;
            rows[at].1.key(register)
        });
        Ok(keys.into_iter().find(|known| key_identity(known) == identity))
    }

    fn marks(&self, register: &Register, rows: &Rows) -> Marks {
        if let Some(marks) = locked(&self.identities).get(&register.id) {
            return marks.clone();
        }
        let marks = rows.iter().filter_map(|(number, row)| Some((mark(register, row)?, *number)));
        let mut marks: Vec<(u64, u64)> = marks.collect();
        marks.sort_unstable();
        let marks = Arc::new(marks);
        locked(&self.identities).insert(register.id.clone(), marks.clone());
        marks
    }

    /// The identities after moves.
    pub(super) fn identities_after(&self, moves: &Moves) -> Identities {
        let mut all = locked(&self.identities).clone();
        all.retain(|id, marks| {
            let Some(moved) = moves.get(id) else { return true };
            let Some(register) = self.pack.register_by_id(id) else { return false };
            let before = locked(&self.rows).get(id).cloned().and_then(|slot| locked(&slot).clone());
            let Some(before) = before else { return false };
            let marks = Arc::make_mut(marks);
            for (number, row) in moved {
                let old = before.binary_search_by_key(number, |(number, _)| *number).ok();
                let old = old.and_then(|at| mark(register, &before[at].1));
                let new = row.as_ref().and_then(|row| mark(register, row));
                if old == new {
                    continue;
                }
                if let Some(at) = old.and_then(|old| marks.binary_search(&(old, *number)).ok()) {
                    marks.remove(at);
                }
                if let Some(new) = new
                    && let Err(at) = marks.binary_search(&(new, *number))
                {
                    marks.insert(at, (new, *number));
                }
            }
            true
        });
        all
    }
}

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

/// Marks that come and go one by one; more are put in order at once.
const FEW: usize = 16;

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
            let (mut gone, mut come) = (Vec::new(), Vec::new());
            for (number, row) in moved {
                let old = before.binary_search_by_key(number, |(number, _)| *number).ok();
                let old = old.and_then(|at| mark(register, &before[at].1));
                let new = row.as_ref().and_then(|row| mark(register, row));
                if old != new {
                    gone.extend(old.map(|mark| (mark, *number)));
                    come.extend(new.map(|mark| (mark, *number)));
                }
            }
            let marks = Arc::make_mut(marks);
            if gone.len() + come.len() > FEW {
                // One by one each would move all behind it.
                gone.sort_unstable();
                marks.retain(|mark| gone.binary_search(mark).is_err());
                marks.append(&mut come);
                marks.sort_unstable();
                marks.dedup();
            }
            for old in gone {
                if let Ok(at) = marks.binary_search(&old) {
                    marks.remove(at);
                }
            }
            for new in come {
                if let Err(at) = marks.binary_search(&new) {
                    marks.insert(at, new);
                }
            }
            true
        });
        all
    }
}

//! Which rows of a register bear a key that differs from another only in form: found without going through all of them, and
//! carried along from state to state.

use super::{Moves, State, locked};
use crate::error::Result;
use crate::store::Store;
use define::Register;
use ledger::{Row, key_identity};
use std::collections::{BTreeMap, BTreeSet};
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
        let (identity, marks) = (key_identity(key), self.marks(store, register)?);
        let mark = mark_of(&identity);
        let from = marks.partition_point(|(known, _)| *known < mark);
        for (_, number) in marks[from..].iter().take_while(|(known, _)| *known == mark) {
            let known = store.present_number(&register.id, *number)?.map(|version| version.key);
            if let Some(known) = known.filter(|known| key_identity(known) == identity) {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    fn marks(&self, store: &Store, register: &Register) -> Result<Marks> {
        if let Some(marks) = locked(&self.identities).get(&register.id) {
            return Ok(marks.clone());
        }
        let rows = self.rows(store, register)?;
        let marks = rows.iter().filter_map(|(number, row)| Some((mark(register, row)?, *number)));
        let mut marks: Vec<(u64, u64)> = marks.collect();
        marks.sort_unstable();
        let marks = Arc::new(marks);
        locked(&self.identities).insert(register.id.clone(), marks.clone());
        Ok(marks)
    }

    /// The identities after moves. A number bears one key for good: rows that are replaced leave theirs as it is.
    pub(super) fn identities_after(&self, moves: &Moves) -> Identities {
        let mut all = locked(&self.identities).clone();
        all.retain(|id, marks| {
            let Some(moved) = moves.get(id) else { return true };
            let Some(register) = self.pack.register_by_id(id) else { return false };
            let come =
                moved.iter().filter_map(|(number, row)| Some((mark(register, row.as_ref()?)?, *number)));
            let come: Vec<(u64, u64)> = come.filter(|new| marks.binary_search(new).is_err()).collect();
            let gone: BTreeSet<u64> =
                moved.iter().filter(|(_, row)| row.is_none()).map(|(number, _)| *number).collect();
            if come.is_empty() && gone.is_empty() {
                return true;
            }
            let marks = Arc::make_mut(marks);
            if !gone.is_empty() {
                marks.retain(|(_, number)| !gone.contains(number));
            }
            // One by one each would move all behind it.
            match come.len() > FEW {
                true => {
                    marks.extend(come);
                    marks.sort_unstable();
                }
                false => come.into_iter().for_each(|new| {
                    let at = marks.partition_point(|known| *known < new);
                    marks.insert(at, new);
                }),
            }
            true
        });
        all
    }
}

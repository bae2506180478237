//! Writing entries as they were drafted: entry, nodes, rows. Sums and the signed checkpoint follow at the end of the round.
//! [`super::commit`] alone comes here.

use super::draft::Drafted;
use super::permission::Allowed;
use crate::error::Result;
use crate::store::Store;

/// The end of the journal, held while acts are written.
pub(super) struct Writer<'s> {
    store: &'s Store,
    at: i64,
    author: String,
}

impl<'s> Writer<'s> {
    /// Whoever writes has been allowed to.
    pub fn begin(store: &'s Store, at: i64, allowed: &Allowed<'_>) -> Writer<'s> {
        Writer { store, at, author: allowed.session().line() }
    }

    /// Writes an entry and what it does to the rows.
    pub fn write(&self, drafted: &Drafted) -> Result<()> {
        let Drafted { seq, body, salt, nodes, effects } = drafted;
        self.store.put_entry(*seq, self.at, &self.author, body.as_bytes(), salt)?;
        for (level, number, digest, twin) in nodes {
            self.store.put_node(*level, *number, digest, twin)?;
        }
        effects.iter().try_for_each(|effect| effect.write(self.store, *seq))
    }
}

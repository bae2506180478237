//! Where a database lies: a copy lies elsewhere than the file it was copied from, and so knows that it is one. A copy does
//! not know what its original did since: it asks the gateway before it hands anything over.

use crate::error::Result;
use crate::store::{COPIED, PLACE, Store};

/// Notes where a database lies that is made here.
pub(crate) fn note_place(store: &Store) -> Result<()> {
    store.set_meta(PLACE, &store.place()?)
}

/// Notes that a database is a copy, with all entries that it has.
pub(crate) fn note_copied(store: &Store) -> Result<()> {
    store.set_meta(COPIED, &store.size()?.to_string())?;
    note_place(store)
}

/// How many entries a database had when it was copied; none of an original.
pub(crate) fn copied_at(store: &Store) -> Result<Option<u64>> {
    if store.meta(PLACE)? != Some(store.place()?) {
        note_copied(store)?;
    }
    Ok(store.meta(COPIED)?.and_then(|entries| entries.parse().ok()))
}

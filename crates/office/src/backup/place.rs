//! Where a database lies: a copy lies elsewhere than the file it was copied from, and so knows that it is one. A copy does
//! not know what its original did since: it asks the gateway before it hands anything over.

use crate::error::Result;
use crate::store::{COPIED, PLACE, Store};
use std::path::Path;

/// Notes where a database lies that is made here.
pub(crate) fn note_place(store: &Store, database: &Path) -> Result<()> {
    store.set_meta(PLACE, &place(database))
}

/// Notes that a database is a copy, with all entries that it has.
pub(crate) fn note_copied(store: &Store, database: &Path) -> Result<()> {
    store.set_meta(COPIED, &store.size()?.to_string())?;
    note_place(store, database)
}

/// How many entries a database had when it was copied; none of an original.
pub(crate) fn copied_at(store: &Store, database: &Path) -> Result<Option<u64>> {
    if store.meta(PLACE)? != Some(place(database)) {
        note_copied(store, database)?;
    }
    Ok(store.meta(COPIED)?.and_then(|entries| entries.parse().ok()))
}

/// Device and number of a file, which a copy does not share. The file is not opened.
fn place(database: &Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(database).map_or(String::new(), |found| format!("{}:{}", found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        database.display().to_string()
    }
}

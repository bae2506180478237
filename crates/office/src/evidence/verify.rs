//! Whether every file that is attached to a row lies in the data folder, and is what was journalled.

use super::bytes;
use crate::error::Result;
use crate::state::State;
use crate::store::Store;
use crate::view::JournalCheck;
use assess::Record;
use define::house::Evidence;
use finding::{Finding, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The digests that present rows name, each with what the file is called.
pub(crate) fn named(state: &State, store: &Store) -> Result<BTreeMap<String, String>> {
    let Some(book) = state.pack.register(Evidence::HOUSE.register) else { return Ok(BTreeMap::new()) };
    let rows = state.rows(store, book)?;
    let read =
        rows.iter().map(|(number, row)| Evidence::read(&Record { register: book, number: *number, row }));
    Ok(read.map(|one| (one.digest, one.name)).collect())
}

/// Reads every file and names what is missing, changed, or nobody's.
pub(crate) fn verify(dir: &Path, state: &State, store: &Store, check: &mut JournalCheck) -> Result<()> {
    let named = named(state, store)?;
    for (digest, name) in &named {
        if let Err(error) = bytes::read(dir, digest) {
            let place = Place::whole(format!("{}/{digest}", bytes::FOLDER));
            let finding = Finding::error("evidence.damaged", place, format!("“{name}”：{error}"));
            check.findings.push(finding.hint("从备份里取回 evidence 里的这个文件"));
        }
    }
    Ok(())
}

/// Takes away files that no present row names and that stood in `gone`; with none given, all that no row names.
pub(crate) fn sweep(dir: &Path, state: &State, store: &Store, gone: &BTreeSet<String>) -> Result<()> {
    let named = named(state, store)?;
    for (digest, _) in bytes::all(dir) {
        if !named.contains_key(&digest) && gone.contains(&digest) {
            bytes::remove(dir, &digest)?;
        }
    }
    Ok(())
}

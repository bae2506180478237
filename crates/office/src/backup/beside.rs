//! Files that a door keeps in the data folder, such as the settings of providers outside: a backup has them, and a restored folder
//! gets them back. The office does not read them.

use super::{bytes, receipt};
use crate::error::{Error, Result};
use crate::private;
use std::path::{Component, Path};

/// Files of the data folder by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Those that are in every backup.
    pub open: Vec<String>,
    /// Those that are in a backup with the keys alone.
    pub secret: Vec<String>,
}

/// Copies files of a folder by their names; the names of those that are there. What lies elsewhere is somebody else's to keep.
pub(super) fn copied(from: &Path, to: &Path, names: &[String]) -> Result<Vec<String>> {
    let mut done: Vec<String> = Vec::new();
    for name in names.iter().filter(|name| is_plain(name) && from.join(name).is_file()) {
        if !done.contains(name) && !to.join(name).exists() {
            private::write(&to.join(name), &bytes(&from.join(name))?)?;
            done.push(name.clone());
        }
    }
    Ok(done)
}

/// The files of a receipt that are none of the office's own.
pub(super) fn named(receipt: Option<&receipt::Receipt>) -> Vec<String> {
    let names = receipt.into_iter().flat_map(|receipt| receipt.files.iter().map(|(name, ..)| name.clone()));
    names.filter(|name| is_plain(name)).collect()
}

/// The names of all files of a folder.
pub(super) fn all(folder: &Path) -> Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    Ok(names.collect())
}

/// Whether a name is that of a file in the folder itself, and leads nowhere else.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !name.starts_with('.')
}

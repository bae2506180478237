//! Packs that stay ready: the chain of a pack with those it extends, checked.

use super::locked;
use crate::error::{Error, Result};
use define::{Checked, Pack, PackFiles};
use finding::Grade;
use std::sync::{Arc, Mutex};

/// Packs that a shelf holds.
const PACKS: usize = 8;

/// The files of the pack `id` and of those it extends, from the ground up.
pub(crate) fn chain(id: &str, files: &[(String, String)]) -> Result<Vec<PackFiles>> {
    define::chain(id, files).map_err(|finding| Error::Unknown(finding.sentence))
}

/// Packs that stay ready (定义包架), by content hash: checked once, shared by all who hold the shelf.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<Vec<Arc<Pack>>>>);

impl Shelf {
    /// The pack of that hash, if it is ready.
    pub(crate) fn find(&self, hash: &str) -> Option<Arc<Pack>> {
        locked(&self.0).iter().find(|pack| pack.hash == hash).cloned()
    }

    /// The checked definitions of a pack with those it extends.
    ///
    /// # Errors
    /// [`Error::Pack`] with the findings of grade error.
    pub(crate) fn ready(&self, files: &[PackFiles]) -> Result<Arc<Pack>> {
        self.made(files, |checked| checked)
    }

    /// As [`Shelf::ready`], of a pack that a new district takes into use.
    ///
    /// # Errors
    /// As [`Shelf::ready`], and what is refused of such a pack.
    pub(crate) fn taken(&self, files: &[PackFiles]) -> Result<Arc<Pack>> {
        self.made(files, Checked::into_use)
    }

    fn made(&self, files: &[PackFiles], judged: fn(Checked) -> Checked) -> Result<Arc<Pack>> {
        let hash = define::hash(files);
        if let Some(pack) = self.find(&hash) {
            return Ok(pack);
        }
        let checked = judged(define::check(files));
        let errors: Vec<_> =
            checked.findings.into_iter().filter(|finding| finding.grade == Grade::Error).collect();
        let pack = match checked.pack {
            Some(pack) if errors.is_empty() => Arc::new(pack),
            _ => return Err(Error::Pack(errors)),
        };
        let mut packs = locked(&self.0);
        packs.retain(|kept| kept.hash != hash);
        packs.insert(0, pack.clone());
        packs.truncate(PACKS);
        Ok(pack)
    }
}

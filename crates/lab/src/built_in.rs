//! The definition packs that the command carries, as it hands them in.

use crate::failure::{Failure, told};
use std::sync::Arc;

/// Files of packs: path from the folder of packs, and text.
pub type Files = [(String, String)];

/// A pack, and the files of all.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn<'p> {
    /// The pack's id.
    pub id: &'p str,
    /// Its files and those of the packs that it may extend.
    pub files: &'p Files,
}

impl BuiltIn<'_> {
    /// The definitions, checked.
    ///
    /// # Errors
    /// A pack that is missing or cannot be read.
    pub fn checked(self) -> Result<Arc<define::Pack>, Failure> {
        let chain = define::chain(self.id, self.files).map_err(told)?;
        define::check(&chain).pack.map(Arc::new).ok_or_else(|| format!("定义包“{}”读不成", self.id))
    }
}

//! The definition packs that the command carries, as it hands them in.

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

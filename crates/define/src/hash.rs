//! The content hash of a pack.

use crate::PackFiles;
use sm3::{Digest, Sm3};

/// SM3 (GB/T 32905-2016) over every definition file (`.toml`) of the packs, in hexadecimal.
///
/// Hashed is, pack by pack from the ground up and file by file in the order of paths: the length of the path as eight
/// bytes (big-endian), the path, the length of the text as eight bytes, the text. A verdict names this hash, so that a
/// reader of a later year knows which definitions it was given by.
///
/// ```
/// use define::{File, PackFiles, hash};
/// let one = PackFiles::new("base", vec![File::new("pack.toml", "id = \"base\"")]);
/// let two = PackFiles::new("base", vec![File::new("pack.toml", "id = \"base\" ")]);
/// assert_eq!(hash(&[one.clone()]).len(), 64);
/// assert_ne!(hash(&[one]), hash(&[two]));
/// ```
pub fn hash(packs: &[PackFiles]) -> String {
    let mut state = Sm3::new();
    for pack in packs {
        let mut files: Vec<_> = pack.files.iter().filter(|file| file.path.ends_with(".toml")).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        state.update((files.len() as u64).to_be_bytes());
        for file in files {
            for part in [&file.path, &file.text] {
                state.update((part.len() as u64).to_be_bytes());
                state.update(part.as_bytes());
            }
        }
    }
    state.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

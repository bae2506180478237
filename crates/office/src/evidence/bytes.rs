//! The bytes of evidence: a file a digest, in a folder of the data folder that its owner alone reads.

use crate::error::{Error, Result};
use crate::private;
use proof::{Hash as _, Sm3, hex};
use std::path::{Path, PathBuf};

/// Name of the folder in a data folder.
pub(crate) const FOLDER: &str = "evidence";
/// Letters of a digest.
const LETTERS: usize = 64;

/// SM3 of a file's bytes.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::write(&Sm3::digest(&[bytes]))
}

/// Whether a text is a digest, and nothing that leads elsewhere.
fn is_digest(text: &str) -> bool {
    text.len() == LETTERS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Where the bytes of a digest lie; none of what is no digest.
pub(crate) fn place(dir: &Path, digest: &str) -> Option<PathBuf> {
    is_digest(digest).then(|| dir.join(FOLDER).join(digest))
}

/// Lays bytes down, on the disk before it returns; a file that is there is the same.
pub(crate) fn lay(dir: &Path, bytes: &[u8]) -> Result<String> {
    let digest = digest(bytes);
    let path = place(dir, &digest).ok_or_else(|| Error::damaged("摘要"))?;
    private::folder(&dir.join(FOLDER))?;
    private::replace(&path, bytes)?;
    Ok(digest)
}

/// The bytes of a digest.
///
/// # Errors
/// [`Error::Damaged`] when they are gone or other ones.
pub(crate) fn read(dir: &Path, of: &str) -> Result<Vec<u8>> {
    let path = place(dir, of).ok_or_else(|| Error::damaged("摘要不成样子"))?;
    let bytes = std::fs::read(&path).map_err(|_| Error::damaged(format!("佐证材料 {of} 的文件不见了")))?;
    match digest(&bytes) == of {
        true => Ok(bytes),
        false => Err(Error::damaged(format!("佐证材料 {of} 的文件被改过"))),
    }
}

/// Takes the bytes of a digest away.
pub(crate) fn remove(dir: &Path, digest: &str) -> Result<()> {
    let Some(path) = place(dir, digest).filter(|path| path.exists()) else { return Ok(()) };
    std::fs::remove_file(&path).map_err(Error::file(&path))?;
    private::flush_folder_of(&path)
}

/// Every file that lies in the folder: digest and path.
pub(crate) fn all(dir: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| Some((entry.file_name().to_str()?.to_owned(), entry.path())));
    let mut all: Vec<(String, PathBuf)> = named.filter(|(name, _)| is_digest(name)).collect();
    all.sort();
    all
}

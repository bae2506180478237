//! A file that arrives in pieces (续传): what has come of it lies beside the evidence, under its giver's name, until it is whole or another
//! one begins. One a person, so that nobody fills the disk with beginnings.

use crate::error::{Error, Result};
use crate::private;
use proof::{Hash as _, Sm3, hex};
use reader::ATTACHED_LIMIT;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Name of the folder in a data folder.
pub(crate) const FOLDER: &str = "arriving";

/// What names a file that arrives: one that is told otherwise in any of these is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arriving<'a> {
    /// Id of the register of the row to which it will be attached.
    pub register: &'a str,
    /// The number of the row.
    pub row: u64,
    /// The name of the file.
    pub name: &'a str,
    /// Its bytes in all.
    pub size: u64,
    /// What else tells it from others of that name, such as when it was changed last.
    pub stamp: &'a str,
}

/// Takes a piece that begins at a byte of the file, and says how many bytes are there now: whoever hears another number than he
/// thinks goes on from there. A piece that does not follow on what is there is passed over.
pub(crate) fn take(dir: &Path, person: &str, what: &Arriving<'_>, at: u64, piece: &[u8]) -> Result<u64> {
    private::folder(&dir.join(FOLDER))?;
    let (path, head) = (place(dir, person), head(what));
    let mut there = present(&path, &head);
    if there.is_none() {
        private::write(&path, &head)?;
        there = Some(0);
    }
    let there = there.unwrap_or_default();
    let end = at.saturating_add(piece.len() as u64);
    if at != there || end > what.size || what.size > ATTACHED_LIMIT as u64 {
        return Ok(there);
    }
    let mut file = OpenOptions::new().append(true).open(&path).map_err(Error::file(&path))?;
    file.write_all(piece).and_then(|()| file.sync_all()).map_err(Error::file(&path))?;
    Ok(end)
}

/// The bytes of a file that has come whole; none of one that has not.
pub(crate) fn whole(dir: &Path, person: &str, what: &Arriving<'_>) -> Result<Option<Vec<u8>>> {
    let (path, head) = (place(dir, person), head(what));
    if present(&path, &head) != Some(what.size) {
        return Ok(None);
    }
    let mut bytes = std::fs::read(&path).map_err(Error::file(&path))?;
    Ok(Some(bytes.split_off(head.len())))
}

/// Lets go of what has come from somebody.
pub(crate) fn forget(dir: &Path, person: &str) {
    std::fs::remove_file(place(dir, person)).ok();
}

/// How many bytes of this very file are there; none when it is another one, or none.
fn present(path: &Path, head: &[u8]) -> Option<u64> {
    let bytes = std::fs::read(path).ok()?;
    let rest = bytes.strip_prefix(head)?;
    Some(rest.len() as u64)
}

fn place(dir: &Path, person: &str) -> PathBuf {
    dir.join(FOLDER).join(hex::write(&Sm3::digest(&[person.as_bytes()])))
}

/// The line before the bytes: what file it is.
fn head(what: &Arriving<'_>) -> Vec<u8> {
    let named = [what.register.as_bytes(), what.name.as_bytes(), what.stamp.as_bytes()];
    let lengths = named.map(|part| part.len() as u64).map(u64::to_be_bytes).concat();
    let digest = Sm3::digest(&[&lengths, &named.concat(), &what.row.to_be_bytes(), &what.size.to_be_bytes()]);
    format!("{}\n", hex::write(&digest)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_come_stays_and_another_file_begins_anew() {
        let dir = std::env::temp_dir().join(format!("duheng-arriving-{}", std::process::id()));
        let photo = Arriving { register: "visit", row: 7, name: "照片.jpg", size: 6, stamp: "1" };
        let give = |what: &Arriving<'_>, at, piece: &[u8]| take(&dir, "样例甲", what, at, piece).unwrap();
        assert_eq!(give(&photo, 0, b"abc"), 3);
        assert_eq!(give(&photo, 0, b""), 3, "asked again, it says where to go on");
        assert_eq!(give(&photo, 4, b"xx"), 3, "what leaves a gap is passed over");
        assert_eq!(give(&photo, 0, b"abc"), 3, "and what is there already");
        assert_eq!(whole(&dir, "样例甲", &photo).unwrap(), None);
        assert_eq!(give(&photo, 3, b"defg"), 3, "more than it is");
        assert_eq!(give(&photo, 3, b"def"), 6);
        assert_eq!(whole(&dir, "样例甲", &photo).unwrap().as_deref(), Some(&b"abcdef"[..]));
        assert_eq!(whole(&dir, "样例乙", &photo).unwrap(), None, "it is its giver's alone");
        assert_eq!(give(&Arriving { stamp: "2", ..photo.clone() }, 3, b"def"), 0, "changed meanwhile");
        assert_eq!(whole(&dir, "样例甲", &photo).unwrap(), None);
        let large = Arriving { size: ATTACHED_LIMIT as u64 + 1, ..photo };
        assert_eq!(give(&large, 0, b"abc"), 0, "larger than is taken");
        std::fs::remove_dir_all(&dir).unwrap();
    }
}

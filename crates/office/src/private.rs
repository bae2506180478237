//! Folders and files that only their owner may read: what is recorded here is of children and of keys.

use crate::error::{Error, Result};
use std::fs::{File, OpenOptions};
use std::path::Path;

/// Makes a folder, or closes one that is there to others.
pub(crate) fn folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(Error::file(path))?;
    close(path, 0o700).map_err(Error::file(path))
}

/// Closes a data folder and the files in it that an earlier version or another program left open to others. One that
/// belongs to somebody else stays as it is: it is for its owner to close.
pub(crate) fn close_folder(path: &Path) {
    if is_closed(path) {
        return;
    }
    close(path, 0o700).ok();
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            close(&entry.path(), 0o600).ok();
        }
    }
}

/// Makes an empty file, or closes one that is there to others. What SQLite lays beside a file has the file's own mode.
/// One that is there is not opened: closing it would let go of the locks of every connection of this process to it.
pub(crate) fn file(path: &Path) -> Result<()> {
    match path.exists() {
        true => close(path, 0o600).map_err(Error::file(path)),
        false => opened(path).map(|_| ()).map_err(Error::file(path)),
    }
}

/// Writes a file and brings it to the disk.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write;
    let done = opened(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    done.map_err(Error::file(path))
}

/// Puts a file in the place of another one, in one step: whenever it is cut off, the one or the other is whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let making = path.with_extension("new");
    write(&making, bytes)?;
    std::fs::rename(&making, path).map_err(Error::file(path))?;
    flush_folder_of(path)
}

/// Brings the names in a file's folder to the disk.
pub(crate) fn flush_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::file(folder))
}

pub(crate) fn opened(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    // One left over from a making that was cut off may be open to others.
    close(path, 0o600)?;
    Ok(file)
}

#[cfg(unix)]
fn close(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match is_closed(path) {
        true => Ok(()),
        false => std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)),
    }
}

#[cfg(unix)]
fn is_closed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn close(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn is_closed(_: &Path) -> bool {
    true
}

//! Leases: of all processes over one data folder one alone does a job.
//!
//! A lease is a lock of the operating system on a file of the data folder. It needs no clock and no renewal, and ends with
//! the process that holds it, however that ends. See docs/decisions/0015-leases-are-locks.md.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

/// Folder of the leases in the data folder.
const FOLDER: &str = "jobs";
/// How often a lease that is held is tried again.
const TURN: Duration = Duration::from_millis(50);

/// The right to do a job, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lease {
    /// Locked; closing it gives the lease back.
    _file: File,
}

impl Lease {
    /// Takes the lease of a job over the district in `dir`; none when another process, or another part of this one, holds
    /// it.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn take(dir: &Path, job: &str) -> std::io::Result<Option<Lease>> {
        std::fs::create_dir_all(dir.join(FOLDER))?;
        let mut file = opened(dir, job)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.rewind()?;
                write!(file, "{}", std::process::id())?;
                Ok(Some(Lease { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Takes the lease as soon as it is free, but waits no longer than `patience`.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn wait(dir: &Path, job: &str, patience: Duration) -> std::io::Result<Option<Lease>> {
        let mut left = patience;
        loop {
            match Lease::take(dir, job)? {
                Some(lease) => return Ok(Some(lease)),
                None if left.is_zero() => return Ok(None),
                None => {
                    std::thread::sleep(TURN.min(left));
                    left = left.saturating_sub(TURN);
                }
            }
        }
    }

    /// The number of the process that took the lease last, for a sentence; what holds is the lock.
    pub fn holder(dir: &Path, job: &str) -> Option<String> {
        let mut text = String::new();
        opened(dir, job).ok()?.read_to_string(&mut text).ok()?;
        (!text.is_empty()).then_some(text)
    }
}

fn opened(dir: &Path, job: &str) -> std::io::Result<File> {
    let path = dir.join(FOLDER).join(format!("{job}.lease"));
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

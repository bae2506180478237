//! Backup (备份) and restoring: a copy of one state of the district while the office is open, with a receipt, and the way
//! back, held against the receipt. Until its last step neither has done anything: cut off, it is begun again.

mod beside;
mod place;
mod receipt;
mod restore;

pub use beside::Beside;
pub(crate) use place::{copied_at, note_copied, note_place};
pub use receipt::Receipt;
pub use restore::{Restoring, restore};

use crate::clock::instant;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::evidence::bytes as evidence;
use crate::keys::KeyFile;
use crate::store::{
    ACCOUNTS, AccountStore, BACKED_UP, DATABASE, Home, NodeReader, Part, SIGNALS, SignalStore, Store,
};
use crate::{private, signing};
use proof::{PublicKey, Signed, Sm3};
use std::path::{Path, PathBuf};

/// Name of the receipt in a backup.
pub(crate) const RECEIPT: &str = "receipt.txt";
/// Folder of the keys in a backup that has them.
pub(crate) const KEYS: &str = "keys";
/// What says that a folder is one of ours, begun and not finished.
const BEGUN: &str = "duheng-begun";

/// All key files of a folder: the name of each, and where it lies.
fn key_files(dir: &Path) -> Vec<(String, PathBuf)> {
    let others = KeyFile::ALL.map(|key| (key.name().to_owned(), dir.join(key.name())));
    let others = others.into_iter().filter(|(_, path)| path.is_file());
    signing::files(dir).into_iter().chain(others).collect()
}

impl Office {
    /// Writes a backup into `to`, which must not be there: the databases as they are at one moment each, however much is
    /// written meanwhile, verified, and a receipt. Keys only when asked for: who has them can sign in the district's name.
    ///
    /// # Errors
    /// [`Error::Taken`] for a folder that is there; a file or a store that refuses; [`Error::Damaged`] when the copy is not
    /// what its checkpoint covers.
    pub fn backup(&self, to: &Path, with_keys: bool) -> Result<Receipt> {
        self.backup_beside(to, with_keys, &Beside::default())
    }

    /// As [`Office::backup`], with files that a door keeps in the data folder: those that are secret only with the keys.
    ///
    /// # Errors
    /// As of [`Office::backup`].
    pub fn backup_beside(&self, to: &Path, with_keys: bool, beside: &Beside) -> Result<Receipt> {
        let making = begin(to)?;
        let copy = making.join(DATABASE);
        private::file(&copy)?;
        Store::reading(&self.house.home)?.copy_into(&copy)?;
        let mut names = vec![DATABASE];
        if let Some(signals) = SignalStore::reading(&self.house.home)? {
            private::file(&making.join(SIGNALS))?;
            signals.copy_into(&making.join(SIGNALS))?;
            names.push(SIGNALS);
        }
        if self.house.home.has(Part::Accounts) {
            private::file(&making.join(ACCOUNTS))?;
            AccountStore::open(&self.house.home)?.copy_into(&making.join(ACCOUNTS))?;
            names.push(ACCOUNTS);
        }
        self.views_put(&copy)?;
        // After the journal, so that what it names is there; what was attached since is nobody's in the copy.
        let evidence = copy_evidence(self.dir(), &making)?;
        let (checkpoint, key) = covered(&Store::reading(&Home::File(copy.clone()))?)?;
        let settings = beside::copied(self.dir(), &making, &beside.open)?;
        if with_keys {
            private::folder(&making.join(KEYS))?;
            for (name, path) in key_files(self.dir()) {
                private::write(&making.join(KEYS).join(name), &bytes(&path)?)?;
            }
            beside::copied(self.dir(), &making.join(KEYS), &beside.secret)?;
        }
        let mut files = Vec::new();
        for name in names.into_iter().map(str::to_owned).chain(evidence).chain(settings) {
            let path = making.join(&name);
            flush(&path)?;
            let bytes = bytes(&path)?;
            files.push((name, bytes.len() as u64, receipt::digest(&bytes)));
        }
        let receipt = Receipt {
            time: instant(self.now()),
            entries: checkpoint.checkpoint.size,
            keys: with_keys,
            files,
            key: key.lines(&checkpoint.checkpoint.origin),
            checkpoint: checkpoint.text(),
        };
        private::write(&making.join(RECEIPT), receipt.text().as_bytes())?;
        finish(&making, to)?;
        // One that cannot be noted is a backup all the same.
        let noted = format!("{} {}", self.now(), receipt.entries);
        self.turn().store.set_meta(BACKED_UP, &noted).ok();
        Ok(receipt)
    }

    /// Puts the views of registers into a copy that lacks them, as one of rows alone does.
    fn views_put(&self, copy: &Path) -> Result<()> {
        let home = Home::File(copy.to_owned());
        let reading = Store::reading(&home)?;
        let pack = self.house.archive.pack_of(&reading, reading.size()?, None)?;
        if reading.views_that_differ(&pack.registers)?.is_empty() {
            return Ok(());
        }
        drop(reading);
        let store = Store::open(&home)?;
        store.put_views(&pack.registers)?;
        store.empty_log()
    }

    /// Brings everything into the database files and empties the write-ahead files: what a clean end of the office does.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn rest(&self) -> Result<()> {
        self.house.archive.settle();
        self.house.archive.forget();
        *crate::state::locked(&self.house.looked) = Default::default();
        self.turn().store.empty_log()?;
        if self.house.home.has(Part::Signals) {
            SignalStore::open(&self.house.home)?.empty_log()?;
        }
        *crate::state::locked(&self.house.accounts) = None;
        if self.house.home.has(Part::Accounts) {
            AccountStore::open(&self.house.home)?.empty_log()?;
        }
        Ok(())
    }
}

/// Copies the files that are attached to rows from one data folder to another; their names there.
pub(crate) fn copy_evidence(from: &Path, to: &Path) -> Result<Vec<String>> {
    let all = evidence::all(from);
    if !all.is_empty() {
        private::folder(&to.join(evidence::FOLDER))?;
    }
    let copied = all.into_iter().map(|(digest, path)| {
        let name = format!("{}/{digest}", evidence::FOLDER);
        private::write(&to.join(&name), &bytes(&path)?)?;
        Ok(name)
    });
    copied.collect()
}

/// The newest checkpoint of a copy, which must be whole and cover every entry in it, and the key that signs.
pub(crate) fn covered(store: &Store) -> Result<(Signed, PublicKey)> {
    store.is_whole()?;
    let size = store.size()?;
    let text = store.checkpoint_of(size)?.ok_or_else(|| Error::damaged("最新的检查点盖不住日志"))?;
    let keys = signing::keys_of(store)?;
    let signed = Signed::read(&text).filter(|signed| keys.signed(signed));
    let signed = signed.ok_or_else(|| Error::damaged("最新的检查点读不成，或签名不成立"))?;
    if signed.checkpoint.size != size || root(store, size) != Some(signed.checkpoint.root) {
        return Err(Error::damaged(format!("日志有{size}条，最新的检查点盖不住它们")));
    }
    Ok((signed, keys.newest().clone()))
}

/// The root over the first entries of a store.
fn root(store: &Store, size: u64) -> Option<proof::Digest> {
    proof::root::<Sm3>(&NodeReader(store), size)
}

/// A folder beside `to` in which it is made; one that was begun before and cut off is made anew.
fn begin(to: &Path) -> Result<PathBuf> {
    let empty = || std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_none());
    if to.exists() && !empty() {
        // One that was cut off after its last step is whole.
        std::fs::remove_file(to.join(BEGUN)).ok();
        return Err(Error::Taken(to.to_owned()));
    }
    let name = to.file_name().ok_or_else(|| Error::Unknown(format!("“{}”不能作文件夹", to.display())))?;
    let making = to.with_file_name(format!("{}.partial", name.to_string_lossy()));
    if making.exists() {
        if !making.join(BEGUN).exists() {
            return Err(Error::Taken(making));
        }
        std::fs::remove_dir_all(&making).map_err(Error::file(&making))?;
    }
    private::folder(&making)?;
    private::write(&making.join(BEGUN), b"")?;
    Ok(making)
}

/// Puts what was made in its place, in one step.
fn finish(making: &Path, to: &Path) -> Result<()> {
    flush(making)?;
    std::fs::rename(making, to).map_err(Error::file(to))?;
    std::fs::remove_file(to.join(BEGUN)).map_err(Error::file(to))?;
    flush(to)?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    flush(parent)
}

/// Brings a file or the names in a folder to the disk.
fn flush(path: &Path) -> Result<()> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(Error::file(path))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(Error::file(path))
}

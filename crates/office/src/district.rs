//! An open district: its folder, its store, its key, its definitions.

use crate::clock::{Clock, Entropy, Machine, Shared, day_of};
use crate::error::{Error, Result};
use crate::intake::Intake;
use crate::session::{Session, Via, Who};
use crate::state::{Archive, Lent, Shelf, locked};
use crate::store::{SignalStore, Store};
use crate::view::DevicesView;
use define::Date;
use proof::{Signer, Sm2Signer};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

/// Name of the database in the data folder.
pub(crate) const DATABASE: &str = "duheng.db";
/// Name of the database of signals in the data folder.
pub(crate) const SIGNALS: &str = "signals.db";
/// Name of the signing key in the data folder.
pub(crate) const KEY: &str = "checkpoint.key";

/// A district's data folder, open.
///
/// Acts take turns; each is one transaction. Questions are asked of a [`crate::Reading`] and wait for nobody.
pub struct Office {
    pub(crate) house: Arc<House>,
    writing: Mutex<Writing>,
}

/// What acts and questions share.
pub(crate) struct House {
    pub dir: PathBuf,
    pub clock: Shared,
    pub archive: Arc<Archive>,
    pub signer: Box<dyn Signer + Send + Sync>,
    pub intake: Mutex<Option<Arc<Intake>>>,
    /// The devices as they were last looked at, and the connection for looking.
    pub looked: Mutex<Looked>,
}

/// The last look at the devices.
#[derive(Default)]
pub(crate) struct Looked {
    pub store: Option<SignalStore>,
    pub last: Option<(String, DevicesView)>,
}

/// What one act at a time holds.
pub(crate) struct Writing {
    pub store: Store,
    pub origin: String,
    pub entropy: Box<dyn Entropy>,
}

impl Office {
    /// Opens the district in `dir`.
    ///
    /// # Errors
    /// [`Error::NoDistrict`] when there is none, [`Error::Damaged`] when key or database cannot be read.
    pub fn open(dir: &Path) -> Result<Office> {
        Office::open_with(dir, Box::new(Machine), Box::new(Machine), &Shelf::default())
    }

    /// As [`Office::open`], with a clock and a source of chance of the caller's, and a shelf of packs that the caller
    /// shares between districts.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn open_with(
        dir: &Path,
        clock: Box<dyn Clock>,
        entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        Office::open_sharing(dir, Shared::new(clock), entropy, shelf)
    }

    pub(crate) fn open_sharing(
        dir: &Path,
        clock: Shared,
        entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        let database = dir.join(DATABASE);
        if !database.is_file() {
            return Err(Error::NoDistrict(dir.to_owned()));
        }
        crate::private::close_folder(dir);
        let store = Store::open(&database)?;
        Office::over(dir, store, &database, clock, entropy, shelf)
    }

    /// Closes every connection and gives the source of chance back.
    pub(crate) fn close_down(self) -> Box<dyn Entropy> {
        self.house.archive.forget();
        self.writing.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).entropy
    }

    /// A district over a store that is open.
    pub(crate) fn over(
        dir: &Path,
        store: Store,
        database: &Path,
        clock: Shared,
        entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        let origin = store.meta("origin")?.ok_or_else(|| Error::damaged("数据库没有写明日志的来源"))?;
        let signer = Box::new(read_key(&dir.join(KEY))?);
        let archive = Arc::new(Archive::new(database, shelf.clone()));
        let house = House {
            dir: dir.to_owned(),
            clock,
            archive,
            signer,
            intake: Mutex::new(None),
            looked: Mutex::default(),
        };
        let writing = Writing { store, origin, entropy };
        Ok(Office { house: Arc::new(house), writing: Mutex::new(writing) })
    }

    /// A session that begins now.
    pub fn session(&self, who: Who, via: Via) -> Session {
        Session::new(who, via, self.now())
    }

    /// The time by the office's clock, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.house.clock.now()
    }

    /// Today in China Standard Time, by the office's clock.
    pub fn today(&self) -> Date {
        day_of(self.now())
    }

    /// From here on the store fails after so many of its smallest steps, in whatever statement that is, and goes on
    /// failing: what a simulation does to cut the power. A district opened anew is whole.
    pub fn cut_power_after(&self, steps: u64) {
        self.turn().store.cut_after(steps);
    }

    /// Waits until nothing is made in the background any more.
    pub fn settle(&self) {
        self.house.archive.settle();
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.house.dir
    }

    /// Takes the turn to write. One that ended in a panic of ours leaves nothing half done: its transaction was undone.
    pub(crate) fn turn(&self) -> MutexGuard<'_, Writing> {
        locked(&self.writing)
    }
}

impl House {
    /// A connection for reading.
    pub fn lend(&self) -> Result<Lent> {
        self.archive.lend()
    }
}

/// Makes the signing key of a district that is made, or takes the one that is there from a making that was cut off.
pub(crate) fn own_key(dir: &Path, entropy: &mut dyn Entropy) -> Result<()> {
    let path = dir.join(KEY);
    if read_key(&path).is_ok() {
        return Ok(());
    }
    loop {
        let mut secret = [0; 32];
        entropy.fill(&mut secret)?;
        // Nought and numbers beyond the curve's order are no keys; the next draw will do.
        if Sm2Signer::from_secret(&secret).is_some() {
            return crate::private::write(&path, proof::hex::write(&secret).as_bytes());
        }
    }
}

fn read_key(path: &Path) -> Result<Sm2Signer> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    proof::hex::read(text.trim())
        .and_then(|secret| Sm2Signer::from_secret(&secret))
        .ok_or_else(|| Error::damaged(format!("{} 不是检查点私钥", path.display())))
}

//! An open district: its folder, its store, its key, its definitions.

use crate::audit::Audit;
use crate::clock::{Clock, Entropy, Machine, Shared, day_of};
use crate::end::End;
use crate::error::{Error, Result};
use crate::event::Tally;
use crate::intake::Intake;
use crate::round::{Outcome, Round, Sitting};
use crate::session::{Session, Via, Who};
use crate::signing::{self, Signing};
use crate::state::{Archive, Lent, Shelf, locked};
use crate::store::Order;
use crate::store::{AccountStore, Home, SignalStore, Store};
use crate::under_way::UnderWay;
use crate::view::{AuditView, DevicesView, KeyView};
use define::Date;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

/// A district's data folder, open.
///
/// Acts take turns; each is one transaction. Questions are asked of a [`crate::Reading`] and wait for nobody.
pub struct Office {
    pub(crate) house: Arc<House>,
    /// The sitting whose acts these are.
    pub(crate) sitting: Option<Arc<Sitting>>,
}

/// What acts and questions share.
pub(crate) struct House {
    pub dir: PathBuf,
    /// Where its databases lie.
    pub home: Home,
    pub clock: Shared,
    pub archive: Arc<Archive>,
    /// Who signed last; another one when the key was changed since.
    signer: Mutex<Option<Signing>>,
    writing: Mutex<Writing>,
    /// Acts that wait for the turn to write.
    waiting: AtomicUsize,
    pub intake: Mutex<Option<Arc<Intake>>>,
    /// Whose turn it is among forms that may arrive twice.
    pub once: UnderWay,
    /// The file of accounts, opened when it is first asked.
    pub accounts: Mutex<Option<AccountStore>>,
    /// What happened today and how often, of what whoever watches over the office wants to know.
    pub events: Mutex<Tally>,
    /// What the last audit of this process found.
    pub audited: Mutex<Option<AuditView>>,
    /// The devices as they were last looked at, and the connection for looking.
    pub looked: Mutex<Looked>,
    /// The fonts that pages are set in, read when first asked for, and what there is to say about them.
    pub fonts: OnceLock<(typeset::Fonts, Vec<finding::Finding>)>,
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
    pub entropy: Box<dyn Entropy>,
    /// What the file said when we last looked whether somebody else had written into it.
    pub seen: i64,
    /// Acts that are written and wait for those behind them to be made durable together.
    pub round: Option<Round>,
    /// The end of the journal as the last round left it.
    pub end: Option<End>,
    /// Whether who has the turn leaves the round open.
    left: bool,
}

/// The turn to write, held by one act after the other. Whoever lets it go without saying that others go on ends the round.
pub(crate) struct Turn<'h> {
    house: &'h House,
    writing: MutexGuard<'h, Writing>,
}

impl Turn<'_> {
    /// What an act holds.
    pub fn writing(&mut self) -> &mut Writing {
        &mut self.writing
    }

    /// Leaves the round to whoever waits for the turn, or to the next act of the same sitting, and says what to wait for; or ends it.
    ///
    /// # Errors
    /// A store that refuses at the end of the round.
    pub fn leave(mut self, sitting: Option<&Sitting>) -> Result<Option<Arc<Outcome>>> {
        let waits = self.house.waiting.load(Ordering::SeqCst) > 0;
        match &self.writing.round {
            Some(round) if sitting.is_some() && round.has_room() || waits && round.is_open() => {
                let outcome = round.outcome();
                if let Some(sitting) = sitting {
                    sitting.note(outcome.clone());
                }
                // Whoever waits has the round now.
                self.writing.left = true;
                Ok(Some(outcome))
            }
            _ => self.writing.end_round(&self.house.archive).map(|()| None),
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !std::mem::take(&mut self.writing.left) {
            // Only a panic of ours comes here with a round: what its act left is undone, and the others are kept.
            if self.writing.round.is_some() && std::thread::panicking() {
                self.writing.store.step_back();
            }
            self.writing.end_round(&self.house.archive).ok();
        }
    }
}

impl Writing {
    /// Ends the round that is open, if one is.
    fn end_round(&mut self, archive: &Archive) -> Result<()> {
        let Some(round) = self.round.take() else { return Ok(()) };
        let ended = round.end(&mut self.store, archive);
        let (end, outcome) = match ended {
            Ok(end) => (Some(end), Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.end = end;
        outcome
    }
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

    /// Whether there is a district in `dir`, wherever its databases lie.
    ///
    /// # Errors
    /// A database that cannot be reached.
    pub fn is_there(dir: &Path) -> Result<bool> {
        match Home::of(dir).and_then(|home| Store::open(&home)) {
            Err(Error::NoDistrict(_)) => Ok(false),
            opened => opened.map(|_| true),
        }
    }

    /// Whether a folder is that of a district, whether or not it can be opened: it holds a database or names one.
    pub fn is_folder(dir: &Path) -> bool {
        !matches!(Home::of(dir), Err(Error::NoDistrict(_)))
    }

    pub(crate) fn open_sharing(
        dir: &Path,
        clock: Shared,
        entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        let home = Home::of(dir)?;
        crate::private::close_folder(dir);
        let store = Store::open(&home).map_err(|error| match error {
            Error::NoDistrict(_) => Error::NoDistrict(dir.to_owned()),
            other => other,
        })?;
        Office::over(dir, store, home, clock, entropy, shelf)
    }

    /// Closes every connection and gives the source of chance back.
    pub(crate) fn close_down(self) -> Box<dyn Entropy> {
        self.house.archive.forget();
        std::mem::replace(&mut self.house.turn().entropy, Box::new(Machine))
    }

    /// A district over a store that is open.
    pub(crate) fn over(
        dir: &Path,
        store: Store,
        home: Home,
        clock: Shared,
        entropy: Box<dyn Entropy>,
        shelf: &Shelf,
    ) -> Result<Office> {
        let keys = signing::keys_of(&store)?;
        let signer = signing::signer_of(dir, keys.newest())?.map(|signer| Arc::new(signer) as Signing);
        let archive = Arc::new(Archive::new(home.clone(), shelf.clone(), Audit::new(keys)));
        let seen = store.written_by_others()?;
        let house = House {
            dir: dir.to_owned(),
            home,
            clock,
            archive,
            signer: Mutex::new(signer),
            writing: Mutex::new(Writing { store, entropy, seen, round: None, end: None, left: false }),
            waiting: AtomicUsize::new(0),
            intake: Mutex::new(None),
            once: UnderWay::default(),
            accounts: Mutex::new(None),
            events: Mutex::default(),
            audited: Mutex::default(),
            looked: Mutex::default(),
            fonts: OnceLock::new(),
        };
        Ok(Office { house: Arc::new(house), sitting: None })
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

    /// The public keys that the journal is signed with, as they are published.
    pub fn public_key(&self) -> KeyView {
        let keys = self.house.archive.audit.keys();
        let (fingerprint, lines) = (keys.newest().fingerprint(), keys.text());
        KeyView { fingerprint, lines, changes: signing::changes(&keys) }
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.house.dir
    }

    /// Takes the turn to write.
    pub(crate) fn turn(&self) -> MutexGuard<'_, Writing> {
        self.house.turn()
    }
}

impl House {
    /// How many acts wait for the turn to write.
    pub fn waiting(&self) -> usize {
        self.waiting.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Takes the turn to write. One that ended in a panic of ours leaves nothing half done: its transaction was undone.
    pub fn turn(&self) -> MutexGuard<'_, Writing> {
        let mut writing = locked(&self.writing);
        // Those of the round are told by it.
        writing.end_round(&self.archive).ok();
        writing
    }

    /// Takes the turn to write as one of a round: what others have written and not yet made durable is there.
    pub fn turn_among(&self) -> Turn<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let writing = locked(&self.writing);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        Turn { house: self, writing }
    }

    /// Looks whether somebody else has written into the file. While an act of ours has the turn nobody else can, and the
    /// act looks itself.
    pub fn look_out(&self) -> Result<()> {
        match self.writing.try_lock() {
            Ok(mut writing) => {
                let Writing { store, seen, .. } = &mut *writing;
                self.archive.look_out(store, seen)
            }
            Err(_) => Ok(()),
        }
    }

    /// Who signs: with the key that the journal asks for now.
    pub fn signer(&self) -> Result<Signing> {
        let keys = self.archive.audit.keys();
        let mut held = locked(&self.signer);
        if let Some(signer) = held.as_ref().filter(|signer| signer.public_key() == *keys.newest()) {
            return Ok(signer.clone());
        }
        let signer = signing::signer_of(&self.dir, keys.newest())?;
        let signer: Signing = Arc::new(signer.ok_or_else(|| Error::NoKey(self.dir.join(signing::KEY)))?);
        *held = Some(signer.clone());
        Ok(signer)
    }

    /// Has an index made in the background, so that no question writes. Only one is made at a time; who finds another
    /// in the making asks again with his next page.
    pub fn index(self: &Arc<Self>, order: Order) {
        if !self.archive.begin_index() {
            return;
        }
        let house = self.clone();
        let work = move || {
            // One that could not be made leaves pages as slow as they were; the next page asks again.
            house.turn().store.make_index(&order).ok();
            house.archive.end_index();
        };
        if std::thread::Builder::new().name("index".to_owned()).spawn(work).is_err() {
            self.archive.end_index();
        }
    }

    /// A connection for reading.
    pub fn lend(&self) -> Result<Lent> {
        self.archive.lend()
    }
}

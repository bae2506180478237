//! The archive: connections for reading, packs and states that stay ready while the district is open.

use super::plans::Plans;
use super::seen::Shown;
use super::{Shelf, State, locked};
use crate::audit::Audit;
use crate::error::{Error, Result};
use crate::store::{Home, Store};
use crate::within::Within;
use define::Pack;
use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// States that are kept, newest first.
const STATES: usize = 6;
/// Answers of earlier states that are kept, newest first.
const BESIDE: usize = 12;
/// An answer of an earlier state by what it hangs on.
type Beside = (String, Arc<dyn Any + Send + Sync>);
/// Reading connections that stay open between questions.
const IDLE: usize = 24;
/// Everything that readers share.
pub(crate) struct Archive {
    home: Home,
    idle: Mutex<Vec<Store>>,
    shelf: Shelf,
    states: Mutex<Vec<Arc<State>>>,
    /// States that nobody looks for any more; to take them apart takes a while.
    gone: Mutex<Vec<Arc<State>>>,
    /// Answers of earlier states, beside which today's are shown.
    beside: Mutex<Vec<Beside>>,
    /// States as people see them.
    shown: Shown,
    /// Plans of sealed draws.
    pub plans: Plans,
    /// What was checked of the log.
    pub audit: Arc<Audit>,
    /// Whether an index is being made.
    indexing: AtomicBool,
}

impl Archive {
    /// An archive over a database.
    pub fn new(home: Home, shelf: Shelf, audit: Audit) -> Archive {
        Archive {
            home,
            idle: Mutex::default(),
            shelf,
            states: Mutex::default(),
            gone: Mutex::default(),
            beside: Mutex::default(),
            shown: Shown::default(),
            plans: Plans::default(),
            audit: Arc::new(audit),
            indexing: AtomicBool::new(false),
        }
    }

    /// A connection that reads one state of the file for as long as it is lent.
    pub fn lend(self: &Arc<Self>) -> Result<Lent> {
        let idle = locked(&self.idle).pop();
        let store = match idle {
            Some(store) => store,
            None => Store::reading(&self.home)?,
        };
        store.begin_reading()?;
        Ok(Lent { store: Some(store), archive: self.clone() })
    }

    /// The pack in force for a year when the journal had `size` entries: the last one adopted for that year, else for
    /// the nearest year before it, else for the first year after it. Without a year, the last one of the latest year.
    pub fn pack_of(&self, store: &Store, size: u64, year: Option<i32>) -> Result<Arc<Pack>> {
        let adoptions = self.audit.adoptions(store, size)?;
        // Later adoptions of one year replace earlier ones.
        let of: BTreeMap<Option<i32>, String> =
            adoptions.into_iter().map(|one| (one.year, one.hash)).collect();
        let hash = match year {
            None => of.values().next_back(),
            Some(year) => {
                let before = of.range(..=Some(year)).next_back();
                before.or(of.iter().next()).map(|(_, hash)| hash)
            }
        };
        let hash = hash.ok_or_else(|| Error::Unknown("在这一时点还没有采用定义包".to_owned()))?;
        self.pack(store, hash)
    }

    /// The pack of that content hash.
    pub fn pack(&self, store: &Store, hash: &str) -> Result<Arc<Pack>> {
        if let Some(pack) = self.shelf.find(hash) {
            return Ok(pack);
        }
        let files = store.pack(hash)?.ok_or_else(|| Error::damaged(format!("没有定义包 {hash}")))?;
        if define::hash(&files) != hash {
            return Err(Error::damaged(format!("定义包的内容与其杂凑值 {hash} 不符")));
        }
        self.shelf.ready(&files)
    }

    /// The state of the first `size` entries under a pack: a known one, or a new one.
    pub fn state(&self, store: &Store, size: u64, pack: &Arc<Pack>) -> Result<Arc<State>> {
        let mut states = locked(&self.states);
        let same = |state: &&Arc<State>| state.pack.hash == pack.hash;
        if let Some(state) = states.iter().find(|state| same(state) && state.size == size) {
            return Ok(state.clone());
        }
        let sealed = self.audit.of(store, store.checkpoint_within(size)?)?;
        let state = Arc::new(State::new(size, pack.clone(), self.audit.clone(), sealed));
        drop(insert(&mut states, state.clone()));
        Ok(state)
    }

    /// A state as somebody sees it; all of it to whom nothing is hidden.
    pub fn seen(&self, state: &Arc<State>, within: Option<&Arc<Within>>) -> Arc<State> {
        within.map_or_else(|| state.clone(), |within| self.shown.of(state, within))
    }

    /// What was answered of an earlier state.
    pub fn beside<T: Send + Sync + 'static>(&self, key: &str) -> Option<Arc<T>> {
        let kept = locked(&self.beside).iter().find(|(known, _)| known == key)?.1.clone();
        kept.downcast().ok()
    }

    /// Keeps what was answered of an earlier state.
    pub fn keep_beside(&self, key: String, written: Arc<dyn Any + Send + Sync>) {
        let mut beside = locked(&self.beside);
        beside.insert(0, (key, written));
        beside.truncate(BESIDE);
    }

    /// Begins to make an index; not while another one is being made.
    pub fn begin_index(&self) -> bool {
        !self.indexing.swap(true, Ordering::SeqCst)
    }

    /// The end of [`Archive::begin_index`].
    pub fn end_index(&self) {
        self.indexing.store(false, Ordering::SeqCst);
    }

    /// Waits until no index is being made.
    pub fn settle(&self) {
        while self.indexing.load(Ordering::SeqCst) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }

    /// When somebody else has written into the file nothing that was checked counts any more, and what is in the file is
    /// looked at again before anything is printed of it.
    pub fn look_out(&self, store: &Store, seen: &mut i64) -> Result<()> {
        let now = store.written_by_others()?;
        if now != *seen {
            self.doubt();
            store.stays()?;
            self.audit.learn(store)?;
            // Not before: who comes next is refused for the same reason.
            *seen = now;
        }
        self.audit.sound(store)
    }

    /// The pack of the newest state that is known.
    pub fn newest_pack(&self) -> Option<Arc<Pack>> {
        Some(locked(&self.states).first()?.pack.clone())
    }

    /// Keeps the state that a commit led to.
    pub fn publish(&self, state: Arc<State>) {
        self.shown.pass();
        let gone = insert(&mut locked(&self.states), state);
        locked(&self.gone).extend(gone);
    }

    /// What was let go of, to be dropped where nobody waits for it.
    pub fn gone(&self) -> Vec<Arc<State>> {
        std::mem::take(&mut locked(&self.gone))
    }

    /// Forgets every state and every connection: what was erased is in none of them any more.
    pub fn forget(&self) {
        self.doubt();
        locked(&self.idle).clear();
    }

    /// What was known is looked at again before anything is printed of it.
    pub fn doubt(&self) {
        self.audit.doubt();
        locked(&self.states).clear();
        locked(&self.gone).clear();
        locked(&self.beside).clear();
        self.shown.clear();
        self.plans.clear();
    }
}

/// Keeps a state; those are given back for which there is no room any more.
fn insert(states: &mut Vec<Arc<State>>, state: Arc<State>) -> Vec<Arc<State>> {
    for old in states.iter().filter(|old| old.size < state.size) {
        old.kept.clear();
    }
    states.retain(|kept| kept.size != state.size || kept.pack.hash != state.pack.hash);
    states.insert(0, state);
    states.split_off(STATES.min(states.len()))
}

/// A reading connection on loan; it goes back when it is dropped.
pub(crate) struct Lent {
    store: Option<Store>,
    archive: Arc<Archive>,
}

impl Deref for Lent {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("a loan holds its connection until it ends")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(store) = self.store.take()
            && store.end_reading().is_ok()
        {
            let mut idle = locked(&self.archive.idle);
            if idle.len() < IDLE {
                idle.push(store);
            }
        }
    }
}

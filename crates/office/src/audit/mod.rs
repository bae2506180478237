//! The audit (稽核): checkpoints that were checked, and with them everything that is read under them.
//!
//! Whoever prints a row or an entry asks here first. A checkpoint holds when the district's own key signed it, when both
//! trees lead to its roots and the sums over the rows to its rows. What was checked once stays checked until somebody
//! else has written into the database.

mod attest;

use crate::error::{Error, Result};
use crate::leaf::{fact, facts};
use crate::replay;
use crate::signing;
use crate::store::{Adoption, NodeReader, Store, Sum, TwinReader, fold};
use proof::{Digest, Keys, Sha256, Signed, Sm3};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Checked checkpoints that are kept.
const KEPT: usize = 32;

/// A checkpoint that was checked.
#[derive(Clone, Debug)]
pub(crate) struct Audited {
    pub size: u64,
    /// None of an empty journal.
    pub signed: Option<Signed>,
    /// The digests of all sums under it.
    pub standings: Arc<BTreeMap<String, Digest>>,
    /// When its last entry was made, where the commit that signed it is ours.
    pub at: Option<i64>,
}

impl Audited {
    /// The journal before its first entry.
    pub fn empty() -> Audited {
        Audited { size: 0, signed: None, standings: Arc::default(), at: None }
    }

    /// What stands for all rows under it.
    pub fn rows(&self) -> Digest {
        self.signed.as_ref().map(|signed| signed.checkpoint.rows).unwrap_or_default()
    }

    /// Whether a sum is the one that was signed.
    pub fn holds(&self, register: &str, sum: &Sum) -> bool {
        match self.standings.get(register) {
            Some(digest) => *digest == sum.digest(),
            None => sum.present == 0,
        }
    }
}

/// Whose log it is, and what was checked of it.
pub(crate) struct Audit {
    pub origin: String,
    keys: Mutex<Arc<Keys>>,
    checked: Mutex<Checked>,
}

#[derive(Default)]
struct Checked {
    sealed: BTreeMap<u64, Arc<Audited>>,
    /// Where the round that is open stands, which is not signed yet: only the connection that writes it may ask.
    open: Option<Arc<Audited>>,
    /// The size of the journal behind which nothing stands.
    newest: u64,
    /// Registers whose present rows were read from the file and found to be those that were signed.
    agreed: BTreeSet<String>,
    /// Of each kind of fact the members last seen, and the digest of the sum that they were found to have.
    facts: BTreeMap<&'static str, (Vec<Digest>, Digest)>,
    /// Whether nothing stands in the database that is not ours.
    sound: bool,
}

impl Audit {
    /// Of a log with these keys.
    pub fn new(keys: Keys) -> Audit {
        let (origin, keys) = (keys.origin().to_owned(), Mutex::new(Arc::new(keys)));
        Audit { origin, keys, checked: Mutex::default() }
    }

    /// The keys that the log is signed with.
    pub fn keys(&self) -> Arc<Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The keys as the database tells them now: those that were known, or later ones too.
    pub fn learn(&self, store: &Store) -> Result<Arc<Keys>> {
        let told = signing::keys_of(store)?;
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if told.go_on_from(&keys) {
            *keys = Arc::new(told);
        }
        Ok(keys.clone())
    }

    fn checked(&self) -> MutexGuard<'_, Checked> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody else has written: nothing is known to be as it was.
    pub fn doubt(&self) {
        *self.checked() = Checked::default();
    }

    /// Keeps where the round that is open stands.
    pub fn keep_open(&self, open: Audited) {
        self.checked().open = Some(Arc::new(open));
    }

    /// Whether `now` entries are those of the round that is open, it began behind `from` of them, and who asks writes it.
    pub fn is_open(&self, store: &Store, now: u64, from: u64) -> bool {
        self.checked().newest == from && self.open(store, now).is_some()
    }

    /// Where the round that is open stands, for the connection that writes it. A round that became durable this moment is open
    /// for nobody else: readers find its signed checkpoint in the file.
    fn open(&self, store: &Store, size: u64) -> Option<Arc<Audited>> {
        let open = self.checked().open.clone()?;
        (open.size == size && store.writes()).then_some(open)
    }

    /// Keeps what a round of ours has signed: with it the journal ends.
    pub fn keep_newest(&self, sealed: Arc<Audited>) {
        let mut checked = self.checked();
        (checked.newest, checked.open) = (sealed.size, None);
        drop(checked);
        self.keep(sealed);
    }

    fn keep(&self, sealed: Arc<Audited>) {
        let mut checked = self.checked();
        checked.sealed.insert(sealed.size, sealed);
        while checked.sealed.len() > KEPT {
            checked.sealed.pop_first();
        }
    }

    /// The checkpoint of that size, checked.
    ///
    /// # Errors
    /// [`Error::Altered`] with what does not hold.
    pub fn of(&self, store: &Store, size: u64) -> Result<Arc<Audited>> {
        if let Some(sealed) = self.checked().sealed.get(&size) {
            return Ok(sealed.clone());
        }
        if let Some(open) = self.open(store, size) {
            return Ok(open);
        }
        let sealed = Arc::new(match size {
            0 => Audited::empty(),
            size => self.check(store, size)?,
        });
        self.keep(sealed.clone());
        Ok(sealed)
    }

    /// The newest checkpoint, checked: it covers every entry, and none is missing behind them.
    ///
    /// # Errors
    /// As [`Audit::of`].
    pub fn newest(&self, store: &Store) -> Result<Arc<Audited>> {
        let size = store.size()?;
        if self.checked().newest >= size {
            return self.of(store, size);
        }
        if store.checkpoint_within(u64::MAX >> 1)? > size || store.stands_beyond(size)? {
            return Err(Error::altered(format!("日志从第{size}条起被截去，签名的检查点还说有")));
        }
        let sealed = self.of(store, size)?;
        self.checked().newest = size;
        Ok(sealed)
    }

    fn check(&self, store: &Store, size: u64) -> Result<Audited> {
        let altered = |what: &str| Error::altered(format!("日志第{}条：{what}", size - 1));
        let text = store.checkpoint_of(size)?.ok_or_else(|| altered("其后没有签名的检查点"))?;
        let signed = Signed::read(&text).ok_or_else(|| altered("检查点的文字被改动过"))?;
        let checkpoint = &signed.checkpoint;
        if checkpoint.origin != self.origin || checkpoint.size != size {
            return Err(altered("检查点说的是另一份日志"));
        }
        // Another process may have changed the key.
        if !self.keys().signed(&signed) && !self.learn(store)?.signed(&signed) {
            return Err(altered("检查点不是用本区当时的钥匙签的"));
        }
        if proof::root::<Sm3>(&NodeReader(store), size) != Some(checkpoint.root)
            || proof::root::<Sha256>(&TwinReader(store), size) != Some(checkpoint.twin)
        {
            return Err(altered("日志树推出的根与检查点的不同"));
        }
        let standings = store.standings(size)?;
        if fold(standings.iter().map(|(name, digest)| (name.as_str(), digest))) != checkpoint.rows {
            return Err(altered("各行的连续杂凑与检查点的不同"));
        }
        Ok(Audited {
            size,
            standings: Arc::new(standings.into_iter().collect()),
            signed: Some(signed),
            at: None,
        })
    }

    /// Nothing but what the program makes stands in the database.
    ///
    /// # Errors
    /// [`Error::Altered`] that names what does not belong there.
    pub fn sound(&self, store: &Store) -> Result<()> {
        if self.checked().sound {
            return Ok(());
        }
        match store.foreign()?.first() {
            Some(what) => Err(Error::altered(format!("数据库里有不属于督衡的对象：{what}"))),
            None => {
                self.checked().sound = true;
                Ok(())
            }
        }
    }

    /// The present rows of a register as they stand in the file are those that were signed.
    ///
    /// # Errors
    /// [`Error::Altered`] that names the entry.
    pub fn agree(&self, store: &Store, register: &str, size: u64) -> Result<()> {
        if self.checked().agreed.contains(register) {
            return Ok(());
        }
        let sealed = self.of(store, size)?;
        let mut sum = Sum::default();
        store.each_version(register, size, |version| {
            sum.add(&version.member(register));
            Ok(())
        })?;
        if !sealed.holds(register, &sum) || store.present_rows(register)? != sum.present {
            return Err(self.altered(store, register));
        }
        self.checked().agreed.insert(register.to_owned());
        Ok(())
    }

    /// The adoptions among the first `size` entries.
    pub fn adoptions(&self, store: &Store, size: u64) -> Result<Vec<Adoption>> {
        let adoptions = store.adoptions(size)?;
        let members = adoptions.iter().map(|one| facts::adoption(one.seq, &one.hash, one.year));
        self.hold(store, facts::ADOPTION, size, members)?;
        Ok(adoptions)
    }

    /// The entry that closed a year last, among the first `size`.
    pub fn closing(&self, store: &Store, year: i32, size: u64) -> Result<Option<u64>> {
        let closings = store.closings(size)?;
        let member = |(seq, year): &(u64, i32)| fact(facts::CLOSING, *seq, &[&year.to_string()]);
        self.hold(store, facts::CLOSING, size, closings.iter().map(member))?;
        Ok(closings.into_iter().rev().find(|(_, of)| *of == year).map(|(seq, _)| seq))
    }

    /// The entries whose content was lawfully erased.
    pub fn erased(&self, store: &Store) -> Result<BTreeSet<u64>> {
        let size = store.size()?;
        let erasures = store.erasures(size)?;
        let member = |(seq, entry): &(u64, u64)| fact(facts::ERASURE, *seq, &[&entry.to_string()]);
        self.hold(store, facts::ERASURE, size, erasures.iter().map(member))?;
        Ok(erasures.into_iter().map(|(_, entry)| entry).collect())
    }

    fn hold(
        &self,
        store: &Store,
        kind: &'static str,
        size: u64,
        members: impl Iterator<Item = Digest>,
    ) -> Result<()> {
        // Facts are written one by one, each at the end of a batch or alone; between checkpoints the one before tells.
        let sealed = self.of(store, store.checkpoint_within(size)?)?;
        if sealed.size != size {
            return Ok(());
        }
        let members: Vec<Digest> = members.collect();
        let known = |(seen, digest): &(Vec<Digest>, Digest)| {
            *seen == members && sealed.standings.get(kind) == Some(digest)
        };
        if self.checked().facts.get(kind).is_some_and(known) {
            return Ok(());
        }
        let mut sum = Sum::default();
        members.iter().for_each(|member| sum.add(member));
        if !sealed.holds(kind, &sum) {
            return Err(Error::altered(format!("日志之外的{kind}记录")));
        }
        self.checked().facts.insert(kind, (members, sum.digest()));
        Ok(())
    }

    /// What to say of a register whose rows are not those that were signed: the first entry that tells otherwise.
    pub fn altered(&self, store: &Store, register: &str) -> Error {
        let first = replay::first_difference(store, register).ok().flatten();
        Error::altered(first.unwrap_or_else(|| format!("台账 {register}")))
    }
}

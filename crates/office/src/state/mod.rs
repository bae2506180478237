//! What is known of one state of the journal, made once and shared by all who ask about it.

mod answers;
mod archive;
mod identities;
mod kept;
mod looked;
mod looking;
mod packs;
mod plans;
mod seen;

pub(crate) use answers::Needs;
pub(crate) use archive::{Archive, Lent};
pub use packs::Shelf;
pub(crate) use packs::chain;

use crate::audit::{Audit, Audited};
use crate::error::Result;
use crate::store::{Store, Sum};
use answers::Answers;
use assess::{Assessment, Assessor, Facts, Records, Rows};
use define::{Date, Pack, Register};
use kept::Kept;
use ledger::{Act, Change, Row};
use looking::{Looking, Moved};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Most rows of a register that are kept in memory.
const KEPT_ROWS: usize = 250_000;

/// Rows of one commit with which an assessor is carried along; beyond them it is made anew.
const CARRIED: usize = 1_000;

/// Rows that a commit changed, by the id of their register: number, and the row as it is now or none when it is gone.
pub(crate) type Moves = BTreeMap<String, Vec<(u64, Option<Arc<Row>>)>>;

/// Rows by the id of their register, each made when it is first asked for.
type Slots = BTreeMap<String, Arc<Mutex<Option<Rows>>>>;

/// One state of the journal under one pack.
///
/// Rows, the assessor and answers are made when they are first asked for. Two who ask for the same thing at once wait
/// for one making of it; nobody waits for anything else.
pub(crate) struct State {
    pub size: u64,
    pub pack: Arc<Pack>,
    audit: Arc<Audit>,
    /// The checkpoint that it stands on: of its own size, or of the nearest before it inside a batch.
    sealed: Arc<Audited>,
    /// The checkpoint of its own size, when the round has been signed that led to it.
    signed: OnceLock<Arc<Audited>>,
    /// Rows by the id of their register.
    rows: Mutex<Slots>,
    /// Keys by what they are, whatever their form.
    identities: Mutex<identities::Identities>,
    /// The assessor of all rows.
    assessor: Mutex<Option<Looking>>,
    assessments: Mutex<BTreeMap<(i32, Date), Arc<Assessment>>>,
    answers: Answers,
    /// What doors have made of it.
    kept: Kept,
    /// Of which state it shows what to whom; none of one that holds everything.
    seen: Option<seen::Seen>,
}

/// Takes a lock; one that a panic of ours left behind guards nothing half done.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// A state of which nothing is known yet.
    pub fn new(size: u64, pack: Arc<Pack>, audit: Arc<Audit>, sealed: Arc<Audited>) -> State {
        State {
            size,
            pack,
            audit,
            sealed,
            signed: OnceLock::new(),
            rows: Mutex::default(),
            identities: Mutex::default(),
            assessor: Mutex::default(),
            assessments: Mutex::default(),
            answers: Answers::default(),
            kept: Kept::default(),
            seen: None,
        }
    }

    /// From here on it stands on the checkpoint of its own size.
    pub fn stand_on(&self, sealed: Arc<Audited>) {
        self.signed.set(sealed).ok();
    }

    /// The checkpoint that it stands on.
    fn sealed(&self) -> &Arc<Audited> {
        self.signed.get().unwrap_or(&self.sealed)
    }

    /// The state that follows when the journal has grown to a size, behind a checkpoint: what the moves did not touch is taken
    /// over, and the assessor is carried along.
    pub fn followed_by(&self, (sealed, size): (&Arc<Audited>, u64), moves: &Moves) -> State {
        let mut rows = BTreeMap::new();
        for (id, slot) in locked(&self.rows).iter() {
            let held = locked(slot);
            let next = match (&*held, moves.get(id)) {
                (None, _) => continue,
                (Some(_), None) => slot.clone(),
                (Some(held), Some(moved)) => {
                    let mut held = held.clone();
                    lay_over(&mut held, moved);
                    Arc::new(Mutex::new(Some(held)))
                }
            };
            rows.insert(id.clone(), next);
        }
        let names = |id: &String| Some(self.pack.register_by_id(id)?.name.as_str());
        let touched: BTreeSet<&str> = moves.keys().filter_map(names).collect();
        State {
            size,
            pack: self.pack.clone(),
            audit: self.audit.clone(),
            sealed: sealed.clone(),
            signed: OnceLock::new(),
            rows: Mutex::new(rows),
            identities: Mutex::new(self.identities_after(moves)),
            assessor: Mutex::new(self.carried(moves)),
            assessments: Mutex::default(),
            answers: self.answers.surviving(&touched),
            kept: Kept::default(),
            seen: None,
        }
    }

    /// The assessor with the moves before it; none when there is none yet, or when so much moved that a new one is made
    /// sooner.
    fn carried(&self, moves: &Moves) -> Option<Looking> {
        if moves.values().map(Vec::len).sum::<usize>() > CARRIED {
            return None;
        }
        let looking = locked(&self.assessor).clone()?;
        let mut moved = Vec::new();
        for (id, rows) in moves {
            let slot = locked(&self.rows).get(id)?.clone();
            let before = locked(&slot).clone()?;
            let register: Arc<str> = self.pack.register_by_id(id)?.name.as_str().into();
            for (number, row) in rows {
                let before = before.get(*number).cloned();
                moved.push(Moved { register: register.clone(), number: *number, before, after: row.clone() });
            }
        }
        looking.before(moved)
    }

    /// The rows of a register known in this state.
    pub fn rows(&self, store: &Store, register: &Register) -> Result<Rows> {
        looked::note_register(&register.name);
        let slot = locked(&self.rows).entry(register.id.clone()).or_default().clone();
        let mut held = locked(&slot);
        if let Some(rows) = &*held {
            return Ok(rows.clone());
        }
        let rows = match &self.seen {
            Some(seen) => seen.rows(store, register)?,
            None => self.read(store, register)?,
        };
        if rows.len() <= KEPT_ROWS {
            *held = Some(rows.clone());
        }
        Ok(rows)
    }

    /// Reads the rows and holds them against what was signed; behind the checkpoint, inside a batch, the entries
    /// themselves say what they did.
    fn read(&self, store: &Store, register: &Register) -> Result<Rows> {
        let (sealed, mut rows, mut sum) = (self.sealed().clone(), Rows::default(), Sum::default());
        store.each_version(&register.id, sealed.size, |version| {
            sum.add(&version.member(&register.id));
            if !version.is_erased() {
                rows.put(version.number, Arc::new(crate::row::read(register, &version.body)?));
            } else if !self.audit.erased(store)?.contains(&version.since) {
                return Err(self.audit.altered(store, &register.id));
            }
            Ok(())
        })?;
        if !sealed.holds(&register.id, &sum) {
            return Err(self.audit.altered(store, &register.id));
        }
        if sealed.size < self.size {
            self.go_on(store, register, sealed.size, &mut rows)?;
        }
        Ok(rows)
    }

    /// What entries behind a checkpoint do to the rows of a register. Those of the round that is open are ours: nobody else sees
    /// them, and nothing is written between them.
    fn go_on(&self, store: &Store, register: &Register, from: u64, rows: &mut Rows) -> Result<()> {
        let (now, id) = (store.size()?, register.id.as_str());
        let ours = self.audit.is_open(store, now, from);
        let mut numbers: Option<BTreeMap<String, u64>> = None;
        store.each_entry(from, self.size, |entry| {
            let text = entry.body.as_deref().and_then(|body| std::str::from_utf8(body).ok());
            match ours {
                true if text.is_some_and(|text| !text.contains(id)) => return Ok(()),
                true => {}
                false => self.audit.attest(store, &entry, now)?,
            }
            let act = text.and_then(|text| Act::parse(text).ok());
            let change = act.and_then(|act| ledger::apply(&act, |id| self.pack.register_by_id(id)));
            let (key, row) = match change {
                Some(Change::Put { register: of, key, row }) if of == id => (key, Some(Arc::new(row))),
                Some(Change::Remove { register: of, key }) if of == id => (key, None),
                _ => return Ok(()),
            };
            let numbers = numbers.get_or_insert_with(|| {
                rows.iter().filter_map(|(number, row)| Some((row.key(register)?, *number))).collect()
            });
            let number = numbers.get(&key).copied().unwrap_or(entry.seq);
            match row {
                Some(_) => numbers.insert(key, number),
                None => numbers.remove(&key),
            };
            lay_over(rows, &[(number, row)]);
            Ok(())
        })
    }

    /// The rows of these registers by name.
    pub fn rows_of(&self, store: &Store, names: &BTreeSet<String>) -> Result<BTreeMap<String, Rows>> {
        let registers = names.iter().filter_map(|name| self.pack.register(name));
        registers.map(|register| Ok((register.name.clone(), self.rows(store, register)?))).collect()
    }

    /// The school calendar.
    pub fn calendar(&self, store: &Store) -> Result<Arc<ledger::Calendar>> {
        let names: BTreeSet<String> = assess::CALENDAR.map(|house| house.register.to_owned()).into();
        let made = self.answer("calendar", Needs::Registers(names.clone()), || {
            Ok(self.records(store, &names)?.calendar())
        })?;
        Ok((*made).clone())
    }

    /// The records of these registers.
    pub fn records(&self, store: &Store, names: &BTreeSet<String>) -> Result<Records> {
        Ok(Records::new(self.pack.clone(), self.rows_of(store, names)?))
    }

    /// Does something with the assessor of all rows that looks up to a day, made when there is none yet.
    pub fn with_assessor<T>(
        &self,
        store: &Store,
        day: Date,
        work: impl FnOnce(&mut Assessor) -> T,
    ) -> Result<T> {
        looked::note(&Needs::All);
        let mut held = locked(&self.assessor);
        let looking = match held.take().filter(|looking| looking.day == day) {
            Some(looking) => held.insert(looking),
            None => held.insert(Looking::new(day, self.assessor(store)?)),
        };
        looking.follow();
        if !looking.told {
            self.leave_open(store, day, &mut looking.assessor)?;
            looking.told = true;
        }
        Ok(work(&mut looking.assessor))
    }

    /// The assessment of a year, looked at up to a day.
    pub fn assessment(&self, store: &Store, year: i32, day: Date) -> Result<Arc<Assessment>> {
        looked::note(&Needs::All);
        if let Some(known) = locked(&self.assessments).get(&(year, day)) {
            return Ok(known.clone());
        }
        let made = self.with_assessor(store, day, |assessor| Arc::new(assessor.assess(year)))?;
        Ok(locked(&self.assessments).entry((year, day)).or_insert(made).clone())
    }

    fn assessor(&self, store: &Store) -> Result<Assessor> {
        let pack = &self.pack;
        let mut facts = Facts::new();
        for register in &pack.registers {
            let rows = self.rows(store, register)?;
            facts.add_rows(register, rows);
        }
        Ok(Assessor::new(pack.clone(), facts))
    }

    /// Says what is missing for the zeros that indicators claim, in every year that may be asked for: they stand on what every unit
    /// reported, not on silence.
    fn leave_open(&self, store: &Store, day: Date, assessor: &mut Assessor) -> Result<()> {
        let pack = &self.pack;
        let claiming =
            |id: &str| pack.indicators.iter().any(|one| one.rests_on.iter().any(|duty| duty.text == id));
        let duties = pack.forms.duties.iter().filter(|duty| claiming(&duty.head.id));
        let registers: BTreeSet<String> = duties.flat_map(|duty| assess::registers_of(pack, duty)).collect();
        if registers.is_empty() {
            return Ok(());
        }
        let years = assessor.tellable(pack.year.map_or(day.year, |year| year.max(day.year)) + 1);
        // As long as none of these registers changes, what is open is known.
        let needs = Needs::Registers(registers.clone());
        let open = self.answer(&format!("open claims {years:?}"), needs, || {
            let records = self.records(store, &registers)?;
            let open = |year| (year, assess::open_claims(pack, &records, year));
            Ok(years.map(open).collect::<Vec<_>>())
        })?;
        for (year, open) in &*open {
            assessor.leave_open(*year, open.iter().cloned());
        }
        Ok(())
    }

    /// An answer that is made once: `key` names the question, `needs` the registers that it looks at.
    pub fn answer<T: Send + Sync + 'static>(
        &self,
        key: &str,
        needs: Needs,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        self.answers.get(key, needs, make)
    }

    /// What a door makes of this state, made when it is not kept; `weigh` says its bytes.
    pub fn kept<T: Send + Sync + 'static, E>(
        &self,
        key: &str,
        weigh: impl FnOnce(&T) -> usize,
        make: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<Arc<T>, E> {
        if let Some(thing) = self.kept.find(key) {
            return Ok(thing);
        }
        let thing = Arc::new(make()?);
        self.kept.keep(key, thing.clone(), weigh(&thing));
        Ok(thing)
    }
}

/// Lays moved rows over those that were there, in the order of their numbers.
pub(crate) fn lay_over(rows: &mut Rows, moved: &[(u64, Option<Arc<Row>>)]) {
    for (number, row) in moved {
        match row {
            Some(row) => drop(rows.put(*number, row.clone())),
            None => drop(rows.take(*number)),
        }
    }
}

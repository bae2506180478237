//! What the office can answer: one file a subject, all of one reading.
//!
//! | question | file |
//! |---|---|
//! | indicators, figures, scheme | `evaluate` |
//! | how a figure came to be | `explain` |
//! | what was frozen of a year, and what has changed since | `closing` |
//! | the report, its sentences that acts changed, a text held against the rows | `report`, `moved`, `claims` |
//! | reports that were put forward, and what everybody may read | `edition` |
//! | registers and rows, what cells point to, rows to take away, a row at the end of a day, the blank of a register, files of a row | `rows`, `referred`, `export`, `day_end`, `blank`, `attached` |
//! | rosters, duties, cases, notices, draws, devices | `roster`, `duty`, `cases`, `notice`, `draw`, `devices` |
//! | plans, their scenarios, what each comes to; money and the law that it is held against; children placed; day trips | `plans`, `funds`, `placement`, `routes` |
//! | everything about one body, who held what on a day | `about`, `people` |
//! | what is due of somebody, what he may do, rows for a grid | `desk`, `offered`, `grid` |
//! | the ten matters of the week | `week` |
//! | the journal, its proofs, its verification | `journal`, `verify` |

mod about;
mod attached;
mod blank;
mod burden;
mod cases;
mod changes;
mod claims;
mod closing;
mod computed;
mod consistent;
mod day_end;
mod desk;
mod devices;
pub(crate) mod draw;
mod duty;
mod edition;
mod effects;
mod entry;
mod evaluate;
mod explain;
mod export;
mod funds;
mod grid;
mod ground;
mod instruments;
mod journal;
mod ledgers;
mod letterhead;
mod map;
mod moved;
mod notice;
mod offered;
mod people;
mod placement;
mod plans;
mod printed;
mod proof_file;
mod receipt;
mod referred;
mod report;
mod roll;
mod roster;
mod routes;
mod rows;
mod sought;
mod subjects;
mod summary;
mod visits;
mod week;
mod whom;
mod wordings;
mod words;

pub use cases::CaseFilter;
pub use claims::{Checked, check};
pub(crate) use devices::silent_from;
pub use draw::{explain_draw, verify_draws};
pub use edition::{EditionReport, IssuedReport};
pub use explain::ROWS_SHOWN;
pub use export::ExportKind;
pub use grid::Fill;
pub use moved::MovedReport;
pub use notice::{LetterQuery, Listed};
pub use plans::WhatIf;
pub use printed::{Format, Printed};
pub use proof_file::verify_proof;
pub use report::{CoverageView, WrittenReport};
pub use routes::trips_view;

use crate::clock::{day_of, end_of_day, instant};
use crate::district::{House, Office};
use crate::error::{Error, Result};
use crate::look::{Closing, Look};
use crate::session::Session;
use crate::sight::Sight;
use crate::state::{Lent, Needs, State};
use crate::store::NodeReader;
use crate::view::{JournalCheck, Known, OffersView, RoleView, Standing};
use access::Sees;
use assess::{Assessment, Assessor, Records};
use define::house::DrawRecord;
use define::{Date, Form, Pack, Register, Right};
use ledger::Row;
use proof::Sm3;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Bytes of stack of a thread that asks. What is defined follows from what else is defined, some sixty definitions deep in the packs
/// that are shipped; nothing that a pack says may end the program.
pub const STACK: usize = 16 << 20;

/// Years after the present one that may be asked for: next year's plans, and no more.
const AHEAD: i32 = 1;

/// A moment of the journal to look from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// Now.
    #[default]
    Now,
    /// When the journal had this many entries.
    Entries(u64),
    /// At the end of a day, written 2022-12-31.
    Day(String),
    /// Now, and of a closed year not what was submitted but what would be.
    Open,
}

impl std::str::FromStr for AsOf {
    type Err = String;

    /// A number of entries, or a day.
    fn from_str(text: &str) -> std::result::Result<AsOf, String> {
        if let Ok(size) = text.parse() {
            return Ok(AsOf::Entries(size));
        }
        if text == "open" {
            return Ok(AsOf::Open);
        }
        match end_of_day(text) {
            Some(_) => Ok(AsOf::Day(text.to_owned())),
            None => Err(format!("“{text}”既不是条目数，也不是日期（如 2022-12-31）或 open")),
        }
    }
}

/// A reading (阅览): one state of the journal for everything that a page or a verb shows.
///
/// It holds a connection of its own: it waits neither for who writes nor for who else reads, and nothing that is written
/// meanwhile enters it. What it computes is computed once for a state and shared with all other readings of it.
pub struct Reading {
    house: Arc<House>,
    session: Session,
    store: Lent,
    /// All of it.
    whole: Arc<State>,
    /// What the session sees of it.
    state: Arc<State>,
    sight: Sight,
    /// What is judged and reported: of a closed year what was submitted, else the same state.
    judged: Arc<State>,
    closing: Option<Closing>,
    /// The day up to which is looked.
    looked: Date,
    /// Entries of the journal when the reading began.
    now: u64,
    year: Option<i32>,
}

impl Office {
    /// A reading of the journal as it was at a moment, about a year: the newest that a pack was adopted for when none.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a moment that is not there, or one before any pack was adopted; a store that refuses.
    pub fn at(&self, session: &Session, as_of: &AsOf, year: Option<i32>) -> Result<Reading> {
        self.house.look_out()?;
        let store = self.house.lend()?;
        let audit = &self.house.archive.audit;
        let now = audit.newest(&store)?.size;
        let size = match as_of {
            AsOf::Now | AsOf::Open => now,
            AsOf::Entries(size) if *size <= now => *size,
            AsOf::Entries(size) => {
                return Err(Error::Unknown(format!("日志只有{now}条，没有第{size}条")));
            }
            AsOf::Day(day) => day_end::size_at_end(&self.house, &store, day, now)?,
        };
        let looked = match as_of {
            AsOf::Day(day) => day.parse().unwrap_or(day_of(session.at)),
            AsOf::Entries(size) if *size > 0 => {
                audit.entry(&store, size - 1, now)?.map_or(day_of(session.at), |entry| day_of(entry.at))
            }
            AsOf::Now | AsOf::Open | AsOf::Entries(_) => day_of(session.at),
        };
        if let Some(beyond) = year.filter(|year| *year > day_of(session.at).year + AHEAD) {
            return Err(Error::Unknown(format!("还没有到{beyond}年")));
        }
        let pack = self.house.archive.pack_of(&store, size, year)?;
        let whole = self.house.archive.state(&store, size, &pack)?;
        // Rights are those of today, whatever day is looked at.
        let present =
            self.house.archive.state(&store, now, &self.house.archive.pack_of(&store, now, None)?)?;
        let sight = Sight::of(session, &present, &store, day_of(session.at))?;
        let state = self.house.archive.seen(&whole, sight.within());
        let (house, session) = (self.house.clone(), session.clone());
        let mut reading = Reading {
            house,
            session,
            store,
            judged: whole.clone(),
            whole,
            state,
            sight,
            closing: None,
            looked,
            now,
            year,
        };
        if let (AsOf::Now, Some(of)) = (as_of, year.or(reading.state.pack.year)) {
            reading.look_as_submitted(of)?;
        }
        Ok(reading)
    }
}

impl Office {
    /// Verifies the journal and everything that follows from it. `key` is a key that the reader knows as the
    /// district's, by fingerprint or by the text of keys; an old one leads on to those that it signed. `receipt` is a signed
    /// checkpoint that somebody kept, as it was copied out of a report or a receipt.
    ///
    /// # Errors
    /// A store that cannot be read at all.
    pub fn journal_verify(
        &self,
        session: &Session,
        key: Option<&str>,
        receipt: Option<&str>,
    ) -> Result<JournalCheck> {
        let store = self.house.lend()?;
        let mut check = self.house.verify(&store)?;
        // Of a journal that does not hold, what its rows name says nothing.
        if check.findings.is_empty() {
            let look = Look { store: &store, house: &self.house };
            let state = look.state(store.size()?)?;
            crate::evidence::verify::verify(self.dir(), &state, &store, &mut check)?;
        }
        if key.is_some_and(|named| !self.house.archive.audit.keys().is(named)) {
            let place = finding::Place::whole("日志");
            let sentence = format!("日志是用另一把钥匙签的：{}", check.key);
            check.findings.insert(0, finding::Finding::error("journal.other-key", place, sentence));
        }
        check.is_named = key.is_some();
        // A journal that does not hold by itself goes on from nothing.
        if let (Some(receipt), true) = (receipt, check.findings.is_empty()) {
            let held = self.at(session, &AsOf::Open, None)?.consistent(receipt)?;
            check.receipt = held.findings.is_empty().then_some(held.older);
            check.findings.extend(held.findings);
        }
        Ok(check)
    }
}

impl Reading {
    /// The whole state, of which what is seen is a part, and the connection that reads it.
    fn unbounded(&self) -> (&Arc<State>, &crate::store::Store) {
        (&self.whole, &self.store)
    }

    /// The data folder.
    fn dir(&self) -> &std::path::Path {
        &self.house.dir
    }

    /// Whose reading it is.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Nothing, when the session has a right that is over the whole district.
    pub(crate) fn needs(&self, right: Right) -> Result<()> {
        self.sight.needs(right)
    }

    /// The rows that rights stand on.
    pub(crate) fn rights(&self) -> Result<Arc<access::Facts>> {
        crate::sight::facts(&self.whole, &self.store)
    }

    /// What of the office's places are open to the session, and in which roles it is: `学校经办 · 潼州小学`.
    pub fn offers(&self) -> OffersView {
        let has = |right| self.sight.needs(right).is_ok();
        let all = |register: &str| self.sight.needs_all(self.pack(), register).is_ok();
        let roles = self.sight.within().map(|within| within.standing.mandates()).unwrap_or_default();
        let role = |one: &access::Mandate| RoleView {
            name: one.title(),
            unit: one.unit.clone(),
            class: one.class.clone(),
            until: one.until.map(|day| day.to_string()),
        };
        OffersView {
            evaluation: has(Right::Evaluation),
            journal: has(Right::Journal),
            accounts: has(Right::Accounts),
            notices: self.opens_notices(),
            draws: all(DrawRecord::HOUSE.register),
            devices: self.pack().forms.signals.iter().all(|one| all(&one.devices.list.register.text)),
            roles: roles.iter().map(role).collect(),
        }
    }

    /// Number of entries that are known in it.
    pub fn size(&self) -> u64 {
        self.state.size
    }

    /// The year that it is about.
    ///
    /// # Errors
    /// [`Error::Unknown`] when neither the asker nor the pack names one.
    pub fn year(&self) -> Result<i32> {
        let year = self.year.or(self.state.pack.year);
        year.ok_or_else(|| Error::Unknown("定义包没有写评价年度，请用 --year 写明".to_owned()))
    }

    /// Today, by the session's moment.
    pub fn today(&self) -> Date {
        day_of(self.session.at)
    }

    /// What the answers stand on.
    ///
    /// # Errors
    /// A journal that lacks nodes.
    pub fn standing(&self) -> Result<Standing> {
        self.standing_of(&self.whole)
    }

    fn standing_of(&self, state: &State) -> Result<Standing> {
        let size = state.size;
        let made = state.answer("standing", Needs::All, || {
            let root = proof::root::<Sm3>(&NodeReader(&self.store), size);
            let root = root.ok_or_else(|| Error::damaged("日志树缺少结点"))?;
            let time = match size {
                0 => String::new(),
                size => self.entry_time(size - 1)?.map(instant).unwrap_or_default(),
            };
            Ok((proof::hex::write(&root), time))
        })?;
        let (root, time) = (*made).clone();
        Ok(Standing { size, now: self.now, root, time })
    }

    /// A day that may be asked about: not further than two years from the years of the data and from today. A day of
    /// another millennium would be computed through every one between.
    fn near(&self, day: Date) -> Result<Date> {
        const AROUND: i32 = 2;
        let adopted = self.store.adoptions(self.now)?.into_iter().filter_map(|one| one.year);
        let years: Vec<i32> = adopted.chain(self.state.pack.year).chain([self.today().year]).collect();
        let (first, last) = (years.iter().min(), years.iter().max());
        let is_near = |(first, last): (&i32, &i32)| (first - AROUND..=last + AROUND).contains(&day.year);
        match first.zip(last) {
            Some((first, last)) if !is_near((first, last)) => {
                let range = format!("{}年至{}年", first - AROUND, last + AROUND);
                Err(Error::Unknown(format!("{day} 离数据的年份太远；可看{range}")))
            }
            _ => Ok(day),
        }
    }

    /// The day that a question is about: the one asked for; else today, or the last day of the year once that is over.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a day that is not [`Reading::near`] the data.
    fn day(&self, day: Option<Date>) -> Result<Date> {
        if let Some(day) = day {
            return self.near(day);
        }
        let last = self.year.or(self.state.pack.year).and_then(|year| Date::new(year, 12, 31));
        Ok(last.map_or(self.today(), |last| last.min(self.today())))
    }

    /// What a door makes of this reading and of nothing else but its day, such as a page: made once for the state and kept with
    /// it, within a bound of memory. `key` says everything else that it hangs on; `weigh` says its bytes.
    ///
    /// # Errors
    /// Those of the making; nothing is kept then.
    pub fn kept<T: Send + Sync + 'static, E>(
        &self,
        key: &str,
        weigh: impl FnOnce(&T) -> usize,
        make: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<Arc<T>, E> {
        let closed = self.closing.as_ref().map(|closing| closing.seq);
        let about = format!("{} {} {} {:?} {closed:?}", self.today(), self.looked, self.now, self.year);
        self.state.kept(&format!("{about} {key}"), weigh, make)
    }

    pub(crate) fn pack(&self) -> &Arc<Pack> {
        &self.state.pack
    }

    /// When an entry was made.
    pub(crate) fn entry_time(&self, seq: u64) -> Result<Option<i64>> {
        let entry = self.house.archive.audit.entry(&self.store, seq, self.now)?;
        Ok(entry.map(|entry| entry.at))
    }

    /// A row by its number.
    pub(crate) fn row_of(&self, register: &Register, number: u64) -> Result<Option<Row>> {
        let rows = self.state.rows(&self.store, register)?;
        Ok(rows.get(number).map(|row| Row::clone(row)))
    }

    /// The records that a form looks at.
    pub(crate) fn records(&self, form: &dyn Form) -> Result<Records> {
        let records = self.state.records(&self.store, &assess::registers_of(self.pack(), form))?;
        Ok(records.knowing(self.state.calendar(&self.store)?).appointing(self.rights()?))
    }

    /// The assessment of the reading's year; of a closed year the one that was submitted.
    fn assessment(&self) -> Result<Arc<Assessment>> {
        self.judged.assessment(&self.store, self.year()?, self.looked()?)
    }

    /// The day up to which the year is looked at: the reading's own, or the last of the year once that is over.
    pub(crate) fn looked(&self) -> Result<Date> {
        let last = Date::new(self.year()?, 12, 31);
        Ok(last.map_or(self.looked, |last| last.min(self.looked)))
    }

    /// Works with the assessor of what is judged.
    fn with_assessor<T>(&self, work: impl FnOnce(&mut Assessor) -> T) -> Result<T> {
        self.judged.with_assessor(&self.store, self.looked()?, work)
    }

    /// Of a year that was closed, judges the state that it stands on by the pack that it was judged by.
    fn look_as_submitted(&mut self, year: i32) -> Result<()> {
        if let Some(seq) = self.house.archive.audit.closing(&self.store, year, self.now)? {
            let closing = self.look().closing(seq)?;
            let pack = self.house.archive.pack(&self.store, &closing.pack)?;
            self.judged = self.house.archive.state(&self.store, closing.size, &pack)?;
            self.looked = closing.day;
            self.closing = Some(closing);
        }
        Ok(())
    }

    /// Whether a row of a register is among those seen.
    fn admits(&self, register: &Register, number: u64) -> Result<bool> {
        match self.sight.sees(register) {
            Sees::All => Ok(true),
            _ => {
                let rows = self.state.rows(&self.store, register)?;
                Ok(rows.get(number).is_some())
            }
        }
    }

    /// The questions that look from any moment.
    fn look(&self) -> Look<'_> {
        Look { store: &self.store, house: &self.house }
    }

    /// An answer that is made once for the state and shared, with what it stands on.
    fn known<T: Serialize + Send + Sync + 'static>(
        &self,
        key: &str,
        needs: Needs,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Known<T>> {
        Ok(Known { standing: self.standing()?, what: self.state.answer(key, needs, make)? })
    }

    /// As [`Reading::known`], for what is judged and reported.
    fn judged<T: Serialize + Send + Sync + 'static>(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Known<T>> {
        self.sight.needs(Right::Evaluation)?;
        let what = self.judged.answer(&format!("{key} {}", self.looked()?), Needs::All, make)?;
        Ok(Known { standing: self.standing_of(&self.judged)?, what })
    }

    /// As [`Reading::known`] when the question is one that many ask; else made for this reading alone, so that odd
    /// days and searched words do not fill the memory.
    fn known_when<T: Serialize + Send + Sync + 'static>(
        &self,
        usual: bool,
        key: &str,
        needs: Needs,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<Known<T>> {
        match usual {
            true => self.known(key, needs, make),
            false => Ok(Known { standing: self.standing()?, what: Arc::new(make()?) }),
        }
    }

    /// The registers that forms look at.
    fn needing<'f>(&self, forms: impl IntoIterator<Item = &'f dyn Form>) -> Needs {
        let all: BTreeSet<String> =
            forms.into_iter().flat_map(|form| assess::registers_of(self.pack(), form)).collect();
        Needs::Registers(all)
    }
}

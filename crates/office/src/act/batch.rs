//! A batch (一批): acts of one transaction, looked at together before any of them is written.

use super::checks::References;
use super::draft::Ground;
use super::permission::Allowed;
use super::veil::Veil;
use crate::clock::Entropy;
use crate::district::House;
use crate::end::End;
use crate::error::{Error, Result};
use crate::look::Look;
use crate::session::Session;
use crate::signing::Signing;
use crate::state::State;
use crate::store::{Store, Version};
use define::{Date, Field, Pack, Register};
use finding::{Finding, Place, has_error};
use ledger::{Act, MASK, Origin, Row, Value};
use proof::Keys;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One act of a batch.
#[derive(Clone)]
pub(crate) struct Planned {
    pub act: Act,
    /// The present version of the row that it is about.
    pub before: Option<Version>,
    /// The row that it moves: register, number, and the row unless it goes. None of an act that is more than a row.
    pub moved: Option<(String, u64, Option<Arc<Row>>)>,
    /// Where it was given.
    pub place: Place,
    /// Whether the office itself put it because of another act: nobody gave it.
    pub follows: bool,
}

/// What became of a row that was put into a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It will be recorded under this number.
    Recorded(u64),
    /// A row that says the same is there.
    Present,
    /// Findings of the batch say why not.
    Refused,
}

/// Acts of one transaction.
pub(crate) struct Batch<'b> {
    pub store: &'b Store,
    house: &'b House,
    pub session: &'b Session,
    /// The state that the journal is in.
    pub head: Arc<State>,
    /// When the entries are made.
    pub at: i64,
    /// Today, by the office's clock.
    pub today: Date,
    pub findings: Vec<Finding>,
    /// Shared with whoever drafts it while it is looked at.
    pub(super) planned: Arc<Vec<Planned>>,
    /// Rows that were given and stand there already, by the id of their register.
    pub(super) repeated: Vec<(String, Row)>,
    /// The ids of registers of which rows move.
    pub(super) moves: BTreeSet<String>,
    /// The last act about each row, by the id of its register and its key.
    latest: BTreeMap<String, BTreeMap<String, usize>>,
    pub(super) references: References,
    /// Rows that a check doubts: register, number, what it says.
    pub(super) doubts: Vec<(String, u64, Finding)>,
    /// Sensitive cells that were given.
    pub(super) veil: Veil,
    /// Who signs beside the signer and from then on instead of him.
    pub(super) heir: Option<Signing>,
    entropy: &'b mut dyn Entropy,
    dry: bool,
    /// Whether what is put follows from another act.
    follows: bool,
    /// Present rows that were read by their keys, by the id of the register.
    pub(super) read: RefCell<BTreeMap<(String, assess::Keys), assess::Rows>>,
    /// What the store refused while a rule asked it something: rules answer yes or no, the batch answers with this.
    failed: RefCell<Option<Error>>,
}

impl<'b> Batch<'b> {
    pub(super) fn new(
        look: Look<'b>,
        head: Arc<State>,
        session: &'b Session,
        at: i64,
        today: Date,
        entropy: &'b mut dyn Entropy,
    ) -> Batch<'b> {
        Batch {
            store: look.store,
            house: look.house,
            session,
            head,
            at,
            today,
            findings: Vec::new(),
            planned: Arc::default(),
            repeated: Vec::new(),
            moves: BTreeSet::new(),
            latest: BTreeMap::new(),
            references: References::default(),
            doubts: Vec::new(),
            veil: Veil::default(),
            heir: None,
            entropy,
            dry: false,
            follows: false,
            read: RefCell::default(),
            failed: RefCell::default(),
        }
    }

    /// The pack in force.
    pub fn pack(&self) -> Arc<Pack> {
        self.head.pack.clone()
    }

    /// Number of entries before the batch.
    pub fn first(&self) -> u64 {
        self.head.size
    }

    /// The data folder.
    pub fn dir(&self) -> &'b std::path::Path {
        &self.house.dir
    }

    /// The keys that the journal is signed with.
    pub fn keys(&self) -> Result<Arc<Keys>> {
        self.house.archive.audit.learn(self.store)
    }

    /// Who signs.
    pub fn signer(&self) -> Result<Signing> {
        self.house.signer()
    }

    /// From the end of this batch on another one signs, who signs it too.
    pub fn hand_over(&mut self, heir: Signing) {
        self.heir = Some(heir);
    }

    /// The questions that look from any moment before the batch.
    pub fn look(&self) -> Look<'b> {
        Look { store: self.store, house: self.house }
    }

    /// Random bytes.
    pub fn entropy(&mut self) -> &mut dyn Entropy {
        self.entropy
    }

    /// Everything is looked at and nothing written.
    pub fn stay_dry(&mut self) {
        self.dry = true;
    }

    pub(super) fn is_dry(&self) -> bool {
        self.dry
    }

    /// Whether anything speaks against the batch.
    pub fn is_refused(&self) -> bool {
        has_error(&self.findings)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.planned.is_empty()
    }

    /// Acts so far.
    pub fn len(&self) -> usize {
        self.planned.len()
    }

    /// Puts what follows by rule from what was given.
    pub fn following<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let before = std::mem::replace(&mut self.follows, true);
        let done = work(self);
        self.follows = before;
        done
    }

    /// The end of the journal, upon which the batch is drafted as it is now.
    pub(super) fn ground(&mut self, end: &End, allowed: &Allowed<'_>) -> Result<Ground> {
        let audit = &self.house.archive.audit;
        self.moves.iter().try_for_each(|register| audit.agree(self.store, register, end.sealed.size))?;
        Ground::read(self.store, end.clone(), self.at, allowed, &self.planned, self.entropy)
    }

    /// States that were let go of, to be dropped beside.
    pub(super) fn gone(&self) -> Vec<Arc<State>> {
        self.house.archive.gone()
    }

    /// Whether a check doubts any of it.
    pub(super) fn is_doubted(&self) -> bool {
        !self.doubts.is_empty()
    }

    /// The present row of a key, with what this batch has put; none when there is none.
    pub fn present(&self, register: &Register, key: &str) -> Result<Option<(u64, Arc<Row>)>> {
        if let Some(at) = self.last(register, key) {
            let moved = self.planned[at].moved.as_ref();
            return Ok(moved.and_then(|(_, number, row)| Some((*number, row.clone()?))));
        }
        let version = self.store.present(&register.id, key)?;
        let row =
            |version: Version| Ok((version.number, Arc::new(crate::row::read(register, &version.body)?)));
        version.map(row).transpose()
    }

    /// What was found, to be told: without the sensitive cells that were given.
    pub(super) fn told_findings(&mut self) -> Vec<Finding> {
        let findings = std::mem::take(&mut self.findings);
        findings.into_iter().map(|finding| self.veil.over(finding)).collect()
    }

    /// Whether the batch has put a row of that key.
    pub fn is_put(&self, register: &Register, key: &str) -> bool {
        self.last(register, key).is_some()
    }

    /// Where the last act about a row stands.
    fn last(&self, register: &Register, key: &str) -> Option<usize> {
        self.latest.get(&register.id)?.get(key).copied()
    }

    /// A row is implausible: it is recorded only with a reason.
    pub fn doubt(&mut self, register: &Register, number: u64, finding: Finding) {
        self.doubts.push((register.name.clone(), number, finding.clone()));
        self.findings.push(finding);
    }

    /// Says which rows are about to be put, so that rows of the same batch may point to them.
    pub fn announce<'r>(&mut self, register: &Register, rows: impl Iterator<Item = &'r Row> + Clone) {
        self.references.announce(&self.head.pack, register, rows);
    }

    /// Puts a row: a new one, one in the place of the present row of its key, or none when that says the same. `place`
    /// is where it was given; findings about it stand there.
    pub fn put(
        &mut self,
        register: &Register,
        mut row: Row,
        origin: Option<Origin>,
        place: Place,
    ) -> Result<Put> {
        let Some(key) = row.key(register) else {
            let sentence = format!("“{}”的一行缺主键", register.name);
            self.findings.push(Finding::error("record.key", place, sentence));
            return Ok(Put::Refused);
        };
        self.veil.row(register, &row);
        let before = self.before(register, &key)?;
        if let Some(version) = &before {
            let present = crate::row::read(register, &version.body)?;
            keep_masked(register, &present, &mut row);
            self.keep_earlier(register, &present, &mut row, &place)?;
            if present == row {
                if !self.follows {
                    self.repeated.push((register.id.clone(), row));
                }
                return Ok(Put::Present);
            }
            self.veil.row(register, &present);
        }
        if let Some(field) = first_masked(register, &row) {
            let sentence = format!("“{}”的这一格是遮盖的样子，不是内容", field.name);
            self.findings.push(Finding::error("import.cell.masked", place, sentence));
            return Ok(Put::Refused);
        }
        let act = ledger::record(register, &key, &row, origin);
        let found = ledger::check(&act, &Seen(self));
        self.asked()?;
        if has_error(&found) {
            let given = place.line.is_some();
            // A file's line says more than the key; a key more than the name of a register.
            self.findings.extend(found.into_iter().map(|finding| match given {
                true => Finding { place: place.clone(), ..finding },
                false => finding,
            }));
            return Ok(Put::Refused);
        }
        let entry = self.head.size + self.planned.len() as u64;
        let number = before.as_ref().map_or(entry, |version| version.number);
        let at = self.planned.len();
        match self.latest.get_mut(&register.id) {
            Some(latest) => drop(latest.insert(key, at)),
            None => drop(self.latest.insert(register.id.clone(), BTreeMap::from([(key, at)]))),
        }
        let moved = Some((register.id.clone(), number, Some(Arc::new(row))));
        self.plan(Planned { act, before, moved, place, follows: self.follows });
        Ok(Put::Recorded(number))
    }

    /// Of two dated states of a row the earlier one becomes a row of its own, and the later one stands.
    pub fn keep_earlier(
        &mut self,
        register: &Register,
        present: &Row,
        row: &mut Row,
        place: &Place,
    ) -> Result<()> {
        let pack = self.pack();
        for dated in &register.dated {
            let Some(earlier) = pack.register(&dated.earlier.text) else { continue };
            if let Some(past) = ledger::settle(register, dated, earlier, present, row) {
                self.following(|batch| batch.put(earlier, past, None, place.clone()))?;
            }
        }
        Ok(())
    }

    /// Puts an act that is not about the cells of a row.
    pub fn act(&mut self, act: Act, before: Option<Version>, moved: Option<(String, u64)>) -> Result<()> {
        let found = ledger::check(&act, &Seen(self));
        self.asked()?;
        self.findings.extend(found);
        let moved = moved.map(|(register, number)| (register, number, None));
        let (place, follows) = (Place::whole(""), self.follows);
        self.plan(Planned { act, before, moved, place, follows });
        Ok(())
    }

    fn plan(&mut self, one: Planned) {
        if let Some((register, ..)) =
            one.moved.as_ref().filter(|(register, ..)| !self.moves.contains(register))
        {
            self.moves.insert(register.clone());
        }
        Arc::make_mut(&mut self.planned).push(one);
    }

    /// What a rule asked of the store, or what stands in its place when the store refused.
    pub(super) fn told<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    /// An error when the store refused to answer a rule.
    pub(super) fn asked(&self) -> Result<()> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// The present version of a key's row; of a row that this batch has put, the one that it will be.
    pub fn before(&self, register: &Register, key: &str) -> Result<Option<Version>> {
        let Some(at) = self.last(register, key) else { return self.store.present(&register.id, key) };
        let missing = || Error::damaged("一行在同一批里没有了");
        let (_, number, row) = self.planned[at].moved.as_ref().ok_or_else(missing)?;
        let Some(row) = row else { return Ok(None) };
        let body = crate::row::write(register, row);
        let since = self.head.size + at as u64;
        // Its salt is drawn when it is written.
        let salt = Vec::new();
        Ok(Some(Version { number: *number, key: key.to_owned(), since, until: None, body, salt }))
    }
}

/// A sensitive cell that came back as it is shown, as in a file that was taken away, stays what it is.
pub(super) fn keep_masked(register: &Register, present: &Row, row: &mut Row) {
    for (at, field) in register.fields.iter().enumerate() {
        if is_masked(field, &row.values[at]) {
            row.values[at].clone_from(&present.values[at]);
        }
    }
}

/// The first cell that is a mask: nobody knows what it stands for.
fn first_masked<'r>(register: &'r Register, row: &Row) -> Option<&'r Field> {
    register
        .fields
        .iter()
        .zip(&row.values)
        .find(|(field, value)| is_masked(field, value))
        .map(|(field, _)| field)
}

fn is_masked(field: &Field, value: &Option<Value>) -> bool {
    field.sensitive && matches!(value, Some(Value::Text(text)) if text == MASK)
}

/// The present as the rules of acts see it.
struct Seen<'s, 'b>(&'s Batch<'b>);

impl ledger::Facts for Seen<'_, '_> {
    fn register(&self, id: &str) -> Option<&Register> {
        self.0.head.pack.register_by_id(id)
    }

    fn row(&self, register: &str, key: &str) -> Option<Row> {
        let register = self.0.head.pack.register_by_id(register)?;
        Some(Row::clone(&self.0.told(self.0.present(register, key))?.1))
    }

    fn holds(&self, register: &str, field: &str, value: &str) -> bool {
        self.0.holds(register, field, value)
    }

    fn entries(&self) -> u64 {
        self.0.head.size
    }

    fn has_pack(&self, hash: &str) -> bool {
        self.0.told(self.0.store.has_pack(hash))
    }

    fn has_body(&self, entry: u64) -> bool {
        self.0.told(self.0.store.entry(entry)).is_some_and(|entry| entry.body.is_some())
    }
}

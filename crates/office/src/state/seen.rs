//! A state as somebody sees it: the same entries under the same pack, and of each register no other rows than his.
//!
//! What is derived by forms of work follows from these rows, so that a school's duties, cases and rosters are its own. Rows
//! that speak of another row are seen with it: the steps of a case with the case, a letter with its household.

use super::answers::Answers;
use super::{Slots, State, locked};
use crate::error::Result;
use crate::store::Store;
use crate::within::Within;
use access::Sees;
use assess::{Record, Rows};
use define::house::{Letter, LetterEvent, Step};
use define::{Form, Register};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// What a state shows, and to whom.
pub(super) struct Seen {
    whole: Arc<State>,
    within: Arc<Within>,
}

impl State {
    /// This state as somebody sees it.
    pub fn seen(self: &Arc<State>, within: Arc<Within>) -> State {
        let made = State::new(self.size, self.pack.clone(), self.audit.clone(), self.sealed().clone());
        State { seen: Some(Seen { whole: self.clone(), within }), ..made }
    }

    /// This state as somebody sees it who has seen an earlier one: of what did not change since all is taken over.
    fn seen_after(self: &Arc<State>, within: Arc<Within>, before: &Before) -> State {
        let changed = self.changed_since(&before.whole);
        let names: BTreeSet<&str> = changed.iter().map(|register| register.name.as_str()).collect();
        let stays = |id: &String| !changed.iter().any(|register| register.id == *id);
        let held = before.rows.iter().filter(|(id, _)| stays(id));
        let held = held.map(|(id, slot)| (id.clone(), slot.clone())).collect();
        State { answers: before.answers.surviving(&names), rows: Mutex::new(held), ..self.seen(within) }
    }

    /// The registers of which rows may have changed since an earlier state, and those of which somebody may see other rows because
    /// of it.
    fn changed_since(&self, before: &Slots) -> Vec<&Register> {
        let now = locked(&self.rows);
        // What nobody wrote into is the same thing in both.
        let same = |register: &&Register| match (now.get(&register.id), before.get(&register.id)) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            _ => false,
        };
        let mut changed: Vec<&Register> = self.pack.registers.iter().filter(|one| !same(one)).collect();
        let followers = [Step::HOUSE, Letter::HOUSE, LetterEvent::HOUSE];
        let forms = &self.pack.forms;
        let leads = |name: &str| {
            forms.loops.iter().any(|of| of.case.list.register.text == name)
                || forms.notices.iter().any(|notice| notice.recipients.register.text == name)
        };
        if changed.iter().any(|register| leads(&register.name)) {
            changed.extend(followers.iter().filter_map(|house| self.pack.register(house.register)));
        }
        changed
    }

    /// Whether it is this very state as those see it who see so much.
    fn is_seen(&self, of: &Arc<State>, key: &str) -> bool {
        self.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(&seen.whole, of) && seen.within.key == key)
    }
}

impl Seen {
    /// The rows of a register that are seen.
    pub fn rows(&self, store: &Store, register: &Register) -> Result<Rows> {
        let all = self.whole.rows(store, register)?;
        let followers = self.followers(store, register)?;
        match self.within.sees(&register.id) {
            Sees::All => Ok(all),
            Sees::Nothing if followers.is_none() => Ok(Rows::default()),
            sees => {
                let follows =
                    |number: u64| followers.as_ref().is_some_and(|numbers| numbers.contains(&number));
                let kept = all.iter().filter(|(number, row)| sees.admits(row) || follows(*number));
                Ok(kept.cloned().collect())
            }
        }
    }

    /// The numbers of the rows that are seen with the rows of which they speak; none of a register whose rows speak of none.
    fn followers(&self, store: &Store, register: &Register) -> Result<Option<BTreeSet<u64>>> {
        match register.name.as_str() {
            name if name == Step::HOUSE.register => self.steps(store, register).map(Some),
            name if name == Letter::HOUSE.register => {
                self.letters(store, register, |record| Letter::read(record).household).map(Some)
            }
            name if name == LetterEvent::HOUSE.register => {
                self.letters(store, register, |record| LetterEvent::read(record).household).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The steps of cases that are seen.
    fn steps(&self, store: &Store, register: &Register) -> Result<BTreeSet<u64>> {
        let pack = &self.whole.pack;
        let mut cases: BTreeSet<(&str, String)> = BTreeSet::new();
        for of in &pack.forms.loops {
            let Some(kept) = pack.register(&of.case.list.register.text) else { continue };
            for (number, row) in self.rows(store, kept)?.iter() {
                let record = Record { register: kept, number: *number, row };
                let id = assess::loops::case_id(of, &record);
                cases.insert((of.head().id.as_str(), id));
            }
        }
        let all = self.whole.rows(store, register)?;
        let numbers = all.iter().filter(|(number, row)| {
            let step = Step::read(&Record { register, number: *number, row });
            cases.contains(&(step.of.as_str(), step.case))
        });
        Ok(numbers.map(|(number, _)| *number).collect())
    }

    /// The letters to households of which a row is seen, and what became of them.
    fn letters(
        &self,
        store: &Store,
        register: &Register,
        household: impl Fn(&Record<'_>) -> String,
    ) -> Result<BTreeSet<u64>> {
        let pack = &self.whole.pack;
        let mut households = BTreeSet::new();
        for notice in &pack.forms.notices {
            let Some(kept) = pack.register(&notice.recipients.register.text) else { continue };
            let rows = self.rows(store, kept)?;
            let keys = rows.iter().filter_map(|(_, row)| row.key(kept));
            households
                .extend(keys.flat_map(|key| [key.split('/').next().unwrap_or_default().to_owned(), key]));
        }
        let all = self.whole.rows(store, register)?;
        let numbers = all.iter().filter(|(number, row)| {
            households.contains(&household(&Record { register, number: *number, row }))
        });
        Ok(numbers.map(|(number, _)| *number).collect())
    }
}

/// What somebody saw of a state that is no longer the newest.
struct Before {
    /// Of [`Within`].
    key: String,
    pack: String,
    /// The rows of the whole state, by which it is told what changed since.
    whole: Slots,
    rows: Slots,
    answers: Answers,
}

impl Before {
    /// What is kept of a state that somebody saw, without its figures and pages; none of a whole one.
    fn of(state: &State) -> Option<Before> {
        let seen = state.seen.as_ref()?;
        Some(Before {
            key: seen.within.key.clone(),
            pack: state.pack.hash.clone(),
            whole: locked(&seen.whole.rows).clone(),
            rows: locked(&state.rows).clone(),
            answers: state.answers.surviving(&BTreeSet::new()),
        })
    }
}

/// States as people see them, the newest first, and what is left of those before.
#[derive(Default)]
pub(super) struct Shown(Mutex<(Vec<Arc<State>>, Vec<Before>)>);

/// How many are kept of each.
const SHOWN: usize = 64;

impl Shown {
    /// A state as somebody sees it: a known one, or a new one.
    pub fn of(&self, whole: &Arc<State>, within: &Arc<Within>) -> Arc<State> {
        let mut shown = locked(&self.0);
        let (states, earlier) = &mut *shown;
        let state = match states.iter().position(|state| state.is_seen(whole, &within.key)) {
            Some(at) => states.remove(at),
            None => {
                let same = |one: &&Before| one.key == within.key && one.pack == whole.pack.hash;
                Arc::new(match earlier.iter().find(same) {
                    Some(before) => whole.seen_after(within.clone(), before),
                    None => whole.seen(within.clone()),
                })
            }
        };
        states.insert(0, state.clone());
        states.truncate(SHOWN);
        state
    }

    /// There is a newer state: of those that people saw remains what it may take over.
    pub fn pass(&self) {
        let mut shown = locked(&self.0);
        let (states, earlier) = &mut *shown;
        for before in states.drain(..).rev().filter_map(|state| Before::of(&state)) {
            earlier.retain(|one| one.key != before.key);
            earlier.insert(0, before);
        }
        earlier.truncate(SHOWN);
    }

    /// Lets go of all.
    pub fn clear(&self) {
        let mut shown = locked(&self.0);
        shown.0.clear();
        shown.1.clear();
    }
}

//! Sight (视野): what of the office's answers a session sees, and the standing behind it. The one place where the reading
//! side asks `access`; every question is asked of a state that holds no other rows than those seen.
//!
//! *Who is judged by roles.* Persons who come by a page or by a program. Whoever works at the machine itself (the command
//! line, standing work, a played year) has the data folder in his hands and sees all of it. A household has its letter.

use crate::error::{Error, Result};
use crate::session::{Session, Via, Who};
use crate::state::{Needs, State};
use crate::store::Store;
use crate::within::Within;
use access::{Facts, Sees, Standing};
use assess::facts_of_rights;
use define::{Date, OF_RIGHTS, Pack, Register, Right};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a session sees.
#[derive(Clone)]
pub(crate) enum Sight {
    /// Everything: who asks sits at the machine.
    Whole,
    /// What the roles of a person show.
    Within(Arc<Within>),
}

/// Whether a session is judged by the roles of a person.
pub(crate) fn is_judged(session: &Session) -> bool {
    match session.who {
        Who::Person(_) | Who::Household(_) => matches!(session.via, Via::Page | Via::Api),
        Who::Service(_) | Who::Device(_) => false,
    }
}

/// The rows that rights stand on, as a state holds them.
pub(crate) fn facts(state: &State, store: &Store) -> Result<Arc<Facts>> {
    let names = names();
    state.answer("rights", Needs::Registers(names.clone()), || {
        Ok(facts_of_rights(&state.records(store, &names)?))
    })
}

/// The registers that rights stand on.
fn names() -> BTreeSet<String> {
    OF_RIGHTS.iter().map(|house| house.register.to_owned()).collect()
}

impl Sight {
    /// What a session sees of a state on a day.
    pub fn of(session: &Session, state: &State, store: &Store, day: Date) -> Result<Sight> {
        if !is_judged(session) {
            return Ok(Sight::Whole);
        }
        let person = match &session.who {
            Who::Person(name) => ledger::canonical_name(name),
            _ => String::new(),
        };
        let within = state.answer(&format!("sight {day} {person}"), Needs::Registers(names()), || {
            let facts = facts(state, store)?;
            let standing = Standing::of(&state.pack, &facts, &person, day);
            Ok(Within::of(state.pack.clone(), standing))
        })?;
        Ok(Sight::Within(within))
    }

    /// What a person sees; none of whoever sees everything.
    pub fn within(&self) -> Option<&Arc<Within>> {
        match self {
            Sight::Whole => None,
            Sight::Within(within) => Some(within),
        }
    }

    /// What is seen of a register.
    pub fn sees(&self, register: &Register) -> Sees {
        match self {
            Sight::Whole => Sees::All,
            Sight::Within(within) => within.sees(&register.id),
        }
    }

    /// Nothing, when a right is held.
    ///
    /// # Errors
    /// [`Error::Denied`] when it is not.
    pub fn needs(&self, right: Right) -> Result<()> {
        match self {
            Sight::Within(within) if !within.standing.has(&within.pack, right, "") => {
                Err(Error::Denied(format!("没有“{}”的权", right.label())))
            }
            _ => Ok(()),
        }
    }

    /// Whether what is owed can be told from what is seen: of every register in which something is done as much as of the one
    /// that says who owes it (none: the district). Else what others did would look undone.
    pub fn tells<'n>(
        &self,
        pack: &Pack,
        owing: Option<&str>,
        done: impl IntoIterator<Item = &'n str>,
    ) -> bool {
        let sees = |name: &str| pack.register(name).map_or(Sees::Nothing, |register| self.sees(register));
        let owing = owing.map_or(Sees::All, sees);
        owing != Sees::Nothing && done.into_iter().all(|name| sees(name).reaches(&owing))
    }

    /// Nothing, when every row of a register is seen.
    ///
    /// # Errors
    /// [`Error::Denied`] when not.
    pub fn needs_all(&self, pack: &Pack, name: &str) -> Result<()> {
        match pack.register(name).map(|register| self.sees(register)) {
            Some(Sees::All) => Ok(()),
            _ => Err(Error::Denied(format!("台账“{name}”不在所看的范围里"))),
        }
    }
}

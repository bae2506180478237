//! Forms that may arrive twice, as from a telephone that lost its connection: each carries a word, and what came of it the first
//! time is the answer to the second.

use crate::act::Given;
use crate::district::Office;
use crate::error::Result;
use crate::session::{Session, Who};
use crate::view::RowOutcome;
use ledger::canonical_name;

/// Longest word that is kept.
const LONGEST: usize = 80;
/// How long it is kept, in milliseconds.
const KEPT: i64 = 30 * 86_400_000;

impl Office {
    /// As [`Office::record_form`], of a form that carries a word: arriving once more it records nothing and has the answer of the
    /// first time. Without a word it is a form as any.
    ///
    /// # Errors
    /// As of [`Office::record_form`].
    pub fn record_once(
        &self,
        session: &Session,
        given: &Given,
        seen: Option<(u64, u64)>,
        once: &str,
    ) -> Result<RowOutcome> {
        let Who::Person(name) = &session.who else { return self.record_form(session, given, seen) };
        if once.is_empty() || once.len() > LONGEST {
            return self.record_form(session, given, seen);
        }
        let person = canonical_name(name);
        // Of two that arrive together the second waits for the first.
        let _turn = self.house.once.turn((person.clone(), once.to_owned()));
        if let Some(number) = self.with_accounts(|store| store.taken(&person, once))? {
            return Ok(RowOutcome { number: u64::try_from(number).ok(), ..RowOutcome::default() });
        }
        let outcome = self.record_form(session, given, seen)?;
        if let Some(number) = outcome.number.and_then(|number| i64::try_from(number).ok()) {
            let now = self.now();
            self.with_accounts(|store| store.take(&person, once, number, now, now - KEPT))?;
        }
        Ok(outcome)
    }
}

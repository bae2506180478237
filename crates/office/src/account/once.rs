//! Forms that may arrive twice, as from a telephone that lost its connection: each carries a word, and what came of it the first
//! time is the answer to the second.

use crate::act::Given;
use crate::district::Office;
use crate::error::Result;
use crate::session::{Session, Who};
use crate::view::RowOutcome;
use ledger::canonical_name;
use proof::{Hash as _, Sm3, hex};

/// Longest word that is kept.
const LONGEST: usize = 80;
/// How long it is kept, in milliseconds.
const KEPT: i64 = 30 * 86_400_000;

/// The word of a key of somebody's choice, and of what was given under it.
fn words(key: &str, given: &Given) -> [String; 2] {
    let said = |parts: &[&str]| {
        let length = |part: &&str| format!("{} {part}", part.len());
        hex::write(&Sm3::digest(&[parts.iter().map(length).collect::<String>().as_bytes()]))
    };
    let cells = given.cells.iter().flat_map(|(field, text)| [field.as_str(), text.as_str()]);
    let whole: Vec<&str> = ["with", key, given.register.as_str()].into_iter().chain(cells).collect();
    [said(&["key", key]), said(&whole)]
}

impl Office {
    /// As [`Office::record_form`], of a new row that a program gives under a key of its own (`Idempotency-Key`): sent once more it
    /// records nothing and has the answer of the first time. None when the key was used for another row.
    ///
    /// # Errors
    /// As of [`Office::record_form`].
    pub fn record_by_key(&self, session: &Session, given: &Given, key: &str) -> Result<Option<RowOutcome>> {
        let person = canonical_name(session.who.name());
        let [word, whole] = words(key, given);
        // Of two that arrive together the second waits for the first.
        let _turn = self.house.once.turn((person.clone(), word.clone()));
        let known =
            self.with_accounts(|store| Ok((store.taken(&person, &word)?, store.taken(&person, &whole)?)))?;
        match known {
            (Some(_), None) => return Ok(None),
            (_, Some(number)) => {
                return Ok(Some(RowOutcome { number: u64::try_from(number).ok(), ..RowOutcome::default() }));
            }
            (None, None) => {}
        }
        let outcome = self.record_form(session, given, None)?;
        if let Some(number) = outcome.number.and_then(|number| i64::try_from(number).ok()) {
            let now = self.now();
            self.with_accounts(|store| {
                store.take(&person, &whole, number, now, now - KEPT)?;
                store.take(&person, &word, number, now, now - KEPT)
            })?;
        }
        Ok(Some(outcome))
    }

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

//! Forms that may arrive twice, as from a telephone that lost its connection: each carries a word, and what came of it the first
//! time is the answer to the second.

use crate::act::Given;
use crate::district::Office;
use crate::error::{Error, Result};
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
    /// Does what a program sends under a key of its own (`Idempotency-Key`) and keeps what is answered to it: sent once more, nothing is
    /// done and the answer is the same, byte for byte. None when the key was used for other content. What is refused is
    /// not kept: sent better, it may come under the same key.
    ///
    /// # Errors
    /// A file that refuses; what the deed refuses.
    pub fn answer_by_key<E: From<Error>>(
        &self,
        session: &Session,
        (key, content): (&str, &[u8]),
        deed: impl FnOnce() -> std::result::Result<String, E>,
    ) -> std::result::Result<Option<String>, E> {
        let person = canonical_name(session.who.name());
        let digest = |text: &[u8]| hex::write(&Sm3::digest(&[b"duheng answered ", text]));
        let (word, content) = (digest(key.as_bytes()), digest(content));
        // Of two that arrive together the second waits for the first.
        let _turn = self.house.once.turn((person.clone(), word.clone()));
        if let Some((known, answer)) = self.with_accounts(|store| store.answered(&person, &word))? {
            return Ok((known == content).then_some(answer));
        }
        let (answer, now) = (deed()?, self.now());
        self.with_accounts(|store| {
            store.keep_answer((&person, &word), (&content, &answer), (now, now - KEPT))
        })?;
        Ok(Some(answer))
    }

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

//! People of the city (市级人员), who look over the districts of a server and into none of them. They stand in the server's own list with
//! what is kept of their passwords, and in no district's accounts; what they did is nobody's row. Who is not in the list does not come in.

use super::password;
use crate::clock::{Entropy, Machine};
use crate::error::Result;
use crate::state::locked;
use proof::{Hash as _, Sm3, hex};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Wrong passwords one after the other, after which a name has to wait.
const TRIES: u32 = 5;
/// How long it waits, and how long a visit lasts, in milliseconds.
const WAITS: i64 = 15 * 60_000;
const LASTS: i64 = 8 * 3_600_000;
/// Visits at once.
const MOST: usize = 200;

/// The people of a city, with the visits of this process: a visit ends with it.
#[derive(Default)]
pub struct Overseers {
    people: BTreeMap<String, String>,
    tries: Mutex<BTreeMap<String, (u32, i64)>>,
    visits: Mutex<BTreeMap<String, (String, i64)>>,
}

impl Overseers {
    /// The people of a list: name, and what is kept of the password as [`Overseers::enrolled`] gives it.
    ///
    /// ```
    /// let (password, kept) = office::Overseers::enrolled().unwrap();
    /// let people = office::Overseers::of([("样例市级一".to_owned(), kept)].into());
    /// let token = people.sign_in("样例市级一", &password, 0).unwrap().unwrap();
    /// assert_eq!(people.visitor(&token, 1).as_deref(), Some("样例市级一"));
    /// assert!(people.sign_in("样例市级二", &password, 0).unwrap().is_none());
    /// ```
    pub fn of(people: BTreeMap<String, String>) -> Overseers {
        Overseers { people, ..Overseers::default() }
    }

    /// A password that is shown this once, and what is kept of it.
    ///
    /// # Errors
    /// [`crate::Error::Entropy`] without chance.
    pub fn enrolled() -> Result<(String, String)> {
        let given = password::first()?;
        let kept = password::kept(&given)?;
        Ok((given, kept))
    }

    /// Whether nobody is in the list.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Whether a password is that of a name at a time (milliseconds since 1970). As long is taken over a name that is not there. After
    /// five wrong ones a name waits for a quarter of an hour, whatever comes.
    ///
    /// # Errors
    /// What cannot be computed.
    pub fn knows(&self, name: &str, given: &str, now: i64) -> Result<bool> {
        let name = name.trim();
        let kept = self.people.get(name);
        let waits = |tries: &BTreeMap<String, (u32, i64)>| {
            tries.get(name).is_some_and(|(many, until)| *many >= TRIES && now < *until)
        };
        if waits(&locked(&self.tries)) {
            return Ok(false);
        }
        let known = password::is(given, kept.map_or("", String::as_str))? && kept.is_some();
        let mut tries = locked(&self.tries);
        if known {
            tries.remove(name);
        } else if kept.is_some() {
            // Only names of the list are counted: invented ones fill no memory.
            let (many, until) = tries.entry(name.to_owned()).or_default();
            (*many, *until) = (if now >= *until { 1 } else { *many + 1 }, now + WAITS);
        }
        Ok(known)
    }

    /// Begins a visit: its token; none of whom is not known.
    ///
    /// # Errors
    /// As [`Overseers::knows`].
    pub fn sign_in(&self, name: &str, given: &str, now: i64) -> Result<Option<String>> {
        if !self.knows(name, given, now)? {
            return Ok(None);
        }
        let mut random = [0u8; 32];
        Machine.fill(&mut random)?;
        let token = hex::write(&random);
        let mut visits = locked(&self.visits);
        visits.retain(|_, (_, until)| now < *until);
        if visits.len() >= MOST {
            visits.pop_first();
        }
        visits.insert(digest(&token), (name.trim().to_owned(), now + LASTS));
        Ok(Some(token))
    }

    /// Whose visit a token is.
    pub fn visitor(&self, token: &str, now: i64) -> Option<String> {
        let visits = locked(&self.visits);
        visits.get(&digest(token)).filter(|(_, until)| now < *until).map(|(name, _)| name.clone())
    }

    /// Ends a visit.
    pub fn leave(&self, token: &str) {
        locked(&self.visits).remove(&digest(token));
    }
}

fn digest(token: &str) -> String {
    hex::write(&Sm3::digest(&[b"duheng overseer ", token.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_waits_and_a_visit_ends() {
        let (password, kept) = Overseers::enrolled().unwrap();
        let people = Overseers::of([("样例".to_owned(), kept)].into());
        for _ in 0..TRIES {
            assert!(people.sign_in("样例", "wrong", 0).unwrap().is_none());
        }
        assert!(people.sign_in("样例", &password, WAITS - 1).unwrap().is_none(), "it waits");
        let token = people.sign_in("样例", &password, WAITS).unwrap().unwrap();
        assert!(people.visitor(&token, WAITS + LASTS - 1).is_some());
        assert!(people.visitor(&token, WAITS + LASTS).is_none() && people.visitor("", 0).is_none());
        people.leave(&token);
        assert!(people.visitor(&token, WAITS).is_none());
        assert!(Overseers::default().sign_in("", "", 0).unwrap().is_none(), "an empty list lets nobody in");
    }
}

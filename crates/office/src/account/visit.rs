//! Visits (登录): a browser in which somebody is signed in, known by a token of which the office keeps the digest alone.

use crate::clock::{Entropy, Machine};
use crate::district::Office;
use crate::error::Result;
use crate::event::{Event, Told};
use crate::store::StoredVisit;
use ledger::canonical_name;
use proof::{Hash as _, Sm3, hex};

/// How long a visit may last, and how long it may be silent.
const LASTS: i64 = 12 * 3_600_000;
const SILENT: i64 = 2 * 3_600_000;
/// A visit is noted as seen again after so long.
const NOTED: i64 = 60_000;
/// Longest name of a browser that is kept.
const AGENT: usize = 120;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Number of the visit.
    pub visit: i64,
    /// The account.
    pub login: String,
    /// The person, as entries name him.
    pub person: String,
    /// Whether a password of his own has to be set before anything else.
    pub must_change: bool,
    /// Whether there is a password here: who comes by a provider alone has none, nor has a made-up person of a demonstration.
    pub has_password: bool,
    /// Whether a number of his telephone is asked for beside the password.
    pub has_second: bool,
    /// The provider by which he came; empty for a password that was typed here.
    pub provider: String,
    /// The word that forms of his pages carry, and those of nobody else.
    pub word: String,
    /// The program that comes in his name; none when he comes himself.
    pub programme: Option<Programme>,
}

/// A program that comes with a token of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Whether it may also record.
    pub writes: bool,
}

/// What follows from a token for a purpose, and leads not back to it.
fn follows(token: &str, purpose: &str) -> String {
    hex::write(&Sm3::digest(&[purpose.as_bytes(), token.as_bytes()]))
}

/// The digest under which a token is kept.
fn digest(token: &str) -> String {
    follows(token, "duheng visit ")
}

impl Office {
    /// Begins a visit of an account, given with its person, and gives its token; `provider` is by whom he came.
    pub(super) fn begin_visit(
        &self,
        (login, person): (&str, &str),
        agent: &str,
        provider: &str,
    ) -> Result<String> {
        let mut bytes = [0u8; 32];
        Machine.fill(&mut bytes)?;
        let (token, now) = (hex::write(&bytes), self.now());
        let visit = StoredVisit {
            id: 0,
            login: login.to_owned(),
            person: person.to_owned(),
            began: now,
            seen: now,
            provider: provider.to_owned(),
            agent: agent.chars().filter(|letter| !letter.is_control()).take(AGENT).collect(),
        };
        self.with_accounts(|store| {
            store.expire(now - LASTS, now - SILENT)?;
            store.begin(&digest(&token), &visit)
        })?;
        let over = if provider.is_empty() { String::new() } else { format!("统一身份 {provider}") };
        self.tell_if_possible(&Told { event: Event::SignedIn, person, by: "", over: &over, reason: "" });
        Ok(token)
    }

    /// Begins a visit of a person without a password: only for a demonstration with made-up people.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn sign_in_as(&self, person: &str, agent: &str) -> Result<String> {
        self.begin_visit((&format!("样例 {}", canonical_name(person)), person), agent, "")
    }

    /// Who is signed in with a token; none when it is unknown, ended, or its account is disabled. `made_up` people have no
    /// account, and are let in by a demonstration alone.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn visitor(&self, token: &str, made_up: bool) -> Result<Option<Visitor>> {
        let now = self.now();
        self.with_accounts(|store| {
            let Some(visit) = store.visit(&digest(token))? else { return Ok(None) };
            if now - visit.began > LASTS || now - visit.seen > SILENT {
                store.end(&visit.login, visit.id)?;
                return Ok(None);
            }
            let account = store.account(&visit.login)?;
            if account.as_ref().map_or(!made_up, |account| account.disabled) {
                return Ok(None);
            }
            if now - visit.seen > NOTED {
                store.see(visit.id, now)?;
            }
            let has_password = account.as_ref().is_some_and(|account| !account.password.is_empty());
            let has_second = account.as_ref().is_some_and(|account| !account.second.is_empty());
            let must_change = account.is_some_and(|account| account.must_change);
            Ok(Some(Visitor {
                visit: visit.id,
                login: visit.login,
                person: visit.person,
                provider: visit.provider,
                must_change,
                has_password,
                has_second,
                word: follows(token, "duheng form "),
                programme: None,
            }))
        })
    }

    /// Ends a visit by its number.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn end_visit(&self, of: &Visitor, visit: i64) -> Result<()> {
        self.with_accounts(|store| store.end(&of.login, visit))?;
        self.tell_if_possible(&Told {
            event: Event::SignedOut,
            person: &of.person,
            by: "",
            over: "",
            reason: "",
        });
        Ok(())
    }
}

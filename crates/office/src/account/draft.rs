//! Drafts (草稿): what somebody has begun to write for a register and not recorded. They are no facts, so they stand beside the
//! journal, each its writer's alone.

use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::{Session, Who};
use ledger::canonical_name;

/// Longest draft, in bytes.
const LONGEST: usize = 16 << 20;
/// How long a draft is kept that nobody touches, in milliseconds.
const KEPT: i64 = 90 * 86_400_000;

impl Office {
    /// What somebody has begun to write for a register; none when nothing.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn draft(&self, session: &Session, register: &str) -> Result<Option<String>> {
        let Some(person) = person(session) else { return Ok(None) };
        self.with_accounts(|store| store.draft(&person, register))
    }

    /// Keeps what somebody has begun to write for a register; nothing of it when the text is empty.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever is no person, and of a text that is too long; a store that refuses.
    pub fn keep_draft(&self, session: &Session, register: &str, text: &str) -> Result<()> {
        let person = person(session).ok_or_else(|| Error::Denied("没有账号的不存草稿".to_owned()))?;
        if text.len() > LONGEST {
            return Err(Error::Denied("草稿太长，没有存".to_owned()));
        }
        let now = self.now();
        self.with_accounts(|store| {
            store.expire_drafts(now - KEPT)?;
            store.put_draft(&person, register, text, now)
        })
    }
}

fn person(session: &Session) -> Option<String> {
    match &session.who {
        Who::Person(name) => Some(canonical_name(name)),
        _ => None,
    }
}

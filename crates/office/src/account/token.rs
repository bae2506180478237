//! Tokens of the interface (接口令牌): by which a program asks and records in the name of a person. It has his rights and no
//! others; one that only reads records nothing. The office keeps the digest alone, and shows a token once.

use super::visit::{Programme, Visitor};
use crate::clock::{Entropy, Machine, instant};
use crate::district::Office;
use crate::error::Result;
use crate::event::{Event, Told};
use crate::store::StoredToken;
use crate::view::TokenView;
use finding::{Finding, Place};
use proof::{Hash as _, Sm3, hex};

/// What a token begins with, so that whoever finds one knows what it is.
const PREFIX: &str = "dh_";
/// Days that one may last.
const LASTS: i64 = 366;
/// Longest name of one, in characters.
const LONGEST: usize = 40;
/// Tokens of a person at once.
const MOST: usize = 20;
/// One is noted as seen again after so long.
const NOTED: i64 = 60_000;

/// The digest under which a token is kept.
fn digest(token: &str) -> String {
    hex::write(&Sm3::digest(&[b"duheng token ", token.as_bytes()]))
}

fn wrong(code: &'static str, sentence: &str) -> Finding {
    Finding::error(code, Place::whole("接口令牌"), sentence.to_owned())
}

impl Office {
    /// Gives a person a token for a program, for a number of days; `writes` also to record. It is shown this once.
    ///
    /// # Errors
    /// A file that refuses. What speaks against it is in the answer.
    pub fn issue_token(
        &self,
        of: &Visitor,
        (name, writes, days): (&str, bool, i64),
    ) -> Result<std::result::Result<String, Finding>> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
            return Ok(Err(wrong("account.token.name", "请写明给哪个程序用，不超过40个字")));
        }
        if !(1..=LASTS).contains(&days) {
            return Ok(Err(wrong("account.token.days", "有效天数是1到366")));
        }
        let mut bytes = [0u8; 32];
        Machine.fill(&mut bytes)?;
        let (token, now) = (format!("{PREFIX}{}", hex::write(&bytes)), self.now());
        let stored = StoredToken {
            id: 0,
            login: of.login.clone(),
            person: of.person.clone(),
            name: name.to_owned(),
            writes,
            added: now,
            until: now + days * 86_400_000,
            seen: 0,
        };
        let given = self.with_accounts(|store| {
            store.expire_tokens(now)?;
            if store.tokens(&of.login)?.len() >= MOST {
                return Ok(false);
            }
            store.put_token(&digest(&token), &stored)?;
            Ok(true)
        })?;
        if !given {
            return Ok(Err(wrong("account.token.many", "一人最多20个令牌，请先停用不用的")));
        }
        let over = format!("{name}（{}）", if writes { "可记录" } else { "只读" });
        self.tell(&Told { event: Event::TokenIssued, person: &of.person, by: "", over: &over, reason: "" })?;
        Ok(Ok(token))
    }

    /// The tokens of whoever asks, newest first.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn tokens(&self, of: &Visitor) -> Result<Vec<TokenView>> {
        let now = self.now();
        let view = |one: StoredToken| TokenView {
            id: one.id,
            name: one.name,
            writes: one.writes,
            added: instant(one.added),
            until: instant(one.until),
            seen: if one.seen == 0 { String::new() } else { instant(one.seen) },
        };
        self.with_accounts(|store| {
            let all = store.tokens(&of.login)?;
            Ok(all.into_iter().filter(|one| one.until > now).map(view).collect())
        })
    }

    /// Ends a token of whoever asks.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn end_token(&self, of: &Visitor, id: i64) -> Result<()> {
        let ended = self.with_accounts(|store| store.end_token(&of.login, id))?;
        if ended {
            let event = Event::TokenEnded;
            self.tell_if_possible(&Told { event, person: &of.person, by: "", over: "", reason: "" });
        }
        Ok(())
    }

    /// For whom a program asks that brings a token; none when it is unknown, over, or its account is disabled or has still to be
    /// given a password of its own. `made_up` people have no account, as of [`Office::visitor`].
    ///
    /// # Errors
    /// A file that refuses.
    pub fn bearer(&self, token: &str, made_up: bool) -> Result<Option<Visitor>> {
        if !token.starts_with(PREFIX) {
            return Ok(None);
        }
        let (now, digest) = (self.now(), digest(token));
        self.with_accounts(|store| {
            let Some(one) = store.token(&digest)?.filter(|one| one.until > now) else { return Ok(None) };
            let account = store.account(&one.login)?;
            if account.as_ref().map_or(!made_up, |account| account.disabled || account.must_change) {
                return Ok(None);
            }
            if now - one.seen > NOTED {
                store.see_token(one.id, now)?;
            }
            Ok(Some(Visitor {
                visit: 0,
                login: one.login,
                person: one.person,
                must_change: false,
                has_password: true,
                has_second: false,
                provider: String::new(),
                word: String::new(),
                programme: Some(Programme { writes: one.writes }),
            }))
        })
    }
}

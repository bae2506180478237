//! Coming in (登录): by a password, here or at the directory, with what is counted of those that were wrong; and a new password of one's own.

use super::{DIRECTORY, Directory, Shown, Visitor, password, second};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::event::{Event, Told};
use crate::store::{AccountStore, StoredAccount};
use finding::{Finding, Place};
use ledger::canonical_name;

/// Wrong passwords after which none is taken for a while, and for how long.
const FAILURES: u32 = 5;
const LOCKED: i64 = 15 * 60_000;
/// What became of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The token of the visit that began.
    Done(String),
    /// The name or the password is wrong, or the account is not in use: which, is not told.
    Refused,
    /// Too many wrong passwords: none is taken for a while.
    Locked,
    /// The directory whose password it is lets him in no more for now: why.
    Closed(String),
    /// The directory whose password it is cannot be asked.
    Away,
    /// A provider outside knows him, and no account in use is linked to who he is there.
    Stranger,
}

/// What somebody types to sign in.
#[derive(Clone, Copy)]
pub struct Typed<'t> {
    /// The name of his account, or what the directory knows him by.
    pub login: &'t str,
    /// The password.
    pub password: &'t str,
    /// The number of his second factor; empty without one.
    pub number: &'t str,
}

impl Office {
    /// Signs somebody in by password, and by the number of his second factor where he has one. The password of an account that is linked to
    /// the directory is the directory's; where none is given it is the account's own. A name that is not there takes as long as a wrong password, and
    /// one that is linked to the directory as long as one that is not: both are asked for each.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn sign_in(
        &self,
        typed: Typed<'_>,
        directory: Option<&dyn Directory>,
        agent: &str,
    ) -> Result<SignIn> {
        match self.known_by(typed, Some(typed.number), directory)? {
            Ok(account) => {
                tracing::info!("signed in");
                self.begin_visit((&account.login, &account.person), agent, "").map(SignIn::Done)
            }
            Err(refused) => Ok(refused),
        }
    }

    /// The account whose password is given, and the number of its second factor where that is asked for; else what is said.
    pub(super) fn known_by(
        &self,
        typed: Typed<'_>,
        number: Option<&str>,
        directory: Option<&dyn Directory>,
    ) -> Result<std::result::Result<StoredAccount, SignIn>> {
        let now = self.now();
        let known = self.account_of(typed.login)?;
        // This takes its time, and others are answered meanwhile.
        let shown = self.shown(known.as_ref(), typed.password, directory, now)?;
        let own = known.as_ref().filter(|_| shown.is_none()).map(|one| one.password.as_str());
        // Over one that is not kept here as long is taken.
        let is_own = password::is(typed.password, own.unwrap_or_default())?;
        let right = match shown {
            None => is_own,
            Some(Shown::Right) => true,
            Some(Shown::Wrong) => false,
            Some(Shown::Closed(why)) => {
                self.tell_kept_out(DIRECTORY, known.as_ref().map_or("", |one| &one.person), &why);
                return Ok(Err(SignIn::Closed(why)));
            }
            Some(Shown::Away(why)) => {
                let reason = format!("问不到目录：{why}");
                self.tell_kept_out(DIRECTORY, known.as_ref().map_or("", |one| &one.person), &reason);
                return Ok(Err(SignIn::Away));
            }
        };
        let proof = Proof { right: right && known.is_some(), number };
        let login = known.as_ref().map(|one| one.login.clone()).unwrap_or_default();
        let said = self.with_accounts(|store| counted(store, &login, &proof, now))?;
        if let (Err(refused), Some(account)) = (&said, known) {
            let locked = *refused == SignIn::Locked || account.failures + 1 >= FAILURES;
            tracing::info!(locked, "sign-in refused");
            if locked {
                let (person, reason) = (account.person.as_str(), "口令错了太多次");
                self.tell_if_possible(&Told { event: Event::LockedOut, person, by: "", over: "", reason });
            }
        }
        Ok(said)
    }

    /// The account of what somebody types as his name: its own, or what the directory knows him by.
    fn account_of(&self, typed: &str) -> Result<Option<StoredAccount>> {
        self.with_accounts(|store| match store.account(&canonical_name(typed))? {
            Some(account) => Ok(Some(account)),
            None => store.linked(DIRECTORY, typed.trim()),
        })
    }

    /// Sets a password of one's own. All visits of the account end, and a new one begins: its token is given.
    ///
    /// # Errors
    /// A file that refuses. What speaks against it is the finding.
    pub fn change_password(
        &self,
        of: &Visitor,
        old: &str,
        new: &str,
        agent: &str,
    ) -> Result<std::result::Result<String, Finding>> {
        let account = self.with_accounts(|store| store.account(&of.login))?;
        let account = account.ok_or_else(|| Error::Unknown(format!("没有账号“{}”", of.login)))?;
        let refused =
            |sentence: &str| Ok(Err(Finding::error("account.password", Place::whole("口令"), sentence)));
        let typed = Typed { login: &of.login, password: old, number: "" };
        if self.known_by(typed, None, None)?.is_err() {
            return refused("原口令不对");
        }
        if old == new {
            return refused("新口令要和原口令不同");
        }
        if let Some(finding) = password::unfit(new, [&account.login, &account.person]) {
            return Ok(Err(finding));
        }
        let kept = password::kept(new)?;
        let person = self.change_account(&of.login, |one| (one.password, one.must_change) = (kept, false))?;
        self.tell_if_possible(&Told {
            event: Event::PasswordChanged,
            person: &person,
            by: "",
            over: "",
            reason: "",
        });
        self.begin_visit((&account.login, &account.person), agent, "").map(Ok)
    }
}

/// What somebody gave to show that an account is his.
struct Proof<'p> {
    /// Whether the password is right.
    right: bool,
    /// The number of the second factor; none where it is not asked for.
    number: Option<&'p str>,
}

/// Counts a try of an account: the account when it may be signed in to, else what is said.
fn counted(
    store: &AccountStore,
    login: &str,
    proof: &Proof<'_>,
    now: i64,
) -> Result<std::result::Result<StoredAccount, SignIn>> {
    let Some(mut account) = store.account(login)? else { return Ok(Err(SignIn::Refused)) };
    if account.locked_until > now {
        return Ok(Err(SignIn::Locked));
    }
    let mut right = proof.right;
    if let Some(number) = proof.number.filter(|_| right && !account.second.is_empty()) {
        let step = second::step_of(&account.second, number, now, account.second_step);
        right = step.is_some();
        account.second_step = step.unwrap_or(account.second_step);
    }
    account.failures = if right { 0 } else { account.failures + 1 };
    if account.failures >= FAILURES {
        (account.failures, account.locked_until) = (0, now + LOCKED);
    }
    let key = canonical_name(&account.person);
    store.put(&account, &key)?;
    Ok(if right && !account.disabled { Ok(account) } else { Err(SignIn::Refused) })
}

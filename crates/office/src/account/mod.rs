//! Accounts (账号): with what a person signs in. What he may do is not here: that are roles and rows (`access`).
//!
//! | | |
//! |---|---|
//! | `draft` | what somebody has begun to write and not recorded |
//! | `once` | forms that may arrive twice |
//! | `password` | what may be a password and how it is kept |
//! | `visit` | browsers in which somebody is signed in |
//!
//! Accounts stand beside the journal, in a file of their own: a digest of a password is no fact of the district's work.

mod draft;
mod once;
mod password;
mod visit;

pub use visit::Visitor;

use crate::ask::AsOf;
use crate::clock::instant;
use crate::district::{ACCOUNTS, Office};
use crate::error::{Error, Result};
use crate::session::{Session, Via, Who};
use crate::state::locked;
use crate::store::{AccountStore, StoredAccount, StoredVisit};
use crate::view::{AccountView, PersonInRole, VisitView};
use define::Right;
use finding::{Finding, Place};
use ledger::canonical_name;

/// Wrong passwords after which none is taken for a while, and for how long.
const FAILURES: u32 = 5;
const LOCKED: i64 = 15 * 60_000;
/// Longest name of an account.
const LONGEST: usize = 40;

/// What became of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The token of the visit that began.
    Done(String),
    /// The name or the password is wrong, or the account is not in use: which, is not told.
    Refused,
    /// Too many wrong passwords: none is taken for a while.
    Locked,
}

impl Office {
    /// Works with the file of accounts.
    fn with_accounts<T>(&self, work: impl FnOnce(&AccountStore) -> Result<T>) -> Result<T> {
        let mut held = locked(&self.house.accounts);
        if held.is_none() {
            *held = Some(AccountStore::open(&self.dir().join(ACCOUNTS))?);
        }
        held.as_ref().map(work).unwrap_or_else(|| Err(Error::damaged("账号打不开")))
    }

    /// Nothing, when a session may manage accounts.
    fn manages(&self, session: &Session) -> Result<()> {
        self.at(session, &AsOf::Now, None)?.needs(Right::Accounts)
    }

    /// Every account, by login.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever does not manage accounts.
    pub fn accounts(&self, session: &Session) -> Result<Vec<AccountView>> {
        self.manages(session)?;
        let now = self.now();
        let view = |one: StoredAccount| AccountView {
            login: one.login,
            person: one.person,
            disabled: one.disabled,
            must_change: one.must_change,
            locked: one.locked_until > now,
            added: instant(one.added),
        };
        Ok(self.with_accounts(AccountStore::accounts)?.into_iter().map(view).collect())
    }

    /// Adds an account for a person and gives its first password, which has to be changed at the first sign-in.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever does not manage accounts. What speaks against it is the finding.
    pub fn add_account(
        &self,
        session: &Session,
        login: &str,
        person: &str,
    ) -> Result<std::result::Result<String, Finding>> {
        self.manages(session)?;
        let (login, key) = (canonical_name(login), canonical_name(person));
        let refused = |code, sentence: String| Ok(Err(Finding::error(code, Place::whole("账号"), sentence)));
        if login.is_empty()
            || key.is_empty()
            || login.chars().count() > LONGEST
            || person.chars().count() > LONGEST
        {
            return refused("account.name", format!("用户名和姓名都要写，各不超过{LONGEST}个字"));
        }
        let first = password::first()?;
        let account = StoredAccount {
            login,
            person: person.trim().to_owned(),
            password: password::kept(&first)?,
            disabled: false,
            must_change: true,
            failures: 0,
            locked_until: 0,
            added: self.now(),
        };
        let added = self.with_accounts(|store| match store.account(&account.login)? {
            Some(_) => Ok(false),
            None => store.put(&account, &key),
        })?;
        match added {
            true => Ok(Ok(first)),
            false => refused("account.taken", format!("“{}”或“{}”已有账号", account.login, account.person)),
        }
    }

    /// Disables an account, or takes it into use again. Its visits end with it.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::Unknown`].
    pub fn disable_account(&self, session: &Session, login: &str, disabled: bool) -> Result<()> {
        self.manages(session)?;
        self.change_account(login, |one| one.disabled = disabled)
    }

    /// Gives an account a new first password and ends its visits.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::Unknown`].
    pub fn reset_password(&self, session: &Session, login: &str) -> Result<String> {
        self.manages(session)?;
        let first = password::first()?;
        let kept = password::kept(&first)?;
        self.change_account(login, |one| {
            (one.password, one.must_change, one.failures, one.locked_until) = (kept, true, 0, 0);
        })?;
        Ok(first)
    }

    fn change_account(&self, login: &str, change: impl FnOnce(&mut StoredAccount)) -> Result<()> {
        let login = canonical_name(login);
        self.with_accounts(|store| {
            let account = store.account(&login)?;
            let mut account = account.ok_or_else(|| Error::Unknown(format!("没有账号“{login}”")))?;
            change(&mut account);
            let key = canonical_name(&account.person);
            store.put(&account, &key)?;
            store.end_all(&login)
        })
    }

    /// Signs somebody in. A name that is not there takes as long as a wrong password.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn sign_in(&self, login: &str, given: &str, agent: &str) -> Result<SignIn> {
        let (login, now) = (canonical_name(login), self.now());
        let known = self.with_accounts(|store| store.account(&login))?;
        let kept = known.as_ref().map(|one| one.password.clone()).unwrap_or_default();
        // This takes its time, and others are answered meanwhile.
        let right = password::is(given, &kept)?;
        let said = self.with_accounts(|store| counted(store, &login, right && known.is_some(), now))?;
        match said {
            Ok(account) => {
                tracing::info!("signed in");
                self.begin_visit(&account.login, &account.person, agent).map(SignIn::Done)
            }
            Err(refused) => {
                tracing::info!(locked = refused == SignIn::Locked, "sign-in refused");
                Ok(refused)
            }
        }
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
        if !matches!(self.sign_in(&of.login, old, agent)?, SignIn::Done(_)) {
            return refused("原口令不对");
        }
        if old == new {
            return refused("新口令要和原口令不同");
        }
        if let Some(finding) = password::unfit(new, [&account.login, &account.person]) {
            return Ok(Err(finding));
        }
        let kept = password::kept(new)?;
        self.change_account(&of.login, |one| (one.password, one.must_change) = (kept, false))?;
        self.begin_visit(&account.login, &account.person, agent).map(Ok)
    }

    /// Everybody who is in a role today, role by role: whom a demonstration offers to be.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn people(&self) -> Result<Vec<PersonInRole>> {
        let session = self.session(Who::Person(String::new()), Via::Command);
        let facts = self.at(&session, &AsOf::Now, None)?.rights()?;
        let today = self.today();
        let mut people: Vec<PersonInRole> = Vec::new();
        for one in &facts.appointments {
            let holds = one.from.is_some_and(|from| from <= today) && one.to.is_none_or(|to| today <= to);
            if holds {
                let (person, role, unit) = (one.person.clone(), one.role.clone(), one.unit.clone());
                people.push(PersonInRole { person, role, unit });
            }
        }
        Ok(people)
    }

    /// Where somebody is signed in, newest first.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn visits(&self, of: &Visitor) -> Result<Vec<VisitView>> {
        let view = |one: StoredVisit| VisitView {
            id: one.id,
            began: instant(one.began),
            seen: instant(one.seen),
            agent: one.agent,
            is_this: one.id == of.visit,
        };
        Ok(self.with_accounts(|store| store.visits(&of.login))?.into_iter().map(view).collect())
    }
}

/// Counts a try of an account: the account when it may be signed in to, else what is said.
fn counted(
    store: &AccountStore,
    login: &str,
    right: bool,
    now: i64,
) -> Result<std::result::Result<StoredAccount, SignIn>> {
    let Some(mut account) = store.account(login)? else { return Ok(Err(SignIn::Refused)) };
    if account.locked_until > now {
        return Ok(Err(SignIn::Locked));
    }
    account.failures = if right { 0 } else { account.failures + 1 };
    if account.failures >= FAILURES {
        (account.failures, account.locked_until) = (0, now + LOCKED);
    }
    let key = canonical_name(&account.person);
    store.put(&account, &key)?;
    Ok(if right && !account.disabled { Ok(account) } else { Err(SignIn::Refused) })
}

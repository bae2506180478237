//! Accounts (账号): with what a person signs in. What he may do is not here: that are roles and rows (`access`).
//!
//! | | |
//! |---|---|
//! | `draft` | what somebody has begun to write and not recorded |
//! | `entering` | by password, and a new one |
//! | `once` | forms that may arrive twice |
//! | `outside` | who is known to a provider outside, and the account that leads to |
//! | `overseers` | people of the city, who are in no district's accounts |
//! | `password` | what may be a password and how it is kept |
//! | `second` | a number of a telephone beside the password |
//! | `token` | by what a program comes in somebody's name |
//! | `allowed` | addresses to which something may be pushed |
//! | `webhook` | where changes are pushed to in somebody's name |
//! | `visit` | browsers in which somebody is signed in |
//!
//! Accounts stand beside the journal, in a file of their own: a digest of a password is no fact of the district's work.

mod allowed;
mod draft;
mod entering;
mod once;
mod outside;
mod overseers;
mod password;
mod second;
mod token;
mod visit;
mod webhook;

pub use allowed::AllowedOrigins;
pub use entering::{SignIn, Typed};
pub use outside::{DIRECTORY, Directory, Known, Shown};
pub use overseers::Overseers;
pub use visit::{Programme, Visitor};
pub use webhook::{DueWebhook, Push};

use crate::ask::AsOf;
use crate::clock::instant;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::event::{Event, Told};
use crate::session::{Session, Via, Who};
use crate::state::locked;
use crate::store::{AccountStore, StoredAccount, StoredVisit};
use crate::view::{AccountView, PersonInRole, VisitView};
use define::Right;
use finding::{Finding, Place};
use ledger::canonical_name;

/// Longest name of an account.
const LONGEST: usize = 40;

impl Office {
    /// Works with the file of accounts.
    fn with_accounts<T>(&self, work: impl FnOnce(&AccountStore) -> Result<T>) -> Result<T> {
        let mut held = locked(&self.house.accounts);
        if held.is_none() {
            *held = Some(AccountStore::open(&self.house.home)?);
        }
        held.as_ref().map(work).unwrap_or_else(|| Err(Error::damaged("账号打不开")))
    }

    /// Nothing, when a session may manage accounts.
    fn manages(&self, session: &Session) -> Result<()> {
        self.at(session, &AsOf::Now, None)?.needs(Right::Accounts)
    }

    /// As [`Office::manages`], for a deed: that it was refused is told.
    fn may_manage(&self, session: &Session, login: &str) -> Result<()> {
        let decided = self.manages(session);
        if let Err(Error::Denied(why)) = &decided {
            let over = format!("账号 {login}");
            let told =
                Told { event: Event::Refused, person: session.who.name(), by: "", over: &over, reason: why };
            self.tell_if_possible(&told);
        }
        decided
    }

    /// Tells what was done with an account.
    fn tell_of(&self, event: Event, person: &str, session: &Session, login: &str) -> Result<()> {
        let over = format!("账号 {login}");
        self.tell(&Told { event, person, by: session.who.name(), over: &over, reason: "" })
    }

    /// Every account, by login.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever does not manage accounts.
    pub fn accounts(&self, session: &Session) -> Result<Vec<AccountView>> {
        self.manages(session)?;
        let now = self.now();
        let links = self.with_accounts(AccountStore::links)?;
        let of = |login: &str| {
            let own = links.iter().filter(|link| link.login == login);
            own.map(|link| format!("{}:{}", link.provider, link.subject)).collect()
        };
        let view = |one: StoredAccount| AccountView {
            outside: of(&one.login),
            has_password: !one.password.is_empty(),
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
        let first = password::first()?;
        let added = self.add(session, login, person, &password::kept(&first)?)?;
        Ok(added.map(|()| first))
    }

    /// Adds an account for a person who signs in by providers outside alone: it has no password.
    ///
    /// # Errors
    /// As of [`Office::add_account`].
    pub fn add_account_without_password(
        &self,
        session: &Session,
        login: &str,
        person: &str,
    ) -> Result<std::result::Result<(), Finding>> {
        self.add(session, login, person, "")
    }

    fn add(
        &self,
        session: &Session,
        login: &str,
        person: &str,
        kept: &str,
    ) -> Result<std::result::Result<(), Finding>> {
        self.may_manage(session, login)?;
        let (login, key) = (canonical_name(login), canonical_name(person));
        let refused = |code, sentence: String| Ok(Err(Finding::error(code, Place::whole("账号"), sentence)));
        if login.is_empty()
            || key.is_empty()
            || login.chars().count() > LONGEST
            || person.chars().count() > LONGEST
        {
            return refused("account.name", format!("用户名和姓名都要写，各不超过{LONGEST}个字"));
        }
        let account = StoredAccount {
            login,
            person: person.trim().to_owned(),
            password: kept.to_owned(),
            disabled: false,
            must_change: !kept.is_empty(),
            failures: 0,
            locked_until: 0,
            added: self.now(),
            second: String::new(),
            second_step: 0,
        };
        let added = self.with_accounts(|store| match store.account(&account.login)? {
            Some(_) => Ok(false),
            None => store.put(&account, &key),
        })?;
        match added {
            true => self.tell_of(Event::AccountAdded, &account.person, session, &account.login).map(Ok),
            false => refused("account.taken", format!("“{}”或“{}”已有账号", account.login, account.person)),
        }
    }

    /// Disables an account, or takes it into use again. Its visits end with it.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::Unknown`].
    pub fn disable_account(&self, session: &Session, login: &str, disabled: bool) -> Result<()> {
        self.may_manage(session, login)?;
        let person = self.change_account(login, |one| one.disabled = disabled)?;
        let event = if disabled { Event::AccountDisabled } else { Event::AccountEnabled };
        self.tell_of(event, &person, session, login)
    }

    /// Gives an account a new first password, without a second factor, and ends its visits.
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::Unknown`].
    pub fn reset_password(&self, session: &Session, login: &str) -> Result<String> {
        self.may_manage(session, login)?;
        let first = password::first()?;
        let kept = password::kept(&first)?;
        let person = self.change_account(login, |one| {
            (one.password, one.must_change, one.failures, one.locked_until) = (kept, true, 0, 0);
            (one.second, one.second_step) = (String::new(), 0);
        })?;
        self.tell_of(Event::PasswordReset, &person, session, login)?;
        Ok(first)
    }

    /// Changes an account and ends its visits; gives whose it is.
    fn change_account(&self, login: &str, change: impl FnOnce(&mut StoredAccount)) -> Result<String> {
        let login = canonical_name(login);
        self.with_accounts(|store| {
            let account = store.account(&login)?;
            let mut account = account.ok_or_else(|| Error::Unknown(format!("没有账号“{login}”")))?;
            change(&mut account);
            let key = canonical_name(&account.person);
            store.put(&account, &key)?;
            store.end_all(&login)?;
            Ok(account.person)
        })
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

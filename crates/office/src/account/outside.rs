//! Providers outside (统一身份): who is who there leads to an account here, by a link that an administrator made, or that is made at the
//! first time by a claim that is an account's login. Nobody is given an account by a provider, and none of them gives a right.

use super::password::first;
use super::{LONGEST, SignIn};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::event::{Event, Told};
use crate::session::Session;
use crate::store::{StoredAccount, StoredLink};
use finding::{Finding, Place};
use ledger::canonical_name;

/// The provider of a directory (目录), which is shown passwords that are typed here.
pub const DIRECTORY: &str = "ldap";
/// Of whom is told what nobody in particular did.
const NOBODY: &str = "未知";
/// Longest subject and name of a provider.
const LONGEST_SUBJECT: usize = 255;
const LONGEST_PROVIDER: usize = 20;

/// Who somebody is to a provider.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// The provider, as its settings name it.
    pub provider: &'k str,
    /// What names him there.
    pub subject: &'k str,
    /// What an account may be found by at the first time: its login.
    pub claim: Option<&'k str>,
}

/// A directory that says whether a name and a password are of each other.
pub trait Directory {
    /// Shows it both.
    fn show(&self, name: &str, password: &str) -> Shown;

    /// Shows it both where it has nothing to say, so that as much time passes as if it had; one that is down is not waited for.
    fn show_in_vain(&self, name: String, password: String) {
        self.show(&name, &password);
    }
}

/// What a directory says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// They are.
    Right,
    /// They are not.
    Wrong,
    /// It lets him in no more for now: why.
    Closed(String),
    /// It could not be asked: why.
    Away(String),
}

impl Office {
    /// Signs in whom a provider knows. The second factor is the provider's to ask for.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn sign_in_known(&self, known: &Known<'_>, agent: &str) -> Result<SignIn> {
        let found = self.with_accounts(|store| store.linked(known.provider, known.subject))?;
        let account = match found {
            Some(account) => Some(account),
            None => self.linked_by_claim(known)?,
        };
        match account.filter(|account| !account.disabled) {
            Some(account) => {
                tracing::info!(provider = known.provider, "signed in");
                self.begin_visit((&account.login, &account.person), agent, known.provider).map(SignIn::Done)
            }
            None => {
                let subject: String = known.subject.chars().take(LONGEST).collect();
                self.tell_kept_out(known.provider, &subject, "没有与它关联、在用的账号");
                Ok(SignIn::Stranger)
            }
        }
    }

    /// Tells that somebody who came by a provider was not let in; `person` is empty where nobody knows who it was.
    pub fn tell_kept_out(&self, provider: &str, person: &str, reason: &str) {
        let over = format!("统一身份 {provider}");
        let person = if person.is_empty() { NOBODY } else { person };
        tracing::info!(provider, "sign-in refused");
        self.tell_if_possible(&Told { event: Event::Refused, person, by: "", over: &over, reason });
    }

    /// The account whose login a claim is, linked from now on: later the subject alone counts.
    fn linked_by_claim(&self, known: &Known<'_>) -> Result<Option<StoredAccount>> {
        let Some(login) = known.claim.map(canonical_name).filter(|login| !login.is_empty()) else {
            return Ok(None);
        };
        let (provider, subject) = (known.provider.to_owned(), known.subject.to_owned());
        let link = StoredLink { provider, subject, login };
        let account = self.with_accounts(|store| match store.account(&link.login)? {
            Some(account) if !account.disabled && store.link(&link)? => Ok(Some(account)),
            _ => Ok(None),
        })?;
        if let Some(account) = &account {
            let over = format!("统一身份 {}", link.provider);
            let (person, reason) = (account.person.as_str(), "首次登录，按声明认出");
            self.tell(&Told { event: Event::Linked, person, by: "", over: &over, reason })?;
        }
        Ok(account)
    }

    /// Links an account to a subject of a provider.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever does not manage accounts, [`Error::Unknown`]. What speaks against it is the finding.
    pub fn link_account(
        &self,
        session: &Session,
        login: &str,
        provider: &str,
        subject: &str,
    ) -> Result<std::result::Result<(), Finding>> {
        self.may_manage(session, login)?;
        if let Some(finding) = unfit(provider, subject) {
            return Ok(Err(finding));
        }
        let (login, subject) = (canonical_name(login), subject.trim().to_owned());
        let account = self.with_accounts(|store| store.account(&login))?;
        let account = account.ok_or_else(|| Error::Unknown(format!("没有账号“{login}”")))?;
        let link = StoredLink { provider: provider.to_owned(), subject, login };
        if !self.with_accounts(|store| store.link(&link))? {
            let sentence = format!("{}“{}”已关联账号，或这个账号已有关联", link.provider, link.subject);
            return Ok(Err(wrong(&sentence).hint("先解除：duheng user unlink")));
        }
        self.tell_link(Event::Linked, &account.person, session, &link).map(Ok)
    }

    /// Takes the link of an account to a provider away, and ends its visits.
    ///
    /// # Errors
    /// [`Error::Denied`] to whoever does not manage accounts, [`Error::Unknown`].
    pub fn unlink_account(&self, session: &Session, login: &str, provider: &str) -> Result<()> {
        self.may_manage(session, login)?;
        let login = canonical_name(login);
        let account = self.with_accounts(|store| {
            let account = store.account(&login)?;
            let gone = store.unlink(provider, &login)?;
            store.end_all(&login)?;
            Ok(account.filter(|_| gone))
        })?;
        let unknown = || Error::Unknown(format!("账号“{login}”没有关联 {provider}"));
        let account = account.ok_or_else(unknown)?;
        let link = StoredLink { provider: provider.to_owned(), subject: String::new(), login };
        self.tell_link(Event::Unlinked, &account.person, session, &link)
    }

    fn tell_link(&self, event: Event, person: &str, session: &Session, link: &StoredLink) -> Result<()> {
        let over = format!("账号 {}，统一身份 {}", link.login, link.provider);
        self.tell(&Told { event, person, by: session.who.name(), over: &over, reason: &link.subject })
    }

    /// What the directory says of an account and a password; none where its own password decides. The directory is asked either way, in vain
    /// where it has nothing to say: the time tells nobody whose password it keeps.
    pub(super) fn shown(
        &self,
        account: Option<&StoredAccount>,
        password: &str,
        directory: Option<&dyn Directory>,
        now: i64,
    ) -> Result<Option<Shown>> {
        let Some(directory) = directory else { return Ok(None) };
        let subject = match account {
            Some(account) => self.with_accounts(|store| store.subject(DIRECTORY, &account.login))?,
            None => None,
        };
        let Some((account, subject)) = account.zip(subject) else {
            in_vain(directory)?;
            return Ok(None);
        };
        // Who is shut out here is not tried there: nobody locks somebody's account of the directory by this door without end.
        if account.disabled || account.locked_until > now {
            in_vain(directory)?;
            return Ok(Some(Shown::Wrong));
        }
        Ok(Some(directory.show(&subject, password)))
    }
}

/// Asks the directory for a name that nobody has with a password that nobody typed, and passes over what it says.
fn in_vain(directory: &dyn Directory) -> Result<()> {
    directory.show_in_vain(first()?, first()?);
    Ok(())
}

/// What speaks against a provider and a subject.
fn unfit(provider: &str, subject: &str) -> Option<Finding> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if provider.is_empty() || provider.len() > LONGEST_PROVIDER || !provider.chars().all(plain) {
        return Some(wrong("统一身份的代号只用小写字母、数字和 -，不超过20个"));
    }
    let subject = subject.trim();
    let fits = !subject.is_empty() && subject.len() <= LONGEST_SUBJECT && !subject.contains(char::is_control);
    (!fits).then(|| wrong("标识不能空，不能超过255个字节"))
}

fn wrong(sentence: &str) -> Finding {
    Finding::error("account.link", Place::whole("统一身份"), sentence)
}

//! How somebody comes in, and where he is: names and passwords, providers, visits, the second factor.

use identity::{Providers, Refused};
use office::{SignIn, Typed, Visitor};
use std::sync::Arc;

use super::{Desk, Trouble};
use crate::numbers::moment;
use crate::signed::Signed;

impl Desk {
    /// The people who are in a role today.
    pub fn people(&self) -> Result<Vec<view::PersonInRole>, Trouble> {
        Ok(self.office.people()?)
    }

    /// Signs in by name and password, which the directory is shown where an account is linked to it.
    pub fn enter(&self, typed: Typed<'_>, agent: &str) -> Result<SignIn, Trouble> {
        let book = self.providers.ldap.as_ref().map(Book);
        let directory = book.as_ref().map(|book| book as &dyn office::Directory);
        Ok(self.office.sign_in(typed, directory, agent)?)
    }

    /// Who is asked outside who somebody is.
    pub fn providers(&self) -> &Providers {
        &self.providers
    }

    /// Signs in whom a provider knows.
    pub fn enter_known(&self, known: &office::Known<'_>, agent: &str) -> Result<SignIn, Trouble> {
        Ok(self.office.sign_in_known(known, agent)?)
    }

    /// Tells that somebody who came by a provider was not let in. Who it is nobody knows.
    pub fn tell_kept_out(&self, provider: &str, why: &Refused) {
        self.office.tell_kept_out(provider, "", &why.to_string());
    }

    /// Signs in as one of the made-up people; none outside a demonstration.
    pub fn enter_as(&self, person: &str, agent: &str) -> Result<Option<String>, Trouble> {
        let known = self.demo && self.people()?.iter().any(|one| one.person == person);
        Ok(if known { Some(self.office.sign_in_as(person, agent)?) } else { None })
    }

    /// Where a person is signed in.
    pub fn visits(&self, of: &Visitor) -> Result<Vec<view::VisitView>, Trouble> {
        Ok(self.office.visits(of)?)
    }

    /// Ends a visit of whoever asks, this very one when none is named.
    pub fn end_visit(&self, visit: Option<i64>) -> Result<(), Trouble> {
        match &self.signed {
            Some(Signed::Person(visitor)) => {
                Ok(self.office.end_visit(visitor, visit.unwrap_or(visitor.visit))?)
            }
            _ => Ok(()),
        }
    }

    /// The tokens of a person.
    pub fn tokens(&self, of: &Visitor) -> Result<Vec<view::TokenView>, Trouble> {
        let told = |one: view::TokenView| view::TokenView {
            added: moment(&one.added),
            until: moment(&one.until),
            seen: moment(&one.seen),
            ..one
        };
        Ok(self.office.tokens(of)?.into_iter().map(told).collect())
    }

    /// Gives whoever is signed in a token for a program: what it is called, whether it records, for how many days. Or says why not.
    pub fn issue_token(&self, asked: (&str, bool, i64)) -> Result<Result<String, String>, Trouble> {
        let Some(Signed::Person(visitor)) = &self.signed else { return Err(Trouble::Nothing) };
        Ok(self.office.issue_token(visitor, asked)?.map_err(|finding| finding.sentence))
    }

    /// Ends a token of whoever asks.
    pub fn end_token(&self, id: i64) -> Result<(), Trouble> {
        match &self.signed {
            Some(Signed::Person(visitor)) => Ok(self.office.end_token(visitor, id)?),
            _ => Ok(()),
        }
    }

    /// Where changes are pushed to in the name of a person.
    pub fn webhooks(&self, of: &Visitor) -> Result<Vec<view::WebhookView>, Trouble> {
        let told = |one: view::WebhookView| view::WebhookView {
            delivered: moment(&one.delivered),
            due: moment(&one.due),
            ..one
        };
        Ok(self.office.webhooks(of)?.into_iter().map(told).collect())
    }

    /// Pushes changes from an entry on to an address in the name of whoever is signed in: the key that is shown once, or why not.
    pub fn set_webhook(
        &self,
        to: (&str, u64),
        allowed: &office::AllowedOrigins,
    ) -> Result<Result<String, String>, Trouble> {
        let Some(Signed::Person(visitor)) = &self.signed else { return Err(Trouble::Nothing) };
        Ok(self.office.set_webhook(visitor, to, allowed)?.map_err(|finding| finding.sentence))
    }

    /// Pushes once more from an entry on; what speaks against it.
    pub fn replay_webhook(&self, id: i64, since: u64) -> Result<Option<String>, Trouble> {
        let Some(Signed::Person(visitor)) = &self.signed else { return Err(Trouble::Nothing) };
        Ok(self.office.replay_webhook(visitor, id, since)?.map(|finding| finding.sentence))
    }

    /// Ends a webhook of whoever asks.
    pub fn end_webhook(&self, id: i64) -> Result<(), Trouble> {
        match &self.signed {
            Some(Signed::Person(visitor)) => Ok(self.office.end_webhook(visitor, id)?),
            _ => Ok(()),
        }
    }

    /// A second factor for whoever is signed in.
    pub fn offer_second(&self, of: &Visitor) -> Result<view::SecondFactorOffer, Trouble> {
        Ok(self.office.offer_second_factor(of)?)
    }

    /// Takes a second factor into use, or gives it up where no secret is given: why not.
    pub fn change_second(&self, secret: &str, proof: &str) -> Result<Result<(), String>, Trouble> {
        let Some(Signed::Person(visitor)) = &self.signed else { return Err(Trouble::Nothing) };
        let changed = match secret.is_empty() {
            false => self.office.set_second_factor(visitor, secret, proof)?,
            true => self.office.drop_second_factor(visitor, proof)?,
        };
        Ok(changed.map_err(|finding| finding.sentence))
    }

    /// Sets a password of one's own: the token of the visit that begins, or why not.
    pub fn change_password(
        &self,
        old: &str,
        new: &str,
        agent: &str,
    ) -> Result<Result<String, String>, Trouble> {
        let Some(Signed::Person(visitor)) = &self.signed else { return Err(Trouble::Nothing) };
        Ok(self.office.change_password(visitor, old, new, agent)?.map_err(|finding| finding.sentence))
    }
}

/// A directory outside, as the office asks it.
struct Book<'l>(&'l Arc<identity::Ldap>);

impl office::Directory for Book<'_> {
    fn show(&self, name: &str, password: &str) -> office::Shown {
        match self.0.show(name, password) {
            identity::Shown::Right => office::Shown::Right,
            identity::Shown::Wrong => office::Shown::Wrong,
            identity::Shown::Closed(why) => office::Shown::Closed(why.to_owned()),
            identity::Shown::Away(why) => office::Shown::Away(why),
        }
    }

    fn show_in_vain(&self, name: String, password: String) {
        self.0.show_in_vain(name, password);
    }
}

//! What whoever watches over the office wants to know (安全记录): sign-ins, accounts, refused deeds, each a row that the office
//! writes itself.
//!
//! Who tries the same all day does not fill the journal: after some rows of a person, a day and a deed only the times that
//! double are told, with how many there were.

use super::Committed;
use super::batch::Batch;
use crate::district::Office;
use crate::error::Result;
use crate::event::{Event, Told};
use crate::session::{Session, Via, Who};
use define::house::SecurityEvent;
use finding::Place;

/// So many characters of why.
const LONGEST: usize = 200;

impl Office {
    /// Tells an event in the journal.
    ///
    /// # Errors
    /// A store that refuses.
    pub(crate) fn tell(&self, told: &Told<'_>) -> Result<()> {
        let (nth, is_told) =
            crate::state::locked(&self.house.events).next(self.today(), told.person, told.event);
        if !is_told {
            return Ok(());
        }
        let session = self.session(Who::Service(SecurityEvent::HOUSE.register.to_owned()), Via::Job);
        self.commit(&session, |batch| batch.tell(told, nth)).map(|_| ())
    }

    /// As [`Office::tell`], where what happened stands whether or not it can be told.
    pub(crate) fn tell_if_possible(&self, told: &Told<'_>) {
        if let Err(error) = self.tell(told) {
            tracing::warn!(event = told.event.word(), %error, "not told in the journal");
        }
    }

    /// Tells that somebody was turned away at a door before his deed came to the office: the address, and the status of the answer.
    pub fn tell_turned_away(&self, person: &str, address: &str, status: u16) {
        let (over, reason) = (address, format!("答复 {status}：没有这项权，或没有这一行"));
        self.tell_if_possible(&Told { event: Event::Refused, person, by: "", over, reason: &reason });
    }

    /// Tells that somebody asked, by its address, for what is there and is not for him.
    pub fn tell_not_shown(&self, person: &str, address: &str) {
        let reason = "没有给他看：没有这项权，或是别人的";
        self.tell_if_possible(&Told { event: Event::NotShown, person, by: "", over: address, reason });
    }

    /// Tells that a deed was refused to somebody.
    pub(super) fn tell_refused(&self, session: &Session, committed: &Committed) {
        let (Some(finding), Who::Person(person)) = (committed.findings.first(), &session.who) else { return };
        let (over, reason) = (finding.place.source.as_str(), finding.sentence.as_str());
        self.tell_if_possible(&Told { event: Event::Refused, person, by: "", over, reason });
    }
}

impl Batch<'_> {
    fn tell(&mut self, told: &Told<'_>, nth: u64) -> Result<()> {
        let pack = self.pack();
        // A pack that has no such register keeps none.
        let Some(book) = pack.register(SecurityEvent::HOUSE.register) else { return Ok(()) };
        let event = SecurityEvent {
            number: Some(self.first() + self.len() as u64),
            day: Some(self.today),
            what: told.event.word().to_owned(),
            person: told.person.trim().to_owned(),
            by: told.by.trim().to_owned(),
            over: told.over.chars().take(LONGEST).collect(),
            reason: told.reason.chars().take(LONGEST).collect(),
            nth: Some(nth),
        };
        let row = crate::row::made(book, &event.write())?;
        let place = Place::whole(SecurityEvent::HOUSE.register);
        self.following(|batch| batch.put(book, row, None, place)).map(|_| ())
    }
}

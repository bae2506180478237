//! Rows of 通知, 信件 and 信件动态 as acts write them.

use super::batch::{Batch, Put};
use crate::clock::instant;
use crate::error::Result;
use crate::row;
use assess::KeptEvent;
use define::{NoticeWay, Register, house};
use finding::Place;
use ledger::Row;
use ledger::letter::{Event, Happening};

/// An event about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterEvent {
    /// What, on which rung, when.
    pub event: Event,
    /// By which channel, as rows write it.
    pub channel: &'static str,
    /// By which way it was acknowledged.
    pub way: Option<NoticeWay>,
    /// Token or code.
    pub given: String,
    /// Who recorded it.
    pub by: String,
    /// On whose list.
    pub person: String,
    /// Why, in words.
    pub note: String,
}

impl LetterEvent {
    /// An event of a channel, with nothing beside.
    pub fn new(event: Event, channel: &'static str) -> LetterEvent {
        let none = String::new;
        LetterEvent { event, channel, way: None, given: none(), by: none(), person: none(), note: none() }
    }

    /// The event as a row of 信件动态 tells it.
    pub(super) fn kept(&self, number: u64, order: u32) -> KeptEvent {
        KeptEvent {
            number,
            order,
            event: Some(self.event),
            at: instant(self.event.at),
            way: self.way,
            given: self.given.clone(),
            by: self.by.clone(),
            person: self.person.clone(),
        }
    }
}

/// Puts the row of an event: the `order`-th of the letter. None when that place is taken.
pub(super) fn put_event(
    batch: &mut Batch<'_>,
    register: &Register,
    letter: (&str, &str),
    order: u32,
    what: &LetterEvent,
) -> Result<Option<u64>> {
    let at = instant(what.event.at);
    let handing =
        matches!(what.event.what, Happening::HandingOver | Happening::HandedOver | Happening::Refused);
    let told = house::LetterEvent {
        notice: letter.0.to_owned(),
        household: letter.1.to_owned(),
        order: Some(order.into()),
        event: what.event.what.word().to_owned(),
        rung: Some(what.event.rung.into()),
        attempt: handing.then_some(what.event.attempt.into()),
        channel: what.channel.to_owned(),
        day: at.get(..10).and_then(|day| day.parse().ok()),
        at,
        way: what.way.map(NoticeWay::word).unwrap_or_default().to_owned(),
        given: what.given.clone(),
        by: what.by.clone(),
        person: what.person.clone(),
        note: what.note.clone(),
    };
    put(batch, register, row::made(register, &told.write())?)
}

/// Puts a row that is new; none when its key is taken.
pub(super) fn put(batch: &mut Batch<'_>, register: &Register, filled: Row) -> Result<Option<u64>> {
    let place = Place::whole(&register.name);
    if let Some(key) = filled.key(register)
        && batch.present(register, &key)?.is_some()
    {
        return Ok(None);
    }
    batch.announce(register, std::iter::once(&filled));
    Ok(match batch.put(register, filled, None, place)? {
        Put::Recorded(number) => Some(number),
        Put::Present | Put::Refused => None,
    })
}

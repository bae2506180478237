//! Rows of 通知, 信件 and 信件动态, written and read without looking at all others.

use crate::store::Store;
use crate::writer::{Writer, row, written};
use crate::{Error, Result};
use assess::{Kept, KeptEvent, Record, SentNotice};
use define::house::{self, House};
use define::{Notice, NoticeWay, Pack, Register};
use ledger::Row;
use ledger::letter::{Event, Happening};
use std::collections::BTreeMap;

/// The three registers that keep the facts of notices.
#[derive(Clone, Copy)]
pub(super) struct Registers<'p> {
    pub notices: &'p Register,
    pub letters: &'p Register,
    pub events: &'p Register,
}

impl<'p> Registers<'p> {
    pub fn of(pack: &'p Pack) -> Result<Registers<'p>> {
        let find = |house: House| {
            let missing = || Error::Unknown(format!("定义包里没有台账“{}”", house.register));
            pack.register(house.register).ok_or_else(missing)
        };
        Ok(Registers {
            notices: find(house::Notice::HOUSE)?,
            letters: find(house::Letter::HOUSE)?,
            events: find(house::LetterEvent::HOUSE)?,
        })
    }

    /// A letter with its events as they stand; none of a key that is not there.
    pub fn letter(&self, store: &Store, notice: &Notice, id: &str, household: &str) -> Result<Option<Kept>> {
        let key = format!("{}/{}", escaped(id), escaped(household));
        let Some(version) = store.present(&self.letters.id, &key)? else { return Ok(None) };
        let found = row(self.letters, &version.body)?;
        let mut kept = Kept::of(&Record { register: self.letters, number: version.number, row: &found });
        for version in store.present_under(&self.events.id, &format!("{key}/"))? {
            let found = row(self.events, &version.body)?;
            kept.events.push(KeptEvent::of(&Record {
                register: self.events,
                number: version.number,
                row: &found,
            }));
        }
        kept.fold(notice);
        Ok(Some(kept))
    }

    /// A notice that was sent.
    pub fn sent(&self, store: &Store, id: &str) -> Result<Option<SentNotice>> {
        let Some(version) = store.present(&self.notices.id, &escaped(id))? else { return Ok(None) };
        let found = row(self.notices, &version.body)?;
        let record = Record { register: self.notices, number: version.number, row: &found };
        Ok(Some(SentNotice::of(&record)))
    }
}

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
            at: crate::instant(self.event.at),
            way: self.way,
            given: self.given.clone(),
            by: self.by.clone(),
            person: self.person.clone(),
        }
    }
}

/// Writes the row of an event: the `order`-th of the letter. False when that place is taken.
pub(super) fn put_event(
    writer: &mut Writer<'_>,
    store: &Store,
    registers: &BTreeMap<String, Register>,
    register: &Register,
    letter: (&str, &str),
    order: u32,
    what: &LetterEvent,
) -> Result<Option<u64>> {
    let at = crate::instant(what.event.at);
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
    put(writer, store, registers, register, &written(register, &told.write())?)
}

/// Writes a row that is new; none when its key is taken.
pub(super) fn put(
    writer: &mut Writer<'_>,
    store: &Store,
    registers: &BTreeMap<String, Register>,
    register: &Register,
    filled: &Row,
) -> Result<Option<u64>> {
    let key = filled.key(register);
    let key = key.ok_or_else(|| Error::Unknown(format!("“{}”的一行缺主键", register.name)))?;
    if store.present(&register.id, &key)?.is_some() {
        return Ok(None);
    }
    let act = ledger::record(register, &key, filled, None);
    writer.record(&act, None, registers).map(Some)
}

/// A part of a key, as [`Row::key`] prints it.
fn escaped(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for letter in part.chars() {
        if letter == '/' || letter == '\\' {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

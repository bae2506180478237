//! Rows of 通知, 信件 and 信件动态, read one by one without looking at all others.

use crate::error::{Error, Result};
use crate::row;
use crate::store::Store;
use assess::{Kept, KeptEvent, Record, SentNotice};
use define::house::{self, House};
use define::{Notice, Pack, Register};

/// The three registers that keep the facts of notices.
#[derive(Clone, Copy)]
pub(crate) struct Registers<'p> {
    pub notices: &'p Register,
    pub letters: &'p Register,
    pub events: &'p Register,
}

impl<'p> Registers<'p> {
    /// The registers as a pack has them.
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
        let key = format!("{}/{}", ledger::key_part(id), ledger::key_part(household));
        let Some(version) = store.present(&self.letters.id, &key)? else { return Ok(None) };
        let found = row::read(self.letters, &version.body)?;
        let mut kept = Kept::of(&Record { register: self.letters, number: version.number, row: &found });
        for version in store.present_under(&self.events.id, &format!("{key}/"))? {
            let found = row::read(self.events, &version.body)?;
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
        let Some(version) = store.present(&self.notices.id, &ledger::key_part(id))? else { return Ok(None) };
        let found = row::read(self.notices, &version.body)?;
        let record = Record { register: self.notices, number: version.number, row: &found };
        Ok(Some(SentNotice::of(&record)))
    }
}

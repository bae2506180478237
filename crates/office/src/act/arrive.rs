//! A file that comes in pieces before it is attached: whoever may attach it sends them, and hears where to go on.

use crate::ask::AsOf;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::evidence::arriving::{self, Arriving};
use crate::session::Session;

impl Office {
    /// Takes a piece of a file that will be attached to a row, and says how many bytes are there now: the giver goes on from there, after a
    /// lost connection too. Nothing of it is a fact before it is attached.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a row that is not there, [`Error::Denied`] where nothing may be attached; a file that refuses.
    pub fn arrives(&self, session: &Session, what: &Arriving<'_>, at: u64, piece: &[u8]) -> Result<u64> {
        if !self.at(session, &AsOf::Now, None)?.ways(what.register, what.row)?.correct {
            return Err(Error::Denied("没有附材料的权".to_owned()));
        }
        let person = person(session);
        let _turn = self.house.once.turn((person.clone(), arriving::FOLDER.to_owned()));
        arriving::take(self.dir(), &person, what, at, piece)
    }

    /// The bytes of a file that has come whole in pieces; none of one that has not.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn arrived(&self, session: &Session, what: &Arriving<'_>) -> Result<Option<Vec<u8>>> {
        arriving::whole(self.dir(), &person(session), what)
    }

    /// Lets go of what has come from somebody in pieces: it is attached.
    pub fn let_go_of_arrived(&self, session: &Session) {
        arriving::forget(self.dir(), &person(session));
    }
}

fn person(session: &Session) -> String {
    ledger::canonical_name(session.who.name())
}

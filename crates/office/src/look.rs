//! Questions that acts ask as well: the state at any entry, by a connection that is there already.

use crate::district::House;
use crate::error::{Error, Result};
use crate::signing;
use crate::state::State;
use crate::store::Store;
use define::Date;
use ledger::{Act, ClosedValue};
use proof::{Digest, Hash as _, Signer as _};
use std::sync::Arc;

/// A look at the journal from any of its entries.
#[derive(Clone, Copy)]
pub(crate) struct Look<'l> {
    pub store: &'l Store,
    pub house: &'l House,
}

impl Look<'_> {
    /// The state of the first `size` entries, under the pack that was in force then.
    pub fn state(&self, size: u64) -> Result<Arc<State>> {
        let pack = self.house.archive.pack_of(self.store, size, None)?;
        self.house.archive.state(self.store, size, &pack)
    }

    /// The secret of a draw sealed until arrival: made from the district's key and the number of the draw, so that it
    /// needs no keeping and is in no backup of the database.
    ///
    /// # Errors
    /// [`Error::NoKey`] when the key is not there.
    pub fn secret(&self, number: &str) -> Result<Digest> {
        Ok(self.house.signer()?.secret(&purpose(number)))
    }

    /// The secret of a draw that was sealed, under whatever key: the one that the seal is of.
    ///
    /// # Errors
    /// [`Error::NoKey`] when no key is there; [`Error::KeyLost`] when the key is not there that it was sealed under.
    pub fn secret_of(&self, number: &str, seal: &Digest) -> Result<Digest> {
        let fits = |secret: &Digest| proof::draw::seal(secret) == *seal;
        let own = self.secret(number);
        if let Ok(secret) = own.as_ref()
            && fits(secret)
        {
            return own;
        }
        let earlier = signing::given_up(&self.house.dir).map(|signer| signer.secret(&purpose(number)));
        let lost =
            || Error::KeyLost(format!("“{number}”是用从前的钥匙密封的，那把钥匙（checkpoint-指纹.key）不在"));
        earlier.into_iter().find(fits).map_or_else(|| own.and_then(|_| Err(lost())), Ok)
    }
}

/// What a secret of a draw is made for.
fn purpose(number: &str) -> String {
    format!("draw/{number}")
}

/// SM3 of what is frozen of a year, hexadecimal: of the very words of its entry.
pub(crate) fn digest(act: &str) -> String {
    proof::hex::write(&proof::Sm3::digest(&[act.as_bytes()]))
}

/// What was frozen of a year, read from its entry.
pub(crate) struct Closing {
    pub seq: u64,
    pub at: i64,
    /// The day from which was looked.
    pub day: Date,
    pub pack: String,
    pub size: u64,
    pub values: Vec<ClosedValue>,
    pub sentences: Vec<String>,
    /// SM3 of all of it, hexadecimal.
    pub digest: String,
}

impl Closing {
    /// Whether an act would freeze the very same.
    pub fn says_the_same(&self, act: &Act) -> bool {
        matches!(act, Act::Close { values, sentences, pack, .. }
            if *values == self.values && *sentences == self.sentences && *pack == self.pack)
    }
}

impl Look<'_> {
    /// What the entry of that number froze.
    pub fn closing(&self, seq: u64) -> Result<Closing> {
        let damaged = || Error::damaged(format!("第{seq}条不是封存"));
        let size = self.store.size()?;
        let entry = self.house.archive.audit.entry(self.store, seq, size)?.ok_or_else(damaged)?;
        let text = entry.body.and_then(|body| String::from_utf8(body).ok()).ok_or_else(damaged)?;
        match Act::parse(&text) {
            Ok(Act::Close { pack, size, day, values, sentences, .. }) => {
                let digest = digest(&text);
                Ok(Closing { seq, at: entry.at, day, pack, size, values, sentences, digest })
            }
            _ => Err(damaged()),
        }
    }
}

//! Questions that acts ask as well: the state at any entry, by a connection that is there already.

use crate::district::House;
use crate::error::Result;
use crate::state::State;
use crate::store::Store;
use proof::Digest;
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
    pub fn secret(&self, number: &str) -> Digest {
        self.house.signer.secret(&format!("draw/{number}"))
    }
}

//! Adopting a pack (采用定义包) for a year.

use super::batch::Batch;
use crate::error::Result;
use ledger::Act;

impl Batch<'_> {
    /// Puts the adoption of the batch's pack for a year, and makes the registers readable as tables.
    pub(super) fn adopt(&mut self, year: Option<i32>) -> Result<()> {
        let pack = self.pack();
        self.act(Act::AdoptPack { pack: pack.id.clone(), hash: pack.hash.clone(), year }, None, None)?;
        self.store.put_views(&pack.registers)
    }
}

//! The journal at the end of a day, and which version of a row stood then.

use super::Reading;
use crate::clock::end_of_day;
use crate::district::House;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::view::RowHistory;
use define::Date;

/// How many entries there were at the end of a day. The two on either side of the moment are held against what was signed: they say
/// when they were made.
pub(super) fn size_at_end(house: &House, store: &Store, day: &str, now: u64) -> Result<u64> {
    let end = end_of_day(day).ok_or_else(|| Error::Unknown(format!("“{day}”不是日期")))?;
    let size = store.size_at(end)?;
    for seq in [size.checked_sub(1), Some(size).filter(|size| *size < now)].into_iter().flatten() {
        house.archive.audit.entry(store, seq, now)?;
    }
    Ok(size)
}

impl Reading {
    /// Which version of a row stood at the end of a day, as the journal had it then; none when there was none, or none that is seen.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a day that is none; a store that refuses.
    pub fn version_on(&self, history: &RowHistory, day: Date) -> Result<Option<usize>> {
        let size = size_at_end(&self.house, &self.store, &day.to_string(), self.now)?;
        let stood = |version: &crate::view::RowVersion| {
            version.row.entry < size && version.ended.is_none_or(|ended| ended >= size)
        };
        Ok(history.versions.iter().position(stood))
    }
}

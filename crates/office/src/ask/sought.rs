//! Entries of the journal that somebody looks for: of a person, a register, a stretch of days.

use super::Reading;
use super::day_end::size_at_end;
use crate::clock::day_before;
use crate::error::Result;
use crate::query::EntryQuery;
use crate::session::Author;
use crate::store::Entry;
use crate::view::{EntriesFound, EntryView};
use define::Right;
use ledger::Act;

/// Entries read at a stroke.
const STROKE: u64 = 500;

impl Reading {
    /// The newest entries below `before` that are looked for, `limit` of them, newest first. So many entries as
    /// [`EntryQuery::READ`] are read for one answer; where it ends is told, and the next begins there.
    ///
    /// # Errors
    /// As [`Reading::entry`].
    pub fn entries_that(
        &self,
        query: &EntryQuery,
        before: Option<u64>,
        limit: usize,
    ) -> Result<EntriesFound> {
        self.sight.needs(Right::Journal)?;
        let at_end = |day: define::Date| size_at_end(&self.house, &self.store, &day.to_string(), self.now);
        let first = query.since.map(|day| at_end(day_before(day))).transpose()?.unwrap_or(0);
        let last = query.until.map(at_end).transpose()?.unwrap_or(self.now);
        let mut end = before.unwrap_or(u64::MAX).min(last).min(self.now);
        let least = end.saturating_sub(EntryQuery::READ).max(first);
        let mut found: Vec<u64> = Vec::new();
        while end > least && found.len() < limit {
            let from = end.saturating_sub(STROKE).max(least);
            let mut here = Vec::new();
            self.store.each_entry(from, end, |entry| {
                if fits(query, &entry)? {
                    here.push(entry.seq);
                }
                Ok(())
            })?;
            here.reverse();
            let room = limit - found.len();
            end = here.get(room..).and_then(|rest| rest.first()).map_or(from, |next| next + 1);
            found.extend(here.into_iter().take(room));
        }
        let entries = found.into_iter().map(|seq| self.entry(seq)).collect::<Result<Vec<EntryView>>>()?;
        Ok(EntriesFound { entries, down_to: end, first })
    }
}

/// Whether an entry is of the person and the register.
fn fits(query: &EntryQuery, entry: &Entry) -> Result<bool> {
    if !query.by.is_empty() {
        let name = ledger::canonical_name(Author::read(&entry.author)?.who.name());
        if !name.contains(&ledger::canonical_name(&query.by)) {
            return Ok(false);
        }
    }
    if query.register.is_empty() {
        return Ok(true);
    }
    let body = entry.body.as_deref().map(String::from_utf8_lossy);
    // Reading the whole act costs more than looking whether it can be one.
    let Some(body) = body.filter(|body| body.contains(&query.register)) else { return Ok(false) };
    Ok(match Act::parse(&body) {
        Ok(Act::Record { register, .. } | Act::Withdraw { register, .. }) => register == query.register,
        _ => false,
    })
}

//! A row given in a form, with what its giver saw: of two who change one row the second is told what the first wrote, and
//! nothing of it is lost.

use super::batch::{Batch, Put};
use super::record::{Given, read};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::view::{RecordOutcome, RowOutcome};
use define::Register;
use finding::{Finding, Place};
use ledger::Row;

impl Office {
    /// Records one row as a form gives it. `seen` is the number of the row that the form was filled from, and the
    /// entry that made it so; none for a new row. A row that somebody has changed, withdrawn or recorded meanwhile is not written over: the outcome says what stands
    /// there. What is masked and left empty stays as it is.
    ///
    /// # Errors
    /// A store that refuses. What speaks against the row is in the outcome.
    pub fn record_form(
        &self,
        session: &Session,
        given: &Given,
        seen: Option<(u64, u64)>,
    ) -> Result<RowOutcome> {
        let (put, committed) = self.commit(session, |batch| batch.put_form(given, seen))?;
        let refused = committed.is_refused();
        // Who may not put the row is not told what stands in its place.
        let denied = committed.is_denied();
        let (number, theirs) = put;
        let theirs = theirs.filter(|_| refused && !denied);
        Ok(RowOutcome {
            number: number.filter(|_| !refused),
            seen: theirs.as_ref().map(|(seen, _)| *seen),
            theirs: theirs.map(|(_, cells)| cells),
            findings: committed.findings,
        })
    }

    /// Withdraws a present row by its number, with the reason.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or a row that is not there; a store that refuses.
    pub fn withdraw_row(
        &self,
        session: &Session,
        register: &str,
        number: u64,
        reason: &str,
    ) -> Result<RecordOutcome> {
        let ((), committed) = self.commit(session, |batch| {
            let (register, row) = batch.numbered(register, number)?;
            if reason.trim().is_empty() {
                let finding =
                    Finding::error("withdraw.reason", Place::whole(&register.name), "要写明为什么撤回");
                batch.findings.push(finding);
                return Ok(());
            }
            let key = row.key(&register).unwrap_or_default();
            batch.withdraw(&register.id, &key, reason.trim())
        })?;
        Ok(super::record::outcome(committed))
    }
}

/// A number, and what stands in the row now with the entry that made it so.
type Kept = (Option<u64>, Option<(u64, Vec<String>)>);

impl Batch<'_> {
    /// The present row of a number.
    pub(super) fn numbered(&self, register: &str, number: u64) -> Result<(Register, std::sync::Arc<Row>)> {
        let pack = self.pack();
        let unknown = || Error::Unknown(format!("台账“{register}”没有第{number}号记录"));
        let known = pack.register_by_id(register).or_else(|| pack.register(register)).ok_or_else(unknown)?;
        let rows = self.head.rows(self.store, known)?;
        Ok((known.clone(), rows.get(number).ok_or_else(unknown)?.clone()))
    }

    /// The masked cells of a present row: what a form shows of them comes back empty, and then they stay as they are.
    fn masked(&self, register: &Register, number: u64) -> Result<Vec<(String, String)>> {
        let rows = self.head.rows(self.store, register)?;
        let Some(row) = rows.get(number) else { return Ok(Vec::new()) };
        let cells = register.fields.iter().zip(&row.values).filter(|(field, _)| field.sensitive);
        Ok(cells
            .filter_map(|(field, value)| Some((field.name.clone(), value.as_ref()?.to_string())))
            .collect())
    }

    fn put_form(&mut self, given: &Given, seen: Option<(u64, u64)>) -> Result<Kept> {
        let pack = self.pack();
        let known = pack.register_by_id(&given.register).or_else(|| pack.register(&given.register));
        let Some(register) = known else {
            return Err(Error::Unknown(format!("没有台账“{}”", given.register)));
        };
        let masked = match seen {
            Some((number, _)) => self.masked(register, number)?,
            None => Vec::new(),
        };
        let given_now = |name: &String| given.cells.iter().any(|(of, text)| of == name && !text.is_empty());
        let kept = masked.into_iter().filter(|(name, _)| !given_now(name));
        let mut cells: Vec<(String, String)> = kept.collect();
        let kept: Vec<String> = cells.iter().map(|(name, _)| name.clone()).collect();
        cells.extend(given.cells.iter().filter(|(name, _)| !kept.contains(name)).cloned());
        let Some((key, row)) = read(register, &cells, &mut self.findings, &mut self.veil) else {
            return Ok((None, None));
        };
        let before = self.before(register, &key)?.filter(|version| !version.is_erased());
        let present = before.as_ref().map(|one| crate::row::read(register, &one.body)).transpose()?;
        let stale = match (seen, &before) {
            (None, None) => None,
            (Some((number, entry)), Some(version)) if (version.number, version.since) == (number, entry) => {
                None
            }
            (None, Some(_)) => Some("已有同一主键的一行，没有写上去；要更正它，请打开那一行"),
            (Some(_), Some(_)) => Some("您打开以后，别人已改过这一行；两边的值都在下面，请看过再定"),
            (Some(_), None) => Some("您打开以后，这一行已被撤回"),
        };
        self.announce(register, std::iter::once(&row));
        let place = Place::whole(format!("{}/{}", register.name, ledger::shown_key(register, &key)));
        // It is put all the same, so that permission decides first whether anything may be told.
        let put = self.put(register, row, None, place.clone())?;
        if let Some(sentence) = stale {
            self.findings.push(Finding::error("record.stale", place, sentence));
        }
        let number = match put {
            Put::Recorded(number) => Some(number),
            Put::Present => before.as_ref().map(|version| version.number),
            Put::Refused => None,
        };
        let shown = |row: &Row| {
            let cells = register.fields.iter().zip(&row.values);
            let text = |(field, value): (&define::Field, &Option<ledger::Value>)| {
                let text = value.as_ref().map(ToString::to_string).unwrap_or_default();
                ledger::shown(field, &text).to_owned()
            };
            cells.map(text).collect()
        };
        let theirs = before.as_ref().zip(present.as_ref()).map(|(version, row)| (version.since, shown(row)));
        Ok((number, theirs.filter(|_| stale.is_some())))
    }
}

//! Opening cases (立案): for rows of other registers that ask for one and have none.

use super::batch::Batch;
use super::record::Given;
use super::steps::unknown;
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::OpenOutcome;
use assess::loops::{Opened, openings};

impl Office {
    /// Opens a case for each row of other registers that asks for one and has none.
    ///
    /// # Errors
    /// A store that refuses. What speaks against a case is in the outcome.
    pub fn open_cases(&self, session: &Session, loop_id: &str) -> Result<OpenOutcome> {
        let (cases, committed) = self.commit(session, |batch| batch.open(loop_id, |_| true))?;
        Ok(outcome(cases, committed))
    }

    /// Opens the cases for which one row asks, by its register (id) and number, in all loops; none where it asks for none.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a row that is not there; a store that refuses. What speaks against a case is in the outcome.
    pub fn open_cases_of(&self, session: &Session, register: &str, number: u64) -> Result<OpenOutcome> {
        let (cases, committed) = self.commit(session, |batch| {
            let (register, _) = batch.numbered(register, number)?;
            let mut cases = Vec::new();
            for of in &batch.pack().forms.loops {
                let asks = of.opens.iter().filter(|one| one.list.register.text == register.name);
                if asks.count() > 0 {
                    let asked = (register.name.clone(), number);
                    cases.extend(batch.open(&of.head.id, |one| one.asked == asked)?);
                }
            }
            Ok(cases)
        })?;
        Ok(outcome(cases, committed))
    }
}

fn outcome(cases: Vec<String>, committed: super::Committed) -> OpenOutcome {
    let cases = if committed.first.is_some() { cases } else { Vec::new() };
    OpenOutcome { cases, first_entry: committed.first, findings: committed.findings }
}

impl Batch<'_> {
    /// Puts the rows of the cases of a loop that are asked for and wanted; gives their numbers.
    fn open(&mut self, loop_id: &str, wanted: impl Fn(&Opened) -> bool) -> Result<Vec<String>> {
        let Some((definition, records)) = self.loop_records(loop_id, None)? else {
            self.findings.push(unknown(loop_id));
            return Ok(Vec::new());
        };
        let mut opened = openings(&definition, &records);
        opened.retain(wanted);
        let register = &definition.case.list.register.text;
        let row = |one: &Opened| Given { register: register.clone(), cells: one.cells.clone() };
        self.give(&opened.iter().map(row).collect::<Vec<_>>())?;
        Ok(opened.into_iter().map(|one| one.id).collect())
    }
}

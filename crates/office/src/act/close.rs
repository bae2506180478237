//! Closing a year (封存): what was submitted is frozen — values, sentences, pack, root.

use crate::ask::{AsOf, Reading};
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::ClosingOutcome;
use finding::{Finding, Place, has_error};
use ledger::{Act, ClosedValue};

impl Office {
    /// Freezes what is submitted of a year. Later acts that would change it no longer do: what they would have changed is
    /// told as since closed. Refused when the report or a row of the year has a finding of grade error.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn close(&self, session: &Session, year: i32) -> Result<ClosingOutcome> {
        let reading = self.at(session, &AsOf::Open, Some(year))?;
        let mut findings = unfit(&reading, year)?;
        if has_error(&findings) {
            return Ok(ClosingOutcome { year, findings, ..ClosingOutcome::default() });
        }
        let act = submitted(&reading, year)?;
        let (values, sentences) = match &act {
            Act::Close { values, sentences, .. } => (values.len(), sentences.len()),
            _ => (0, 0),
        };
        let ((), committed) = self.commit(session, |batch| {
            batch.findings.append(&mut findings);
            batch.beside_editions(year)?;
            if let Some(earlier) = batch.store.closing(year, batch.first())?
                && batch.look().closing(earlier)?.says_the_same(&act)
            {
                let sentence = format!("{year}年已在第{earlier}条封存，此后没有不同");
                batch.findings.push(Finding::error(
                    "close.unchanged",
                    Place::whole(year.to_string()),
                    sentence,
                ));
                return Ok(());
            }
            batch.act(act, None, None)
        })?;
        Ok(ClosingOutcome { year, entry: committed.first, values, sentences, findings: committed.findings })
    }
}

/// What keeps a year from being closed.
pub(super) fn unfit(reading: &Reading, year: i32) -> Result<Vec<Finding>> {
    if reading.pack().year != Some(year) {
        let sentence = format!("没有为{year}年采用定义包");
        let finding = Finding::error("close.pack", Place::whole(year.to_string()), sentence);
        return Ok(vec![finding.hint("先用 duheng adopt 采用这一年的定义包")]);
    }
    let mut findings = reading.report()?.findings.clone();
    findings.extend(reading.broken_checks(year)?);
    Ok(findings)
}

/// The act that freezes what a reading says of its year.
pub(super) fn submitted(reading: &Reading, year: i32) -> Result<Act> {
    let (standing, report) = (reading.standing()?, reading.report()?);
    let sentences = report.sentences();
    Ok(Act::Close {
        year,
        pack: reading.pack().hash.clone(),
        size: standing.size,
        root: standing.root,
        day: reading.looked()?,
        values: reading.values()?.into_iter().map(|(_, value)| value).collect::<Vec<ClosedValue>>(),
        sentences,
    })
}

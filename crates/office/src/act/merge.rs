//! A report that comes back edited (合并): wording is kept, as rows that the next report of the year prints; figures are refused, or
//! taken as contests that somebody has to answer.

use super::record::Given;
use crate::ask::{AsOf, Reading};
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::{MergeChange, MergeFate, MergeOutcome};
use define::house::{Contest, NATURE, SYNTHETIC, Wording};
use finding::has_error;
use reader::Prose;
use report::{Became, Merged};

/// What a figure says that was struck out.
const STRUCK: &str = "删去";

/// How a report that comes back is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    /// Changed figures are contests to be answered, not errors.
    pub contests: bool,
    /// Only told, and nothing recorded.
    pub dry: bool,
}

impl Office {
    /// Takes a report of a year that comes back from a word processor: all wording of it, or none when a figure was changed.
    ///
    /// # Errors
    /// [`crate::Error::Denied`] without the right to the evaluation; a store that refuses. What speaks against it is in the outcome.
    pub fn merge(
        &self,
        session: &Session,
        year: Option<i32>,
        prose: &Prose,
        how: Merging,
    ) -> Result<MergeOutcome> {
        let reading = self.at(session, &AsOf::Open, year)?;
        reading.needs(define::Right::Evaluation)?;
        let (year, merged) = (reading.year()?, reading.merged(prose, how.contests)?);
        let given = given(&reading, session, year, &merged)?;
        drop(reading);
        let mut outcome = MergeOutcome {
            year,
            changed: merged.changed.iter().map(change).collect(),
            wordings: merged.wordings.len() as u64,
            contests: merged.contests.len() as u64,
            entry: None,
            findings: prose.notes.iter().cloned().chain(merged.findings).collect(),
        };
        if how.dry || has_error(&outcome.findings) || given.is_empty() {
            return Ok(outcome);
        }
        let ((), committed) = self.commit(session, |batch| batch.give(&given))?;
        outcome.entry = committed.first;
        outcome.findings.extend(committed.findings);
        Ok(outcome)
    }
}

/// The rows that are to be kept.
fn given(reading: &Reading, session: &Session, year: i32, merged: &Merged) -> Result<Vec<Given>> {
    let (by, day) = (session.who.name().to_owned(), Some(reading.today()));
    let year = u64::try_from(year).ok();
    let nature = reading.is_made_up()?;
    let row = |register: &str, cells: Vec<(&'static str, String)>| {
        let nature = nature.then(|| (NATURE.to_owned(), SYNTHETIC.to_owned()));
        let cells = cells.into_iter().map(|(field, text)| (field.to_owned(), text)).chain(nature);
        Given { register: register.to_owned(), cells: cells.collect() }
    };
    let wording = |one: &report::Wording| Wording {
        year,
        passage: one.passage.clone(),
        was: one.was.clone(),
        now: one.now.clone(),
        by: by.clone(),
        day,
    };
    let contest = |one: &report::Contest| Contest {
        year,
        figure: one.figure.clone(),
        printed: one.printed.clone(),
        says: if one.says.is_empty() { STRUCK.to_owned() } else { one.says.clone() },
        passage: one.passage.clone(),
        sentence: one.sentence.clone(),
        by: by.clone(),
        day,
    };
    let wordings = merged.wordings.iter().map(|one| row(Wording::HOUSE.register, wording(one).write()));
    let contests = merged.contests.iter().map(|one| row(Contest::HOUSE.register, contest(one).write()));
    Ok(wordings.chain(contests).collect())
}

fn change(one: &report::Changed) -> MergeChange {
    MergeChange {
        passage: one.passage.clone(),
        line: one.line,
        was: one.was.clone(),
        now: one.now.clone(),
        fate: match one.became {
            Became::Worded => MergeFate::Kept,
            Became::Refused => MergeFate::Refused,
            Became::Contested => MergeFate::Contested,
            Became::Moved => MergeFate::Moved,
            Became::NotKept => MergeFate::NotKept,
        },
    }
}

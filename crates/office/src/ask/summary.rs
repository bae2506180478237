//! What the whole district comes to (概要), for whoever looks over many: counts and printed values, and nothing of its rows.

use super::Reading;
use crate::error::Result;
use crate::view::{Board, DistrictSummary, IndicatorView, SummaryValue, Verdict};

impl Reading {
    /// What the district comes to: verdicts, printed values, what was missed, what is over its time.
    ///
    /// # Errors
    /// A store that refuses; [`crate::Error::Denied`] to whoever does not see what is judged.
    pub fn district_summary(&self) -> Result<DistrictSummary> {
        let board = self.evaluate()?;
        let of = |verdict| board.scheme().iter().filter(|one| one.verdict == Some(verdict)).count() as u64;
        let gaps = self.duties(None)?.duties.iter().map(|one| one.gaps).sum();
        let overdue = self.loops(None)?.loops.iter().map(|one| one.tally.overdue).sum();
        Ok(DistrictSummary {
            district: self.district()?,
            year: board.year,
            day: self.today().to_string(),
            standing: self.standing()?,
            met: of(Verdict::Met),
            not_met: of(Verdict::NotMet),
            cannot_tell: of(Verdict::CannotTell),
            gaps,
            overdue,
            values: values(&board),
        })
    }
}

fn values(board: &Board) -> Vec<SummaryValue> {
    let value = |one: &&IndicatorView| SummaryValue {
        id: one.id.clone(),
        number: one.number,
        name: one.name.clone(),
        printed: one.printed.clone(),
        verdict: one.verdict,
    };
    board.scheme().iter().map(value).collect()
}

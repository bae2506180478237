//! A claim of zero (未发生): that nothing happened is proved by reports, not by silence.

use super::{Matrix, State};
use define::Date;

/// Something that happened: the unit, the day, the caller's number of the row.
pub type Happened = (String, Date, u64);

/// What may be said of “nothing happened this year”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zero {
    /// Every unit has reported for every period, and nothing is recorded.
    Proved,
    /// These rows say otherwise.
    Contradicted(Vec<u64>),
    /// These occurrences (positions in the matrix) are not discharged yet.
    Open(Vec<usize>),
}

impl Matrix {
    /// Whether the year's zero is proved, by what is known. Incidents are those of the year, of whatever unit. A matrix
    /// in which nothing is owed proves nothing.
    pub fn zero(&self, incidents: &[Happened]) -> Zero {
        if !incidents.is_empty() {
            let mut rows: Vec<u64> = incidents.iter().map(|(.., row)| *row).collect();
            rows.sort_unstable();
            return Zero::Contradicted(rows);
        }
        let reported = |state| matches!(state, State::Done | State::Late | State::Nil);
        let open: Vec<usize> =
            (0..self.occurrences.len()).filter(|at| !reported(self.occurrences[*at].state)).collect();
        if open.is_empty() && !self.occurrences.is_empty() { Zero::Proved } else { Zero::Open(open) }
    }
}

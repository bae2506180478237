//! Many districts at once (全市总览): of each what it comes to, and nothing of its rows.

use crate::board::Verdict;
use crate::standing::Standing;
use crate::states::states;
use serde::Serialize;

/// What a district comes to at a moment of its journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DistrictSummary {
    /// What its rows call it; empty where none does.
    pub district: String,
    /// The year judged.
    pub year: i32,
    /// The day looked at: duties and cases are those of this day.
    pub day: String,
    /// What it stands on.
    pub standing: Standing,
    /// Indicators of the scheme that are met.
    pub met: u64,
    /// Not met.
    pub not_met: u64,
    /// Of which it cannot be told.
    pub cannot_tell: u64,
    /// Occurrences of duties that were missed.
    pub gaps: u64,
    /// Open cases over their time.
    pub overdue: u64,
    /// The indicators of the scheme in its order.
    pub values: Vec<SummaryValue>,
}

/// An indicator of a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SummaryValue {
    /// Its id in the pack.
    pub id: String,
    /// Its number in the scheme.
    pub number: Option<u32>,
    /// Its name.
    pub name: String,
    /// Its value as printed; none where there is none.
    pub printed: Option<String>,
    /// The verdict; none where nothing is judged.
    pub verdict: Option<Verdict>,
}

states! {
    /// Whether a district of a server can be asked.
    DistrictState {
        /// It is open.
        Open = "open",
        /// It is open, and what it comes to is still being computed for the first time.
        Computing = "computing",
        /// It has not been opened yet.
        Waiting = "waiting",
        /// It cannot be opened.
        Shut = "shut",
    }
}

/// A district of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DistrictLine {
    /// Its code, which stands in its addresses.
    pub code: String,
    /// What it is called; its code where that is not known.
    pub name: String,
    /// Whether it can be asked.
    pub state: DistrictState,
    /// Why it cannot be opened, in words; empty when it is open.
    pub why: String,
    /// What it came to when it was last computed; none before.
    pub summary: Option<DistrictSummary>,
    /// Entries recorded since then, which the summary does not know.
    pub since: u64,
}

/// The districts of a server by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OverviewView {
    /// The districts.
    pub districts: Vec<DistrictLine>,
}

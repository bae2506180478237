//! Duties (期) in a year, as known on a day.

use super::SourceView;
use serde::Serialize;

/// All duties in a year.
#[derive(Clone, Debug, Serialize)]
pub struct DutiesView {
    /// The year.
    pub year: i32,
    /// The day looked at: what is dated later does not count.
    pub day: String,
    /// The duties, by pack and id.
    pub duties: Vec<DutySummary>,
}

/// A duty in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct DutySummary {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: SourceView,
    /// Mechanisms it serves.
    pub mechanisms: Vec<String>,
    /// What exactly it means.
    pub note: Option<String>,
    /// How often it is owed, as the definition writes it: `quarter`.
    pub rhythm: &'static str,
    /// Whether a nil report discharges it.
    pub nil_allowed: bool,
    /// Units that owe.
    pub units: usize,
    /// Periods of the year.
    pub periods: usize,
    /// Occurrences of the year.
    pub owed: u64,
    /// Discharged by facts in time.
    pub done: u64,
    /// Discharged late.
    pub late: u64,
    /// Discharged by nil reports in time.
    pub nil: u64,
    /// Nil reports that something recorded contradicts.
    pub contradicted: u64,
    /// Extended, and still owed.
    pub extended: u64,
    /// Still owed, the period runs.
    pub open: u64,
    /// Not begun.
    pub ahead: u64,
    /// Missed.
    pub gaps: u64,
    /// What may be said of “nothing happened”; none where the duty is not about that.
    pub zero: Option<ZeroView>,
}

/// What may be said of “nothing happened”.
#[derive(Clone, Debug, Serialize)]
pub struct ZeroView {
    /// `proved` `contradicted` `open`.
    pub state: &'static str,
    /// Rows that say otherwise: register and number.
    pub rows: Vec<(String, u64)>,
    /// How many occurrences are not reported yet.
    pub missing: u64,
    /// The first of them: unit and period.
    pub first: Vec<(String, String)>,
}

/// The coverage matrix of a duty.
#[derive(Clone, Debug, Serialize)]
pub struct DutyView {
    /// The year.
    pub year: i32,
    /// The day looked at.
    pub day: String,
    /// In numbers, of all units.
    pub summary: DutySummary,
    /// The periods, in order.
    pub periods: Vec<PeriodView>,
    /// The units that were asked for.
    pub units: Vec<UnitView>,
    /// How many units there are to page through.
    pub found: usize,
    /// Position of the first unit shown among them.
    pub from: usize,
}

/// A period.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// Its id: 2022-Q3.
    pub id: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// What it is the eve of.
    pub holiday: Option<String>,
    /// Of the units of the whole scope: how many owe it, and how many have discharged it.
    pub owed: u64,
    /// How many have discharged it.
    pub discharged: u64,
}

/// A unit with what it owes.
#[derive(Clone, Debug, Serialize)]
pub struct UnitView {
    /// What rows call it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it has missed.
    pub gaps: u64,
    /// What it owes, in the order of periods.
    pub cells: Vec<CellView>,
}

/// One occurrence.
#[derive(Clone, Debug, Serialize)]
pub struct CellView {
    /// Position of its period.
    pub period: usize,
    /// `done` `late` `nil` `contradicted` `extended` `open` `ahead` `gap`.
    pub state: &'static str,
    /// The last day on which it may be discharged in time.
    pub deadline: String,
    /// Days left until then; negative when it is past.
    pub left: i32,
    /// How much was done.
    pub amount: u64,
    /// How much is asked for.
    pub least: u64,
    /// The rows that discharged or contradict it: id of the register, and number.
    pub rows: Vec<(String, u64)>,
}

//! Duties (期) in a year, as known on a day.

use crate::states::states;
use crate::{Card, RowRef};
use serde::Serialize;

/// All duties in a year.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutiesView {
    /// The year.
    pub year: i32,
    /// The day looked at: what is dated later does not count.
    pub day: String,
    /// The duties, by pack and id.
    pub duties: Vec<DutySummary>,
}

states! {
    /// How often a duty is owed.
    Rhythm {
        /// Once by each unit.
        Once = "once",
        /// Every calendar year.
        Year = "year",
        /// Every half-year.
        HalfYear = "half-year",
        /// Every quarter.
        Quarter = "quarter",
        /// Every month.
        Month = "month",
        /// Every month with a taught day.
        SchoolMonth = "school-month",
        /// Every week.
        Week = "week",
        /// Every week with a taught day.
        SchoolWeek = "school-week",
        /// Every day.
        Day = "day",
        /// Every taught day.
        SchoolDay = "school-day",
        /// Every taught day before a holiday or the end of a term.
        BeforeHoliday = "before-holiday",
        /// Every term.
        Term = "term",
    }
}

states! {
    /// What may be said of “nothing happened”.
    ZeroState {
        /// Every unit has reported for every period, and nothing is recorded.
        Proved = "proved",
        /// Rows say otherwise.
        Contradicted = "contradicted",
        /// Not everything is reported yet.
        Open = "open",
    }
}

states! {
    /// What became of an occurrence of a duty.
    CellState {
        /// Discharged by facts in time.
        Done = "done",
        /// Discharged, but late.
        Late = "late",
        /// Discharged by a nil report in time.
        Nil = "nil",
        /// A nil report, but something happened.
        Contradicted = "contradicted",
        /// Its period is over; an extension still runs.
        Extended = "extended",
        /// Its period runs, or the time of grace: still owed.
        Open = "open",
        /// Its period has not begun.
        Ahead = "ahead",
        /// Not discharged, and the time is over.
        Gap = "gap",
    }
}

impl CellState {
    /// Whether something is still to be done about it.
    pub fn is_owing(self) -> bool {
        match self {
            CellState::Gap | CellState::Contradicted | CellState::Extended | CellState::Open => true,
            CellState::Done | CellState::Late | CellState::Nil | CellState::Ahead => false,
        }
    }
}

/// A duty in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutySummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// How often it is owed.
    pub rhythm: Rhythm,
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ZeroView {
    /// Whether it may be said.
    pub state: ZeroState,
    /// Rows that say otherwise.
    pub rows: Vec<RowRef>,
    /// How many occurrences are not reported yet.
    pub missing: u64,
    /// The first of them.
    pub first: Vec<Owed>,
}

/// What a unit owes for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Owed {
    /// What the unit is called.
    pub unit: String,
    /// Id of the period.
    pub period: String,
}

/// The coverage matrix of a duty.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellView {
    /// Position of its period.
    pub period: usize,
    /// What became of it.
    pub state: CellState,
    /// The last day on which it may be discharged in time.
    pub deadline: String,
    /// Days left until then; negative when it is past.
    pub left: i32,
    /// How much was done.
    pub amount: u64,
    /// How much is asked for.
    pub least: u64,
    /// The rows that discharged or contradict it.
    pub rows: Vec<RowRef>,
}

//! Loops as the doors show them.

use crate::states::states;
use crate::{Card, RowRef};
use serde::Serialize;

/// All loops on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoopsView {
    /// The day.
    pub day: String,
    /// The loops.
    pub loops: Vec<LoopSummary>,
}

/// A loop in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoopSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// Whether only numbers are shown.
    pub restricted: bool,
    /// All its cases.
    pub tally: TallyView,
    /// Its cases by source.
    pub sources: Vec<TallyView>,
    /// Cases that came back.
    pub recurring: usize,
    /// Rows of other registers that ask for a case that is not opened.
    pub waiting: usize,
    /// The last day of the school calendar, when the day looked from, or a deadline of an open case, lies beyond it: worked days
    /// are counted there without holidays. Empty when the calendar was never filled in.
    pub beyond_calendar: Option<String>,
}

/// Found, closed, overdue of a group of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TallyView {
    /// What the group has in common; empty for all.
    pub name: String,
    /// Cases opened.
    pub found: u64,
    /// Of these closed.
    pub closed: u64,
    /// Of the closed, never late.
    pub in_time: u64,
    /// Of the open, late.
    pub overdue: u64,
}

/// A loop in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoopView {
    /// The day.
    pub day: String,
    /// In numbers.
    pub summary: LoopSummary,
    /// Its stages in order, with how many cases are in each.
    pub stages: Vec<StageView>,
    /// What can be done.
    pub steps: Vec<StepRuleView>,
    /// Its sources with how many of the cases of each are in each stage, in the order of the stages: how complete a round is, apart
    /// from how much of it is approved.
    pub by_stage: Vec<SourceStages>,
    /// Its cases by unit; none of a restricted loop.
    pub units: Vec<TallyView>,
    /// Units ranked by quarter.
    pub ranks: Vec<RankView>,
    /// Its cases, the overdue first; none of a restricted loop.
    pub cases: Vec<CaseLine>,
    /// Cases that are counted and not shown.
    pub hidden: usize,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageView {
    /// Its name.
    pub name: String,
    /// Worked days within which it must be left.
    pub days: Option<u32>,
    /// The field of the case with the day by which it must be left.
    pub due: Option<String>,
    /// Whether a case in it is closed.
    pub closed: bool,
    /// How many cases are in it.
    pub cases: usize,
}

states! {
    /// What must come with a step.
    StepNeed {
        /// 材料.
        Evidence = "evidence",
        /// 依据.
        Basis = "basis",
        /// 理由.
        Reason = "reason",
    }
}

/// A step that can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepRuleView {
    /// Its name.
    pub name: String,
    /// From these stages.
    pub from: Vec<String>,
    /// To this one.
    pub to: String,
    /// In these roles.
    pub role: Vec<String>,
    /// What must come with it.
    pub with: Vec<StepNeed>,
    /// Steps whose doers cannot do it.
    pub other_than: Vec<String>,
    /// What must hold of the case.
    pub when: Option<String>,
}

/// The cases of a source by the stage that they are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceStages {
    /// The source.
    pub name: String,
    /// Cases in each stage.
    pub cases: Vec<u64>,
}

/// The ranking of a group in a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankView {
    /// 2022年第1季度.
    pub quarter: String,
    /// The group.
    pub group: String,
    /// Its units: place, unit, closed, in time, overdue.
    pub places: Vec<PlaceView>,
}

/// A unit's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceView {
    /// The place; equal units share it.
    pub place: u64,
    /// The unit.
    pub unit: String,
    /// Closed in the quarter.
    pub closed: u64,
    /// Of these, never late.
    pub in_time: u64,
    /// Overdue at its end.
    pub overdue: u64,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseLine {
    /// Its number.
    pub id: String,
    /// What it is about.
    pub label: String,
    /// The unit that answers.
    pub unit: String,
    /// The source that found it.
    pub source: String,
    /// The day on which it was opened.
    pub opened: String,
    /// The stage it is in.
    pub stage: String,
    /// The day on which it was closed.
    pub closed: Option<String>,
    /// The day by which the stage has to be left.
    pub deadline: Option<String>,
    /// Worked days overdue.
    pub overdue: Option<u32>,
    /// Whether it was late at any time.
    pub late: bool,
    /// The post it goes to.
    pub escalated: Option<String>,
    /// The earlier case that came back with it.
    pub recurs: Option<String>,
}

/// A case in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseView {
    /// The day.
    pub day: String,
    /// Id of its loop.
    pub loop_id: String,
    /// Name of its loop.
    pub loop_name: String,
    /// The stages of the loop, with 1 where the case is.
    pub stages: Vec<StageView>,
    /// What can be done.
    pub rules: Vec<StepRuleView>,
    /// The case.
    pub case: CaseLine,
    /// Its row.
    pub row: RowRef,
    /// Its steps.
    pub steps: Vec<CaseStepView>,
    /// Where it was, with deadlines.
    pub stays: Vec<StayView>,
    /// Names of the steps that can be done now.
    pub ways: Vec<String>,
    /// Fields of the row that do not say what the steps say.
    pub differs: Vec<Difference>,
    /// Those who sign, stage by stage; none where nobody does.
    pub chairs: Vec<ChairView>,
    /// Who else was let see it.
    pub copies: Vec<String>,
    /// Fields that say something else since somebody last signed them.
    pub changed: Vec<String>,
}

/// A field of a case's row that does not say what its steps say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The field.
    pub field: String,
    /// What it says.
    pub there: String,
    /// What the steps say.
    pub steps: String,
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseStepView {
    /// Its place in the case.
    pub nth: i64,
    /// What was done.
    pub step: String,
    /// The day.
    pub day: String,
    /// Who.
    pub by: String,
    /// In which role.
    pub role: String,
    /// The material.
    pub evidence: String,
    /// The legal basis.
    pub basis: String,
    /// The remark.
    pub note: String,
    /// To whom it was done.
    pub to: String,
    /// For whom it was done, by who stood in for him.
    pub stead: String,
    /// Number of its row.
    pub number: u64,
    /// Why it does not count; empty when it does.
    pub wrong: String,
}

states! {
    /// How somebody who is to sign stands.
    ChairState {
        /// His turn has not come.
        Later = "later",
        /// It waits for him.
        Waits = "waits",
        /// It was sent back to him.
        Returned = "returned",
        /// He signed.
        Signed = "signed",
        /// He was not asked again: he had signed before.
        Skipped = "skipped",
        /// Enough others signed.
        Spared = "spared",
        /// It waits, and there is nobody to do it.
        Vacant = "vacant",
    }
}

/// One who is to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChairView {
    /// The stage.
    pub stage: String,
    /// The seat: role and unit.
    pub seat: String,
    /// How he stands.
    pub state: ChairState,
    /// Who signed, or for whom it waits.
    pub persons: Vec<String>,
    /// For whom it was signed by who stands in for him; who may stand in for those for whom it waits.
    pub stead: Vec<String>,
    /// Who asked him besides; empty for a seat of the definition.
    pub added: String,
    /// The stage in which he had signed before, where he was skipped.
    pub before: String,
    /// Whether the task came from a seat that nobody holds, or whose holder must not sign.
    pub above: bool,
}

/// A stay in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StayView {
    /// The stage.
    pub stage: String,
    /// From this day.
    pub from: String,
    /// To this day.
    pub to: Option<String>,
    /// It had to end by this day.
    pub deadline: Option<String>,
    /// Whether it lasted longer.
    pub late: bool,
}

/// Cases opened by rows of other registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenOutcome {
    /// Their numbers.
    pub cases: Vec<String>,
    /// Number of the first entry; none when nothing was recorded.
    pub first_entry: Option<u64>,
    /// What speaks against them; nothing was recorded when one is of grade error.
    #[serde(skip)]
    pub findings: Vec<finding::Finding>,
}

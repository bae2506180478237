//! Plans (布): scenarios, and what each comes to.

use crate::states::states;
use crate::{
    Card, FundsSummary, PlacementSummary, PlanEffect, PlanMapView, SpreadView, SubjectsView, WhomView,
};
use finding::Finding;
use serde::Serialize;

states! {
    /// How a scenario comes out.
    ScenarioOutlook {
        /// A plan within its budget, proven to be the cheapest.
        Proven = "proven",
        /// A plan within its budget; whether it is the cheapest is not proven.
        Found = "found",
        /// The cheapest plan costs more than may be spent.
        OverBudget = "over-budget",
        /// There is no plan, whatever it costs.
        Nothing = "nothing",
        /// Not found out within what one question may take.
        Open = "open",
        /// Rows speak against it.
        Faulty = "faulty",
    }
}

/// All plans with their scenarios.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlansView {
    /// The day looked at.
    pub day: String,
    /// The plans of places, by pack and id.
    pub plans: Vec<PlanSummary>,
    /// The plans of people likewise.
    pub people: Vec<StaffSummary>,
    /// The plans of money likewise.
    pub funds: Vec<FundsSummary>,
    /// The plans of placement likewise.
    pub placements: Vec<PlacementSummary>,
    /// The plans of routes likewise.
    pub routes: Vec<Card>,
}

/// A plan with its scenarios.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// Its scenarios; dropped ones are not among them.
    pub scenarios: Vec<ScenarioView>,
}

/// A scenario in numbers. Money is in yuan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScenarioView {
    /// What it is called by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one that holds.
    pub adopted: bool,
    /// First, due and last year.
    pub years: [i32; 3],
    /// What may be spent; none without a bound.
    pub budget: Option<i64>,
    /// How it comes out.
    pub outlook: ScenarioOutlook,
    /// What the cheapest plan found costs.
    pub cost: Option<i64>,
    /// No plan costs less; none when there is no plan at all.
    pub bound: Option<i64>,
    /// Whether other code has held the proof against the question.
    pub checked: bool,
    /// What is done, by name.
    pub measures: Vec<String>,
    /// Pupils without a seat by the norm in the last year, with what is done.
    pub lacking: i64,
    /// The same with nothing done.
    pub before: i64,
    /// Mean way to school in the last year, in the plan's unit, with what is done.
    pub way: i64,
}

/// One scenario in full.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacesView {
    /// The day looked at.
    pub day: String,
    /// The plan.
    pub card: Card,
    /// The unit of ways.
    pub unit: String,
    /// In numbers.
    pub scenario: ScenarioView,
    /// Year by year.
    pub years: Vec<PlanYear>,
    /// Everything that may be done.
    pub measures: Vec<MeasureView>,
    /// Shortages that any plan must fill, greatest first.
    pub shortages: Vec<ShortageView>,
    /// Stages of schools in which something changes, or lacks.
    pub sections: Vec<SectionPlan>,
    /// Who goes elsewhere in the last year than in the first.
    pub moved: Vec<MovedPoint>,
    /// What changes for whom, against nothing being done.
    pub whom: WhomView,
    /// Rules that contradict each other, the smallest set; empty where there is a plan.
    pub clash: Vec<String>,
    /// The least by which one rule would have to give way; none where there is a plan.
    pub easing: Option<EasingView>,
    /// How unlike schools are in classes for their pupils, stage by stage.
    pub spread: Vec<SpreadView>,
    /// Indicators that read otherwise than as adopted.
    pub effects: Vec<PlanEffect>,
    /// What speaks against its rows.
    pub findings: Vec<Finding>,
    /// Villages and schools on the ground; a question of its own tells it to programs.
    #[serde(skip)]
    pub map: PlanMapView,
}

/// A year of a scenario.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanYear {
    /// The year.
    pub year: i32,
    /// Whether everything must be as the rules have it.
    pub due: bool,
    /// Pupils.
    pub pupils: i64,
    /// Without a seat by the norm, with nothing done.
    pub before: i64,
    /// The same with what is done.
    pub lacking: i64,
    /// Mean way.
    pub way: i64,
}

/// Something that may be done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasureView {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Which kind.
    pub kind: String,
    /// The stage.
    pub stage: String,
    /// The first year in which its places are there.
    pub year: i32,
    /// Seats that it adds.
    pub seats: i64,
    /// What it costs, in yuan.
    pub cost: i64,
    /// Whether it is done.
    pub taken: bool,
    /// Whether that was decided beforehand: done or left alone.
    pub decided: Option<bool>,
}

/// Pupils whose every way ends in schools that are too small for them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShortageView {
    /// The year.
    pub year: i32,
    /// How many places pupils come from, and some of them by name.
    pub points: usize,
    /// Some of them.
    pub names: Vec<String>,
    /// Pupils.
    pub pupils: i64,
    /// Seats by the norm in all schools that they can go to.
    pub seats: i64,
    /// What would help.
    pub helps: Vec<String>,
}

/// A stage of a school.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SectionPlan {
    /// Its name.
    pub name: String,
    /// The stage.
    pub stage: String,
    /// Classes in the first year and in the last.
    pub classes: [i64; 2],
    /// Pupils likewise, those without a seat by the norm among them.
    pub pupils: [i64; 2],
    /// Seats by the norm in the last year.
    pub seats: i64,
    /// Of the pupils of the last year those without a seat.
    pub lacking: i64,
}

/// Pupils of a place who go elsewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovedPoint {
    /// Where they live, and the stage.
    pub point: String,
    /// How many.
    pub pupils: i64,
    /// Where they went, with the way.
    pub from: Option<(String, i64)>,
    /// Where they go, with the way.
    pub to: (String, i64),
}

/// How much one rule would have to give way.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EasingView {
    /// The least that has to be spent, in yuan; none when money alone does not help.
    pub cost: Option<i64>,
    /// Pupils more in every class; none when that alone does not help.
    pub norm: Option<i64>,
}

/// People by a standard, and the fewest moves that fill what lacks; the total stays as it is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffView {
    /// The day looked at.
    pub day: String,
    /// The plan.
    pub card: Card,
    /// Name of the scenario.
    pub scenario: String,
    /// The standard that holds in it.
    pub standard: String,
    /// Every standard that may hold.
    pub standards: Vec<String>,
    /// People in all schools, and needed by the standard.
    pub held: i64,
    /// As `held`.
    pub needed: i64,
    /// Lacking in schools that have too few, and beyond need in others.
    pub lacking: i64,
    /// As `lacking`.
    pub beyond: i64,
    /// Lacking still after the moves.
    pub left: i64,
    /// Whether other code has held the proof: that nothing lacks, or that no moves fill all of it.
    pub checked: bool,
    /// Every school.
    pub schools: Vec<StaffSchool>,
    /// Who goes where.
    pub moves: Vec<StaffMove>,
    /// Teachers by subject; none where no row tells of any.
    pub subjects: Option<SubjectsView>,
    /// Indicators that read otherwise than as adopted.
    pub effects: Vec<PlanEffect>,
    /// What speaks against the rows.
    pub findings: Vec<Finding>,
}

/// A plan of people in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// People lacking by the standard, and lacking still after the moves.
    pub lacking: i64,
    /// As `lacking`.
    pub left: i64,
    /// Teachers lacking by the hours taught, and lacking still.
    pub subjects_lacking: i64,
    /// As `subjects_lacking`.
    pub subjects_left: i64,
}

/// A school with its people.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffSchool {
    /// Its name.
    pub name: String,
    /// Town or country.
    pub area: String,
    /// The stage by which people are exchanged.
    pub stage: String,
    /// People there.
    pub held: i64,
    /// People needed.
    pub needed: i64,
    /// How many come.
    pub coming: i64,
    /// How many go.
    pub going: i64,
    /// Lacking still.
    pub left: i64,
}

/// People who go from one school to another.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffMove {
    /// From where.
    pub from: String,
    /// Where to.
    pub to: String,
    /// How many.
    pub people: i64,
}

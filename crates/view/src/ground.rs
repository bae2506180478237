//! A scenario of places on the ground, and what the least money is as a rule gives way.

use crate::{Card, Point};
use serde::Serialize;

/// Villages and schools of a scenario's last year.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanMapView {
    /// The district's boundary; none where it is not recorded.
    pub boundary: Vec<Point>,
    /// Villages.
    pub points: Vec<PlanMapPoint>,
    /// Schools.
    pub schools: Vec<PlanMapSchool>,
    /// Who goes where, most pupils first.
    pub flows: Vec<PlanMapFlow>,
    /// Villages and schools that no row tells the place of.
    pub missing: usize,
}

impl PlanMapView {
    /// Schools that have pupils for whom there is no seat.
    pub fn over(&self) -> usize {
        self.schools.iter().filter(|one| one.lacking > 0).count()
    }
}

/// A village.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanMapPoint {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub at: Point,
    /// Pupils who live there.
    pub pupils: i64,
}

/// A school.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanMapSchool {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub at: Point,
    /// Pupils, those without a seat by the norm among them.
    pub pupils: i64,
    /// Seats by the norm.
    pub seats: i64,
    /// Pupils without a seat.
    pub lacking: i64,
}

/// Pupils who go from a village to a school.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanMapFlow {
    /// Position of the village.
    pub from: usize,
    /// Position of the school.
    pub to: usize,
    /// How many.
    pub pupils: i64,
}

/// The trade-off of a scenario.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurveView {
    /// The day looked at.
    pub day: String,
    /// The plan.
    pub card: Card,
    /// Name of the scenario.
    pub scenario: String,
    /// The unit of ways.
    pub unit: String,
    /// What may be spent, in yuan; none without a bound.
    pub budget: Option<i64>,
    /// Its points: the norm eased, then ways shortened.
    pub points: Vec<CurvePointView>,
}

/// A point: the least money with one rule bent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurvePointView {
    /// Pupils more in every class.
    pub norm: Option<i64>,
    /// The furthest way that is allowed.
    pub reach: Option<i64>,
    /// What the cheapest plan found costs, in yuan; none when there is none, or it was not found out.
    pub cost: Option<i64>,
    /// No plan costs less.
    pub bound: Option<i64>,
    /// Whether it was found out that nothing is cheaper, or that there is no plan.
    pub proven: bool,
    /// Whether other code has held the proof.
    pub checked: bool,
    /// Mean way in the last year.
    pub way: i64,
    /// Pupils of the last year who sit over the norm as it is.
    pub over: i64,
}

/// How unlike sections of a stage are in classes for their pupils: a coefficient of variation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpreadView {
    /// The stage.
    pub stage: String,
    /// In the last year with nothing done; empty where it cannot be told.
    pub before: String,
    /// As the scenario has it; empty likewise.
    pub after: String,
}

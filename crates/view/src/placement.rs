//! Plans of placement (安置): how many children go which way, and for those who may look into cases each child's way with its reason.

use crate::{Card, RoutesView};
use finding::Finding;
use serde::Serialize;

/// A plan of placement in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacementSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// Children.
    pub children: usize,
    /// Ways, the preferred first.
    pub ways: Vec<PlacementWay>,
    /// Children for whom there is no way.
    pub unplaced: usize,
    /// Whether other code has held the proof that they cannot be placed better, or not all of them.
    pub checked: bool,
}

/// All children placed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacementView {
    /// The day looked at.
    pub day: String,
    /// The year.
    pub year: i32,
    /// The plan.
    pub card: Card,
    /// Children.
    pub children: usize,
    /// Ways, the preferred first.
    pub ways: Vec<PlacementWay>,
    /// Children for whom there is no way.
    pub unplaced: usize,
    /// Children for whom something else was decided than follows now.
    pub otherwise: usize,
    /// Whether there is room for everybody who reaches anything.
    pub fits: bool,
    /// Whether other code has held the proof.
    pub checked: bool,
    /// Rules that contradict each other where there is not room for all, the smallest set.
    pub clash: Vec<String>,
    /// Whether children and places are left out: who asks may not look into cases.
    pub masked: bool,
    /// Places with children or without room, of those who may look; else none.
    pub places: Vec<PlacementPlaceView>,
    /// Every child likewise, those without a way first.
    pub lines: Vec<PlacementLine>,
    /// Visits at home as day trips likewise; none where nobody is taught at home.
    pub visits: Option<RoutesView>,
    /// What speaks against the rows.
    pub findings: Vec<Finding>,
}

/// A way to learn.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacementWay {
    /// What it is called.
    pub name: String,
    /// Children who go it.
    pub children: i64,
    /// Seats of all its places.
    pub seats: i64,
}

/// A place where a way is offered.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacementPlaceView {
    /// Its name.
    pub name: String,
    /// The way.
    pub way: String,
    /// Children there.
    pub children: i64,
    /// Seats.
    pub seats: i64,
}

/// A child, by a number that says nothing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlacementLine {
    /// How it is told from others.
    pub child: String,
    /// The stage.
    pub stage: String,
    /// The way; empty when there is none.
    pub way: String,
    /// The place; empty likewise.
    pub place: String,
    /// Why.
    pub reason: String,
    /// The way that was decided; empty while nothing was.
    pub decided: String,
}

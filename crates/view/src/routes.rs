//! Day trips (行程): who goes where on which day, with a bound.

use finding::Finding;
use serde::Serialize;

/// Visits as day trips. All times are minutes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoutesView {
    /// What is visited: the number of a draw, or the name of a plan.
    pub of: String,
    /// Its name.
    pub name: String,
    /// Trips, day by day.
    pub trips: Vec<TripView>,
    /// How many days.
    pub days: usize,
    /// Minutes of all trips.
    pub minutes: i64,
    /// Minutes with what each trip counts for.
    pub cost: i64,
    /// No trips cost less.
    pub bound: i64,
    /// No plan has fewer trips, and none takes fewer days.
    pub fewest: [i64; 2],
    /// Whether that is proven to be the least.
    pub proven: bool,
    /// Whether other code has held the trips against the question.
    pub checked: bool,
    /// Minutes of the shortest and of the longest trip.
    pub spread: [i64; 2],
    /// Why there are no trips.
    pub findings: Vec<Finding>,
}

/// A trip of a day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TripView {
    /// Which day, from 1.
    pub day: usize,
    /// With ways and stays.
    pub minutes: i64,
    /// Where to, in order.
    pub stops: Vec<TripStop>,
    /// Minutes back from the last.
    pub back: i64,
    /// Who goes.
    pub people: Vec<String>,
}

/// A place that is visited.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TripStop {
    /// Its name.
    pub name: String,
    /// Minutes on the way from the place before.
    pub way: i64,
    /// Minutes there.
    pub stay: i64,
}

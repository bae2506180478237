//! What a plan of places changes for whom, in the last year, against nothing being done.

use serde::Serialize;

/// Pupils and schools for whom something is otherwise.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhomView {
    /// The year.
    pub year: i32,
    /// Pupils without a seat by the norm if nothing is done who have one.
    pub seated: i64,
    /// Where most of them live: place, pupils.
    pub seated_at: Vec<(String, i64)>,
    /// Pupils who have none still.
    pub unseated: i64,
    /// Pupils who learn at another school than they would.
    pub elsewhere: i64,
    /// Pupils of places from which the mean way becomes shorter.
    pub nearer: i64,
    /// Pupils of places from which it becomes longer.
    pub farther: i64,
    /// The places whose mean way grows most: place, pupils, way without, way with.
    pub farthest: Vec<(String, i64, i64, i64)>,
    /// Schools that are over their norm if nothing is done, and are not with what is done.
    pub relieved: Vec<String>,
    /// Schools that get more classes, and schools that get fewer or close.
    pub grown: Vec<String>,
    /// As `grown`.
    pub shrunk: Vec<String>,
}

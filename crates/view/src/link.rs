//! Things that an answer points to, and pairs that have a name.

use serde::Serialize;

/// A row: id of its register and its number for good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowRef {
    /// Id of the register.
    pub register: String,
    /// Number of the row.
    pub number: u64,
}

/// A register: id and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisterRef {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Days from one to another, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Days {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

/// A point of the map, in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// Longitude.
    pub longitude: i64,
    /// Latitude.
    pub latitude: i64,
}

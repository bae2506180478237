//! What else would follow from something that is only asked.

use serde::Serialize;

/// An indicator before and after: each that reads otherwise, and each numbered one of the scheme.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanEffect {
    /// Id of the indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its number in the scheme; none of a figure behind one.
    pub number: Option<u32>,
    /// Whether anything of it reads otherwise.
    pub changed: bool,
    /// As adopted: printed value and verdict.
    pub adopted: (String, String),
    /// As it would be.
    pub here: (String, String),
    /// Points as adopted and as they would be, of how many; empty where it has none.
    pub points: [String; 2],
}

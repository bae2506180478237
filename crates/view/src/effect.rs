//! What else would follow from something that is only asked.

use serde::Serialize;

/// An indicator that reads otherwise.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanEffect {
    /// Id of the indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As adopted: printed value and verdict.
    pub adopted: (String, String),
    /// As it would be.
    pub here: (String, String),
}

//! What is decided in a scenario beforehand (规划取舍): what must be done, what must not.

use super::house;

house! {
    /// One decision.
    PlanChoice = "规划取舍" {
        /// The scenario.
        SCENARIO scenario: String = "情景",
        /// Key of the action.
        MEASURE measure: String = "措施",
        /// Done or left alone.
        CHOICE choice: String = "取舍",
    }
}

impl PlanChoice {
    /// It must be done.
    pub const FORCED: &str = "必做";
    /// It must not be done.
    pub const FORBIDDEN: &str = "不做";
}

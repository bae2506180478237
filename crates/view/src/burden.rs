//! What is asked of schools in a year (负担).

use serde::Serialize;

/// What is asked of the bodies that a school code names, in a year, by a stated rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BurdenView {
    /// The year.
    pub year: i32,
    /// Seconds counted for opening and handing in one form.
    pub seconds_a_form: u64,
    /// Seconds counted for one cell typed.
    pub seconds_a_cell: u64,
    /// How many bodies something is asked of.
    pub bodies: u64,
    /// Register by register, what takes most first.
    pub lines: Vec<BurdenLine>,
    /// What is asked of the body in the middle.
    pub median: BurdenSum,
    /// What is asked of the body of which most is asked.
    pub most: BurdenSum,
    /// All together.
    pub all: BurdenSum,
    /// Fields of all registers that somebody types.
    pub typed_fields: u64,
    /// Fields of all registers that are computed and asked of nobody.
    pub computed_fields: u64,
}

/// One register that bodies fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BurdenLine {
    /// Id of the register.
    pub register: String,
    /// Its name.
    pub name: String,
    /// The duties that ask for it; empty where it is the body's own yearly return.
    pub duties: Vec<String>,
    /// How many bodies filled it.
    pub bodies: u64,
    /// How many fields a row asks for.
    pub fields: u64,
    /// What it came to.
    pub sum: BurdenSum,
}

/// Forms, cells, time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BurdenSum {
    /// Rows recorded.
    pub forms: u64,
    /// Cells typed.
    pub cells: u64,
    /// Seconds by the rule.
    pub seconds: u64,
}

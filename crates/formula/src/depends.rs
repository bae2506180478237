//! What a formula depends on, for the order of computation and for what to compute again after a change.

use std::collections::BTreeSet;

/// Registers, parameters and indicators a formula looks at. Years are relative to the year of evaluation: 0 or, inside
/// 上年, -1, -2 …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Register, field and year shift. A field reached through a reference is told with the register that holds it.
    pub fields: BTreeSet<(String, String, i32)>,
    /// Registers whose rows are counted or gone through, and year shift: a new row changes the result even when no
    /// field is named.
    pub registers: BTreeSet<(String, i32)>,
    /// Parameters and year shift.
    pub parameters: BTreeSet<(String, i32)>,
    /// Indicators and year shift.
    pub indicators: BTreeSet<(String, i32)>,
}

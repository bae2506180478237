//! Where a formula finds its facts. The caller owns them; the language only asks.

use crate::answer::Answer;
use crate::frame::Frame;
use quantity::Interval;
use std::sync::Arc;

/// The facts behind a formula.
pub trait World {
    /// The rows of a register that belong to a year, with computed fields as ordinary columns; none when nothing was
    /// reported. A register without a period gives the same rows for every year.
    fn frame(&self, register: &str, year: i32) -> Option<Arc<Frame>>;

    /// The value of a parameter in force in a year, in the base of its unit; none outside its dates.
    fn parameter(&self, name: &str, key: Option<&str>, year: i32) -> Option<Interval>;

    /// The value of another indicator in a year, for a group when it is grouped.
    fn indicator(&self, name: &str, key: Option<&str>, year: i32) -> Option<Answer>;
}

//! Formulas over the facts of a year.

use crate::answer::Answer;
use crate::formula::Formula;
use crate::frame::Column;
use crate::trace::Trace;
use crate::world::World;

/// Formulas computed over the facts of one year. Indexes over the registers are kept between formulas, so many
/// formulas over one world are best computed by one evaluation.
pub struct Evaluation<'w> {
    world: &'w dyn World,
    year: i32,
}

/// One group of a grouped formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The values of the grouping fields.
    pub key: Vec<Answer>,
    /// The value for the group.
    pub value: Answer,
}

impl<'w> Evaluation<'w> {
    /// An evaluation of a year.
    pub fn new(world: &'w dyn World, year: i32) -> Self {
        Evaluation { world, year }
    }

    /// The value of an ungrouped indicator formula.
    pub fn value(&self, _formula: &Formula) -> Answer {
        let _ = (self.world, self.year);
        Answer::Unknown(Vec::new())
    }

    /// The values of a grouped indicator formula, ordered by key.
    pub fn groups(&self, _formula: &Formula) -> Vec<Group> {
        Vec::new()
    }

    /// The answer of a verdict formula about a value, for the group of that key (empty when not grouped).
    pub fn verdict(&self, _condition: &Formula, _result: &Answer, _key: &[Answer]) -> Answer {
        Answer::Unknown(Vec::new())
    }

    /// A computed field: the values of a row formula for every row, as a column. None without the register's frame.
    pub fn column(&self, _formula: &Formula, _name: &str) -> Option<Column> {
        None
    }

    /// The answers of a row formula for every row, in row order: for row checks. Empty without the register's frame.
    pub fn rows(&self, _formula: &Formula) -> Vec<Answer> {
        Vec::new()
    }

    /// An ungrouped indicator formula with everything that entered it.
    pub fn trace(&self, formula: &Formula) -> Trace {
        Trace { answer: self.value(formula), terms: Vec::new() }
    }

    /// A grouped indicator formula with everything that entered the group of that key.
    pub fn trace_group(&self, formula: &Formula, _key: &[Answer]) -> Trace {
        Trace { answer: self.value(formula), terms: Vec::new() }
    }

    /// A row formula for the row of that caller's key with everything that entered it.
    pub fn trace_row(&self, formula: &Formula, _row: u64) -> Trace {
        Trace { answer: self.value(formula), terms: Vec::new() }
    }
}

//! From a result back to what it came from.

use crate::answer::Answer;
use crate::problem::Span;

/// A result with everything that entered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The value.
    pub answer: Answer,
    /// Every aggregate, parameter and indicator in the formula, in the order of the text.
    pub terms: Vec<Term>,
}

/// One aggregate, parameter or indicator of a formula and what it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands in the formula.
    pub span: Span,
    /// Its words: 合计(教育经费.金额).
    pub text: String,
    /// What it came to.
    pub value: Answer,
    /// The year it is about: a year earlier inside 上年.
    pub year: i32,
    /// Where it came from.
    pub source: Source,
}

/// Where a term came from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Rows of a register.
    Register {
        /// Register.
        name: String,
        /// The caller's keys of the rows that entered, in row order.
        rows: Vec<u64>,
        /// Of them, for 占比, 全部 and 存在, the rows that did not pass the condition; else empty.
        against: Vec<u64>,
    },
    /// A parameter.
    Parameter {
        /// Name.
        name: String,
        /// Key asked for.
        key: Option<String>,
    },
    /// Another indicator.
    Indicator {
        /// Name.
        name: String,
        /// Key asked for.
        key: Option<String>,
    },
    /// A field of the row itself, in row scope.
    Field {
        /// Register.
        register: String,
        /// Field.
        field: String,
        /// The caller's key of the row.
        row: u64,
    },
}

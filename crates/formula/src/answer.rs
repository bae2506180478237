//! What a formula answers, and why it sometimes cannot.

use crate::problem::Span;
use quantity::{Interval, Truth};
use std::fmt;
use std::sync::Arc;

/// The value of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A number in the base of its unit, between two exact bounds: one point for whatever ends, such as 15.44亿元.
    Number(Interval),
    /// Words.
    Text(Arc<str>),
    /// Yes or no; never [`Truth::Unknown`], which is told as [`Answer::Unknown`] with its reasons.
    Boolean(Truth),
    /// Days since 1970-01-01.
    Date(i32),
    /// Cannot be told, and why. At most [`Answer::REASONS`] reasons are kept.
    Unknown(Vec<Reason>),
}

impl Answer {
    /// Reasons kept of one answer.
    pub const REASONS: usize = 16;

    /// Yes, no or unknown: anything that is not a yes or a no is unknown.
    pub fn truth(&self) -> Truth {
        match self {
            Answer::Boolean(truth) => *truth,
            _ => Truth::Unknown,
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<&Interval> {
        match self {
            Answer::Number(interval) => Some(interval),
            _ => None,
        }
    }

    /// Why it cannot be told; empty when it can.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Answer::Unknown(reasons) => reasons,
            _ => &[],
        }
    }

    pub(crate) fn yes(yes: bool) -> Answer {
        Answer::Boolean(if yes { Truth::Yes } else { Truth::No })
    }
}

/// Joins reasons without repeating any, up to [`Answer::REASONS`].
pub(crate) fn join(into: &mut Vec<Reason>, from: &[Reason]) {
    for reason in from {
        if into.len() >= Answer::REASONS {
            return;
        }
        if !into.contains(reason) {
            into.push(reason.clone());
        }
    }
}

/// Why something cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A cell that is needed was left empty.
    MissingCell {
        /// Register.
        register: Arc<str>,
        /// Year of the frame.
        year: i32,
        /// The caller's key of the row.
        row: u64,
        /// Field.
        field: Arc<str>,
    },
    /// A cell points to a row that is not there.
    NoSuchRow {
        /// Register of the pointing cell.
        register: Arc<str>,
        /// Year of the frame.
        year: i32,
        /// The caller's key of the pointing row.
        row: u64,
        /// The pointing field.
        field: Arc<str>,
        /// The register pointed to.
        to: Arc<str>,
    },
    /// Nothing was reported in a register for a year, or it lacks a field.
    NoRegister {
        /// Register.
        register: Arc<str>,
        /// Year.
        year: i32,
    },
    /// A parameter has no value in force.
    NoParameter {
        /// Name.
        name: Arc<str>,
        /// Key, if asked for one.
        key: Option<Arc<str>>,
        /// Year.
        year: i32,
    },
    /// An indicator has no value.
    NoIndicator {
        /// Name.
        name: Arc<str>,
        /// Key, if asked for one.
        key: Option<Arc<str>>,
        /// Year.
        year: i32,
    },
    /// Division by zero, or by bounds that hold zero.
    DivisionByZero {
        /// The division.
        span: Span,
    },
    /// An average, extreme or share of no rows.
    NoRows {
        /// The aggregate.
        span: Span,
        /// Register.
        register: Arc<str>,
    },
    /// Two bounds overlap: the comparison could go either way.
    Undecided {
        /// The comparison.
        span: Span,
    },
    /// A claim that nothing happened is not proved.
    Unproved {
        /// What is missing, in words.
        told: Arc<str>,
    },
    /// A number beyond 38 digits, or a square root of a negative number.
    OutOfRange {
        /// The operation.
        span: Span,
    },
}

impl fmt::Display for Reason {
    /// One Chinese sentence without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keyed = |key: &Option<Arc<str>>| key.as_ref().map_or(String::new(), |key| format!("（{key}）"));
        match self {
            Reason::MissingCell { register, year, row, field } => {
                write!(f, "{year}年台账“{register}”第{row}号记录的“{field}”没有填")
            }
            Reason::NoSuchRow { register, year, row, field, to } => {
                write!(f, "{year}年台账“{register}”第{row}号记录的“{field}”在“{to}”中找不到")
            }
            // Only the name of a form of work has two words.
            Reason::NoRegister { register, year } if register.contains('.') => {
                write!(f, "{year}年没有“{register}”的记录")
            }
            Reason::NoRegister { register, year } => write!(f, "{year}年没有台账“{register}”的数据"),
            Reason::NoParameter { name, key, year } => {
                write!(f, "参数“{name}”{}在{year}年没有有效值", keyed(key))
            }
            Reason::NoIndicator { name, key, year } => {
                write!(f, "指标“{name}”{}在{year}年没有值", keyed(key))
            }
            Reason::DivisionByZero { .. } => f.write_str("除数为零"),
            Reason::NoRows { register, .. } => write!(f, "台账“{register}”没有符合条件的记录"),
            Reason::Undecided { .. } => f.write_str("数值只知道范围，范围跨过了界限"),
            Reason::Unproved { told } => f.write_str(told),
            Reason::OutOfRange { .. } => f.write_str("数值超出可计算的范围"),
        }
    }
}

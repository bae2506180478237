//! The tree that the parser gives: words and operators, not yet names.

use crate::problem::Span;

/// A part of a formula with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) span: Span,
    pub(crate) part: Part,
    /// Levels below and including this one.
    pub(crate) depth: usize,
}

/// One word of a dotted name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Number {
        digits: String,
        unit: String,
    },
    Text(String),
    Date(i32),
    Boolean(bool),
    Path(Vec<Word>),
    /// A function, or a keyed parameter or indicator: `参数.班额上限(学段)`.
    Call {
        name: Vec<Word>,
        arguments: Vec<Tree>,
    },
    /// `同 字段`: rows with the same value as this row.
    Same(Vec<Word>),
    Negative(Box<Tree>),
    Not(Box<Tree>),
    Two {
        operator: Operator,
        left: Box<Tree>,
        right: Box<Tree>,
    },
    /// What could not be read; its problem is already told.
    Bad,
}

/// Operators between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    /// How tightly it binds: 或 least, × and ÷ most.
    pub(crate) fn binding(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Plus | Operator::Minus => 5,
            Operator::Times | Operator::Over => 6,
            _ => 4,
        }
    }

    /// Whether it compares.
    pub(crate) fn compares(self) -> bool {
        self.binding() == 4
    }
}

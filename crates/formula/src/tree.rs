//! The checked tree: every name resolved, every kind known.

use crate::functions::Function;
use crate::kind::Type;
use crate::problem::Span;
use crate::syntax::Operator;
use quantity::Interval;
use std::sync::Arc;

/// A checked part of a formula.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) span: Span,
    pub(crate) kind: Type,
    pub(crate) node: Node,
}

/// What a checked part does.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Number(Interval),
    Text(Arc<str>),
    Boolean(bool),
    Date(i32),
    /// A field of the row `level` rows out: 0 this row, 1 the row around it (本), …
    Field {
        level: usize,
        path: Path,
    },
    /// The value of the grouping field, by its position in `by`.
    Group(usize),
    /// 结果, in a condition over a value.
    Result,
    /// 年度.
    Year,
    Parameter {
        name: Arc<str>,
        key: Option<Box<Expr>>,
    },
    Indicator {
        name: Arc<str>,
        key: Option<Box<Expr>>,
    },
    LastYear(Box<Expr>),
    Negative(Box<Expr>),
    Not(Box<Expr>),
    Two {
        operator: Operator,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Call {
        function: &'static Function,
        arguments: Vec<Expr>,
    },
    Aggregate(Box<Aggregate>),
    /// Stands where a problem was found; never evaluated.
    Bad,
}

/// A field reached from a row, perhaps through references: `学校.城乡`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path {
    /// Register of the row.
    pub(crate) register: Arc<str>,
    /// References followed, then nothing: each is a pointing field and where it points.
    pub(crate) through: Vec<Hop>,
    /// The field at the end.
    pub(crate) field: Arc<str>,
}

/// One reference followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hop {
    pub(crate) field: Arc<str>,
    pub(crate) to: Arc<str>,
    pub(crate) by: Arc<str>,
}

impl Path {
    /// The register that holds the last field.
    pub(crate) fn owner(&self) -> &Arc<str> {
        self.through.last().map_or(&self.register, |hop| &hop.to)
    }

    /// As written after the register: 学校.城乡.
    pub(crate) fn written(&self) -> String {
        let mut words: Vec<&str> = self.through.iter().map(|hop| &*hop.field).collect();
        words.push(&self.field);
        words.join(".")
    }
}

/// An aggregate over the rows of a register.
#[derive(Clone, Debug)]
pub(crate) struct Aggregate {
    /// Its position among the aggregates of the formula.
    pub(crate) id: usize,
    pub(crate) function: &'static Function,
    pub(crate) register: Arc<str>,
    /// What is aggregated: nothing for a count of rows, a value, a value and its weight.
    pub(crate) subjects: Vec<Expr>,
    /// Conditions of equality with something outside the row; served by an index.
    pub(crate) links: Vec<Link>,
    /// Further conditions of entering, over the row.
    pub(crate) filters: Vec<Expr>,
    /// The condition whose share or universality is asked (占比, 全部).
    pub(crate) test: Option<Expr>,
    /// The condition of entering as written, for telling.
    pub(crate) condition: Option<Span>,
    /// The grouping fields, for an aggregate that no link ties to a row.
    pub(crate) groups: Vec<Path>,
    /// Whether a subject, filter or test looks at a row outside (本): then equal links do not mean equal values.
    pub(crate) looks_out: bool,
}

/// Rows whose `path` equals `value`, which does not depend on the row.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) path: Path,
    pub(crate) value: Expr,
}

impl Expr {
    /// Calls `see` on this part and all below it, each with how many rows out of `self` it stands.
    pub(crate) fn walk<'a>(&'a self, level: usize, see: &mut dyn FnMut(&'a Expr, usize)) {
        see(self, level);
        match &self.node {
            Node::Parameter { key: Some(inner), .. } | Node::Indicator { key: Some(inner), .. } => {
                inner.walk(level, see);
            }
            Node::LastYear(inner) | Node::Negative(inner) | Node::Not(inner) => inner.walk(level, see),
            Node::Two { left, right, .. } => {
                left.walk(level, see);
                right.walk(level, see);
            }
            Node::Call { arguments, .. } => arguments.iter().for_each(|inner| inner.walk(level, see)),
            Node::Aggregate(aggregate) => {
                for inner in aggregate.subjects.iter().chain(&aggregate.filters).chain(&aggregate.test) {
                    inner.walk(level + 1, see);
                }
                for link in &aggregate.links {
                    link.value.walk(level, see);
                }
            }
            _ => {}
        }
    }

    /// Whether it needs the row itself, or with `out` = 1 the row around it, and so on outwards.
    pub(crate) fn needs_row(&self, out: usize) -> bool {
        let mut needs = false;
        self.walk(0, &mut |part, level| {
            needs |= matches!(&part.node, Node::Field { level: at, .. } if *at >= level + out);
        });
        needs
    }
}

impl Expr {
    /// Calls `see` on this part and all below it, each with the years by which 上年 shifts it.
    pub(crate) fn walk_years<'a>(&'a self, shift: i32, see: &mut dyn FnMut(&'a Expr, i32)) {
        see(self, shift);
        match &self.node {
            Node::LastYear(inner) => inner.walk_years(shift - 1, see),
            Node::Negative(inner) | Node::Not(inner) => inner.walk_years(shift, see),
            Node::Parameter { key: Some(inner), .. } | Node::Indicator { key: Some(inner), .. } => {
                inner.walk_years(shift, see);
            }
            Node::Two { left, right, .. } => {
                left.walk_years(shift, see);
                right.walk_years(shift, see);
            }
            Node::Call { arguments, .. } => arguments.iter().for_each(|inner| inner.walk_years(shift, see)),
            Node::Aggregate(aggregate) => {
                let parts = aggregate.subjects.iter().chain(&aggregate.filters).chain(&aggregate.test);
                parts.for_each(|inner| inner.walk_years(shift, see));
                aggregate.links.iter().for_each(|link| link.value.walk_years(shift, see));
            }
            _ => {}
        }
    }
}

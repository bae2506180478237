//! Which formulas a sweep can compute, and what it needs for them.

use crate::formula::Formula;
use crate::frame::{Cells, Frame};
use crate::scope::Scope;
use crate::syntax::Operator;
use crate::tree::{Aggregate, Expr, Node, Path};
use quantity::Decimal;
use std::sync::Arc;

/// A sum of columns with whole factors: value = Σ factor × mantissa × 10^-scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Linear {
    /// Column position and factor.
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) scale: u32,
}

/// A sum over a sum, both over one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) above: Linear,
    /// What the sum above is multiplied by: the factor common to all its terms, so that most factors are 1 or -1.
    pub(super) times: i64,
    /// None for a plain sum.
    pub(super) below: Option<Linear>,
}

impl Ratio {
    fn new(mut above: Linear, below: Option<Linear>) -> Ratio {
        let common = above.terms.iter().fold(0, |common, (_, factor)| divisor(common, factor.abs())).max(1);
        above.terms.iter_mut().for_each(|(_, factor)| *factor /= common);
        Ratio { above, times: common, below }
    }

    /// The terms above with the common factor back in them.
    fn whole_terms(&self) -> Option<Vec<(usize, i64)>> {
        self.above
            .terms
            .iter()
            .map(|(column, factor)| Some((*column, factor.checked_mul(self.times)?)))
            .collect()
    }
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// What a formula asks of every group.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// 差异系数(above / below, below): pupils are the weight and the divisor.
    Variation(Ratio),
    /// 占比(台账, ratio ⋛ limit).
    Share { ratio: Ratio, operator: Operator, limit: Limit },
}

/// What a value is compared with.
#[derive(Clone, Debug)]
pub(super) enum Limit {
    Point(Decimal),
    /// A parameter, keyed by a grouping field or not at all.
    Parameter {
        name: Arc<str>,
        by: Option<usize>,
    },
}

/// Whole factors beyond this are left to the exact way.
const FACTOR: i64 = 1 << 20;
/// Decimals beyond these are left to the exact way.
const PLACES: u32 = 9;

/// The shape of a formula over a frame of its register, if it has one.
pub(super) fn of<'f>(formula: &'f Formula, frame: &Frame) -> Option<(&'f Aggregate, Shape)> {
    let (Node::Aggregate(aggregate), Scope::Indicator { .. }) = (&formula.expr.node, &formula.scope) else {
        return None;
    };
    if !aggregate.links.is_empty() || !aggregate.filters.is_empty() {
        return None;
    }
    let shape = match (aggregate.function.name, aggregate.subjects.as_slice(), &aggregate.test) {
        ("差异系数", [value, weight], None) => {
            let ratio = ratio(value, frame)?;
            let same =
                ratio.below.as_ref().is_some_and(|below| linear(weight, frame).as_ref() == Some(below));
            same.then_some(Shape::Variation(ratio))?
        }
        ("占比", [], Some(test)) => {
            let Node::Two { operator, left, right } = &test.node else { return None };
            if !ordered(*operator) {
                return None;
            }
            Shape::Share {
                ratio: ratio(left, frame)?,
                operator: *operator,
                limit: limit(right, &aggregate.groups)?,
            }
        }
        _ => return None,
    };
    Some((aggregate, shape))
}

/// What a value is compared with, read from an expression in which `groups` are the grouping fields.
pub(super) fn limit(expr: &Expr, groups: &[Path]) -> Option<Limit> {
    match &expr.node {
        Node::Number(number) => crate::vector::exact(number).map(Limit::Point),
        Node::Parameter { name, key } => {
            let by = match key.as_deref().map(|key| &key.node) {
                None => None,
                Some(Node::Group(position)) => Some(*position),
                Some(Node::Field { level: 0, path }) => Some(groups.iter().position(|group| group == path)?),
                Some(_) => return None,
            };
            Some(Limit::Parameter { name: name.clone(), by })
        }
        _ => None,
    }
}

/// The condition 结果 ⋛ limit of a verdict formula.
pub(super) fn condition(formula: &Formula) -> Option<(Operator, Limit)> {
    let Node::Two { operator, left, right } = &formula.expr.node else { return None };
    let fits = ordered(*operator) && matches!(left.node, Node::Result);
    if fits { Some((*operator, limit(right, &[])?)) } else { None }
}

fn ordered(operator: Operator) -> bool {
    matches!(operator, Operator::AtLeast | Operator::Greater | Operator::AtMost | Operator::Less)
}

fn ratio(expr: &Expr, frame: &Frame) -> Option<Ratio> {
    if let Some(above) = linear(expr, frame) {
        return Some(Ratio::new(above, None));
    }
    let Node::Two { operator, left, right } = &expr.node else { return None };
    match operator {
        Operator::Over => Some(Ratio::new(linear(left, frame)?, Some(linear(right, frame)?))),
        // 人数比 × 100: the factor goes above the line.
        Operator::Times => {
            let (inner, factor) = match (factor(left), factor(right)) {
                (None, Some(factor)) => (ratio(left, frame)?, factor),
                (Some(factor), None) => (ratio(right, frame)?, factor),
                _ => return None,
            };
            let above = scaled(Linear { terms: inner.whole_terms()?, ..inner.above }, factor)?;
            Some(Ratio::new(above, inner.below))
        }
        _ => None,
    }
}

fn factor(expr: &Expr) -> Option<Decimal> {
    match &expr.node {
        Node::Number(number) => crate::vector::exact(number),
        _ => None,
    }
}

/// A sum of columns with literal factors.
fn linear(expr: &Expr, frame: &Frame) -> Option<Linear> {
    match &expr.node {
        Node::Field { level: 0, path } if path.through.is_empty() => {
            let position = frame.columns.iter().position(|column| column.name == *path.field)?;
            match &frame.columns[position].cells {
                Cells::Numbers { scale, .. } if *scale <= PLACES => {
                    Some(Linear { terms: vec![(position, 1)], scale: *scale })
                }
                _ => None,
            }
        }
        Node::Two { operator: Operator::Plus, left, right } => {
            sum(linear(left, frame)?, linear(right, frame)?)
        }
        Node::Two { operator: Operator::Minus, left, right } => {
            let less = scaled(linear(right, frame)?, Decimal::from(-1i64))?;
            sum(linear(left, frame)?, less)
        }
        Node::Two { operator: Operator::Times, left, right } => match (factor(left), factor(right)) {
            (None, Some(factor)) => scaled(linear(left, frame)?, factor),
            (Some(factor), None) => scaled(linear(right, frame)?, factor),
            _ => None,
        },
        _ => None,
    }
}

fn scaled(mut linear: Linear, factor: Decimal) -> Option<Linear> {
    let whole = i64::try_from(factor.mantissa()).ok().filter(|whole| *whole != 0)?;
    for (_, factor) in &mut linear.terms {
        *factor = factor.checked_mul(whole).filter(|factor| factor.abs() <= FACTOR)?;
    }
    linear.scale += factor.scale();
    (linear.scale <= PLACES).then_some(linear)
}

fn sum(one: Linear, other: Linear) -> Option<Linear> {
    let scale = one.scale.max(other.scale);
    let mut terms = Vec::new();
    for part in [one, other] {
        let up = 10i64.pow(scale - part.scale);
        for (column, factor) in part.terms {
            terms.push((column, factor.checked_mul(up).filter(|factor| factor.abs() <= FACTOR)?));
        }
    }
    Some(Linear { terms, scale })
}

/// The register of a formula that is one aggregate.
pub(super) fn register(formula: &Formula) -> Option<&Arc<str>> {
    match &formula.expr.node {
        Node::Aggregate(aggregate) => Some(&aggregate.register),
        _ => None,
    }
}

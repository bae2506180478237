//! Operators over two columns.

use super::quotients::Quotients;
use super::{PLACES, Values, Vector, exact, settle};
use crate::answer::{Answer, Reason, join};
use crate::problem::Span;
use crate::syntax::Operator;
use quantity::{Decimal, Interval, Truth};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many rows two operands have together, and whether they are constant together.
fn shape(a: &Vector, b: &Vector) -> (usize, bool) {
    match (a.constant, b.constant) {
        (true, true) => (1, true),
        (true, false) => (b.values.len(), false),
        _ => (a.values.len(), false),
    }
}

/// Unknowns of either side.
fn either(a: &Vector, b: &Vector, rows: usize) -> BTreeMap<u32, Vec<Reason>> {
    let mut unknown = BTreeMap::new();
    for side in [a, b] {
        if side.constant && !side.unknown.is_empty() {
            (0..rows)
                .for_each(|row| join(unknown.entry(row as u32).or_insert_with(Vec::new), side.reasons(0)));
        } else {
            for (row, reasons) in &side.unknown {
                join(unknown.entry(*row).or_insert_with(Vec::new), reasons);
            }
        }
    }
    unknown
}

/// An operator over two columns.
pub(crate) fn two(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    match operator {
        Operator::And | Operator::Or => connect(operator, a, b),
        _ if operator.compares() => compare(operator, span, a, b),
        _ => arithmetic(operator, span, a, b),
    }
}

/// 且 and 或 of three values.
fn connect(operator: Operator, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut yes = Vec::with_capacity(rows);
    let mut unknown = BTreeMap::new();
    for row in 0..rows {
        let (left, right) = (a.truth(row), b.truth(row));
        let truth = if operator == Operator::And { left.and(right) } else { left.or(right) };
        if truth == Truth::Unknown {
            let mut reasons = a.reasons(row).to_vec();
            join(&mut reasons, b.reasons(row));
            unknown.insert(row as u32, reasons);
        }
        yes.push(truth == Truth::Yes);
    }
    Vector { constant, values: Values::Booleans(yes), unknown }
}

/// 非.
pub(crate) fn not(a: Vector) -> Vector {
    let values = match a.values {
        Values::Booleans(yes) => Values::Booleans(yes.into_iter().map(|yes| !yes).collect()),
        other => other,
    };
    Vector { values, ..a }
}

/// The negative of numbers.
pub(crate) fn negative(a: Vector) -> Vector {
    let values = match a.values.divided() {
        Values::Exact { mantissas, scale } => {
            Values::Exact { mantissas: mantissas.into_iter().map(|m| -m).collect(), scale }
        }
        Values::Spans(spans) => Values::Spans(spans.iter().map(Interval::neg).collect()),
        other => other,
    };
    Vector { values, ..a }
}

/// Two columns of scaled integers brought to one scale, if they fit.
fn aligned<'v>(a: &'v Values, b: &'v Values) -> Option<(Aligned<'v>, Aligned<'v>, u32)> {
    let (Values::Exact { mantissas: left, scale: one }, Values::Exact { mantissas: right, scale: other }) =
        (a, b)
    else {
        return None;
    };
    let scale = *one.max(other);
    let factor = |from: u32| 10i128.checked_pow(scale - from);
    Some((
        Aligned { mantissas: left, factor: factor(*one)? },
        Aligned { mantissas: right, factor: factor(*other)? },
        scale,
    ))
}

struct Aligned<'v> {
    mantissas: &'v [i128],
    factor: i128,
}

impl Aligned<'_> {
    fn at(&self, row: usize) -> Option<i128> {
        self.mantissas[row].checked_mul(self.factor)
    }
}

fn arithmetic(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut unknown = either(a, b, rows);
    let known = |row: usize, unknown: &BTreeMap<u32, Vec<Reason>>| {
        unknown.is_empty() || !unknown.contains_key(&(row as u32))
    };
    if let (Values::Dates(left), Values::Dates(right)) = (&a.values, &b.values) {
        let days =
            (0..rows).map(|row| i128::from(left[a.index(row)]) - i128::from(right[b.index(row)])).collect();
        return Vector { constant, values: Values::Exact { mantissas: days, scale: 0 }, unknown };
    }
    let exact: Option<Values> = match operator {
        Operator::Plus | Operator::Minus => aligned(&a.values, &b.values).and_then(|(left, right, scale)| {
            let sums = (0..rows).map(|row| {
                let (x, y) = (left.at(a.index(row))?, right.at(b.index(row))?);
                if operator == Operator::Plus { x.checked_add(y) } else { x.checked_sub(y) }
            });
            Some(Values::Exact { mantissas: sums.collect::<Option<_>>()?, scale })
        }),
        Operator::Times => match (&a.values, &b.values) {
            (Values::Exact { mantissas: x, scale: s }, Values::Exact { mantissas: y, scale: t })
                if s + t <= PLACES =>
            {
                let products = (0..rows).map(|row| x[a.index(row)].checked_mul(y[b.index(row)]));
                products.collect::<Option<_>>().map(|mantissas| Values::Exact { mantissas, scale: s + t })
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(values) = exact {
        return Vector { constant, values, unknown };
    }
    if let Some(quotients) = quotients(operator, span, a, b, rows, &mut unknown).filter(|_| !constant) {
        return Vector { constant, values: Values::Quotients(quotients), unknown };
    }
    let mut spans = Vec::with_capacity(rows);
    for row in 0..rows {
        if !known(row, &unknown) {
            spans.push(Interval::point(Decimal::ZERO));
            continue;
        }
        let (x, y) = (a.values.span_at(a.index(row)), b.values.span_at(b.index(row)));
        let value = match operator {
            Operator::Plus => Some(x.add(&y)),
            Operator::Minus => Some(x.sub(&y)),
            Operator::Times => Some(x.mul(&y)),
            _ => x.div(&y),
        };
        if value.is_none() {
            unknown.insert(row as u32, vec![Reason::DivisionByZero { span }]);
        }
        spans.push(value.unwrap_or(Interval::point(Decimal::ZERO)));
    }
    Vector { constant, values: settle(spans), unknown }
}

/// A quotient of whole numbers, or one multiplied by a number, is not divided before somebody asks for its digits.
fn quotients(
    operator: Operator,
    span: Span,
    a: &Vector,
    b: &Vector,
    rows: usize,
    unknown: &mut BTreeMap<u32, Vec<Reason>>,
) -> Option<Quotients> {
    match (operator, &a.values, &b.values) {
        (
            Operator::Over,
            Values::Exact { mantissas: x, scale: s },
            Values::Exact { mantissas: y, scale: t },
        ) => {
            let nought = |row: &usize| y[b.index(*row)] == 0 && !unknown.contains_key(&(*row as u32));
            let noughts: Vec<usize> = (0..rows).filter(nought).collect();
            let known = |row: usize| {
                noughts.binary_search(&row).is_err()
                    && (unknown.is_empty() || !unknown.contains_key(&(row as u32)))
            };
            let quotients = Quotients::new((x, *s), (y, *t), rows, known)?;
            unknown.extend(noughts.iter().map(|row| (*row as u32, vec![Reason::DivisionByZero { span }])));
            Some(quotients)
        }
        (Operator::Times, Values::Quotients(quotients), other)
        | (Operator::Times, other, Values::Quotients(quotients)) => {
            let factor = exact(&other.span_at(0)).filter(|_| a.constant || b.constant)?;
            quotients.times(factor)
        }
        _ => None,
    }
}

fn holds(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order == Ordering::Equal,
        Operator::NotEqual => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::AtMost => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

fn compare(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut unknown = either(a, b, rows);
    if let Some(yes) = compare_plain(operator, a, b, rows) {
        return Vector { constant, values: Values::Booleans(yes), unknown };
    }
    let sooner = against_quotients(operator, a, b);
    let mut yes = Vec::with_capacity(rows);
    for row in 0..rows {
        if !unknown.is_empty() && unknown.contains_key(&(row as u32)) {
            yes.push(false);
            continue;
        }
        if let Some(holds) = sooner.as_ref().and_then(|sooner| sooner(row)) {
            yes.push(holds);
            continue;
        }
        let truth = truth_of(operator, &a.values.at(a.index(row)), &b.values.at(b.index(row)));
        if truth == Truth::Unknown {
            unknown.insert(row as u32, vec![Reason::Undecided { span }]);
        }
        yes.push(truth == Truth::Yes);
    }
    Vector { constant, values: Values::Booleans(yes), unknown }
}

/// Quotients held against whole numbers: what can be told of a row without dividing.
fn against_quotients<'v>(
    operator: Operator,
    a: &'v Vector,
    b: &'v Vector,
) -> Option<Box<dyn Fn(usize) -> Option<bool> + 'v>> {
    match (&a.values, &b.values) {
        (Values::Quotients(quotients), Values::Exact { mantissas, scale }) => {
            let lifts = quotients.lifts(*scale)?;
            Some(Box::new(move |row| {
                let order = quotients.compare(a.index(row), mantissas[b.index(row)], lifts)?;
                Some(holds(operator, order))
            }))
        }
        (Values::Exact { mantissas, scale }, Values::Quotients(quotients)) => {
            let lifts = quotients.lifts(*scale)?;
            Some(Box::new(move |row| {
                let order = quotients.compare(b.index(row), mantissas[a.index(row)], lifts)?;
                Some(holds(operator, order.reverse()))
            }))
        }
        _ => None,
    }
}

/// Comparison by plain loops where both sides have plain values.
fn compare_plain(operator: Operator, a: &Vector, b: &Vector, rows: usize) -> Option<Vec<bool>> {
    Some(match (&a.values, &b.values) {
        (Values::Exact { .. }, Values::Exact { .. }) => {
            let (left, right, _) = aligned(&a.values, &b.values)?;
            let orders = (0..rows).map(|row| Some(left.at(a.index(row))?.cmp(&right.at(b.index(row))?)));
            orders.map(|order| Some(holds(operator, order?))).collect::<Option<_>>()?
        }
        (Values::Dates(x), Values::Dates(y)) => {
            (0..rows).map(|row| holds(operator, x[a.index(row)].cmp(&y[b.index(row)]))).collect()
        }
        (Values::Booleans(x), Values::Booleans(y)) => {
            (0..rows).map(|row| holds(operator, x[a.index(row)].cmp(&y[b.index(row)]))).collect()
        }
        (Values::Texts { ids: x, words: left }, Values::Texts { ids: y, words: right }) => {
            if b.constant {
                let word = &right[y[0] as usize];
                let fits: Vec<bool> = left.iter().map(|w| holds(operator, w.cmp(word))).collect();
                return Some((0..rows).map(|row| fits[x[a.index(row)] as usize]).collect());
            }
            let order = |row| left[x[a.index(row)] as usize].cmp(&right[y[b.index(row)] as usize]);
            (0..rows).map(|row| holds(operator, order(row))).collect()
        }
        _ => return None,
    })
}

/// Comparison of two known answers.
pub(super) fn truth_of(operator: Operator, a: &Answer, b: &Answer) -> Truth {
    match (a, b) {
        (Answer::Number(x), Answer::Number(y)) => match operator {
            Operator::Less => x.lt(y),
            Operator::AtMost => x.le(y),
            Operator::Greater => x.gt(y),
            Operator::AtLeast => x.ge(y),
            _ => {
                let same = x.eq_truth(y);
                if operator == Operator::Equal { same } else { same.not() }
            }
        },
        (Answer::Text(x), Answer::Text(y)) => holds(operator, x.cmp(y)).into(),
        (Answer::Date(x), Answer::Date(y)) => holds(operator, x.cmp(y)).into(),
        (Answer::Boolean(x), Answer::Boolean(y)) => holds(operator, x.is_yes().cmp(&y.is_yes())).into(),
        _ => Truth::Unknown,
    }
}

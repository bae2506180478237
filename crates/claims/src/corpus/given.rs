//! The arithmetic alone: numbers of a case read from its words, and the verdict when the operands are given.

use super::{Case, Number, Row, relation};
use crate::claim::Verdict;
use crate::judge::judge;
use crate::relation::Relation;
use quantity::{Decimal, Interval, parse};

/// Value and rounding of a number of a case, in its own unit.
fn interval(number: &Number) -> Option<Interval> {
    let value: Decimal = number.value.parse().ok()?;
    let places = number.value.split_once('.').map_or(0, |(_, rest)| rest.len());
    let half = Decimal::checked_new(5, 1 + u32::try_from(places).ok()?)?;
    let own = if number.exact {
        Interval::point(value)
    } else {
        Interval::new(value.checked_sub(&half)?, value.checked_add(&half)?)
    };
    Some(own.mul(&Interval::point(number.scale.parse().ok()?)))
}

/// Whether the text of each number is found in the span and read with the value of the case.
pub(super) fn numbers(case: &Case) -> Option<bool> {
    if case.span_kind == "condensed" {
        return None;
    }
    let found = crate::read(&case.id, &case.span).quantities;
    let read = |number: &Number| {
        let expected: Option<Decimal> = number.value.parse().ok();
        let right = |q: &quantity::Quantity| {
            let own = Interval::point(Decimal::ten_to(-q.unit.scale()));
            let stated = if number.exact { q.interval.mul(&own) } else { q.rounding().mul(&own) };
            Some(q.stated) == expected && number.exact
                || Some(q.stated) == expected
                    && Some(stated) == interval(&Number { scale: "1".into(), ..number.clone() })
        };
        let term = |q: &quantity::Quantity| {
            q.text.contains(&number.text) && expected.is_some_and(|v| q.parts.contains(&v))
        };
        found.iter().any(|q| q.text == number.text && right(q) || term(q))
            || parse(&number.text).is_ok_and(|q| right(&q)) && !case.span.contains(&number.text)
    };
    Some(
        case.operands
            .iter()
            .flatten()
            .chain(&case.published)
            .filter(|n| case.span.contains(&n.text))
            .all(read),
    )
}

/// The verdict when the operands are given.
pub(super) fn given(case: &Case) -> Option<String> {
    let relation = relation(&case.relation)?;
    let operands: Option<Vec<Interval>> = case.operands.iter().flatten().map(interval).collect();
    let (operands, published) = (operands?, case.published.as_ref()?);
    if operands.is_empty() {
        return Some(Verdict::Undetermined.name().to_owned());
    }
    let mut printed = interval(published)?;
    let rate = published.text.contains('%')
        || matches!(relation, Relation::SharePct | Relation::GrowthPct | Relation::DeclinePct);
    let percents = relation == Relation::PpDiff || relation == Relation::Sum || !rate;
    if !percents {
        printed = printed.mul(&Interval::point(Decimal::new(1, 2)));
    }
    let (verdict, strength, _) = judge(relation, &operands, &printed);
    let strength = strength.map_or(String::new(), |s| format!(" ({})", s.name()));
    Some(format!("{}{strength}", verdict.name()))
}

/// Whether verdict and strength with operands given are the expected ones.
pub fn given_right(row: &Row) -> bool {
    match row.given.as_deref() {
        Some(given) => match &row.strength {
            Some(strength) => given == format!("{} ({strength})", row.expected),
            None => given == row.expected,
        },
        None => matches!(row.expected.as_str(), "n/a" | "undetermined") || row.relation == "threshold",
    }
}

//! Operators and functions over single answers.

use super::exact;
use super::operate::truth_of;
use crate::answer::{Answer, Reason, join};
use crate::problem::Span;
use crate::syntax::Operator;
use quantity::{Interval, Truth};

/// Whether two answers are equal.
pub(crate) fn equal(span: Span, a: &Answer, b: &Answer) -> Answer {
    let mut reasons = a.reasons().to_vec();
    join(&mut reasons, b.reasons());
    if !reasons.is_empty() || matches!(a, Answer::Unknown(_)) || matches!(b, Answer::Unknown(_)) {
        return Answer::Unknown(reasons);
    }
    match truth_of(Operator::Equal, a, b) {
        Truth::Unknown => Answer::Unknown(vec![Reason::Undecided { span }]),
        truth => Answer::Boolean(truth),
    }
}

/// 或 of two answers.
pub(crate) fn or(a: &Answer, b: &Answer) -> Answer {
    match a.truth().or(b.truth()) {
        Truth::Unknown => {
            let mut reasons = a.reasons().to_vec();
            join(&mut reasons, b.reasons());
            Answer::Unknown(reasons)
        }
        truth => Answer::Boolean(truth),
    }
}

/// A function of one number.
pub(crate) fn with_one(span: Span, arguments: &[Answer], f: impl Fn(&Interval) -> Interval) -> Answer {
    match arguments {
        [Answer::Number(x)] => Answer::Number(f(x)),
        _ => Answer::Unknown(vec![Reason::OutOfRange { span }]),
    }
}

/// A function of two numbers.
pub(crate) fn with_two(
    span: Span,
    arguments: &[Answer],
    f: impl Fn(&Interval, &Interval) -> Interval,
) -> Answer {
    match arguments {
        [Answer::Number(x), Answer::Number(y)] => Answer::Number(f(x, y)),
        _ => Answer::Unknown(vec![Reason::OutOfRange { span }]),
    }
}

/// A number of decimals given as a literal, checked before to be from 0 to 18.
pub(crate) fn places(argument: Option<&Answer>) -> u32 {
    let digits = argument.and_then(Answer::number).and_then(exact).map(|n| n.mantissa());
    digits.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

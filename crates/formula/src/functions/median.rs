//! 中位数: the middle number.

use super::{Form, Function, Gathered, Subject};
use crate::answer::{Answer, Reason};
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "中位数",
    signature: "中位数(数, 条件？)",
    doc: "从小到大排在正中的数；行数为双时取正中两个数的平均。没有行时说不清。",
    example: "中位数(学校.学生数)",
    words: "{0}的中位数",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| typing.number(&arguments[0]),
        compute,
        despite: super::needs_all,
    },
};

/// Lower bounds and upper bounds have each their own middle: the median lies between the two.
fn compute(gathered: &Gathered) -> Answer {
    if gathered.rows == 0 {
        return gathered.no_rows();
    }
    let (low, high) = gathered.numbers(0).bounds();
    let middle = |mut sorted: Vec<Decimal>| {
        sorted.sort_unstable();
        let (left, right) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
        left.checked_add(&right)?.checked_mul(&Decimal::new(5, 1))
    };
    match (middle(low), middle(high)) {
        (Some(low), Some(high)) => Answer::Number(Interval::new(low, high)),
        _ => Answer::Unknown(vec![Reason::OutOfRange { span: gathered.span }]),
    }
}

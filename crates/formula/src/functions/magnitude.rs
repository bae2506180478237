//! 绝对值: a number without its sign.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::Interval;

pub(super) const FUNCTION: Function = Function {
    name: "绝对值",
    signature: "绝对值(数)",
    doc: "去掉负号的数。",
    example: "绝对值(指标.编制使用率 - 1) <= 5%",
    words: "{0}的绝对值",
    form: Form::Plain {
        takes: (1, 1),
        gives: |typing, _, arguments| typing.number(&arguments[0]),
        compute,
        sees_unknown: false,
    },
};

fn compute(span: Span, arguments: &[Answer]) -> Answer {
    crate::vector::with_one(span, arguments, Interval::abs)
}

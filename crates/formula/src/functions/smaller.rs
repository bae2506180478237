//! 较小: the smaller of two numbers.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "较小",
    signature: "较小(甲, 乙)",
    doc: "两数中较小的一个。",
    example: "较小(学校.得分, 100)",
    words: "{0}与{1}中较小者",
    form: Form::Plain {
        takes: (2, 2),
        gives: |typing, _, arguments| {
            typing.number(&arguments[0]);
            typing.number(&arguments[1]);
            typing.same(&arguments[0], &arguments[1])
        },
        compute,
        sees_unknown: false,
    },
};

fn compute(span: Span, arguments: &[Answer]) -> Answer {
    crate::vector::with_two(span, arguments, |a, b| a.min(b))
}

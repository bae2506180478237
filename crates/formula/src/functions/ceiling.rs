//! 进一: a number raised to its decimals.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "进一",
    signature: "进一(数, 位数？)",
    doc: "有尾数就进一到指定位数；不写位数时到整数。",
    example: "进一(学校.学生数 / 45人)",
    words: "{0}进一",
    form: Form::Plain {
        takes: (1, 2),
        gives: |typing, _, arguments| {
            typing.places(arguments.get(1));
            typing.number(&arguments[0])
        },
        compute,
        sees_unknown: false,
    },
};

/// Both bounds move the same way, so the result lies between theirs.
fn compute(span: Span, arguments: &[Answer]) -> Answer {
    let places = crate::vector::places(arguments.get(1));
    crate::vector::with_one(span, &arguments[..1], |x| x.ceil(places))
}

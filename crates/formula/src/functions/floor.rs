//! 取整: a number cut down to its decimals.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "取整",
    signature: "取整(数, 位数？)",
    doc: "去尾到指定位数；不写位数时到整数。负数向更小处取。",
    example: "取整(校舍.面积 / 4.5㎡)",
    words: "{0}取整",
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
    crate::vector::with_one(span, &arguments[..1], |x| x.floor(places))
}

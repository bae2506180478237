//! 四舍五入: a number rounded half up.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::Interval;

pub(super) const FUNCTION: Function = Function {
    name: "四舍五入",
    signature: "四舍五入(数, 位数？)",
    doc: "四舍五入到指定位数；不写位数时到整数。",
    example: "四舍五入(指标.人均经费, 2)",
    words: "{0}四舍五入",
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
    crate::vector::with_one(span, &arguments[..1], |x| {
        x.round(places)
            .map_or_else(|| Interval::new(x.lo().round(places), x.hi().round(places)), Interval::point)
    })
}

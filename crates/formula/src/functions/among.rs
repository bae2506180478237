//! 在: whether a value is one of several.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "在",
    signature: "在(字段, 甲, 乙, …)",
    doc: "字段的值是不是所列之一。",
    example: "在(学校.类别, “小学”, “九年一贯制学校”)",
    words: "{0}属于{*}",
    form: Form::Plain {
        takes: (2, usize::MAX),
        gives: |typing, _, arguments| {
            for other in &arguments[1..] {
                typing.same(&arguments[0], other);
            }
            crate::kind::Type::Boolean
        },
        compute,
        sees_unknown: true,
    },
};

fn compute(span: Span, arguments: &[Answer]) -> Answer {
    let mut answer = Answer::yes(false);
    for other in &arguments[1..] {
        answer = crate::vector::or(&answer, &crate::vector::equal(span, &arguments[0], other));
    }
    answer
}

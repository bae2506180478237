//! 若: one of two values, by a condition.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::Truth;

pub(super) const FUNCTION: Function = Function {
    name: "若",
    signature: "若(条件, 甲, 乙)",
    doc: "条件成立时为甲，不成立时为乙。两者须同类同单位；只有用到的一方须有值。",
    example: "若(学校.学生数 < 100, 100人, 学校.学生数)",
    words: "若{0}则{1}，否则{2}",
    form: Form::Plain {
        takes: (3, 3),
        gives: |typing, _, arguments| {
            typing.condition(&arguments[0]);
            typing.same(&arguments[1], &arguments[2])
        },
        compute,
        sees_unknown: true,
    },
};

fn compute(_: Span, arguments: &[Answer]) -> Answer {
    match arguments[0].truth() {
        Truth::Yes => arguments[1].clone(),
        Truth::No => arguments[2].clone(),
        Truth::Unknown if arguments[1] == arguments[2] => arguments[1].clone(),
        Truth::Unknown => arguments[0].clone(),
    }
}

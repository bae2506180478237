//! 有值: whether a cell was filled.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "有值",
    signature: "有值(字段)",
    doc: "这一格有没有填（引用的记录找不到也算没有）。",
    example: "计数(整改事项, 有值(整改事项.销号日期))",
    words: "{0}已填",
    form: Form::Plain {
        takes: (1, 1),
        gives: |_, _, _| crate::kind::Type::Boolean,
        compute,
        sees_unknown: true,
    },
};

fn compute(_: Span, arguments: &[Answer]) -> Answer {
    Answer::yes(!matches!(arguments[0], Answer::Unknown(_)))
}

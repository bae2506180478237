//! 存在: whether a condition holds for some row.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;

pub(super) const FUNCTION: Function = Function {
    name: "存在",
    signature: "存在(台账, 条件, 范围？)",
    doc: "范围内至少有一行符合条件。",
    example: "存在(心理教师, 学校 = 本.标识码)",
    words: "{0}中有{1}",
    form: Form::Rows {
        subject: Subject::Register,
        tests: true,
        gives: |_, _, _| Type::Boolean,
        compute,
        despite: |passed, _| (passed > 0).then(|| Answer::yes(true)),
    },
};

fn compute(gathered: &Gathered) -> Answer {
    Answer::yes(gathered.passed > 0)
}

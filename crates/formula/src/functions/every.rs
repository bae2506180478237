//! 全部: whether a condition holds for every row.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;

pub(super) const FUNCTION: Function = Function {
    name: "全部",
    signature: "全部(台账, 条件, 范围？)",
    doc: "范围内每一行都符合条件。范围内没有行时为“是”；台账整本没报时说不清。",
    example: "全部(班级, 班级.人数 <= 45, 班级.学段 = “小学”)",
    words: "{0}全部{1}",
    form: Form::Rows {
        subject: Subject::Register,
        tests: true,
        gives: |_, _, _| Type::Boolean,
        compute,
        despite: |_, failed| (failed > 0).then(|| Answer::yes(false)),
    },
};

fn compute(gathered: &Gathered) -> Answer {
    Answer::yes(gathered.passed == gathered.rows)
}

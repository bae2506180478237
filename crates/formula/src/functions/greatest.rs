//! 最大: the greatest number.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;

pub(super) const FUNCTION: Function = Function {
    name: "最大",
    signature: "最大(数, 条件？)",
    doc: "各行中最大的数。没有行时说不清。",
    example: "最大(班级.人数, 班级.学段 = “初中”)",
    words: "{0}的最大值",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| typing.number(&arguments[0]),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    match gathered.numbers(0).greatest() {
        Some(value) => Answer::Number(value),
        None => gathered.no_rows(),
    }
}

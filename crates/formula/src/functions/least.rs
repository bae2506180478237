//! 最小: the least number.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;

pub(super) const FUNCTION: Function = Function {
    name: "最小",
    signature: "最小(数, 条件？)",
    doc: "各行中最小的数。没有行时说不清。",
    example: "最小(学校.专任教师)",
    words: "{0}的最小值",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| typing.number(&arguments[0]),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    match gathered.numbers(0).least() {
        Some(value) => Answer::Number(value),
        None => gathered.no_rows(),
    }
}

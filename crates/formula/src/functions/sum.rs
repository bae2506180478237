//! 合计: the sum.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;

pub(super) const FUNCTION: Function = Function {
    name: "合计",
    signature: "合计(数, 条件？)",
    doc: "各行的数相加。没有符合条件的行时为0；有一行没填，就说不清，并指出是哪一行。",
    example: "合计(教育经费.金额, 教育经费.科目 = “一般公共预算”)",
    words: "{0}的合计",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| typing.number(&arguments[0]),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    Answer::Number(gathered.numbers(0).sum())
}

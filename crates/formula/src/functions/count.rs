//! 计数: how many rows.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "计数",
    signature: "计数(台账, 条件？)",
    doc: "符合条件的行数，单位是台账的量词。",
    example: "计数(会议, 会议.主题 = “学校安全”)",
    words: "{0}的条数",
    form: Form::Rows {
        subject: Subject::Register,
        tests: false,
        gives: |_, _, counted| Type::of(counted.rows.clone()),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    Answer::Number(Interval::point(Decimal::from(gathered.rows as i64)))
}

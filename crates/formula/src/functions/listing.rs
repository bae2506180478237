//! 名单: the different words, in row order.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;

pub(super) const FUNCTION: Function = Function {
    name: "名单",
    signature: "名单(字段, 条件？)",
    doc: "不同的文字按行的先后用顿号连起来。没有行时为空。",
    example: "名单(项目.学校.名称, 项目.状态 = “投用”)",
    words: "{0}的名单",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| {
            typing.text(&arguments[0]);
            Type::Text
        },
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    Answer::Text(gathered.subjects[0].different_words().join("、").into())
}

//! 加权平均: the average of values each as heavy as its weight.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;

pub(super) const FUNCTION: Function = Function {
    name: "加权平均",
    signature: "加权平均(数, 权, 条件？)",
    doc: "Σ(权×数)÷Σ权。权合计为0时说不清。",
    example: "加权平均(学校.图书 / 学校.学生数, 学校.学生数)",
    words: "以{1}为权的{0}的平均数",
    form: Form::Rows {
        subject: Subject::Weighted,
        tests: false,
        gives: |typing, arguments, _| {
            typing.number(&arguments[1]);
            typing.number(&arguments[0])
        },
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    if gathered.rows == 0 {
        return gathered.no_rows();
    }
    let weights = gathered.numbers(1);
    gathered.quotient(&gathered.numbers(0).sum_of_products(&weights), &weights.sum())
}

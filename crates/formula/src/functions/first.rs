//! 首个: the value of the first row.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;

pub(super) const FUNCTION: Function = Function {
    name: "首个",
    signature: "首个(字段, 条件？)",
    doc: "符合条件的第一行的值。没有行时说不清。",
    example: "首个(方案.文号, 方案.年份 = 年度)",
    words: "第一条的{0}",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |_, arguments, _| arguments[0].kind.clone(),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    if gathered.rows == 0 { gathered.no_rows() } else { gathered.subjects[0].at(0) }
}

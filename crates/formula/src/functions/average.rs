//! 平均: the plain average.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "平均",
    signature: "平均(数, 条件？)",
    doc: "各行的数相加除以行数，每行同等看待。没有行时说不清。",
    example: "平均(班级.人数, 班级.学段 = “小学”)",
    words: "{0}的平均数",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |typing, arguments, _| typing.number(&arguments[0]),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    if gathered.rows == 0 {
        return gathered.no_rows();
    }
    let rows = Interval::point(Decimal::from(gathered.rows as i64));
    gathered.quotient(&gathered.numbers(0).sum(), &rows)
}

//! 去重计数: how many different values.

use super::{Form, Function, Gathered, Subject};
use crate::answer::{Answer, Reason};
use crate::kind::Type;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "去重计数",
    signature: "去重计数(字段, 条件？)",
    doc: "不同的值有几个；同一个值出现多次只算一次。",
    example: "去重计数(法治副校长.学校)",
    words: "{0}去重后的个数",
    form: Form::Rows {
        subject: Subject::Value,
        tests: false,
        gives: |_, _, counted| counted.target.clone().map_or(Type::COUNT, Type::of),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    match gathered.subjects[0].distinct() {
        Some(count) => Answer::Number(Interval::point(Decimal::from(count as i64))),
        None => Answer::Unknown(vec![Reason::Undecided { span: gathered.span }]),
    }
}

//! 占比: the share of rows for which a condition holds.

use super::{Form, Function, Gathered, Subject};
use crate::answer::Answer;
use crate::kind::Type;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "占比",
    signature: "占比(台账, 条件, 范围？)",
    doc: "范围内符合条件的行数÷范围内的行数。范围内没有行时说不清。",
    example: "占比(学校, 学校.专职保安 >= 2, 学校.寄宿)",
    words: "{0}中{1}的占比",
    form: Form::Rows {
        subject: Subject::Register,
        tests: true,
        gives: |_, _, _| Type::ratio(),
        compute,
        despite: super::needs_all,
    },
};

fn compute(gathered: &Gathered) -> Answer {
    if gathered.rows == 0 {
        return gathered.no_rows();
    }
    let count = |n: usize| Interval::point(Decimal::from(n as i64));
    gathered.quotient(&count(gathered.passed), &count(gathered.rows))
}

//! 年份: the calendar year of a day.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "年份",
    signature: "年份(日期)",
    doc: "日期的年份。",
    example: "计数(会议, 年份(会议.日期) = 年度)",
    words: "{0}的年份",
    form: Form::Plain {
        takes: (1, 1),
        gives: |typing, _, arguments| {
            typing.date(&arguments[0]);
            crate::kind::Type::COUNT
        },
        compute,
        sees_unknown: false,
    },
};

fn compute(_: Span, arguments: &[Answer]) -> Answer {
    match arguments[0] {
        Answer::Date(day) => {
            let part = crate::calendar::date(day).0;
            Answer::Number(Interval::point(Decimal::from(i64::from(part))))
        }
        _ => arguments[0].clone(),
    }
}

//! 月份: the month of a day.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "月份",
    signature: "月份(日期)",
    doc: "日期的月份，1至12。",
    example: "计数(演练, 月份(演练.日期) <= 6)",
    words: "{0}的月份",
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
            let part = crate::calendar::date(day).1;
            Answer::Number(Interval::point(Decimal::from(i64::from(part))))
        }
        _ => arguments[0].clone(),
    }
}

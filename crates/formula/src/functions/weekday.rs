//! 星期: the day of the week of a day.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::{Decimal, Interval};

pub(super) const FUNCTION: Function = Function {
    name: "星期",
    signature: "星期(日期)",
    doc: "日期是星期几，1至7，星期一是1，星期日是7。",
    example: "计数(校历, 星期(校历.日期) >= 6)",
    words: "{0}的星期",
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
        // Day 0, 1970-01-01, was a Thursday.
        Answer::Date(day) => {
            Answer::Number(Interval::point(Decimal::from(i64::from((day + 3).rem_euclid(7) + 1))))
        }
        _ => arguments[0].clone(),
    }
}

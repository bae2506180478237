//! 年末: the last day of a year.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;

pub(super) const FUNCTION: Function = Function {
    name: "年末",
    signature: "年末(年)",
    doc: "一年的最后一天。用来问一份检验、一张证书到评价年度结束时还有没有效。",
    example: "计数(设备, 检验有效期至 >= 年末(年度))",
    words: "{0}的最后一天",
    form: Form::Plain {
        takes: (1, 1),
        gives: |typing, _, arguments| {
            typing.number(&arguments[0]);
            crate::kind::Type::Date
        },
        compute,
        sees_unknown: false,
    },
};

/// A number that is no year of the calendar, or not known to be one, has no last day.
fn compute(span: Span, arguments: &[Answer]) -> Answer {
    match &arguments[0] {
        Answer::Number(year) => {
            let day = (year.lo() == year.hi()).then(|| year.lo().to_string().parse::<i32>().ok()).flatten();
            match day.and_then(|year| crate::calendar::day(year, 12, 31)) {
                Some(day) => Answer::Date(day),
                None => Answer::Unknown(vec![crate::Reason::OutOfRange { span }]),
            }
        }
        other => other.clone(),
    }
}

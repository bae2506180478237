//! 年份, 月份, 星期: the year, the month and the day of the week of a day.

use super::{Form, Function};
use crate::answer::Answer;
use crate::problem::Span;
use quantity::{Decimal, Interval};

pub(super) const YEAR: Function = Function {
    name: "年份",
    signature: "年份(日期)",
    doc: "日期的年份。",
    example: "计数(会议, 年份(会议.日期) = 年度)",
    words: "{0}的年份",
    form: part(|_, arguments| of_day(arguments, |day| crate::calendar::date(day).0.into())),
};

pub(super) const MONTH: Function = Function {
    name: "月份",
    signature: "月份(日期)",
    doc: "日期的月份，1至12。",
    example: "计数(演练, 月份(演练.日期) <= 6)",
    words: "{0}的月份",
    form: part(|_, arguments| of_day(arguments, |day| crate::calendar::date(day).1.into())),
};

pub(super) const WEEKDAY: Function = Function {
    name: "星期",
    signature: "星期(日期)",
    doc: "日期是星期几，1至7，星期一是1，星期日是7。",
    example: "计数(校历, 星期(校历.日期) >= 6)",
    words: "{0}的星期",
    // Day 0, 1970-01-01, was a Thursday.
    form: part(|_, arguments| of_day(arguments, |day| ((day + 3).rem_euclid(7) + 1).into())),
};

const fn part(compute: fn(Span, &[Answer]) -> Answer) -> Form {
    Form::Plain {
        takes: (1, 1),
        gives: |typing, _, arguments| {
            typing.date(&arguments[0]);
            crate::kind::Type::COUNT
        },
        compute,
        sees_unknown: false,
    }
}

fn of_day(arguments: &[Answer], of: fn(i32) -> i64) -> Answer {
    match arguments[0] {
        Answer::Date(day) => Answer::Number(Interval::point(Decimal::from(of(day)))),
        _ => arguments[0].clone(),
    }
}

//! The school calendar: statutory holidays as published, terms of the sample, and the taught days that follow.

use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Year, month, day.
type Ymd = (i64, i64, i64);

/// Holidays and the days worked in their stead: name, first and last day free, days worked. 国办发明电〔2020〕27号,
/// 〔2021〕11号, 〔2022〕16号; the arrangements of 2021 and 2023 as far as terms reach.
const HOLIDAYS: &[(&str, Ymd, Ymd, &[Ymd])] = &[
    ("中秋节", (2021, 9, 19), (2021, 9, 21), &[(2021, 9, 18)]),
    ("国庆节", (2021, 10, 1), (2021, 10, 7), &[(2021, 9, 26), (2021, 10, 9)]),
    ("元旦", (2022, 1, 1), (2022, 1, 3), &[]),
    ("春节", (2022, 1, 31), (2022, 2, 6), &[(2022, 1, 29), (2022, 1, 30)]),
    ("清明节", (2022, 4, 3), (2022, 4, 5), &[(2022, 4, 2)]),
    ("劳动节", (2022, 4, 30), (2022, 5, 4), &[(2022, 4, 24), (2022, 5, 7)]),
    ("端午节", (2022, 6, 3), (2022, 6, 5), &[]),
    ("中秋节", (2022, 9, 10), (2022, 9, 12), &[]),
    ("国庆节", (2022, 10, 1), (2022, 10, 7), &[(2022, 10, 8), (2022, 10, 9)]),
    ("元旦", (2022, 12, 31), (2023, 1, 2), &[]),
    ("春节", (2023, 1, 21), (2023, 1, 27), &[(2023, 1, 28), (2023, 1, 29)]),
];

/// First and last taught day of each term. Terms are of the sample, not of the district's published calendar.
const TERMS: &[(&str, Ymd, Ymd)] = &[
    ("2021—2022学年秋季学期", (2021, 9, 1), (2022, 1, 14)),
    ("2021—2022学年春季学期", (2022, 2, 14), (2022, 7, 8)),
    ("2022—2023学年秋季学期", (2022, 9, 1), (2023, 1, 13)),
];

/// What is published of the next year once it has begun (国办发明电〔2022〕16号), and its spring term: handed in with the
/// first days of that year, and not before.
const NEXT_HOLIDAYS: &[(&str, Ymd, Ymd, &[Ymd])] = &[
    ("清明节", (2023, 4, 5), (2023, 4, 5), &[]),
    ("劳动节", (2023, 4, 29), (2023, 5, 3), &[(2023, 4, 23), (2023, 5, 6)]),
    ("端午节", (2023, 6, 22), (2023, 6, 24), &[(2023, 6, 25)]),
];
const NEXT_TERMS: &[(&str, Ymd, Ymd)] = &[("2022—2023学年春季学期", (2023, 2, 13), (2023, 7, 7))];

fn of((year, month, day): (i64, i64, i64)) -> Day {
    Day::of(year, month, day)
}

pub(crate) fn files(spec: &Spec) -> Vec<File> {
    tables(spec, HOLIDAYS, TERMS)
}

/// The calendar of the year that has begun.
pub(crate) fn next_files(spec: &Spec) -> Vec<File> {
    tables(spec, NEXT_HOLIDAYS, NEXT_TERMS)
}

fn tables(spec: &Spec, holidays: &[(&str, Ymd, Ymd, &[Ymd])], terms_of: &[(&str, Ymd, Ymd)]) -> Vec<File> {
    let mut days = Table::new("校历", "日期 类别 名称").recorded(spec.real);
    for (name, from, to, worked) in holidays {
        let mut rows: Vec<(Day, &str)> = of(*from).until(of(*to)).map(|day| (day, "法定节假日")).collect();
        rows.extend(worked.iter().map(|day| (of(*day), "调休上班")));
        rows.sort();
        for (day, kind) in rows {
            days.row(&[&day, &kind, name]);
        }
    }
    let mut terms = Table::new("学期", "名称 开学日期 放假日期");
    for (name, from, to) in terms_of {
        terms.row(&[name, &of(*from), &of(*to)]);
    }
    vec![days.file(), terms.file()]
}

/// Whether a day is worked: no holiday, and no weekend but one worked in its stead.
pub(crate) fn is_worked(day: Day) -> bool {
    let free = HOLIDAYS.iter().any(|(_, from, to, _)| (of(*from)..=of(*to)).contains(&day));
    let instead = HOLIDAYS.iter().any(|(.., worked)| worked.iter().any(|one| of(*one) == day));
    !free && (instead || day.weekday() < 5)
}

/// Whether schools teach on a day.
pub(crate) fn is_taught(day: Day) -> bool {
    let within = |from: &Ymd, to: &Ymd| (of(*from)..=of(*to)).contains(&day);
    let free = NEXT_HOLIDAYS.iter().any(|(_, from, to, _)| within(from, to));
    let instead = NEXT_HOLIDAYS.iter().any(|(.., worked)| worked.iter().any(|one| of(*one) == day));
    let terms = TERMS.iter().chain(NEXT_TERMS);
    (is_worked(day) && !free || instead) && terms.into_iter().any(|(_, from, to)| within(from, to))
}

/// Taught days of one week in a row.
pub(crate) struct Stretch {
    pub days: Vec<Day>,
    /// Whether a holiday or the end of a term follows.
    pub eve: bool,
    /// Whether the week has no taught day after them.
    pub ends_week: bool,
}

/// The taught days of a year, week by week; a holiday in the middle of a week parts it in two.
pub(crate) fn stretches(year: i64) -> Vec<Stretch> {
    // The week of the fourth of January is the first.
    let fourth = Day::of(year, 1, 4);
    let mut monday = fourth.before(fourth.weekday());
    let mut all = Vec::new();
    while monday.after(3) <= Day::of(year, 12, 31) {
        let taught: Vec<Day> = (0..7).map(|at| monday.after(at)).filter(|day| is_taught(*day)).collect();
        let parts: Vec<&[Day]> = taught.split_inclusive(|day| is_eve(*day)).collect();
        for (at, days) in parts.iter().enumerate() {
            let eve = days.last().is_some_and(|day| is_eve(*day));
            all.push(Stretch { days: days.to_vec(), eve, ends_week: at + 1 == parts.len() });
        }
        monday = monday.after(7);
    }
    all
}

fn is_eve(day: Day) -> bool {
    let ends = TERMS.iter().chain(NEXT_TERMS).any(|(.., to)| of(*to) == day);
    let mut next = day.after(1);
    let mut holiday = false;
    while !is_taught(next) && !ends && next < day.after(10) {
        holiday |= HOLIDAYS
            .iter()
            .chain(NEXT_HOLIDAYS)
            .any(|(_, from, to, _)| (of(*from)..=of(*to)).contains(&next));
        next = next.after(1);
    }
    ends || holiday
}

/// The taught days of a month.
pub(crate) fn taught_in(year: i64, month: i64) -> Vec<Day> {
    let next = if month == 12 { Day::of(year + 1, 1, 1) } else { Day::of(year, month + 1, 1) };
    Day::of(year, month, 1).until(next.before(1)).filter(|day| is_taught(*day)).collect()
}

//! The school calendar (校历): which days are worked, which are taught, where a period begins and ends.
//!
//! Saturdays and Sundays are free, other days are worked, unless the calendar says otherwise: statutory holidays
//! (法定节假日) and the days worked in their stead (调休上班). Days are taught when they are worked, lie within a term
//! (学期) and are no school holiday. Without any term every worked day counts as taught: a district that keeps no terms
//! owes more, never less.

use define::Date;
use std::collections::BTreeMap;

/// What a day of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A statutory holiday or a day granted beside it (法定节假日).
    Holiday,
    /// A Saturday or Sunday worked in the stead of another day (调休上班).
    Worked,
    /// A worked day on which schools do not teach (停课).
    NoSchool,
}

/// Exceptions and terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<i32, (DayKind, String)>,
    terms: Vec<(i32, i32)>,
}

/// Days since 1970-01-01.
pub(crate) fn number(day: Date) -> i32 {
    formula::day(day.year, u32::from(day.month), u32::from(day.day)).unwrap_or_default()
}

pub(crate) fn date(number: i32) -> Date {
    let (year, month, day) = formula::date(number);
    Date { year, month: month as u8, day: day as u8 }
}

impl Calendar {
    /// A calendar of exceptions, each with its name (国庆节), and of terms from their first to their last day.
    pub fn new(days: impl IntoIterator<Item = (Date, DayKind, String)>, terms: &[(Date, Date)]) -> Calendar {
        let days = days.into_iter().map(|(day, kind, name)| (number(day), (kind, name))).collect();
        let mut terms: Vec<(i32, i32)> =
            terms.iter().map(|(from, to)| (number(*from), number(*to))).collect();
        terms.sort_unstable();
        Calendar { days, terms }
    }

    /// Whether the day is worked.
    ///
    /// ```
    /// use define::Date;
    /// use ledger::{Calendar, DayKind};
    /// let day = |month, day| Date::new(2022, month, day).unwrap();
    /// // 国办发明电〔2021〕11号: 1 to 7 October 2022 are free, 8 and 9 October are worked.
    /// let mut days: Vec<_> = (1..=7).map(|d| (day(10, d), DayKind::Holiday, "国庆节".to_string())).collect();
    /// days.extend([8, 9].map(|d| (day(10, d), DayKind::Worked, "国庆节".to_string())));
    /// let calendar = Calendar::new(days, &[]);
    /// assert!(!calendar.is_worked(day(10, 7)) && calendar.is_worked(day(10, 8)));
    /// assert_eq!(calendar.add_worked(day(9, 30), 1), day(10, 8));
    /// ```
    pub fn is_worked(&self, day: Date) -> bool {
        self.worked(number(day))
    }

    fn worked(&self, day: i32) -> bool {
        match self.days.get(&day) {
            Some((DayKind::Holiday, _)) => false,
            Some((DayKind::Worked | DayKind::NoSchool, _)) => true,
            None => weekday(day) < 5,
        }
    }

    /// The last day of the last year whose statutory holidays are in the calendar: beyond it worked days are counted by the
    /// week alone. None of an empty calendar.
    ///
    /// ```
    /// use define::Date;
    /// use ledger::{Calendar, DayKind};
    /// let new_year = Date::new(2022, 1, 3).unwrap();
    /// let calendar = Calendar::new([(new_year, DayKind::Holiday, "元旦".to_string())], &[]);
    /// assert_eq!(calendar.known_until(), Date::new(2022, 12, 31));
    /// assert_eq!(Calendar::default().known_until(), None);
    /// ```
    pub fn known_until(&self) -> Option<Date> {
        let holidays = self.days.iter().filter(|(_, (kind, _))| *kind == DayKind::Holiday);
        holidays.map(|(day, _)| date(*day).year).max().and_then(|year| Date::new(year, 12, 31))
    }

    /// Whether schools teach on the day.
    pub fn is_taught(&self, day: Date) -> bool {
        self.taught(number(day))
    }

    fn taught(&self, day: i32) -> bool {
        let in_term =
            self.terms.is_empty() || self.terms.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let no_school = matches!(self.days.get(&day), Some((DayKind::NoSchool, _)));
        in_term && !no_school && self.worked(day)
    }

    /// The day `count` worked days (工作日) behind a day; the day itself does not count.
    pub fn add_worked(&self, day: Date, count: u32) -> Date {
        let mut at = number(day);
        let mut left = count;
        while left > 0 {
            at += 1;
            left -= u32::from(self.worked(at));
        }
        date(at)
    }

    /// Whether the same days are worked under another calendar.
    ///
    /// ```
    /// use define::Date;
    /// use ledger::{Calendar, DayKind};
    /// let of = |kind| Calendar::new([(Date::new(2022, 10, 3).unwrap(), kind, String::new())], &[]);
    /// assert!(of(DayKind::NoSchool).works_as(&of(DayKind::Worked)), "a Monday on which clerks work");
    /// assert!(!of(DayKind::NoSchool).works_as(&of(DayKind::Holiday)));
    /// ```
    pub fn works_as(&self, other: &Calendar) -> bool {
        let named = self.days.keys().chain(other.days.keys());
        named.into_iter().all(|day| self.worked(*day) == other.worked(*day))
    }

    /// How many worked days lie behind `from` up to `to` inclusive; nought when `to` is not later.
    pub fn worked_between(&self, from: Date, to: Date) -> u32 {
        (number(from) + 1..=number(to)).filter(|day| self.worked(*day)).count() as u32
    }

    /// The taught days of a span, both ends included.
    pub fn taught_days(&self, from: Date, to: Date) -> Vec<Date> {
        (number(from)..=number(to)).filter(|day| self.taught(*day)).map(date).collect()
    }

    /// The taught days that are the last before a holiday named in the calendar or before the end of a term, with what
    /// follows: the days on which 1530 asks for thirty minutes (节假日放假前).
    pub fn eves(&self, from: Date, to: Date) -> Vec<(Date, String)> {
        let mut eves = Vec::new();
        for day in (number(from)..=number(to)).filter(|day| self.taught(*day)) {
            let last = |(start, end): &(i32, i32)| {
                (*start..=*end).contains(&day) && !(day + 1..=*end).any(|later| self.taught(later))
            };
            if self.terms.iter().any(last) {
                eves.push((date(day), "放假".to_string()));
                continue;
            }
            let mut next = day + 1;
            let mut holiday = None;
            while !self.worked(next) {
                if let Some((DayKind::Holiday, name)) = self.days.get(&next) {
                    holiday.get_or_insert_with(|| name.clone());
                }
                next += 1;
            }
            eves.extend(holiday.map(|name| (date(day), name)));
        }
        eves
    }

    /// The terms, first to last day.
    pub fn terms(&self) -> Vec<(Date, Date)> {
        self.terms.iter().map(|(from, to)| (date(*from), date(*to))).collect()
    }
}

/// Monday is 0.
pub(crate) fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

/// The weekday of a day, Monday being 0.
pub fn weekday_of(day: Date) -> u8 {
    weekday(number(day)) as u8
}

/// The day `count` days later, or earlier when negative.
///
/// ```
/// use define::Date;
/// let day = Date::new(2022, 12, 31).unwrap();
/// assert_eq!(ledger::plus_days(day, 1), Date::new(2023, 1, 1).unwrap());
/// ```
pub fn plus_days(day: Date, count: i32) -> Date {
    date(number(day) + count)
}

/// How many days lie from one day to a later one; negative when it is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    number(to) - number(from)
}

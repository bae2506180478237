//! Periods (期间): what a rhythm makes of a year.

use crate::calendar::{date, number, weekday};
use crate::{Calendar, days_between};
use define::{Date, Rhythm};

/// One period of a rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its name for machines and rows: 2022-H1, 2022-Q3, 2022-07, 2022-W23, 2022-09-01, 2022-T2, 2022, once.
    pub id: String,
    /// What follows it, when it is an eve: 国庆节.
    pub holiday: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How many of its days are taught.
    pub taught: u32,
}

impl Period {
    /// Whether a day lies in it.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// The periods of a year under a rhythm, in order, those alone whose first day lies in the season.
///
/// ```
/// use define::Rhythm;
/// let calendar = ledger::Calendar::default();
/// let quarters = ledger::periods(Rhythm::Quarter, None, 2022, &calendar);
/// assert_eq!(quarters[2].id, "2022-Q3");
/// assert_eq!((quarters[2].from.to_string(), quarters[2].to.to_string()), ("2022-07-01".into(), "2022-09-30".into()));
/// // Drowning is warned of from May to September (S63): 153 days.
/// assert_eq!(ledger::periods(Rhythm::Day, Some((5, 9)), 2022, &calendar).len(), 153);
/// ```
pub fn periods(rhythm: Rhythm, season: Option<(u8, u8)>, year: i32, calendar: &Calendar) -> Vec<Period> {
    let make = |id: String, from: i32, to: i32| Period {
        id,
        holiday: None,
        from: date(from),
        to: date(to),
        taught: calendar.taught_days(date(from), date(to)).len() as u32,
    };
    let months = |length: u8, id: &dyn Fn(u8) -> String| -> Vec<Period> {
        let spans =
            (0..12 / length).map(|at| (at, first(year, at * length + 1), first(year, (at + 1) * length + 1)));
        spans.map(|(at, from, next)| make(id(at + 1), from, next - 1)).collect()
    };
    let (start, end) = (first(year, 1), first(year, 13) - 1);
    let mut all = match rhythm {
        Rhythm::Once => Vec::new(),
        Rhythm::Year => months(12, &|_| year.to_string()),
        Rhythm::HalfYear => months(6, &|at| format!("{year}-H{at}")),
        Rhythm::Quarter => months(3, &|at| format!("{year}-Q{at}")),
        Rhythm::Month | Rhythm::SchoolMonth => months(1, &|at| format!("{year}-{at:02}")),
        Rhythm::Week | Rhythm::SchoolWeek => {
            weeks(year).map(|(at, monday)| make(format!("{year}-W{at:02}"), monday, monday + 6)).collect()
        }
        Rhythm::Day | Rhythm::SchoolDay => {
            (start..=end).map(|day| make(date(day).to_string(), day, day)).collect()
        }
        Rhythm::BeforeHoliday => {
            let eves = calendar.eves(date(start), date(end)).into_iter();
            eves.map(|(day, holiday)| Period {
                holiday: Some(holiday),
                ..make(day.to_string(), number(day), number(day))
            })
            .collect()
        }
        Rhythm::Term => {
            let terms = calendar.terms().into_iter().filter(|(from, _)| from.year == year);
            terms
                .zip(1..)
                .map(|((from, to), at)| make(format!("{year}-T{at}"), number(from), number(to)))
                .collect()
        }
    };
    if matches!(rhythm, Rhythm::SchoolMonth | Rhythm::SchoolWeek | Rhythm::SchoolDay) {
        all.retain(|period| period.taught > 0);
    }
    if let Some((from, to)) = season {
        let holds =
            |month: u8| if from <= to { (from..=to).contains(&month) } else { month >= from || month <= to };
        all.retain(|period| holds(period.from.month));
    }
    all
}

/// The id of the period with a number within a year: the third quarter of 2022 is 2022-Q3. For a rhythm of years the
/// number is the year. None where a number cannot name a period.
pub fn period_id(rhythm: Rhythm, year: i32, number: i64) -> Option<String> {
    Some(match rhythm {
        Rhythm::Year => number.to_string(),
        Rhythm::HalfYear => format!("{year}-H{number}"),
        Rhythm::Quarter => format!("{year}-Q{number}"),
        Rhythm::Month | Rhythm::SchoolMonth => format!("{year}-{number:02}"),
        Rhythm::Week | Rhythm::SchoolWeek => format!("{year}-W{number:02}"),
        Rhythm::Term => format!("{year}-T{number}"),
        Rhythm::Once | Rhythm::Day | Rhythm::SchoolDay | Rhythm::BeforeHoliday => return None,
    })
}

impl Period {
    /// The only period of a rhythm of once, for a unit that owes from a day.
    pub(super) fn once(since: Date) -> Period {
        Period { id: "once".to_string(), holiday: None, from: since, to: since, taught: 0 }
    }

    /// Days from a day to its last day; negative when it is over.
    pub fn left(&self, today: Date) -> i32 {
        days_between(today, self.to)
    }
}

/// The first day of a month; month 13 is the next January.
fn first(year: i32, month: u8) -> i32 {
    let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
    formula::day(year, u32::from(month), 1).unwrap_or_default()
}

/// The Mondays of a year's weeks, numbered from 1. A week is of the year in which its Thursday lies.
fn weeks(year: i32) -> impl Iterator<Item = (i32, i32)> {
    let monday = |year: i32| {
        let fourth = first(year, 1) + 3;
        fourth - weekday(fourth)
    };
    let (start, next) = (monday(year), monday(year + 1));
    (0..(next - start) / 7).map(move |at| (at + 1, start + at * 7))
}

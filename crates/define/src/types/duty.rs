//! Duties (期): something owed on a rhythm by each unit.

use super::{Form, FormHead, Gives, List};
use crate::house::{CalendarDay, Extension, House, NilReport, Term};
use crate::{Pack, WorkTable, Written};

/// A definition of something owed on a rhythm by each unit of a scope (期).
///
/// What is owed for one period by one unit is an occurrence. Only recorded rows discharge it: a fact that matches, or a
/// nil report (零报告) where one is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What it says of itself.
    pub head: FormHead,
    /// How often it is owed.
    pub rhythm: Rhythm,
    /// Months in which it holds, first and last; all without. The first may be the later: November to February.
    pub season: Option<(u8, u8)>,
    /// Who owes it; the district itself without.
    pub scope: Option<DutyScope>,
    /// Rows that discharge it; nil reports alone without.
    pub fact: Option<DutyFact>,
    /// How much a period asks for.
    pub least: Least,
    /// Days after the end of a period within which it may still be discharged on time; before its end when negative.
    pub due_days: i32,
    /// Whether a nil report discharges it.
    pub nil: bool,
    /// Rows that contradict a nil report and a claim of zero.
    pub incident: Option<DutyIncident>,
}

/// How often something is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Once by each unit, from the day on which it begins to owe.
    Once,
    /// Every calendar year.
    Year,
    /// Every half-year.
    HalfYear,
    /// Every quarter.
    Quarter,
    /// Every month.
    Month,
    /// Every month with a taught day.
    SchoolMonth,
    /// Every week from Monday to Sunday; a week is of the year of its Thursday (GB/T 7408).
    Week,
    /// Every week with a taught day.
    SchoolWeek,
    /// Every day.
    Day,
    /// Every taught day.
    SchoolDay,
    /// Every taught day before a holiday or the end of a term.
    BeforeHoliday,
    /// Every term, in the year in which it begins.
    Term,
}

impl Rhythm {
    /// Whether the school calendar decides on it.
    pub fn asks_calendar(self) -> bool {
        match self {
            Rhythm::SchoolMonth
            | Rhythm::SchoolWeek
            | Rhythm::SchoolDay
            | Rhythm::BeforeHoliday
            | Rhythm::Term => true,
            Rhythm::Once
            | Rhythm::Year
            | Rhythm::HalfYear
            | Rhythm::Quarter
            | Rhythm::Month
            | Rhythm::Week
            | Rhythm::Day => false,
        }
    }
}

/// Who owes it: rows of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyScope {
    /// The rows.
    pub list: List,
    /// The field that names the unit; the key of the row without.
    pub unit: Option<Written>,
    /// The field with the day from which the unit owes; always without. With it, rows of events of earlier years owe on.
    pub since: Option<Written>,
    /// The field with the last day on which the unit owes; always without.
    pub until: Option<Written>,
}

/// Rows that discharge a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyFact {
    /// The rows.
    pub list: List,
    /// The field that names the unit; left out when the district owes.
    pub unit: Option<Written>,
    /// The field with the day on which it was done.
    pub date: Written,
    /// The field that names the period, or its number within the row's year; the day decides without.
    pub period: Option<Written>,
    /// The field with what the row adds towards [`Duty::least`]; each row adds one without.
    pub number: Option<Written>,
}

/// Rows of what a nil report says did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyIncident {
    /// The rows.
    pub list: List,
    /// The field that names the unit.
    pub unit: Option<Written>,
    /// The field with the day on which it happened.
    pub date: Written,
    /// The field with the day on which it became known; the day itself without.
    pub known: Option<Written>,
}

/// How much a period asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// So many rows, or so much of their number field.
    Number(u32),
    /// As many as the period has days.
    Days,
    /// As many as the period has taught days.
    TaughtDays,
}

impl Form for Duty {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::OCCURRENCE
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::duty(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let mut names = Vec::new();
        if let Some(scope) = &self.scope {
            names.push((
                &scope.list.register,
                scope.unit.iter().chain(&scope.since).chain(&scope.until).collect(),
            ));
        }
        if let Some(fact) = &self.fact {
            let mut fields = vec![&fact.date];
            fields.extend(fact.unit.iter().chain(&fact.period).chain(&fact.number));
            names.push((&fact.list.register, fields));
        }
        if let Some(incident) = &self.incident {
            let mut fields = vec![&incident.date];
            fields.extend(incident.unit.iter().chain(&incident.known));
            names.push((&incident.list.register, fields));
        }
        names
    }

    fn lines(&self, pack: &Pack, _family: &str) -> Vec<(String, String)> {
        let of = |list: &List, unit: &Option<Written>| {
            Some((list.register.text.clone(), unit.as_ref()?.text.clone()))
        };
        let owing = self.scope.as_ref().and_then(|scope| {
            let key = || pack.register(&scope.list.register.text)?.single_key();
            let unit = scope.unit.as_ref().map(|unit| unit.text.clone());
            Some((scope.list.register.text.clone(), unit.or_else(|| Some(key()?.name.clone()))?))
        });
        let done = self.fact.as_ref().and_then(|fact| of(&fact.list, &fact.unit));
        let happened = self.incident.as_ref().and_then(|incident| of(&incident.list, &incident.unit));
        let house = [(NilReport::HOUSE, NilReport::UNIT), (Extension::HOUSE, Extension::UNIT)];
        let house = house.map(|(house, unit)| (house.register.to_owned(), unit.name.to_owned()));
        [owing, done, happened].into_iter().flatten().chain(house).collect()
    }

    fn house(&self) -> Vec<House> {
        let mut house = vec![NilReport::HOUSE, Extension::HOUSE];
        if self.rhythm.asks_calendar() || self.least == Least::TaughtDays {
            house.extend([CalendarDay::HOUSE, Term::HOUSE]);
        }
        house
    }

    fn calendar(&self) -> Vec<House> {
        match self.rhythm {
            Rhythm::BeforeHoliday => vec![CalendarDay::HOUSE, Term::HOUSE],
            rhythm if rhythm.asks_calendar() || self.least == Least::TaughtDays => {
                vec![CalendarDay::KINDS, Term::HOUSE]
            }
            _ => Vec::new(),
        }
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let lists = [
            self.scope.as_ref().map(|scope| &scope.list),
            self.fact.as_ref().map(|fact| &fact.list),
            self.incident.as_ref().map(|incident| &incident.list),
        ];
        lists
            .into_iter()
            .flatten()
            .filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)))
            .collect()
    }
}

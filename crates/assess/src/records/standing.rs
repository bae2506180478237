//! Records as they stand on a day: what was reported last holds until it is reported anew.

use super::{Among, Records};
use crate::Rows;
use define::{Date, FieldType, Period, Register};
use ledger::{Row, Value};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Records {
    /// The records as they stand on a day: of each register of school years but `except`, the rows of the latest year
    /// that has begun (else of the first that has any) as rows of the day's own year. The state of 1 September stands until
    /// the next one is reported, and thresholds are those of the day.
    pub fn standing_on(&self, day: Date, except: &str) -> Records {
        let of_years = |name: &&String| {
            let register = self.pack.register(name).filter(|one| one.period == Period::SchoolYear);
            register.is_some_and(|register| register.name != except && whole_years(register).is_some())
        };
        let standing: BTreeMap<String, OnceCell<Rows>> =
            self.rows.keys().filter(of_years).map(|name| (name.clone(), OnceCell::new())).collect();
        // Rows of the day's own year stand as they are; those of years before are no longer all there.
        let as_it_is = |name: &String| {
            let register = self.pack.register(name);
            let latest = register.and_then(|register| self.latest(register, begun(day)));
            latest.is_none_or(|latest| latest == day.year)
        };
        let among = self.among.as_ref().filter(|among| among.years.contains(&day.year));
        let among = among.filter(|_| standing.keys().all(as_it_is));
        let among = among.map(|one| Among { assessor: one.assessor.clone(), years: day.year..=day.year });
        let some = self.some.iter().map(|(name, rows)| match standing.contains_key(name) {
            true => (name.clone(), self.stand(name, rows, day)),
            false => (name.clone(), rows.clone()),
        });
        let (day, some) = (Some(day), some.collect());
        Records { some, among, standing, day, ..Records::new(self.pack.clone(), self.rows.clone()) }
    }

    /// Rows of a register of school years as they stand on a day.
    pub(super) fn stand(&self, name: &str, rows: &Rows, day: Date) -> Rows {
        let stands = || {
            let register = self.pack.register(name)?;
            let (at, latest) = (whole_years(register)?, self.latest(register, begun(day))?);
            let of_latest = rows.iter().filter(|(_, row)| row.year(register) == Some(latest));
            if latest == day.year {
                return Some(of_latest.cloned().collect());
            }
            let of_day = of_latest.map(|(number, row)| {
                let mut row = Row::clone(row);
                row.values[at] = Some(Value::Number(day.year.into()));
                (*number, Arc::new(row))
            });
            Some(of_day.collect())
        };
        stands().unwrap_or_else(|| rows.clone())
    }

    /// The latest year up to one that has rows of a register, else the first.
    fn latest(&self, register: &Register, begun: i32) -> Option<i32> {
        let rows = self.rows.get(&register.name)?;
        let years: BTreeSet<i32> = rows.iter().filter_map(|(_, row)| row.year(register)).collect();
        years.range(..=begun).next_back().or(years.first()).copied()
    }
}

/// The last school year that has begun on a day.
fn begun(day: Date) -> i32 {
    day.year - i32::from(day.month < 9)
}

/// Where the field stands that says the year of a row as a number.
fn whole_years(register: &Register) -> Option<usize> {
    let (at, field) = register.field(register.period_field.as_deref()?)?;
    (field.kind == FieldType::Integer).then_some(at)
}

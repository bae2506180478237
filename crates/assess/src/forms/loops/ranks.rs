//! Units ranked within their group, quarter by quarter (赛马比拼).

use super::Cases;
use define::{Date, Loop};
use ledger::loops::{Place, Standing, places};
use ledger::plus_days;
use std::collections::{BTreeMap, BTreeSet};

/// The places of a group in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRanks {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u8,
    /// The group.
    pub group: String,
    /// Its units by place.
    pub places: Vec<Place>,
}

fn quarter(day: Date) -> (i32, u8) {
    (day.year, (day.month - 1) / 3 + 1)
}

/// The last day of a quarter, or `day` when that comes first.
fn end(of: (i32, u8), day: Date) -> Date {
    let next = if of.1 == 4 { Date::new(of.0 + 1, 1, 1) } else { Date::new(of.0, of.1 * 3 + 1, 1) };
    next.map_or(day, |next| plus_days(next, -1)).min(day)
}

/// The ranks of every quarter in which a case was opened, up to the day of the cases.
pub fn ranks(definition: &Loop, cases: &Cases<'_>) -> Vec<GroupRanks> {
    let Some(rank) = &definition.rank else { return Vec::new() };
    let mut quarters: BTreeSet<(i32, u8)> = cases.list.iter().map(|case| quarter(case.opened)).collect();
    quarters.extend(cases.list.iter().filter_map(|case| case.course.closed(definition)).map(quarter));
    let mut all = Vec::new();
    for of in quarters {
        let last = end(of, cases.day);
        let mut groups: BTreeMap<&str, BTreeMap<&str, Standing>> = BTreeMap::new();
        for case in &cases.list {
            let units = groups.entry(&case.group).or_default();
            let unit = units.entry(&case.unit).or_default();
            unit.unit.clone_from(&case.unit);
            if case.course.closed(definition).is_some_and(|closed| quarter(closed) == of) {
                unit.closed += 1;
                unit.in_time += u64::from(case.course.in_time(last));
            }
            unit.overdue += u64::from(case.overdue(&cases.calendar, last).is_some());
        }
        for (group, units) in groups {
            let places = places(units.into_values().collect(), rank.skips);
            if !places.is_empty() {
                all.push(GroupRanks { year: of.0, quarter: of.1, group: group.to_owned(), places });
            }
        }
    }
    all
}

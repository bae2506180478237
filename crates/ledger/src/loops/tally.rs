//! Found, closed, overdue (查出、办结、超期): how a group of cases stands.

use super::Course;
use crate::Calendar;
use define::{Date, Loop};
use std::collections::BTreeMap;

/// How a group of cases stands on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases opened up to the day.
    pub found: u64,
    /// Of these closed.
    pub closed: u64,
    /// Of the closed, those that were never late.
    pub in_time: u64,
    /// Of the open, those that are late.
    pub overdue: u64,
}

/// The tally of cases by a word of each, such as its source.
pub fn tally<'c>(
    definition: &Loop,
    calendar: &Calendar,
    cases: impl Iterator<Item = (&'c str, &'c Course)>,
    day: Date,
) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (word, course) in cases {
        let tally = tallies.entry(word.to_owned()).or_default();
        tally.found += 1;
        if course.closed(definition).is_some() {
            tally.closed += 1;
            tally.in_time += u64::from(course.in_time(day));
        } else {
            tally.overdue += u64::from(course.overdue(calendar, day).is_some());
        }
    }
    tallies
}

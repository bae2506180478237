//! Shifts (班次): on every school day somebody on the roster checks in at each post.

use super::{Link, Need};
use define::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody checked in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CheckIn {
    /// The day.
    pub day: Date,
    /// Where.
    pub object: String,
    /// For which shift; empty when shifts are not told apart.
    pub role: String,
    /// Who.
    pub person: String,
}

/// A shift at a post.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// The day.
    pub day: Date,
    /// Where.
    pub object: String,
    /// Which shift of the day.
    pub role: String,
}

/// How many shifts were due on these days, and those to which nobody on the roster came (缺岗). A shift is due where
/// the roster has a holder for it on the day; who is not on the roster of the object that day does not count.
pub fn missed(needs: &[Need], links: &[Link], days: &[Date], came: &BTreeSet<CheckIn>) -> (u64, Vec<Shift>) {
    let mut of_object: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in links {
        of_object.entry(&link.object).or_default().push(link);
    }
    let mut by_shift: BTreeMap<(Date, &str, &str), Vec<&str>> = BTreeMap::new();
    for one in came {
        by_shift.entry((one.day, &one.object, &one.role)).or_default().push(&one.person);
    }
    let (mut due, mut missed) = (0, Vec::new());
    for need in needs {
        let role = need.role.clone().unwrap_or_default();
        let there = of_object.get(need.object.as_str()).map_or(&[][..], Vec::as_slice);
        for day in days {
            if !there.iter().any(|link| need.takes(link) && link.holds(*day)) {
                continue;
            }
            due += 1;
            let rostered =
                |person: &&str| there.iter().any(|link| link.person == *person && link.holds(*day));
            let persons = by_shift.get(&(*day, need.object.as_str(), role.as_str()));
            if !persons.is_some_and(|persons| persons.iter().any(rostered)) {
                missed.push(Shift { day: *day, object: need.object.clone(), role: role.clone() });
            }
        }
    }
    missed.sort();
    (due, missed)
}

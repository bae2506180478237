//! Shifts (班次): on every school day somebody on the roster checks in at each post.

use super::{Link, Need};
use define::Date;
use std::collections::BTreeMap;

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

/// A shift that was due, with the check-ins of those on the roster.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The shift.
    pub shift: Shift,
    /// The caller's numbers of the check-ins that count; nobody came (缺岗) without.
    pub rows: Vec<u64>,
}

/// Persons who checked in for one shift, with the caller's number of the check-in.
type Came<'c> = Vec<(&'c str, u64)>;

/// The shifts that were due on these days, in their order, each with who came. A shift is due where the roster has a holder for
/// it on the day; who is not on the roster of the object that day does not count. `came` has the caller's number of each
/// check-in.
pub fn shifts(needs: &[Need], links: &[Link], days: &[Date], came: &BTreeMap<CheckIn, u64>) -> Vec<Due> {
    let mut of_object: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in links {
        of_object.entry(&link.object).or_default().push(link);
    }
    let mut by_shift: BTreeMap<(Date, &str, &str), Came<'_>> = BTreeMap::new();
    for (one, row) in came {
        by_shift.entry((one.day, &one.object, &one.role)).or_default().push((&one.person, *row));
    }
    let mut due = Vec::new();
    for need in needs {
        let role = need.role.clone().unwrap_or_default();
        let there = of_object.get(need.object.as_str()).map_or(&[][..], Vec::as_slice);
        for day in days {
            if !there.iter().any(|link| need.takes(link) && link.holds(*day)) {
                continue;
            }
            let rostered = |person: &str| there.iter().any(|link| link.person == person && link.holds(*day));
            let came = by_shift.get(&(*day, need.object.as_str(), role.as_str())).into_iter().flatten();
            let rows = came.filter(|(person, _)| rostered(person)).map(|(_, row)| *row).collect();
            due.push(Due {
                shift: Shift { day: *day, object: need.object.clone(), role: role.clone() },
                rows,
            });
        }
    }
    due.sort();
    due
}

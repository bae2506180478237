//! Coverage (覆盖), vacancy (空缺) and hand-over (交接): who holds each post on a day, and when it was held by too few.

use super::Link;
use crate::plus_days;
use define::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many holders an object needs in a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The object.
    pub object: String,
    /// The role; none when any role will do.
    pub role: Option<String>,
    /// How many persons, at least.
    pub least: u32,
}

impl Need {
    /// Whether a link is one to this post.
    pub fn takes(&self, link: &Link) -> bool {
        link.object == self.object && self.role.as_ref().is_none_or(|role| *role == link.role)
    }
}

/// The links that hold each post on a day, by their place in `links`, one for each person: a person entered twice counts
/// once.
///
/// ```
/// use ledger::roster::{Link, Need, coverage};
/// let day = |text: &str| text.parse().ok();
/// let link = |number, person: &str, to| Link {
///     number, person: person.into(), object: "样例一小".into(), role: "法治副校长".into(), from: day("2022-05-09"), to,
/// };
/// let links = [link(1, "FZ-001", day("2022-08-31")), link(2, "FZ-002", day("2025-05-08"))];
/// let needs = [Need { object: "样例一小".into(), role: None, least: 1 }];
/// assert_eq!(coverage(&needs, &links, "2022-06-01".parse().unwrap()), [vec![0, 1]]);
/// assert_eq!(coverage(&needs, &links, "2022-09-01".parse().unwrap()), [vec![1]]);
/// ```
pub fn coverage(needs: &[Need], links: &[Link], day: Date) -> Vec<Vec<usize>> {
    let mut by_object: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate().filter(|(_, link)| link.holds(day)) {
        by_object.entry(&link.object).or_default().push(at);
    }
    let held = |need: &Need| {
        let mut persons = BTreeSet::new();
        let there = by_object.get(need.object.as_str()).map_or(&[][..], Vec::as_slice);
        let mine = there.iter().copied().filter(|at| need.takes(&links[*at]));
        mine.filter(|at| persons.insert(links[*at].person.as_str())).collect()
    };
    needs.iter().map(held).collect()
}

/// The spans within `from` to `to`, both included, on which a post had fewer holders than it needs. A hand-over without a
/// gap leaves none: one term ends on a day and another begins on the next at the latest.
///
/// ```
/// use ledger::roster::{Link, Need, gaps};
/// let day = |text: &str| text.parse().unwrap();
/// let link = |person: &str, from: &str, to: &str| Link {
///     number: 0, person: person.into(), object: "样例一小".into(), role: String::new(), from: Some(day(from)), to: Some(day(to)),
/// };
/// let need = Need { object: "样例一小".into(), role: None, least: 1 };
/// let late = [link("甲", "2022-01-01", "2022-08-31"), link("乙", "2022-09-05", "2022-12-31")];
/// let found = gaps(&need, &late, day("2022-01-01"), day("2022-12-31"));
/// assert_eq!(found, [(day("2022-09-01"), day("2022-09-04"))]);
/// ```
pub fn gaps(need: &Need, links: &[Link], from: Date, to: Date) -> Vec<(Date, Date)> {
    let mine: Vec<&Link> = links.iter().filter(|link| need.takes(link) && !link.backward()).collect();
    // The number of holders changes on these days only.
    let mut turns: BTreeSet<Date> = BTreeSet::from([from]);
    turns.extend(mine.iter().filter_map(|link| link.from));
    turns.extend(mine.iter().filter_map(|link| link.to).map(|last| plus_days(last, 1)));
    let turns: Vec<Date> = turns.into_iter().filter(|turn| (from..=to).contains(turn)).collect();
    let mut gaps: Vec<(Date, Date)> = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let last = turns.get(at + 1).map_or(to, |next| plus_days(*next, -1));
        let holders: BTreeSet<&str> =
            mine.iter().filter(|link| link.holds(*turn)).map(|link| link.person.as_str()).collect();
        if holders.len() >= need.least as usize {
            continue;
        }
        match gaps.last_mut() {
            Some((_, end)) if plus_days(*end, 1) == *turn => *end = last,
            _ => gaps.push((*turn, last)),
        }
    }
    gaps
}

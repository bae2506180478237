//! Load (负荷): how many objects a person holds, and what is entered twice.

use super::Link;
use crate::plus_days;
use define::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The objects that each person holds on a day.
pub fn loads(links: &[Link], day: Date) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut loads: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.holds(day)) {
        loads.entry(&link.person).or_default().insert(&link.object);
    }
    loads
}

/// The most objects that the links of one person put on that person at one time, and the first day on which they do;
/// no day when that has been so since ever.
///
/// ```
/// use ledger::roster::{Link, peak};
/// let day = |text: &str| text.parse().ok();
/// let link = |object: &str, from, to| Link {
///     number: 0, person: "FZ-001".into(), object: object.into(), role: String::new(), from, to,
/// };
/// let links = [
///     link("样例一小", day("2022-05-09"), day("2025-05-08")),
///     link("样例二小", day("2022-05-09"), day("2022-08-31")),
///     link("样例三小", day("2022-09-01"), None),
/// ];
/// assert_eq!(peak(&links), (2, day("2022-05-09")));
/// ```
pub fn peak<'l>(links: impl IntoIterator<Item = &'l Link>) -> (usize, Option<Date>) {
    // A day on which terms begin and end: ends count first, being over on the day behind the last.
    let mut turns: BTreeMap<Option<Date>, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for link in links.into_iter().filter(|link| !link.backward()) {
        turns.entry(link.from).or_default().1.push(&link.object);
        if let Some(to) = link.to {
            turns.entry(Some(plus_days(to, 1))).or_default().0.push(&link.object);
        }
    }
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    let mut peak = (0, None);
    for (day, (ending, beginning)) in turns {
        for object in beginning {
            *held.entry(object).or_default() += 1;
        }
        for object in ending {
            if let Some(count) = held.get_mut(object) {
                *count -= 1;
                if *count == 0 {
                    held.remove(object);
                }
            }
        }
        if held.len() > peak.0 {
            peak = (held.len(), day);
        }
    }
    peak
}

/// Pairs of links, by their places, that put the same person on the same object in the same role for terms that overlap.
/// The very same term written in two years' rows is one term.
pub fn doubled(links: &[Link]) -> Vec<(usize, usize)> {
    let mut by_post: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        by_post.entry((&link.person, &link.object, &link.role)).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for mut same in by_post.into_values() {
        same.sort_by_key(|at| links[*at].from);
        for (nth, one) in same.iter().enumerate() {
            for two in &same[nth + 1..] {
                let (first, second) = (&links[*one], &links[*two]);
                let same_term = (first.from, first.to) == (second.from, second.to);
                if first.to.zip(second.from).is_some_and(|(to, from)| to < from) {
                    break;
                }
                if first.meets(second) && !same_term {
                    pairs.push(((*one).min(*two), (*one).max(*two)));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

//! Days of trips: nobody goes on two of one day, no more of them than cars, and days as even as can be.

use crate::model::Trips;
use std::collections::{BTreeMap, BTreeSet};

/// The day of each trip, from 0: the longest first, each on the day with the fewest minutes that takes it.
pub fn days(trips: &Trips, of: &[Vec<usize>]) -> Vec<usize> {
    let mut busy: BTreeMap<&str, usize> = BTreeMap::new();
    for who in of.iter().flat_map(|trip| trips.crew(trip)) {
        *busy.entry(who).or_default() += 1;
    }
    let least = busy.values().copied().max().unwrap_or(0).max(of.len().div_ceil(trips.cars));
    let mut plan: Vec<(BTreeSet<&str>, usize, i64)> = vec![Default::default(); least];
    let mut order: Vec<usize> = (0..of.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(trips.length(&of[*at])), *at));
    let mut days = vec![0; of.len()];
    for at in order {
        let crew = trips.crew(&of[at]);
        let free = (0..plan.len()).filter(|day| plan[*day].1 < trips.cars && plan[*day].0.is_disjoint(&crew));
        let day = free.min_by_key(|day| (plan[*day].2, *day)).unwrap_or_else(|| {
            plan.push(Default::default());
            plan.len() - 1
        });
        let there = &mut plan[day];
        there.0.extend(crew);
        (there.1, there.2) = (there.1 + 1, there.2 + trips.length(&of[at]));
        days[at] = day;
    }
    days
}

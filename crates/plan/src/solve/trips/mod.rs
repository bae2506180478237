//! Day trips: every trip that there may be is made, then the stops are divided among them.

mod columns;
mod days;
mod prices;

use crate::model::{MOST_COUNTED, TRIPS_SEAL, Trips, TripsPlan};
use columns::{Column, columns};
use std::collections::BTreeMap;

/// Trips that cost little, with a bound that none are below: the least where there are at most [`MOST_COUNTED`] stops. The same
/// seed gives the same trips.
///
/// # Errors
/// What is wrong with the problem, in words.
pub fn solve_trips(trips: &Trips, seed: u64) -> Result<TripsPlan, String> {
    trips.sound()?;
    let all = columns(trips);
    let many = trips.visits.len();
    let counted = many <= MOST_COUNTED;
    let mut chosen = if counted { divided(&all, many) } else { joined(&all, many) };
    chosen.sort_by_key(|at| all[*at].mask.trailing_zeros());
    let cost: i64 = chosen.iter().map(|at| all[*at].cost).sum();
    let worth = (!counted).then(|| prices::prices(&all, many, seed));
    let bound = worth.as_ref().map_or(cost, |prices| prices.iter().sum());
    let of: Vec<Vec<usize>> = chosen.iter().map(|at| all[*at].order.clone()).collect();
    Ok(TripsPlan {
        kind: TRIPS_SEAL.to_owned(),
        trips_of: trips.digest(),
        days: days::days(trips, &of),
        trips: of,
        cost,
        bound,
        prices: worth,
    })
}

/// The cheapest division: for each set of stops that are left, the trip of the first of them.
fn divided(all: &[Column], many: usize) -> Vec<usize> {
    let first =
        |stop: usize| (0..all.len()).filter(move |at| all[*at].mask.trailing_zeros() as usize == stop);
    let by_first: Vec<Vec<usize>> = (0..many).map(|stop| first(stop).collect()).collect();
    let mut best: Vec<(i64, usize)> = vec![(0, 0); 1 << many];
    // A set with fewer stops is a smaller number than any that holds it.
    for left in 1..best.len() {
        let stop = left.trailing_zeros() as usize;
        let fits = by_first[stop].iter().filter(|at| all[**at].mask & !(left as u64) == 0);
        let costs = fits.map(|at| (all[*at].cost + best[left & !(all[*at].mask as usize)].0, *at));
        best[left] = costs.min().unwrap_or((i64::MAX / 2, 0));
    }
    let (mut left, mut chosen) = (best.len() - 1, Vec::new());
    while left > 0 {
        chosen.push(best[left].1);
        left &= !(all[best[left].1].mask as usize);
    }
    chosen
}

/// Each stop its own trip at first; then two trips become one, or a stop goes over, as long as that spares most.
fn joined(all: &[Column], many: usize) -> Vec<usize> {
    let known: BTreeMap<u64, usize> = all.iter().enumerate().map(|(at, column)| (column.mask, at)).collect();
    let mut now: Vec<u64> = (0..many).map(|stop| 1 << stop).collect();
    let cost = |mask: u64| match mask {
        0 => Some(0),
        mask => known.get(&mask).map(|at| all[*at].cost),
    };
    loop {
        let mut best: Option<(i64, usize, usize, [u64; 2])> = None;
        for one in 0..now.len() {
            for other in (0..now.len()).filter(|other| *other != one) {
                for pair in turned(now[one], now[other]) {
                    let costs = [now[one], now[other], pair[0], pair[1]].map(cost);
                    let [Some(a), Some(b), Some(c), Some(d)] = costs else { continue };
                    let gain = a + b - c - d;
                    if gain > 0 && best.is_none_or(|(known, ..)| gain > known) {
                        best = Some((gain, one, other, pair));
                    }
                }
            }
        }
        let Some((_, one, other, pair)) = best else { break };
        (now[one], now[other]) = (pair[0], pair[1]);
        now.retain(|mask| *mask != 0);
    }
    now.iter().filter_map(|mask| known.get(mask).copied()).collect()
}

/// What two trips may become: one, or two of which a stop has gone over, or two that have changed a stop for another.
fn turned(one: u64, other: u64) -> Vec<[u64; 2]> {
    let bits = |mask: u64| (0..64).map(|bit| 1_u64 << bit).filter(move |bit| mask & bit != 0);
    let mut all = vec![[one | other, 0]];
    for over in bits(one) {
        all.push([one & !over, other | over]);
        all.extend(bits(other).map(|back| [one & !over | back, other & !back | over]));
    }
    all
}

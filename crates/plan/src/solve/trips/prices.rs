//! Prices of stops: as high as they can be while no trip costs less than its stops are worth.

use super::columns::Column;
use crate::solve::chance::Chance;

/// Rounds without gain after which prices are left as they are.
const PATIENCE: usize = 400;

/// The best prices found.
pub fn prices(columns: &[Column], many: usize, seed: u64) -> Vec<i64> {
    let holding: Vec<Vec<usize>> = (0..many)
        .map(|stop| (0..columns.len()).filter(|at| columns[*at].mask >> stop & 1 == 1).collect())
        .collect();
    // A share of the cheapest trip: shares of a trip never add up to more than it costs.
    let share = |stop: usize| {
        let of_each =
            holding[stop].iter().map(|at| columns[*at].cost / i64::from(columns[*at].mask.count_ones()));
        of_each.min().unwrap_or(0)
    };
    let mut best: Vec<i64> = (0..many).map(share).collect();
    let (mut chance, mut idle) = (Chance::new(seed), 0);
    let mut order: Vec<usize> = (0..many).collect();
    raise(columns, &holding, &order, &mut best);
    while idle < PATIENCE {
        let mut other = best.clone();
        for _ in 0..=chance.below(many.min(4)) {
            let stop = chance.below(many);
            other[stop] -= other[stop] * (1 + chance.below(9) as i64) / 10;
        }
        for at in (1..many).rev() {
            order.swap(at, chance.below(at + 1));
        }
        raise(columns, &holding, &order, &mut other);
        let gain = other.iter().sum::<i64>() - best.iter().sum::<i64>();
        idle = if gain > 0 { 0 } else { idle + 1 };
        if gain >= 0 {
            best = other;
        }
    }
    best
}

/// Raises each price in turn as far as its trips allow.
fn raise(columns: &[Column], holding: &[Vec<usize>], order: &[usize], prices: &mut [i64]) {
    for stop in order {
        let left = |at: &usize| {
            let column = &columns[*at];
            let worth: i64 =
                (0..prices.len()).filter(|one| column.mask >> one & 1 == 1).map(|one| prices[one]).sum();
            column.cost - worth
        };
        prices[*stop] += holding[*stop].iter().map(left).min().unwrap_or(0);
    }
}

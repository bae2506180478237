//! Weighted mean and variance in whole numbers: every value as two whole numbers of units around it, the unit chosen so that
//! the greatest value has eighteen digits. What follows from a value's bounds alone does not depend on how the values are
//! held (scaled, spans, quotients), so that a part computed again and the whole computed anew agree to the last digit.

use super::Numbers;
use quantity::{Decimal, Interval};

/// Digits of the greatest value in units.
const DIGITS: u32 = 18;
/// Decimals at which the greatest value is first looked at.
const FIRST: u32 = 9;
/// Most decimals of a unit: its square still fits into a decimal.
const MOST: u32 = 19;
/// With so many rows and weights below this no sum overflows.
const ROWS: usize = 1 << 22;
const WEIGHT: i128 = 1 << 40;

/// Mean and variance of values by weights. None where whole numbers do not serve: weights that are not whole, are negative or
/// all nought, values too large or all too small, or a mean that cannot be told from nought.
pub(super) fn mean_and_variance(values: &Numbers, weights: &Numbers) -> Option<(Interval, Interval)> {
    let weights = weights.whole()?;
    if weights.len() > ROWS || !weights.iter().all(|weight| (0..WEIGHT).contains(weight)) {
        return None;
    }
    let weight: i128 = weights.iter().sum();
    let digits = values.digits(FIRST)?;
    if weight == 0 || !(5..=DIGITS).contains(&digits) {
        return None;
    }
    let places = (FIRST + DIGITS - digits).min(MOST);
    let units = values.units(places)?;
    let sum = |end: fn(&(i128, i128)) -> i128| -> i128 {
        units.iter().zip(weights.iter()).map(|(value, weight)| end(value) * weight).sum()
    };
    // Below 10^18 · 2^40 · 2^22 < 2^127.
    let (low, high) = (sum(|value| value.0), sum(|value| value.1));
    let (low, high) = (low.div_euclid(weight), -(-high).div_euclid(weight));
    if low <= 0 && high >= 0 && (low, high) != (0, 0) {
        return None;
    }
    let (mut least, mut most) = (Squares::default(), Squares::default());
    for ((lo, hi), weight) in units.iter().zip(weights.iter()) {
        least.add((lo - high).max(low - hi).max(0), *weight);
        most.add((hi - low).max(high - lo), *weight);
    }
    let (least, most) = (least.over(weight).0, most.over(weight));
    let variance = Interval::new(
        Decimal::checked_new(least, 2 * places)?,
        Decimal::checked_new(most.0 + i128::from(most.1), 2 * places)?,
    );
    Some((Interval::new(Decimal::new(low, places), Decimal::new(high, places)), variance))
}

/// Σ weight × distance², in two halves: distances are below 2^62, so squares have 124 bits.
#[derive(Default)]
struct Squares {
    high: u128,
    low: u128,
}

impl Squares {
    fn add(&mut self, distance: i128, weight: i128) {
        let (distance, weight) = (distance.unsigned_abs() as u64, weight as u64);
        let square = u128::from(distance) * u128::from(distance);
        self.high += (square >> 64) * u128::from(weight);
        self.low += u128::from(square as u64) * u128::from(weight);
    }

    /// Divided by the sum of weights, and whether something is left over.
    fn over(&self, weight: i128) -> (i128, bool) {
        let weight = weight.unsigned_abs();
        let high = self.high + (self.low >> 64);
        let low = u128::from(self.low as u64);
        // The weight is below 2^62, so the rest fits beside the lower half.
        let below = ((high % weight) << 64) | low;
        ((((high / weight) << 64) | (below / weight)) as i128, !below.is_multiple_of(weight))
    }
}

//! Quotients not yet divided: comparing and averaging them rarely needs the 32 digits of the division.
//!
//! Each stands for the bounds that dividing gives, [`Interval::div`] and then [`Interval::mul`], and whatever is made of it
//! is what would be made of those bounds. They are surely close to the true quotient v: at most |v|·1.01·10^-31 + 10^-34
//! away (a quotient keeps 32 digits or 38 decimals, a product 38 digits; the factor is below 10^3). So where whole numbers
//! tell more than that apart, they decide; everything else is divided.

use quantity::{Decimal, Interval};

/// above × 10^-above_scale ÷ (below × 10^-below_scale) × times, one a row.
#[derive(Clone, Debug)]
pub(crate) struct Quotients {
    above: Vec<i128>,
    above_scale: u32,
    /// From 1 to [`BELOW`].
    below: Vec<i128>,
    below_scale: u32,
    /// A factor by which the quotients are multiplied after division.
    times: Option<Decimal>,
}

/// Divisors are no greater: true quotients then lie at least 10^-12 of a unit from whole units, or on them.
const BELOW: i128 = 1_000_000_000_000;
/// Dividends are no greater.
const ABOVE: i128 = 1_000_000_000_000_000_000;
/// Most decimals of either.
const PLACES: u32 = 9;
/// Factors are below this, with at most three decimals.
const TIMES: i128 = 1_000;
/// Products compared are no greater, so that unequal ones differ by more than 10^-27 of either.
const COMPARED: i128 = 10i128.pow(27);

impl Quotients {
    /// Quotients of scaled whole numbers; a row of which `known` is not asked stands for nought. None when a number is too
    /// large to be told apart safely. No divisor of a known row may be nought.
    pub(super) fn new(
        above: (&[i128], u32),
        below: (&[i128], u32),
        rows: usize,
        known: impl Fn(usize) -> bool,
    ) -> Option<Quotients> {
        if above.1 > PLACES || below.1 > PLACES {
            return None;
        }
        let at = |side: &[i128], row: usize| if side.len() == 1 { side[0] } else { side[row] };
        let (mut dividends, mut divisors) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        for row in 0..rows {
            let (dividend, divisor) = match known(row) {
                true => (at(above.0, row), at(below.0, row)),
                false => (0, 1),
            };
            if !(1..=BELOW).contains(&divisor) || dividend.abs() > ABOVE {
                return None;
            }
            dividends.push(dividend);
            divisors.push(divisor);
        }
        Some(Quotients {
            above: dividends,
            above_scale: above.1,
            below: divisors,
            below_scale: below.1,
            times: None,
        })
    }

    /// The same, multiplied by a number; none when there is a factor already or this one is out of range.
    pub(super) fn times(&self, factor: Decimal) -> Option<Quotients> {
        let fits = self.times.is_none()
            && factor.scale() <= 3
            && factor.mantissa() > 0
            && factor.scaled(0).unwrap_or(factor.mantissa()) < TIMES;
        fits.then(|| Quotients { times: Some(factor), ..self.clone() })
    }

    pub(crate) fn len(&self) -> usize {
        self.above.len()
    }

    /// The bounds that dividing gives.
    pub(crate) fn at(&self, row: usize) -> Interval {
        let above = Interval::point(Decimal::new(self.above[row], self.above_scale));
        let below = Interval::point(Decimal::new(self.below[row], self.below_scale));
        let quotient = above.div(&below).unwrap_or(Interval::ZERO);
        self.times.map_or(quotient, |times| quotient.mul(&Interval::point(times)))
    }

    /// Some of the rows.
    pub(super) fn pick(&self, rows: &[u32]) -> Quotients {
        let of = |all: &[i128]| rows.iter().map(|row| all[*row as usize]).collect();
        Quotients { above: of(&self.above), below: of(&self.below), ..*self }
    }

    fn factor(&self) -> (i128, u32) {
        self.times.map_or((1, 0), |times| (times.mantissa(), times.scale()))
    }

    /// How the quotient of a row compares with a number, given as mantissa and scale. None where the two are equal or too
    /// close, so that the bounds have to tell. `lifts` are from [`Quotients::lifts`] of that scale.
    pub(super) fn compare(
        &self,
        row: usize,
        limit: i128,
        (left, right): (i128, i128),
    ) -> Option<std::cmp::Ordering> {
        let one = self.above[row].checked_mul(left).filter(|product| product.abs() <= COMPARED)?;
        let other = self.below[row]
            .checked_mul(limit)
            .and_then(|product| product.checked_mul(right))
            .filter(|product| product.abs() <= COMPARED)?;
        (one != other).then(|| one.cmp(&other))
    }

    /// What dividends and divisors are multiplied by to compare them with a limit of that scale.
    pub(super) fn lifts(&self, scale: u32) -> Option<(i128, i128)> {
        let (factor, places) = self.factor();
        let (left, right) = (self.below_scale + scale, self.above_scale + places);
        if right + scale > 14 {
            return None;
        }
        let common = left.min(right);
        let left = 10i128.checked_pow(left - common)?.checked_mul(factor)?;
        Some((left, 10i128.checked_pow(right - common)?))
    }

    /// The bounds of a row in units of 10^-places (at most 19), rounded outwards; none where they are to be taken from the
    /// division. The true quotient lies at least 10^-12 of a unit from whole units, its bounds at most 1.1·10^-13 from it.
    /// One that lies on a whole unit ends within the digits of a division, unless the factor took a divisor away.
    pub(super) fn units(&self, row: usize, lift: Lift) -> Option<(i128, i128)> {
        let above = self.above[row].checked_mul(lift.above)?;
        let below = self.below[row].checked_mul(lift.below).filter(|below| *below <= BELOW)?;
        let (size, rest) = divided(above.unsigned_abs(), below.unsigned_abs() as u64);
        let down = if above < 0 { -size - i128::from(rest) } else { size };
        let fits = size <= ABOVE && (rest || lift.ends);
        fits.then_some((down, down + i128::from(rest)))
    }

    /// How many digits the greatest bound has in units, without dividing: it has no more than `digits` where the quotient is
    /// no greater than 10^digits - 1. None where bounds are to be taken from the division.
    pub(super) fn digits(&self, lift: Lift) -> Option<u32> {
        let (mut digits, mut most) = (1, 9);
        for (above, below) in self.above.iter().zip(&self.below) {
            let above = above.abs().checked_mul(lift.above)?;
            let below = below.checked_mul(lift.below).filter(|below| *below <= BELOW && lift.ends)?;
            while above > below * most && most < ABOVE * 10 {
                (digits, most) = (digits + 1, most * 10 + 9);
            }
        }
        Some(digits)
    }

    /// What dividends and divisors are multiplied by to count in units of 10^-places.
    pub(super) fn lift(&self, places: u32) -> Option<Lift> {
        let (factor, decimals) = self.factor();
        let (above, below) = (self.below_scale + places, self.above_scale + decimals);
        let common = above.min(below);
        let above = 10i128.checked_pow(above - common)?.checked_mul(factor)?;
        let mut left = factor;
        for prime in [2, 5] {
            while left % prime == 0 {
                left /= prime;
            }
        }
        Some(Lift { above, below: 10i128.checked_pow(below - common)?, ends: left == 1 })
    }
}

/// Whole quotient and whether something is left over; halves divide several times as fast.
fn divided(above: u128, below: u64) -> (i128, bool) {
    match u64::try_from(above) {
        Ok(narrow) => (i128::from(narrow / below), narrow % below != 0),
        Err(_) => {
            let quotient = above / u128::from(below);
            (quotient as i128, quotient * u128::from(below) != above)
        }
    }
}

/// Factors of dividends and divisors.
#[derive(Clone, Copy)]
pub(super) struct Lift {
    above: i128,
    below: i128,
    /// Whether the factor has no prime but 2 and 5: then a product ends only where its quotient does.
    ends: bool,
}

//! From gathered sums to what may be said for sure.

use crate::syntax::Operator;
use quantity::{Decimal, Interval, Truth};

/// Half a unit in the last place of a float: 2^-53.
const U: f64 = f64::EPSILON / 2.0;

/// Floats between which an exact value surely lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) lo: f64,
    pub(super) hi: f64,
}

/// The coefficient of variation of N/D weighted by D, from ΣN > 0, ΣD > 0 and Σ N²/D gathered over `rows` rows on
/// at most 64 threads. The proof is in the module's first page.
pub(super) fn variation(sum: i64, weight: i64, squares: f64, rows: u32) -> Bounds {
    let (sum, weight) = (sum as f64, weight as f64);
    let moment = squares * weight / (sum * sum);
    let error = 2.0 * moment * (f64::from(rows) + 80.0) * U;
    let lo = (moment - 1.0 - error).max(0.0).sqrt() * (1.0 - 4.0 * U);
    let hi = (moment - 1.0 + error).max(0.0).sqrt() * (1.0 + 4.0 * U);
    Bounds { lo, hi }
}

impl Bounds {
    /// The value rounded half up to `places` decimals, as a mantissa, when both bounds round alike.
    pub(super) fn rounded(&self, places: u32) -> Option<i64> {
        let power = POWERS.get(places as usize)?;
        // Two roundings, each off by at most U of the result, are covered by 4U; half up is floor(x + 1/2).
        let low = (self.lo * power * (1.0 - 4.0 * U) + 0.5) * (1.0 - 2.0 * U);
        let high = (self.hi * power * (1.0 + 4.0 * U) + 0.5) * (1.0 + 2.0 * U);
        // Neither is negative, so cutting off is rounding down.
        (high < 4e15 && low as i64 == high as i64).then_some(low as i64)
    }

    /// Whether the value compares so with a limit, when both bounds agree.
    pub(super) fn compare(&self, operator: Operator, limit: Bounds) -> Truth {
        let (above, below) = (self.lo > limit.hi, self.hi < limit.lo);
        match operator {
            Operator::AtLeast | Operator::Greater if above => Truth::Yes,
            Operator::AtLeast | Operator::Greater if below => Truth::No,
            Operator::AtMost | Operator::Less if below => Truth::Yes,
            Operator::AtMost | Operator::Less if above => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Floats around a decimal of at most 15 digits and 22 decimals: such a quotient of two exact floats is off by at
    /// most U.
    pub(super) fn around(value: Decimal) -> Option<Bounds> {
        let whole = i64::try_from(value.mantissa()).ok().filter(|whole| whole.unsigned_abs() < 1 << 53)?;
        let quotient = whole as f64 / POWERS.get(value.scale() as usize)?;
        let apart = quotient.abs() * 2.0 * U;
        Some(Bounds { lo: quotient - apart, hi: quotient + apart })
    }

    /// The bounds as decimals, rounded outwards; none beyond 10^9.
    pub(super) fn interval(&self) -> Option<Interval> {
        let places = if self.hi < 1000.0 { 12 } else { 6 };
        let power = POWERS[places];
        if !(self.lo >= 0.0 && self.hi < 1e9) {
            return None;
        }
        // The product is below 2^53, so that one unit each way covers its rounding.
        let low = ((self.lo * power).floor() as i128 - 1).max(0);
        let high = (self.hi * power).ceil() as i128 + 1;
        Some(Interval::new(Decimal::new(low, places as u32), Decimal::new(high, places as u32)))
    }
}

/// Powers of ten that floats hold exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

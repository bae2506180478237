//! Intervals (区间): two decimals with the truth between them, ends included.

use crate::{Decimal, Truth};
use std::fmt;

/// A closed interval of decimals. A point is a number known exactly.
///
/// Arithmetic contains the truth: whatever does not come out exactly is rounded outward.
///
/// ```
/// use quantity::{Decimal, Interval, Truth};
/// let point = |t: &str| Interval::point(t.parse().unwrap());
/// let third = point("1").div(&point("3")).unwrap();
/// assert!(third.lo() < third.hi());
/// assert!(third.mul(&point("3")).contains(Decimal::ONE));
/// assert_eq!(point("93.6").ge(&point("85")), Truth::Yes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    lo: Decimal,
    hi: Decimal,
}

/// Digits that a mantissa keeps when a result has to be rounded: two such factors still multiply within 128 bits.
const WORKING_DIGITS: u32 = 30;

impl Interval {
    /// Nought.
    pub const ZERO: Interval = Interval { lo: Decimal::ZERO, hi: Decimal::ZERO };

    /// A number known exactly.
    pub fn point(value: Decimal) -> Interval {
        Interval { lo: value, hi: value }
    }

    /// From one end to the other; the ends may come in either order.
    pub fn new(one: Decimal, other: Decimal) -> Interval {
        Interval { lo: one.min(other), hi: one.max(other) }
    }

    /// Lower end.
    pub fn lo(&self) -> Decimal {
        self.lo
    }

    /// Upper end.
    pub fn hi(&self) -> Decimal {
        self.hi
    }

    /// The value, when it is known exactly.
    pub fn exact(&self) -> Option<Decimal> {
        (self.lo == self.hi).then_some(self.lo)
    }

    /// Whether the value is known exactly.
    pub fn is_point(&self) -> bool {
        self.lo == self.hi
    }

    /// Whether `value` may be the truth.
    pub fn contains(&self, value: Decimal) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// Whether the two have a number in common.
    pub fn meets(&self, other: &Interval) -> bool {
        self.lo <= other.hi && other.lo <= self.hi
    }

    /// Sum.
    pub fn add(&self, other: &Interval) -> Interval {
        Interval { lo: sum(self.lo, other.lo, Way::Down), hi: sum(self.hi, other.hi, Way::Up) }
    }

    /// The opposite.
    pub fn neg(&self) -> Interval {
        Interval { lo: self.hi.negated(), hi: self.lo.negated() }
    }

    /// Difference.
    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.neg())
    }

    /// Product.
    pub fn mul(&self, other: &Interval) -> Interval {
        let pairs = [(self.lo, other.lo), (self.lo, other.hi), (self.hi, other.lo), (self.hi, other.hi)];
        let ends = |way| pairs.iter().map(move |(a, b)| product(*a, *b, way));
        Interval {
            lo: ends(Way::Down).fold(product(self.lo, other.lo, Way::Down), Decimal::min),
            hi: ends(Way::Up).fold(product(self.lo, other.lo, Way::Up), Decimal::max),
        }
    }

    /// Quotient; `None` when the divisor may be nought.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        if other.contains(Decimal::ZERO) {
            return None;
        }
        let pairs = [(self.lo, other.lo), (self.lo, other.hi), (self.hi, other.lo), (self.hi, other.hi)];
        let lows = pairs.iter().map(|(a, b)| quotient(*a, *b, Way::Down));
        let highs = pairs.iter().map(|(a, b)| quotient(*a, *b, Way::Up));
        Some(Interval { lo: lows.min()?, hi: highs.max()? })
    }

    /// Square root; `None` when the value may be negative.
    pub fn sqrt(&self) -> Option<Interval> {
        if self.lo.is_negative() {
            return None;
        }
        Some(Interval { lo: root(self.lo, Way::Down), hi: root(self.hi, Way::Up) })
    }

    /// Magnitude.
    pub fn abs(&self) -> Interval {
        if self.contains(Decimal::ZERO) {
            return Interval { lo: Decimal::ZERO, hi: self.lo.abs().max(self.hi.abs()) };
        }
        Interval::new(self.lo.abs(), self.hi.abs())
    }

    /// The smaller of the two.
    pub fn min(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi) }
    }

    /// The greater of the two.
    pub fn max(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The smallest interval around both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// What both allow; `None` when they contradict each other.
    pub fn meet(&self, other: &Interval) -> Option<Interval> {
        self.meets(other).then(|| Interval { lo: self.lo.max(other.lo), hi: self.hi.min(other.hi) })
    }

    /// Is it at least the other?
    pub fn ge(&self, other: &Interval) -> Truth {
        if self.lo >= other.hi {
            Truth::Yes
        } else if self.hi < other.lo {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Is it more than the other?
    pub fn gt(&self, other: &Interval) -> Truth {
        other.ge(self).not()
    }

    /// Is it at most the other?
    pub fn le(&self, other: &Interval) -> Truth {
        other.ge(self)
    }

    /// Is it less than the other?
    pub fn lt(&self, other: &Interval) -> Truth {
        self.ge(other).not()
    }

    /// Is it the same number?
    pub fn eq_truth(&self, other: &Interval) -> Truth {
        if !self.meets(other) {
            Truth::No
        } else if self.is_point() && other.is_point() {
            Truth::Yes
        } else {
            Truth::Unknown
        }
    }

    /// Rounded half up to `places`, when both ends round to the same number.
    pub fn round(&self, places: u32) -> Option<Decimal> {
        let (lo, hi) = (self.lo.round(places), self.hi.round(places));
        (lo == hi).then_some(lo)
    }

    /// As a decimal string: exact for a point, otherwise rounded to at most `places` places, as far as the ends agree.
    pub fn to_decimal_string(&self, places: u32) -> String {
        if let Some(value) = self.exact() {
            return value.to_string();
        }
        let agreed = (0..=places).rev().find_map(|p| self.round(p));
        agreed.unwrap_or_else(|| self.lo.round(places)).to_string()
    }
}

impl From<Decimal> for Interval {
    fn from(value: Decimal) -> Interval {
        Interval::point(value)
    }
}

impl From<i64> for Interval {
    fn from(value: i64) -> Interval {
        Interval::point(value.into())
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.exact() {
            Some(value) => write!(f, "{value}"),
            None => write!(f, "[{}, {}]", self.lo, self.hi),
        }
    }
}

/// Which way a result that does not fit is rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

fn digits(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().checked_ilog10().map_or(1, |d| d + 1)
}

/// `value` with at most `most` digits, rounded the given way. Digits before the point are never cut: such numbers do
/// not occur below 10³⁰ and the callers fall back to the widest representable end.
fn shortened(value: Decimal, most: u32, way: Way) -> Decimal {
    let excess = digits(value.mantissa()).saturating_sub(most);
    let places = value.scale().saturating_sub(excess);
    match way {
        Way::Down => value.floor(places),
        Way::Up => value.ceil(places),
    }
}

fn extreme(way: Way) -> Decimal {
    let end = Decimal::new(i128::MAX, 0);
    if way == Way::Up { end } else { end.negated() }
}

fn sum(a: Decimal, b: Decimal, way: Way) -> Decimal {
    let exact = a.checked_add(&b);
    let shorter = || shortened(a, WORKING_DIGITS, way).checked_add(&shortened(b, WORKING_DIGITS, way));
    // The last resort keeps as few places as the larger number's size demands.
    let coarse = || {
        let places = 36u32.saturating_sub(
            digits(a.mantissa())
                .saturating_sub(a.scale())
                .max(digits(b.mantissa()).saturating_sub(b.scale())),
        );
        let cut = |v: Decimal| if way == Way::Up { v.ceil(places) } else { v.floor(places) };
        cut(a).checked_add(&cut(b))
    };
    exact.or_else(shorter).or_else(coarse).unwrap_or_else(|| extreme(way))
}

fn product(a: Decimal, b: Decimal, way: Way) -> Decimal {
    if let Some(exact) = a.checked_mul(&b) {
        return exact;
    }
    // Shorten magnitudes toward or away from nought as the sign of the product asks, until the factors fit.
    let negative = a.is_negative() != b.is_negative();
    let outward = (way == Way::Up) != negative;
    let size = if outward { Way::Up } else { Way::Down };
    let (mut one, mut other) = (a.abs(), b.abs());
    for most in (4..=WORKING_DIGITS).rev() {
        one = shortened(one, most, size);
        other = shortened(other, most, size);
        if let Some(fits) = one.checked_mul(&other) {
            return if negative { fits.negated() } else { fits };
        }
    }
    extreme(way)
}

fn quotient(a: Decimal, b: Decimal, way: Way) -> Decimal {
    let negative = a.is_negative() != b.is_negative();
    let outward = (way == Way::Up) != negative;
    let size = if outward { Way::Up } else { Way::Down };
    let other = if outward { Way::Down } else { Way::Up };
    // A long divisor would leave no room for places of the quotient.
    let (top, bottom) =
        (shortened(a.abs(), WORKING_DIGITS, size), shortened(b.abs(), WORKING_DIGITS - 2, other));
    if top.is_zero() {
        return Decimal::ZERO;
    }
    let room = 37 - digits(top.mantissa());
    // value = top.mantissa / bottom.mantissa × 10^(bottom.scale − top.scale)
    let numerator = top.mantissa() * 10i128.pow(room);
    let (whole, rest) = (numerator / bottom.mantissa(), numerator % bottom.mantissa());
    let whole = whole + i128::from(outward && rest != 0);
    let scale = i64::from(room) + i64::from(top.scale()) - i64::from(bottom.scale());
    let magnitude = match u32::try_from(scale) {
        Ok(scale) if scale <= crate::decimal::MOST_PLACES => Decimal::checked_new(whole, scale),
        Ok(scale) => {
            let cut = 10i128.checked_pow(scale - crate::decimal::MOST_PLACES);
            let kept = cut.map_or(0, |c| whole / c + i128::from(outward && whole % c != 0));
            Decimal::checked_new(kept + i128::from(cut.is_none() && outward), crate::decimal::MOST_PLACES)
        }
        Err(_) => 10i128
            .checked_pow(scale.unsigned_abs() as u32)
            .and_then(|f| whole.checked_mul(f))
            .and_then(|m| Decimal::checked_new(m, 0)),
    };
    match magnitude {
        Some(value) if negative => value.negated(),
        Some(value) => value,
        None if outward => extreme(way),
        None => Decimal::ZERO,
    }
}

fn root(value: Decimal, way: Way) -> Decimal {
    let short = shortened(value, WORKING_DIGITS, way);
    if short.is_zero() {
        return Decimal::ZERO;
    }
    let mut room = 37 - digits(short.mantissa());
    if (short.scale() + room) % 2 == 1 {
        room -= 1;
    }
    let radicand = short.mantissa().unsigned_abs() * 10u128.pow(room);
    let whole = radicand.isqrt();
    let whole = if way == Way::Up && whole * whole < radicand { whole + 1 } else { whole };
    // The root of a number of at most 38 digits has at most 19.
    i128::try_from(whole)
        .ok()
        .and_then(|w| Decimal::checked_new(w, (short.scale() + room) / 2))
        .unwrap_or_else(|| extreme(way))
}

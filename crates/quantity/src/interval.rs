//! Intervals (区间): two decimals with the truth between them, ends included.

use crate::ratio::Ratio;
use crate::rounding::{self, Side};
use crate::{Decimal, Truth};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A closed interval of decimals. A point is a number known exactly.
///
/// Arithmetic contains the truth: whatever does not come out exactly is rounded outward. Where the truth is a fraction that is
/// known, such as a quotient of two points, it is kept beside the ends: what is equal is then known to be equal.
///
/// ```
/// use quantity::{Decimal, Interval, Truth};
/// let point = |t: &str| Interval::point(t.parse().unwrap());
/// let third = point("1").div(&point("3")).unwrap();
/// assert!(third.lo() < third.hi());
/// assert!(third.mul(&point("3")).contains(Decimal::ONE));
/// assert_eq!(point("93.6").ge(&point("85")), Truth::Yes);
/// // Two schools with the same average, 100 of 3 and 200 of 6, are equal though neither ends.
/// let other = point("200").div(&point("6")).unwrap();
/// assert_eq!(third.mul(&point("100")).ge(&other), Truth::Yes);
/// ```
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Interval {
    lo: Decimal,
    hi: Decimal,
    /// The truth, where it is known and no decimal.
    #[serde(skip)]
    ratio: Option<Ratio>,
}

impl PartialEq for Interval {
    fn eq(&self, other: &Interval) -> bool {
        let same = match (self.ratio, other.ratio) {
            (Some(one), Some(other)) => one.compare(other) == Ordering::Equal,
            (None, None) => true,
            _ => false,
        };
        same && self.lo == other.lo && self.hi == other.hi
    }
}

impl Eq for Interval {}

impl Hash for Interval {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lo.hash(state);
        self.hi.hash(state);
    }
}

impl Interval {
    /// Nought.
    pub const ZERO: Interval = Interval { lo: Decimal::ZERO, hi: Decimal::ZERO, ratio: None };

    /// A number known exactly.
    pub const fn point(value: Decimal) -> Interval {
        Interval { lo: value, hi: value, ratio: None }
    }

    /// Two ends and, unless they are one, the truth between them.
    fn around(lo: Decimal, hi: Decimal, ratio: impl FnOnce() -> Option<Ratio>) -> Interval {
        Interval { lo, hi, ratio: if lo == hi { None } else { ratio() } }
    }

    /// The truth as a fraction, where it is known.
    fn truth(&self) -> Option<Ratio> {
        match self.exact() {
            Some(point) => Ratio::of(point),
            None => self.ratio,
        }
    }

    /// A fraction made of the truths of two.
    fn of_truths(&self, other: &Interval, make: fn(Ratio, Ratio) -> Option<Ratio>) -> Option<Ratio> {
        make(self.truth()?, other.truth()?)
    }

    /// From one end to the other; the ends may come in either order.
    pub fn new(one: Decimal, other: Decimal) -> Interval {
        Interval { lo: one.min(other), hi: one.max(other), ratio: None }
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

    /// This value or any above it: what 以上 and 不低于 say.
    ///
    /// ```
    /// use quantity::{Interval, Truth};
    /// let floor = Interval::at_least("0.85".parse().unwrap());
    /// assert!(floor.is_unbounded() && floor.contains(1.into()));
    /// assert_eq!(Interval::at_least(0.into()).ge(&floor), Truth::Unknown);
    /// ```
    pub fn at_least(value: Decimal) -> Interval {
        Interval { lo: value, hi: Decimal::MAX, ratio: None }
    }

    /// This value or any below it.
    pub fn at_most(value: Decimal) -> Interval {
        Interval { lo: Decimal::MAX.negated(), hi: value, ratio: None }
    }

    /// Whether one of the ends is [`Decimal::MAX`] or its opposite, which stand for "without bound".
    pub fn is_unbounded(&self) -> bool {
        self.lo.abs() == Decimal::MAX || self.hi.abs() == Decimal::MAX
    }

    /// Whether every value of it lies in `other`.
    pub fn within(&self, other: &Interval) -> bool {
        other.lo <= self.lo && self.hi <= other.hi
    }

    /// Sum.
    pub fn add(&self, other: &Interval) -> Interval {
        let (lo, hi) =
            (rounding::add(self.lo, other.lo, Side::Down), rounding::add(self.hi, other.hi, Side::Up));
        Interval::around(lo, hi, || self.of_truths(other, Ratio::add))
    }

    /// Sum of many.
    pub fn sum<'a>(terms: impl IntoIterator<Item = &'a Interval>) -> Interval {
        terms.into_iter().fold(Interval::ZERO, |total, term| total.add(term))
    }

    /// The opposite.
    pub fn neg(&self) -> Interval {
        Interval { lo: self.hi.negated(), hi: self.lo.negated(), ratio: self.ratio.and_then(Ratio::negated) }
    }

    /// Difference.
    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.neg())
    }

    /// Product.
    pub fn mul(&self, other: &Interval) -> Interval {
        if let (Some(a), Some(b)) = (self.exact(), other.exact())
            && let Some(product) = a.checked_mul(&b)
        {
            return Interval::point(product);
        }
        let (lo, hi) = self.over_ends(other, rounding::multiply);
        Interval::around(lo, hi, || self.of_truths(other, Ratio::multiply))
    }

    /// Quotient; `None` when the divisor may be nought.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        if other.contains(Decimal::ZERO) {
            return None;
        }
        if let (Some(a), Some(b)) = (self.exact(), other.exact()) {
            let (lo, hi) = rounding::divide_both(a, b);
            return Some(Interval::around(lo, hi, || self.of_truths(other, Ratio::divide)));
        }
        let (lo, hi) = self.over_ends(other, rounding::divide);
        Some(Interval::around(lo, hi, || self.of_truths(other, Ratio::divide)))
    }

    /// The point moved by so many places, to the right when positive: 0.0101 → 1.01 by two. Exact where that fits, otherwise
    /// rounded outward.
    ///
    /// ```
    /// use quantity::{Decimal, Interval};
    /// let share = Interval::new("0.0101".parse().unwrap(), "0.0102".parse().unwrap());
    /// assert_eq!(share.times_ten_to(2).to_string(), "[1.01, 1.02]");
    /// assert!(Interval::at_least(1.into()).times_ten_to(4).is_unbounded());
    /// ```
    pub fn times_ten_to(&self, exponent: i32) -> Interval {
        match (self.lo.times_ten_to(exponent), self.hi.times_ten_to(exponent)) {
            (Some(lo), Some(hi)) => Interval::around(lo, hi, || {
                self.of_truths(&Interval::point(Decimal::ten_to(exponent)), Ratio::multiply)
            }),
            _ => self.mul(&Interval::point(Decimal::ten_to(exponent))),
        }
    }

    fn over_ends(
        &self,
        other: &Interval,
        operation: fn(Decimal, Decimal, Side) -> Decimal,
    ) -> (Decimal, Decimal) {
        // A point on either side leaves two different pairs of the four.
        let two = match (self.exact(), other.exact()) {
            (_, Some(point)) => Some([(self.lo, point), (self.hi, point)]),
            (Some(point), None) => Some([(point, other.lo), (point, other.hi)]),
            (None, None) => None,
        };
        if let Some(pairs) = two {
            let [a, b] = pairs.map(|(a, b)| operation(a, b, Side::Down));
            let [c, d] = pairs.map(|(a, b)| operation(a, b, Side::Up));
            return (a.min(b), c.max(d));
        }
        let pairs = [(self.lo, other.lo), (self.lo, other.hi), (self.hi, other.lo), (self.hi, other.hi)];
        let ends = |side| pairs.map(|(a, b)| operation(a, b, side));
        let [a, b, c, d] = ends(Side::Down);
        let lo = a.min(b).min(c).min(d);
        let [a, b, c, d] = ends(Side::Up);
        (lo, a.max(b).max(c).max(d))
    }

    /// Square, never negative, unlike the product of an interval with itself.
    pub fn square(&self) -> Interval {
        let size = self.abs();
        size.mul(&size)
    }

    /// Square root; `None` when the value may be negative.
    pub fn sqrt(&self) -> Option<Interval> {
        (!self.lo.is_negative()).then(|| Interval {
            lo: rounding::square_root(self.lo, Side::Down),
            hi: rounding::square_root(self.hi, Side::Up),
            ratio: None,
        })
    }

    /// Magnitude.
    pub fn abs(&self) -> Interval {
        match self.contains(Decimal::ZERO) {
            true => Interval { lo: Decimal::ZERO, hi: self.lo.abs().max(self.hi.abs()), ratio: None },
            false if self.lo.is_negative() => self.neg(),
            false => *self,
        }
    }

    /// The smaller of the two.
    pub fn min(&self, other: &Interval) -> Interval {
        match self.le(other) {
            Truth::Yes => *self,
            Truth::No => *other,
            Truth::Unknown => Interval { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi), ratio: None },
        }
    }

    /// The greater of the two.
    pub fn max(&self, other: &Interval) -> Interval {
        match self.ge(other) {
            Truth::Yes => *self,
            Truth::No => *other,
            Truth::Unknown => Interval { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi), ratio: None },
        }
    }

    /// The smallest interval around both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi), ratio: None }
    }

    /// What both allow; `None` when they contradict each other.
    pub fn meet(&self, other: &Interval) -> Option<Interval> {
        self.meets(other).then(|| Interval {
            lo: self.lo.max(other.lo),
            hi: self.hi.min(other.hi),
            ratio: None,
        })
    }

    /// Is it at least the other?
    pub fn ge(&self, other: &Interval) -> Truth {
        if self.lo >= other.hi && other.hi != Decimal::MAX {
            Truth::Yes
        } else if self.hi < other.lo {
            Truth::No
        } else {
            self.order(other).map_or(Truth::Unknown, |order| (order != Ordering::Less).into())
        }
    }

    /// How the truths compare, where both are known and the ends do not tell.
    fn order(&self, other: &Interval) -> Option<Ordering> {
        if self.is_unbounded() || other.is_unbounded() {
            return None;
        }
        Some(self.truth()?.compare(other.truth()?))
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
            self.order(other).map_or(Truth::Unknown, |order| (order == Ordering::Equal).into())
        }
    }

    /// Rounded half up to `places`, when both ends round to the same number.
    pub fn round(&self, places: u32) -> Option<Decimal> {
        let (lo, hi) = (self.lo.round(places), self.hi.round(places));
        if lo == hi { Some(lo) } else { self.ratio.and_then(|ratio| ratio.round(places)) }
    }

    /// The greatest number of `places` not above it: one number where the truth tells, else the two between which it lies.
    pub fn floor(&self, places: u32) -> Interval {
        match self.ratio.and_then(|ratio| ratio.floor(places)) {
            Some(floor) => Interval::point(floor),
            None => Interval::new(self.lo.floor(places), self.hi.floor(places)),
        }
    }

    /// The least number of `places` not below it.
    pub fn ceil(&self, places: u32) -> Interval {
        self.neg().floor(places).neg()
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

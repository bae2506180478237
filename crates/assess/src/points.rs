//! Points (得分): what an indicator is worth, exactly.

use quantity::{Decimal, Interval};
use std::cmp::Ordering;
use std::fmt;

/// Points, as a decimal over a whole number: two of three parts of 4 points are 8 over 3. They are rounded when they are
/// printed, to two places, and nowhere else.
///
/// ```
/// use assess::Points;
/// use quantity::Decimal;
/// let part = Points::of(Decimal::from(4)).share(2, 3);
/// assert_eq!(part.to_string(), "2.67");
/// assert_eq!(part.plus(part).plus(part), Points::of(Decimal::from(8)));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Points {
    sum: Decimal,
    per: i64,
}

impl Points {
    /// None.
    pub const ZERO: Points = Points { sum: Decimal::ZERO, per: 1 };

    /// A whole or decimal number of points.
    pub fn of(points: Decimal) -> Points {
        Points { sum: points, per: 1 }
    }

    /// So many parts of them out of so many; all of them when there are no parts.
    #[must_use]
    pub fn share(self, some: usize, all: usize) -> Points {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match all {
            0 => self,
            _ => Points { sum: times(self.sum, number(some)), per: self.per.saturating_mul(number(all)) }
                .reduced(),
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Points) -> Points {
        let per = self.per / common(self.per, other.per) * other.per;
        let (one, two) = (times(self.sum, per / self.per), times(other.sum, per / other.per));
        Points { sum: one.checked_add(&two).unwrap_or(one), per }.reduced()
    }

    /// In lowest terms where the sum is whole, so that sums of many do not grow.
    fn reduced(self) -> Points {
        let whole = self.sum.scaled(0).and_then(|sum| i64::try_from(sum.abs()).ok());
        match whole.map(|sum| common(sum.max(1), self.per)) {
            Some(by) if by > 1 && !self.sum.is_zero() => {
                let sum = Interval::point(self.sum).div(&Interval::point(Decimal::from(by)));
                let sum = sum.and_then(|sum| sum.exact());
                sum.map_or(self, |sum| Points { sum, per: self.per / by })
            }
            _ if self.sum.is_zero() => Points::ZERO,
            _ => self,
        }
    }
}

fn times(one: Decimal, by: i64) -> Decimal {
    one.checked_mul(&Decimal::from(by)).unwrap_or(one)
}

/// The greatest common divisor.
fn common(mut one: i64, mut two: i64) -> i64 {
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one.max(1)
}

impl PartialEq for Points {
    fn eq(&self, other: &Points) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Points {}

impl PartialOrd for Points {
    fn partial_cmp(&self, other: &Points) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Points {
    fn cmp(&self, other: &Points) -> Ordering {
        times(self.sum, other.per).cmp(&times(other.sum, self.per))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = Interval::point(self.sum).div(&Interval::point(Decimal::from(self.per)));
        let printed = value.and_then(|value| value.round(2)).unwrap_or(self.sum);
        write!(f, "{printed}")
    }
}

//! Fractions (分数) of whole numbers: what a quotient is before it is written with digits.

use crate::Decimal;
use crate::wide::Wide;
use std::cmp::Ordering;

/// above ÷ below, the divisor from 1; not always in lowest terms. Whatever does not fit into 128 bits is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    /// A decimal as a fraction.
    pub(crate) fn of(value: Decimal) -> Option<Ratio> {
        Some(Ratio { above: value.mantissa(), below: 10i128.checked_pow(value.scale())? })
    }

    pub(crate) fn add(self, other: Ratio) -> Option<Ratio> {
        if self.below == other.below {
            return Some(Ratio { above: self.above.checked_add(other.above)?, below: self.below });
        }
        either(self, other, |a, b| {
            let above = a.above.checked_mul(b.below)?.checked_add(b.above.checked_mul(a.below)?)?;
            Some(Ratio { above, below: a.below.checked_mul(b.below)? })
        })
    }

    pub(crate) fn multiply(self, other: Ratio) -> Option<Ratio> {
        let product = |a: Ratio, b: Ratio| {
            Some(Ratio { above: a.above.checked_mul(b.above)?, below: a.below.checked_mul(b.below)? })
        };
        // What stands above the one and below the other is taken out of both.
        let across = || {
            let one = Ratio { above: self.above, below: other.below }.reduced();
            product(one, Ratio { above: other.above, below: self.below }.reduced())
        };
        product(self, other).or_else(across)
    }

    pub(crate) fn divide(self, other: Ratio) -> Option<Ratio> {
        let upside_down = match other.above.signum() {
            0 => return None,
            1 => Ratio { above: other.below, below: other.above },
            _ => Ratio { above: other.below.checked_neg()?, below: other.above.checked_neg()? },
        };
        self.multiply(upside_down)
    }

    pub(crate) fn negated(self) -> Option<Ratio> {
        Some(Ratio { above: self.above.checked_neg()?, below: self.below })
    }

    /// How it compares with another, by the full products.
    pub(crate) fn compare(self, other: Ratio) -> Ordering {
        let sign = self.above.signum().cmp(&other.above.signum());
        if sign != Ordering::Equal {
            return sign;
        }
        let (left, right) = (
            Wide::product(self.above.unsigned_abs(), other.below.unsigned_abs()),
            Wide::product(other.above.unsigned_abs(), self.below.unsigned_abs()),
        );
        match self.above < 0 {
            true => right.cmp(&left),
            false => left.cmp(&right),
        }
    }

    /// The greatest whole number of units of 10^-places that is not above it; none when that does not fit.
    pub(crate) fn floor(self, places: u32) -> Option<Decimal> {
        let units = self.above.checked_mul(10i128.checked_pow(places)?)?;
        Decimal::checked_new(units.div_euclid(self.below), places)
    }

    /// Rounded half away from nought to `places`; none when that does not fit.
    pub(crate) fn round(self, places: u32) -> Option<Decimal> {
        let units = self.above.checked_mul(10i128.checked_pow(places)?)?;
        let (size, below) = (units.unsigned_abs(), self.below.unsigned_abs());
        let rest = size % below;
        let rounded = i128::try_from(size / below + u128::from(rest >= below - rest)).ok()?;
        Decimal::checked_new(if units < 0 { -rounded } else { rounded }, places)
    }

    fn reduced(self) -> Ratio {
        let (mut a, mut b) = (self.above.unsigned_abs(), self.below.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        match i128::try_from(a) {
            Ok(common) if common > 1 => Ratio { above: self.above / common, below: self.below / common },
            _ => self,
        }
    }
}

/// An operation on two fractions; where it does not fit, on both in lowest terms, and its result in lowest terms.
fn either(a: Ratio, b: Ratio, operation: fn(Ratio, Ratio) -> Option<Ratio>) -> Option<Ratio> {
    operation(a, b).or_else(|| operation(a.reduced(), b.reduced()).map(Ratio::reduced))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(above: i128, below: i128) -> Ratio {
        Ratio { above, below }
    }

    #[test]
    fn what_is_equal_is_equal_in_whatever_terms() {
        let third = ratio(1, 3);
        let sum = third.add(ratio(2, 6)).and_then(|sum| sum.add(ratio(-4, 6))).unwrap();
        assert_eq!(sum.compare(ratio(0, 7)), Ordering::Equal);
        assert_eq!(ratio(100, 3).compare(ratio(200, 6)), Ordering::Equal);
        assert_eq!(ratio(-1, 3).compare(ratio(-1, 4)), Ordering::Less);
        let big = ratio(i128::MAX, 7);
        assert_eq!(big.divide(big).unwrap().compare(ratio(1, 1)), Ordering::Equal);
        assert_eq!(ratio(1, 3).divide(ratio(0, 1)).map(|r| r.above), None);
    }

    #[test]
    fn halves_are_rounded_away_from_nought() {
        for (above, below, places, told) in
            [(1, 8, 2, "0.13"), (-1, 8, 2, "-0.13"), (2, 3, 0, "1"), (3, 3, 0, "1")]
        {
            assert_eq!(ratio(above, below).round(places).unwrap().to_string(), told);
        }
        assert_eq!(ratio(3, 3).floor(0).unwrap(), Decimal::ONE);
        assert_eq!(ratio(-1, 3).floor(1).unwrap().to_string(), "-0.4");
    }
}

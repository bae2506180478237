//! Decimal arithmetic with a chosen side for what does not fit (向外取整): the ground under [`crate::Interval`].

use crate::decimal::{Decimal, MOST_PLACES, POWERS};
use crate::wide::Wide;

/// Digits asked of a quotient that does not end: enough for any printed figure, few enough that sums of such quotients
/// still fit.
const QUOTIENT_DIGITS: i64 = 32;

/// Which side to err on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Down,
    Up,
}

impl Side {
    /// Whether a magnitude with this sign is rounded away from nought.
    fn away(self, negative: bool) -> bool {
        (self == Side::Up) != negative
    }
}

/// A magnitude beyond what a decimal holds: without bound when rounded away from nought, a number surely below it otherwise.
fn beyond(negative: bool, away: bool) -> Decimal {
    let magnitude = if away { Decimal::MAX } else { Decimal::ten_to(36) };
    if negative { magnitude.negated() } else { magnitude }
}

fn rounded(negative: bool, magnitude: u128, inexact: bool, scale: u32, side: Side) -> Decimal {
    let away = side.away(negative);
    let magnitude = if inexact && away { magnitude.saturating_add(1) } else { magnitude };
    match i128::try_from(magnitude) {
        Ok(m) if m < i128::MAX => {
            Decimal::checked_new(if negative { -m } else { m }, scale).unwrap_or(beyond(negative, away))
        }
        _ => beyond(negative, away),
    }
}

/// How many digits a magnitude has: from its bits (a bit is 1233/4096 of a digit, a little less than in truth), then one more
/// where it has reached the next power of ten.
fn digits(magnitude: u128) -> i64 {
    let guess = ((128 - magnitude.leading_zeros()) * 1233) >> 12;
    let reached = POWERS.get(guess as usize).is_some_and(|power| magnitude >= power.unsigned_abs());
    i64::from(guess + u32::from(reached)).max(1)
}

/// Brings a decimal to at most `places` places.
pub(crate) fn to_places(value: Decimal, places: u32, side: Side) -> Decimal {
    if side == Side::Up { value.ceil(places) } else { value.floor(places) }
}

pub(crate) fn add(a: Decimal, b: Decimal, side: Side) -> Decimal {
    for bound in [a, b] {
        if bound.abs() == Decimal::MAX {
            return bound;
        }
    }
    if let Some(sum) = a.checked_add(&b)
        && sum.abs() < Decimal::MAX
    {
        return sum;
    }
    // The common scale would not fit: give up places, never whole digits.
    let before_point = |d: Decimal| digits(d.mantissa().unsigned_abs()) - i64::from(d.scale());
    let places = (37 - before_point(a).max(before_point(b))).clamp(0, i64::from(MOST_PLACES)) as u32;
    match to_places(a, places, side).checked_add(&to_places(b, places, side)) {
        Some(sum) if sum.abs() < Decimal::MAX => sum,
        _ => {
            let negative = a.is_negative();
            beyond(negative, side.away(negative))
        }
    }
}

pub(crate) fn multiply(a: Decimal, b: Decimal, side: Side) -> Decimal {
    if a.is_zero() || b.is_zero() {
        return Decimal::ZERO;
    }
    let negative = a.is_negative() != b.is_negative();
    if a.abs() == Decimal::MAX || b.abs() == Decimal::MAX {
        return beyond(negative, side.away(negative));
    }
    if let Some(product) = a.checked_mul(&b)
        && product.abs() < Decimal::MAX
    {
        return product;
    }
    let (x, y) = (a.mantissa().unsigned_abs(), b.mantissa().unsigned_abs());
    let scale = a.scale() + b.scale();
    let excess = (digits(x) + digits(y) - 38).max(0) as u32;
    let drop = excess.max(scale.saturating_sub(MOST_PLACES));
    if drop > scale {
        return beyond(negative, side.away(negative));
    }
    let (cut, inexact) = Wide::product(x, y).without_places(drop);
    match cut.narrow() {
        Some(magnitude) => rounded(negative, magnitude, inexact, scale - drop, side),
        None => beyond(negative, side.away(negative)),
    }
}

/// `b` is not nought.
pub(crate) fn divide(a: Decimal, b: Decimal, side: Side) -> Decimal {
    Quotient::of(a, b).on(side)
}

/// Both bounds of a quotient by one division; `b` is not nought.
pub(crate) fn divide_both(a: Decimal, b: Decimal) -> (Decimal, Decimal) {
    let quotient = Quotient::of(a, b);
    (quotient.on(Side::Down), quotient.on(Side::Up))
}

/// A quotient as far as it was taken, still to be rounded to one side.
enum Quotient {
    Nought,
    /// Beyond what a decimal holds.
    Beyond {
        negative: bool,
    },
    /// magnitude × 10^-scale, and whether something is left over.
    Cut {
        negative: bool,
        magnitude: u128,
        inexact: bool,
        scale: i64,
    },
}

impl Quotient {
    fn of(a: Decimal, b: Decimal) -> Quotient {
        if a.is_zero() {
            return Quotient::Nought;
        }
        let negative = a.is_negative() != b.is_negative();
        if a.abs() == Decimal::MAX {
            return Quotient::Beyond { negative };
        }
        let (x, y) = (a.mantissa().unsigned_abs(), b.mantissa().unsigned_abs());
        let shift = (QUOTIENT_DIGITS + digits(y) - digits(x))
            .min(i64::from(MOST_PLACES) - i64::from(a.scale()) + i64::from(b.scale()))
            .clamp(0, 38);
        match Wide::product(x, POWERS[shift as usize].unsigned_abs()).divided(y) {
            None => Quotient::Beyond { negative },
            Some((magnitude, inexact)) => {
                let scale = i64::from(a.scale()) - i64::from(b.scale()) + shift;
                Quotient::Cut { negative, magnitude, inexact, scale }
            }
        }
    }

    fn on(&self, side: Side) -> Decimal {
        let (negative, magnitude, inexact, scale) = match *self {
            Quotient::Nought => return Decimal::ZERO,
            Quotient::Beyond { negative } => return beyond(negative, side.away(negative)),
            Quotient::Cut { negative, magnitude, inexact, scale } => (negative, magnitude, inexact, scale),
        };
        if (0..=i64::from(MOST_PLACES)).contains(&scale) {
            return rounded(negative, magnitude, inexact, scale as u32, side);
        }
        if scale > 0 {
            let over = (scale - i64::from(MOST_PLACES)) as u32;
            let cut = 10u128.checked_pow(over).map_or((0, true), |c| (magnitude / c, magnitude % c != 0));
            return rounded(negative, cut.0, inexact || cut.1, MOST_PLACES, side);
        }
        let lifted = 10u128.checked_pow(scale.unsigned_abs() as u32).and_then(|up| {
            let away = inexact && side.away(negative);
            magnitude.checked_add(u128::from(away))?.checked_mul(up)
        });
        lifted.map_or(beyond(negative, side.away(negative)), |m| rounded(negative, m, false, 0, side))
    }
}

/// `value` is not negative.
pub(crate) fn square_root(value: Decimal, side: Side) -> Decimal {
    if value == Decimal::MAX {
        return beyond(false, side.away(false));
    }
    let mut radicand = value.mantissa().unsigned_abs();
    let mut scale = value.scale();
    let mut inexact = false;
    if scale % 2 == 1 {
        match radicand.checked_mul(10) {
            Some(wider) if scale < MOST_PLACES => (radicand, scale) = (wider, scale + 1),
            _ => {
                inexact = !radicand.is_multiple_of(10);
                (radicand, scale) = (radicand / 10, scale - 1);
            }
        }
    }
    while let Some(wider) = radicand.checked_mul(100)
        && scale + 2 <= 2 * MOST_PLACES
        && radicand > 0
    {
        (radicand, scale) = (wider, scale + 2);
    }
    let root = radicand.isqrt();
    inexact |= root * root != radicand;
    rounded(false, root, inexact, scale / 2, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_at_every_power_of_ten() {
        assert_eq!((digits(0), digits(u128::MAX)), (1, 39));
        for (places, power) in POWERS.iter().enumerate() {
            let power = power.unsigned_abs();
            assert_eq!(digits(power), places as i64 + 1);
            assert_eq!(digits(power + 1), places as i64 + 1);
            assert_eq!(digits((power - 1).max(1)), (places as i64).max(1));
        }
    }
}

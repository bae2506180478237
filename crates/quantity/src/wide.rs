//! Products and quotients of 256 bits, on magnitudes only.

/// An unsigned number of 256 bits, four limbs from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wide([u64; 4]);

impl Wide {
    /// The full product of two magnitudes.
    pub(crate) fn product(a: u128, b: u128) -> Wide {
        let low = |x: u128| x & u128::from(u64::MAX);
        let (a1, a0, b1, b0) = (a >> 64, low(a), b >> 64, low(b));
        let bottom = a0 * b0;
        let cross = a1 * b0;
        let other = a0 * b1;
        let middle = (bottom >> 64) + low(cross) + low(other);
        let top = a1 * b1 + (cross >> 64) + (other >> 64) + (middle >> 64);
        Wide([limb(bottom), limb(middle), limb(top), limb(top >> 64)])
    }

    /// How two compare.
    pub(crate) fn cmp(&self, other: &Wide) -> std::cmp::Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }

    /// Quotient and whether a rest was left, dividing by a number of one limb.
    fn divided_by_limb(self, divisor: u64) -> (Wide, bool) {
        let mut quotient = [0; 4];
        let mut rest: u128 = 0;
        let used = 4 - self.0.iter().rev().take_while(|limb| **limb == 0).count();
        for place in (0..used).rev() {
            let part = (rest << 64) | u128::from(self.0[place]);
            quotient[place] = limb(part / u128::from(divisor));
            rest = part % u128::from(divisor);
        }
        (Wide(quotient), rest != 0)
    }

    /// Quotient by 10ᵖˡᵃᶜᵉˢ and whether anything was cut off.
    pub(crate) fn without_places(self, mut places: u32) -> (Wide, bool) {
        let (mut value, mut inexact) = (self, false);
        while places > 0 {
            let step = places.min(19);
            let (quotient, rest) = value.divided_by_limb(10u64.pow(step));
            value = quotient;
            inexact |= rest;
            places -= step;
        }
        (value, inexact)
    }

    /// Quotient by any magnitude and whether a rest was left; `None` if the quotient has more than 128 bits.
    pub(crate) fn divided(self, divisor: u128) -> Option<(u128, bool)> {
        let (high, low) = (self.high(), self.low());
        if divisor == 0 || high >= divisor {
            return None;
        }
        if high == 0 {
            return Some((low / divisor, low % divisor != 0));
        }
        if let Ok(divisor) = u64::try_from(divisor) {
            let (quotient, inexact) = self.divided_by_limb(divisor);
            return quotient.narrow().map(|q| (q, inexact));
        }
        let (mut rest, mut quotient) = (high, 0u128);
        for bit in (0..128).rev() {
            let carry = rest >> 127;
            rest = (rest << 1) | ((low >> bit) & 1);
            quotient <<= 1;
            if carry == 1 || rest >= divisor {
                rest = rest.wrapping_sub(divisor);
                quotient |= 1;
            }
        }
        Some((quotient, rest != 0))
    }

    fn high(self) -> u128 {
        (u128::from(self.0[3]) << 64) | u128::from(self.0[2])
    }

    fn low(self) -> u128 {
        (u128::from(self.0[1]) << 64) | u128::from(self.0[0])
    }

    /// The value, if it fits into 128 bits.
    pub(crate) fn narrow(self) -> Option<u128> {
        (self.high() == 0).then(|| self.low())
    }
}

fn limb(part: u128) -> u64 {
    (part & u128::from(u64::MAX)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_quotients_undo_each_other() {
        for (a, b) in [(u128::MAX, u128::MAX), (1 << 127, 3), (10u128.pow(38), 10u128.pow(37) + 7), (0, 5)] {
            assert_eq!(Wide::product(a, b).divided(b), Some((a, false)));
        }
        assert_eq!(Wide::product(u128::MAX, 1).narrow(), Some(u128::MAX));
        let (cut, rest) = Wide::product(10u128.pow(38), 10u128.pow(38)).without_places(70);
        assert_eq!((cut.narrow(), rest), (Some(1_000_000), false));
        assert_eq!(Wide::product(10, 10).divided(7), Some((14, true)));
        assert_eq!(Wide::product(u128::MAX, 2).divided(1), None);
    }
}

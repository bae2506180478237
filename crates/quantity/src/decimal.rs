//! Exact decimals (小数).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact decimal number: a whole number of 38 digits and a count of decimal places.
///
/// Two decimals are equal when their values are: 1.50 equals 1.5. Arithmetic is exact or refused (`None`), never rounded;
/// rounding is asked for by name.
///
/// ```
/// use quantity::Decimal;
/// let growth: Decimal = "1.0149".parse().unwrap();
/// assert_eq!(growth.round(2).to_string(), "1.01");
/// assert_eq!("0.125".parse::<Decimal>().unwrap().round(2).to_string(), "0.13");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// Most decimal places that a decimal keeps.
pub const MOST_PLACES: u32 = 38;

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };
    /// One.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    /// The greatest number held; as an end of an interval it stands for "without bound".
    pub const MAX: Decimal = Decimal { mantissa: i128::MAX, scale: 0 };

    /// `mantissa` × 10⁻ˢᶜᵃˡᵉ, for numbers known to fit.
    ///
    /// # Panics
    /// Beyond [`MOST_PLACES`]: the caller's own mistake.
    pub fn new(mantissa: i128, scale: u32) -> Decimal {
        Decimal::checked_new(mantissa, scale).expect("at most 38 decimal places")
    }

    /// `mantissa` × 10⁻ˢᶜᵃˡᵉ; `None` if more than [`MOST_PLACES`] places are needed.
    pub fn checked_new(mantissa: i128, scale: u32) -> Option<Decimal> {
        let trimmed = Decimal { mantissa, scale }.trimmed();
        (trimmed.scale <= MOST_PLACES && mantissa != i128::MIN).then_some(trimmed)
    }

    /// 10ᵉˣᵖᵒⁿᵉⁿᵗ, the exponent held between −38 and 38.
    pub fn ten_to(exponent: i32) -> Decimal {
        let places = exponent.unsigned_abs().min(MOST_PLACES);
        if exponent < 0 {
            Decimal { mantissa: 1, scale: places }
        } else {
            Decimal { mantissa: 10i128.pow(places), scale: 0 }
        }
    }

    /// The point moved by so many places, to the right when positive; `None` if that does not fit.
    ///
    /// ```
    /// use quantity::Decimal;
    /// let budget: Decimal = "15.44".parse().unwrap();
    /// assert_eq!(budget.times_ten_to(8).unwrap().to_string(), "1544000000");
    /// assert_eq!(budget.times_ten_to(-2).unwrap().to_string(), "0.1544");
    /// assert_eq!(Decimal::MAX.times_ten_to(1), None);
    /// ```
    pub fn times_ten_to(self, exponent: i32) -> Option<Decimal> {
        if self.is_zero() {
            return Some(Decimal::ZERO);
        }
        let scale = i64::from(self.scale) - i64::from(exponent);
        match u32::try_from(scale) {
            Ok(scale) => Decimal::checked_new(self.mantissa, scale),
            Err(_) => {
                let noughts = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
                Decimal::checked_new(self.mantissa.checked_mul(noughts)?, 0)
            }
        }
    }

    /// With exactly `places` decimal places: noughts added, or rounded half away from nought.
    ///
    /// ```
    /// assert_eq!(quantity::Decimal::from(7).fixed(2), "7.00");
    /// ```
    pub fn fixed(self, places: u32) -> String {
        let rounded = self.round(places);
        let mut text = rounded.to_string();
        if places > rounded.scale {
            if rounded.scale == 0 {
                text.push('.');
            }
            text.extend(std::iter::repeat_n('0', (places - rounded.scale) as usize));
        }
        text
    }

    /// Whole number of the last kept place.
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Kept decimal places.
    pub fn scale(self) -> u32 {
        self.scale
    }

    fn trimmed(mut self) -> Decimal {
        if self.mantissa == 0 {
            return Decimal::ZERO;
        }
        while self.scale > 0 && ends_in_nought(self.mantissa) {
            // Half the width divides several times as fast.
            self.mantissa = match i64::try_from(self.mantissa) {
                Ok(narrow) => (narrow / 10).into(),
                Err(_) => self.mantissa / 10,
            };
            self.scale -= 1;
        }
        self
    }

    /// The mantissa at `scale` places, exactly, if it fits.
    pub fn scaled(self, scale: u32) -> Option<i128> {
        if scale == self.scale {
            return Some(self.mantissa);
        }
        if scale < self.scale {
            let cut = *POWERS.get((self.scale - scale) as usize)?;
            return (self.mantissa % cut == 0).then_some(self.mantissa / cut);
        }
        times(self.mantissa, *POWERS.get((scale - self.scale) as usize)?)
    }

    /// Sum, if it fits.
    pub fn checked_add(&self, other: &Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Decimal::checked_new(self.scaled(scale)?.checked_add(other.scaled(scale)?)?, scale)
    }

    /// Difference, if it fits.
    pub fn checked_sub(&self, other: &Decimal) -> Option<Decimal> {
        self.checked_add(&other.negated())
    }

    /// Product, if it fits.
    pub fn checked_mul(&self, other: &Decimal) -> Option<Decimal> {
        Decimal::checked_new(times(self.mantissa, other.mantissa)?, self.scale + other.scale)
    }

    /// The opposite number.
    pub fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, scale: self.scale }
    }

    /// Magnitude.
    pub fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// Whether it is below nought.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is nought.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it has no decimal places.
    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Rounded half away from nought (四舍五入) to `places` decimal places.
    pub fn round(self, places: u32) -> Decimal {
        if self.scale <= places {
            return self;
        }
        let cut = 10i128.pow(self.scale - places);
        let (quotient, rest) = (self.mantissa / cut, self.mantissa % cut);
        let up = if rest.abs() >= cut - rest.abs() { self.mantissa.signum() } else { 0 };
        Decimal { mantissa: quotient + up, scale: places }.trimmed()
    }

    /// The greatest decimal of `places` places not above this one.
    pub fn floor(self, places: u32) -> Decimal {
        if self.scale <= places {
            return self;
        }
        let cut = 10i128.pow(self.scale - places);
        Decimal { mantissa: self.mantissa.div_euclid(cut), scale: places }.trimmed()
    }

    /// The least decimal of `places` places not below this one.
    pub fn ceil(self, places: u32) -> Decimal {
        self.negated().floor(places).negated()
    }
}

/// Powers of ten, as far as they fit.
pub(crate) const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Whether the last digit is nought: even, and without rest by five. 2⁶⁴ leaves 1 by five, so the halves may be added.
fn ends_in_nought(mantissa: i128) -> bool {
    let size = mantissa.unsigned_abs();
    size & 1 == 0 && ((size >> 64) as u64 % 5 + size as u64 % 5).is_multiple_of(5)
}

/// The product, if it fits; two halves need no check.
fn times(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Decimal {
        Decimal { mantissa: value.into(), scale: 0 }
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Decimal {
        Decimal::from(i64::from(value))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        // Both are trimmed, so equal values have equal parts.
        (self.mantissa, self.scale) == (other.mantissa, other.scale)
    }
}

impl Eq for Decimal {}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.mantissa, self.scale).hash(state);
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        if self.scale == other.scale || self.mantissa.signum() != other.mantissa.signum() {
            return self.mantissa.cmp(&other.mantissa);
        }
        let scale = self.scale.max(other.scale);
        match (self.scaled(scale), other.scaled(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One of them does not fit at the common scale: compare the whole parts, then what is behind the point.
            _ => self.whole_and_rest().cmp(&other.whole_and_rest()),
        }
    }
}

impl Decimal {
    /// Whole part rounded down, and the rest as a fraction of 10³⁸ (never negative).
    fn whole_and_rest(self) -> (i128, u128) {
        let cut = 10i128.pow(self.scale);
        let rest = self.mantissa.rem_euclid(cut).unsigned_abs();
        (self.mantissa.div_euclid(cut), rest * 10u128.pow(MOST_PLACES - self.scale))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, rest) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{rest}")
    }
}

/// A text that is not a plain decimal number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number of at most 38 digits")
    }
}

impl std::error::Error for NotADecimal {}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Reads `-?digits[.digits]`, ASCII digits only, without separators or exponent.
    fn from_str(text: &str) -> Result<Decimal, NotADecimal> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, rest) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(rest) || (rest.is_empty() && unsigned.contains('.')) {
            return Err(NotADecimal);
        }
        let rest = rest.trim_end_matches('0');
        let mantissa: i128 = format!("{whole}{rest}").parse().map_err(|_| NotADecimal)?;
        let scale = u32::try_from(rest.len()).map_err(|_| NotADecimal)?;
        Decimal::checked_new(if negative { -mantissa } else { mantissa }, scale).ok_or(NotADecimal)
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

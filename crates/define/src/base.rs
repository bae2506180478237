//! From a number in some unit to the base of the unit, exactly.

use quantity::{Decimal, Unit};

/// A number in the base of its unit: 1544000000 (元) for 15.44 in 亿元, 0.936 for 93.6 in %. None beyond 38 digits.
///
/// ```
/// use quantity::Unit;
/// let base = define::in_base("15.44".parse().unwrap(), &Unit::parse("亿元").unwrap());
/// assert_eq!(base.unwrap().to_string(), "1544000000");
/// ```
pub fn in_base(value: Decimal, unit: &Unit) -> Option<Decimal> {
    let power = unit.scale();
    match u32::try_from(power) {
        Ok(up) => value.checked_mul(&Decimal::checked_new(10_i128.checked_pow(up)?, 0)?),
        Err(_) => Decimal::checked_new(value.mantissa(), value.scale().checked_add(power.unsigned_abs())?),
    }
}

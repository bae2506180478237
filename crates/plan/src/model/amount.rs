//! Decimals as whole numbers of their last place.

use quantity::Decimal;

/// A whole number of 10⁻ᵖˡᵃᶜᵉˢ as a decimal, without noughts at its end.
///
/// ```
/// assert_eq!(plan::model::decimal(93_261_575, 2), "932615.75");
/// assert_eq!(plan::model::decimal(-50, 1), "-5");
/// ```
pub fn decimal(amount: i128, places: u32) -> String {
    Decimal::checked_new(amount, places).map_or_else(|| format!("{amount}e-{places}"), |one| one.to_string())
}

/// A decimal as a whole number of 10⁻ᵖˡᵃᶜᵉˢ, if it is one and no other spelling of it.
///
/// ```
/// assert_eq!(plan::model::scaled("1.5", 3), Some(1500));
/// assert_eq!(plan::model::scaled("1.55", 1), None);
/// ```
pub fn scaled(text: &str, places: u32) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let missing = u32::try_from(part.len()).ok().and_then(|length| places.checked_sub(length))?;
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || digits.ends_with('.') {
        return None;
    }
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i64>().ok() };
    let power = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let amount = number(whole)?.checked_mul(power)?.checked_add(number(part)?)?;
    amount.checked_mul(10i64.checked_pow(missing)?)?.checked_mul(sign)
}

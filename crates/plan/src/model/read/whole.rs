//! Decimals of a file as whole numbers of one common last place.

use finding::{Finding, Place};
use quantity::Decimal;

/// Most decimal places that costs may have.
pub const MOST_PLACES: u32 = 12;

/// Places that all of the numbers need.
pub fn places<'n>(numbers: impl Iterator<Item = &'n Decimal>) -> u32 {
    numbers.map(|number| number.scale()).max().unwrap_or(0)
}

/// A number as a whole number of 10⁻ᵖˡᵃᶜᵉˢ.
pub fn whole(number: &Decimal, places: u32, source: &str) -> Result<i64, Finding> {
    let fits = (places <= MOST_PLACES).then(|| number.scaled(places)).flatten();
    let held =
        fits.and_then(|whole| i64::try_from(whole).ok()).filter(|whole| *whole < super::super::GREATEST_COST);
    held.ok_or_else(|| {
        Finding::error(
            "plan.file.too-great",
            Place::whole(source),
            format!("{number}太大，或小数位太多，不能准确计算"),
        )
    })
}

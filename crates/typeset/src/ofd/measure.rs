//! Lengths as OFD writes them: millimetres, to the thousandth.

use crate::page::Length;

/// Thousandths of a millimetre.
pub(super) fn micrometres(length: Length) -> i64 {
    // 72 points are 25.4 mm: 127 to 360 of their thousandths.
    (i64::from(length) * 127 + 180).div_euclid(360)
}

/// A length in millimetres.
pub(super) fn millimetres(length: Length) -> String {
    decimal(micrometres(length))
}

/// Thousandths as a decimal without trailing zeros.
pub(super) fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_millimetres() {
        assert_eq!(millimetres(72_000), "25.4");
        assert_eq!(millimetres(16_000), "5.644");
        assert_eq!(millimetres(-1_000), "-0.353");
        assert_eq!(decimal(-10), "-0.01");
    }
}

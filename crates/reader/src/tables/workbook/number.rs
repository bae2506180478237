//! A number as a workbook stores it: decimal digits of the nearest binary number, up to seventeen of them.

/// Digits that a spreadsheet keeps and shows.
pub const SHOWN: usize = 15;
/// Farthest that the point may stand from the first digit to either side in plain digits.
const FARTHEST: i32 = 40;

/// A decimal number: `0.d₁d₂… × 10^point`, without noughts at either end. Nought has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Stored {
    /// The number of a written one: `43900000.369999997`, `-1.1E3`. None for anything else.
    pub fn read(text: &str) -> Option<Stored> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if digits.is_empty()
            || digits.len() > 400
            || !digits.iter().all(u8::is_ascii_digit)
            || exponent.abs() > 400
        {
            return None;
        }
        Some(Stored { negative, digits, point: whole.len() as i32 + exponent }.trimmed())
    }

    fn trimmed(mut self) -> Stored {
        let noughts = self.digits.iter().take_while(|digit| **digit == b'0').count();
        self.digits.drain(..noughts);
        self.point -= noughts as i32;
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            (self.negative, self.point) = (false, 0);
        }
        self
    }

    /// The number with as many digits as a spreadsheet shows: a half is rounded away from nought.
    pub fn rounded(mut self) -> Stored {
        let Some(next) = self.digits.get(SHOWN).copied() else { return self };
        self.digits.truncate(SHOWN);
        if next >= b'5' {
            let last = self.digits.iter().rposition(|digit| *digit != b'9');
            match last {
                Some(at) => {
                    self.digits[at] += 1;
                    self.digits.truncate(at + 1);
                }
                None => (self.digits, self.point) = (vec![b'1'], self.point + 1),
            }
        }
        self.trimmed()
    }

    /// Ten to the power of so many times the number.
    pub fn shifted(mut self, by: i32) -> Stored {
        if !self.digits.is_empty() {
            self.point += by;
        }
        self
    }

    /// Whether below nought.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Digits before and behind the point, without a sign; none when it has more digits before the point than are kept, so
    /// that the last ones are not known, or lies beyond anything that is counted.
    pub fn parts(&self) -> Option<(String, String)> {
        if self.point > SHOWN as i32 || self.point < -FARTHEST {
            return None;
        }
        let text = |digits: &[u8]| digits.iter().map(|digit| char::from(*digit)).collect::<String>();
        let before = self.point.max(0) as usize;
        let whole = match self.digits.get(..before.min(self.digits.len())) {
            Some(digits) if before > 0 => format!("{:0<before$}", text(digits)),
            _ => "0".to_owned(),
        };
        let behind = self.digits.get(before..).unwrap_or_default();
        let noughts = "0".repeat((-self.point.min(0)) as usize);
        let fraction = if behind.is_empty() { String::new() } else { noughts + &text(behind) };
        Some((whole, fraction))
    }

    /// Plain digits; of a number that has lost its last ones the way in which a spreadsheet shows that: `5.00152E+17`.
    pub fn plain(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        match self.parts() {
            Some((whole, fraction)) if fraction.is_empty() => format!("{sign}{whole}"),
            Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
            None => self.scientific(),
        }
    }

    fn scientific(&self) -> String {
        let digits: String = self.digits.iter().map(|digit| char::from(*digit)).collect();
        let (first, rest) = digits.split_at(digits.len().min(1));
        let rest = if rest.is_empty() { String::new() } else { format!(".{rest}") };
        let sign = if self.negative { "-" } else { "" };
        let exponent = self.point - 1;
        let way = if exponent < 0 { '-' } else { '+' };
        format!("{sign}{first}{rest}E{way}{:02}", exponent.abs())
    }

    /// Days and seconds of the day, as a serial number of a date; none for negative ones and beyond the year 9999.
    pub fn moment(&self) -> Option<(i64, i64)> {
        let (whole, fraction) = self.parts().filter(|_| !self.negative)?;
        let days = whole.parse::<i64>().ok().filter(|days| *days <= 2_958_465)?;
        let fraction = &fraction[..fraction.len().min(SHOWN)];
        let scale = 10_i64.pow(fraction.len() as u32);
        let part = i128::from(fraction.parse::<i64>().unwrap_or(0));
        let seconds = (part * 86_400 * 2 / i128::from(scale) + 1) / 2;
        Some((days, seconds.min(86_399) as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Stored::read(text).unwrap().rounded().plain()
    }

    #[test]
    fn fifteen_digits_are_kept_and_shown_plainly() {
        for (stored, plain) in [
            ("18190448.150000002", "18190448.15"),
            ("43900000.369999997", "43900000.37"),
            ("0.99999999999999989", "1"),
            ("1.1E3", "1100"),
            ("-0", "0"),
            ("1.0000000000000001E-3", "0.001"),
            ("123456789012345", "123456789012345"),
            ("5.00152199001011E+17", "5.00152199001011E+17"),
            ("500152199001011234", "5.00152199001011E+17"),
            ("-2.5", "-2.5"),
        ] {
            assert_eq!(shown(stored), plain, "{stored}");
        }
        for none in ["", "1.2.3", "一", "E5", "0x10", "1e", "NaN"] {
            assert_eq!(Stored::read(none), None, "{none}");
        }
    }

    #[test]
    fn a_serial_number_has_days_and_seconds() {
        let moment = |text: &str| Stored::read(text).unwrap().rounded().moment();
        assert_eq!(moment("44805"), Some((44_805, 0)));
        assert_eq!(moment("44805.999999"), Some((44_805, 86_399)));
        assert_eq!(moment("0.35"), Some((0, 30_240)));
        assert_eq!(moment("-1"), None);
        assert_eq!(moment("2958466"), None);
    }
}

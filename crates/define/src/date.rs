//! Days of the Gregorian calendar.

use std::fmt;
use std::str::FromStr;

/// A day: 2022-09-01. Ordered by time.
///
/// ```
/// let published: define::Date = "2020-02-18".parse().unwrap();
/// assert!(published < "2022-12-31".parse().unwrap());
/// assert!("2022-02-30".parse::<define::Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }
}

impl FromStr for Date {
    type Err = ();

    /// Reads the form year-month-day with four, two and two digits.
    fn from_str(text: &str) -> Result<Date, ()> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(());
        }
        let number = |range: std::ops::Range<usize>| -> Result<i32, ()> {
            let part = &bytes[range];
            if !part.iter().all(u8::is_ascii_digit) {
                return Err(());
            }
            Ok(part.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0')))
        };
        let (month, day) = (number(5..7)?, number(8..10)?);
        Date::new(number(0..4)?, month as u8, day as u8).ok_or(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

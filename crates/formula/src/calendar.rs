//! Days of the Gregorian calendar as numbers: day 0 is 1970-01-01.

/// The number of a day, if the calendar has it (years 1 to 9999).
///
/// ```
/// assert_eq!(formula::day(2022, 9, 1), Some(19236));
/// assert_eq!(formula::day(2022, 2, 30), None);
/// ```
pub fn day(year: i32, month: u32, day: u32) -> Option<i32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=days).contains(&day) {
        return None;
    }
    // Years begin in March, so that the leap day comes last: era of 400 years = 146,097 days.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * m as i32 + 2) / 5 + day as i32 - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day of a day number.
pub fn date(day: i32) -> (i32, u32, u32) {
    let z = i64::from(day) + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * m + 2) / 5 + 1) as u32;
    let month = if m < 10 { m + 3 } else { m - 9 } as u32;
    let year = (year_of_era + era * 400) as i32 + i32::from(month <= 2);
    (year, month, day)
}

/// A day as written: 2022-09-01.
pub(crate) fn written(number: i32) -> String {
    let (year, month, day) = date(number);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_day_of_four_centuries_comes_back() {
        let first = super::day(1800, 1, 1).unwrap();
        let last = super::day(2200, 1, 1).unwrap();
        assert_eq!(last - first, 400 * 365 + 97);
        for number in first..last {
            let (y, m, d) = super::date(number);
            assert_eq!(super::day(y, m, d), Some(number));
        }
    }
}

//! Days of a workbook: serial numbers of both epochs, and days written out (`t="d"`).

/// The day of a serial number as the spreadsheet shows it. The epoch of 1900 has a day that never was, and a day nought; both
/// are shown, and are refused by whoever reads them as days.
pub fn of_serial(days: i64, from_1904: bool) -> String {
    // Days from 1970-01-01.
    let (year, month, day) = match (from_1904, days) {
        (true, _) => civil(days - 24_107),
        (false, 0) => (1900, 1, 0),
        (false, 60) => (1900, 2, 29),
        (false, ..60) => civil(days - 25_568),
        (false, _) => civil(days - 25_569),
    };
    format!("{year:04}-{month:02}-{day:02}")
}

/// Hours and minutes of a day, and seconds when there are any.
pub fn time(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    match seconds % 60 {
        0 => format!("{hours:02}:{minutes:02}"),
        rest => format!("{hours:02}:{minutes:02}:{rest:02}"),
    }
}

/// A day written as ISO 8601, in every writing that programs use: its day, and its time when it has one.
pub fn written(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let (day, rest) = match text.split_once(['T', ' ']) {
        Some((day, rest)) => (day, rest),
        None => (text.trim_end_matches('Z'), ""),
    };
    let digits: Vec<&str> = match day.len() {
        8 if !day.contains('-') => vec![day.get(..4)?, day.get(4..6)?, day.get(6..)?],
        _ => day.split('-').collect(),
    };
    let [year, month, date] = digits.as_slice() else { return None };
    let number = |part: &str, most: usize| {
        let digits = !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<i64>().ok() } else { None }
    };
    let day = format!("{:04}-{:02}-{:02}", number(year, 4)?, number(month, 2)?, number(date, 2)?);
    // The zone says where it was written, not when.
    let clock = rest.trim_end_matches('Z').split(['+', '-']).next().unwrap_or_default();
    if clock.is_empty() {
        return Some((day, None));
    }
    let mut parts = clock.split(':').map(|part| number(part.split('.').next().unwrap_or_default(), 2));
    let (hours, minutes, seconds) =
        (parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    let seconds = hours * 3_600 + minutes * 60 + seconds;
    Some((day, (seconds > 0).then(|| time(seconds))))
}

/// Year, month and day of a number of days from 1970-01-01, by the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years that begin in March, in cycles of 400.
    let shifted = days + 719_468;
    let (cycle, of_cycle) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + cycle * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_epochs_and_the_first_days_of_1900() {
        for (serial, day) in [
            (0, "1900-01-00"),
            (1, "1900-01-01"),
            (59, "1900-02-28"),
            (60, "1900-02-29"),
            (61, "1900-03-01"),
            (2_022, "1905-07-14"),
            (44_805, "2022-09-01"),
            (2_958_465, "9999-12-31"),
        ] {
            assert_eq!(of_serial(serial, false), day);
        }
        assert_eq!(of_serial(43_343, true), "2022-09-01");
        assert_eq!(of_serial(0, true), "1904-01-01");
    }

    #[test]
    fn days_written_out_in_every_writing() {
        let day = |text: &str| written(text).map(|(day, time)| (day, time.unwrap_or_default()));
        for text in [
            "2022-09-01",
            "2022-09-01T00:00:00.000",
            "2022-09-01T00:00:00Z",
            "2022-9-1",
            "20220901",
            "2022-09-01Z",
        ] {
            assert_eq!(day(text), Some(("2022-09-01".to_owned(), String::new())), "{text}");
        }
        assert_eq!(day("2022-09-01T08:30:05+08:00"), Some(("2022-09-01".to_owned(), "08:30:05".to_owned())));
        assert_eq!(written("08:30"), None);
        assert_eq!(written("九月一日"), None);
    }
}

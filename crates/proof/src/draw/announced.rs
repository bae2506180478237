//! The public value that a draw waits for (预告的公开值): named with its day before anybody can know it.

use super::lines::{Lines, Misread, push};

/// Which value will be mixed into the seed. It is part of the rule, so it is committed to together with the lists, and
/// nobody may look at several values first and name the one that pleases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Who publishes it, and where anybody finds it: a lottery with its site.
    pub source: String,
    /// Which of its values: the number of the issue, or the first one from the day on.
    pub issue: String,
    /// The day before which it is not published, `2022-12-20`, in China Standard Time.
    pub day: String,
}

const DAY: i64 = 86_400;
/// China Standard Time is eight hours ahead.
const EAST: i64 = 8 * 3_600;

impl Announced {
    /// Whether an instant lies before the day of the value. `None` when the day is not one, or the instant is not RFC 3339
    /// in whole seconds.
    ///
    /// ```
    /// let value = proof::draw::Announced { source: "样例".into(), issue: "第1期".into(), day: "2022-06-02".into() };
    /// assert_eq!(value.is_after("2022-06-01T23:59:59+08:00"), Some(true));
    /// assert_eq!(value.is_after("2022-06-01T16:00:00Z"), Some(false));
    /// assert_eq!(value.is_after("yesterday"), None);
    /// ```
    pub fn is_after(&self, time: &str) -> Option<bool> {
        Some(instant(time)? < days(&self.day)? * DAY - EAST)
    }

    /// Whether the day is a day.
    pub(super) fn has_day(&self) -> bool {
        days(&self.day).is_some()
    }

    /// Its line of the rule.
    pub(super) fn push(&self, text: &mut String) {
        push(text, &["public", &self.source, &self.issue, &self.day]);
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Announced, Misread> {
        let [source, issue, day] = lines.named("public")?.map(|field| field.into_owned());
        Ok(Announced { source, issue, day })
    }
}

/// Seconds since 1970 of `2022-06-01T09:00:00+08:00`, or with `Z`.
fn instant(text: &str) -> Option<i64> {
    let (day, rest) = text.split_once('T')?;
    let (clock, zone) = rest.split_at_checked(8)?;
    let [hours, minutes, seconds] = parts(clock, ':', [2, 2, 2])?;
    let within = hours < 24 && minutes < 60 && seconds < 60;
    let ahead = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign @ ("+" | "-"), rest) => {
            let [hours, minutes] = parts(rest, ':', [2, 2])?;
            let ahead = (hours < 24 && minutes < 60).then_some(hours * 3_600 + minutes * 60)?;
            if sign == "+" { ahead } else { -ahead }
        }
        _ => return None,
    };
    within.then_some(days(day)? * DAY + hours * 3_600 + minutes * 60 + seconds - ahead)
}

/// Days since 1970-01-01 of `2022-06-01` in the Gregorian calendar, counted from March so that the odd day comes last.
fn days(text: &str) -> Option<i64> {
    let [year, month, day] = parts(text, '-', [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if year == 0 || !(1..=12).contains(&month) || !(1..=most).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468)
}

/// Whole numbers of just so many digits each.
fn parts<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[i64; N]> {
    let mut numbers = [0; N];
    let mut parts = text.split(between);
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| part.len() == digits)?;
        *number = part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_are_counted_as_the_calendar_does() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-02-29"), Some(11_016));
        assert_eq!(days("2022-12-31"), Some(19_357));
        for wrong in [
            "2022-02-29",
            "1900-02-29",
            "2022-13-01",
            "2022-00-01",
            "2022-1-01",
            "22-01-01",
            "",
            "+022-01-01",
        ] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
        assert_eq!(instant("2023-01-01T00:00:00+08:00"), Some(1_672_502_400));
        assert_eq!(instant("2022-12-31T11:30:00-04:30"), Some(1_672_502_400));
        for wrong in [
            "2023-01-01 00:00:00Z",
            "2023-01-01T24:00:00Z",
            "2023-01-01T00:00:00",
            "2023-01-01T00:00:00.0Z",
            "2023-01-01T00:00:00+8:00",
            "2023-01-01T00:00:00机",
        ] {
            assert_eq!(instant(wrong), None, "{wrong}");
        }
    }
}

//! Days of the calendar, as numbers (days since 1970-01-01).

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

impl Day {
    /// The day of a proleptic Gregorian date.
    pub(crate) fn of(year: i64, month: i64, day: i64) -> Day {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// So many days later.
    pub(crate) fn after(self, days: u64) -> Day {
        Day(self.0 + days as i64)
    }

    /// This day, or the Monday after it when it falls on a weekend. 1970-01-01 was a Thursday.
    pub(crate) fn workday(self) -> Day {
        match (self.0 + 3).rem_euclid(7) {
            5 => Day(self.0 + 2),
            6 => Day(self.0 + 1),
            _ => self,
        }
    }

    /// So many days earlier.
    pub(crate) fn before(self, days: u64) -> Day {
        Day(self.0 - days as i64)
    }

    /// The days from this one to another, both included.
    pub(crate) fn until(self, last: Day) -> impl Iterator<Item = Day> {
        (self.0..=last.0).map(Day)
    }

    /// Monday is 0.
    pub(crate) fn weekday(self) -> u64 {
        (self.0 + 3).rem_euclid(7) as u64
    }

    fn date(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted - era * 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_back() {
        for (year, month, day) in [(1970, 1, 1), (2022, 2, 28), (2024, 2, 29), (2022, 12, 31)] {
            assert_eq!(Day::of(year, month, day).to_string(), format!("{year:04}-{month:02}-{day:02}"));
        }
        assert_eq!(Day::of(2022, 1, 1).workday().to_string(), "2022-01-03", "a Saturday");
    }
}

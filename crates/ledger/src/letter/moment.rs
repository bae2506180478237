//! Times as rows of letters write them: `2022-07-02T09:00:00+08:00`, in China Standard Time.

/// China Standard Time is eight hours ahead.
const EAST: i64 = 8 * 3_600_000;
const DAY: i64 = 86_400_000;

/// The time in milliseconds since 1970-01-01T00:00:00Z; none when it is not written so.
///
/// ```
/// assert_eq!(ledger::letter::moment("2022-07-02T09:00:00+08:00"), Some(1_656_723_600_000));
/// assert_eq!(ledger::letter::moment("2022-07-02 9:00"), None);
/// ```
pub fn moment(text: &str) -> Option<i64> {
    let date: define::Date = text.get(..10)?.parse().ok()?;
    let clock = text.get(10..)?.strip_prefix('T')?.strip_suffix("+08:00")?;
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok().filter(|_| part.len() == 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let valid = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    let day = formula::day(date.year, date.month.into(), date.day.into()).filter(|_| valid)?;
    Some(i64::from(day) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000 - EAST)
}

//! Time and chance enter the house here and nowhere else.

use crate::error::{Error, Result};

/// Where the office reads the time.
pub trait Clock: Send {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64;

    /// Whether it may be wrong: a machine's clock may; one that a player sets is what he says.
    fn may_be_wrong(&self) -> bool {
        false
    }
}

/// Where the office gets random bytes.
pub trait Entropy: Send {
    /// Fills the bytes.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()>;
}

/// The machine's clock and random source.
pub struct Machine;

impl Clock for Machine {
    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
    }

    fn may_be_wrong(&self) -> bool {
        true
    }
}

impl Entropy for Machine {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|_| Error::Entropy)
    }
}

/// The office's clock, for whoever does not take a turn to read it.
#[derive(Clone)]
pub(crate) struct Shared(std::sync::Arc<std::sync::Mutex<Box<dyn Clock>>>);

impl Shared {
    /// Takes over a clock.
    pub fn new(clock: Box<dyn Clock>) -> Shared {
        Shared(std::sync::Arc::new(std::sync::Mutex::new(clock)))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn now(&self) -> i64 {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).now()
    }

    /// As [`Clock::may_be_wrong`].
    pub fn may_be_wrong(&self) -> bool {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).may_be_wrong()
    }
}

const DAY: i64 = 86_400_000;
/// China Standard Time, eight hours ahead, without summer time since 1992.
const EAST: i64 = 8 * 3_600_000;

/// An instant as RFC 3339 text in China Standard Time.
///
/// ```
/// assert_eq!(office::instant(1_672_502_400_000), "2023-01-01T00:00:00+08:00");
/// ```
pub fn instant(milliseconds: i64) -> String {
    let local = milliseconds.saturating_add(EAST);
    let (year, month, day) = formula::date(local.div_euclid(DAY) as i32);
    let seconds = local.rem_euclid(DAY) / 1000;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}+08:00",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// The last millisecond of a day written 2022-12-31, in China Standard Time.
pub fn end_of_day(text: &str) -> Option<i64> {
    let date: define::Date = text.parse().ok()?;
    let day = formula::day(date.year, date.month.into(), date.day.into())?;
    Some((i64::from(day) + 1) * DAY - EAST - 1)
}

/// The day so many days after another.
pub(crate) fn days_after(date: define::Date, days: u32) -> define::Date {
    let day = formula::day(date.year, date.month.into(), date.day.into()).unwrap_or_default();
    let (year, month, day) = formula::date(day.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)));
    define::Date::new(year, month as u8, day as u8).unwrap_or(date)
}

/// The day before another.
pub(crate) fn day_before(date: define::Date) -> define::Date {
    let day = formula::day(date.year, date.month.into(), date.day.into()).unwrap_or_default();
    let (year, month, day) = formula::date(day.saturating_sub(1));
    define::Date::new(year, month as u8, day as u8).unwrap_or(date)
}

/// The day of an instant in China Standard Time.
pub(crate) fn day_of(milliseconds: i64) -> define::Date {
    let (year, month, day) = formula::date(milliseconds.saturating_add(EAST).div_euclid(DAY) as i32);
    let valid = define::Date::new(year, month as u8, day as u8);
    valid.unwrap_or(define::Date { year: 1970, month: 1, day: 1 })
}

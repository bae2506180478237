//! The clock of a played year: its hands are set by the player.

use crate::failure::Failure;
use office::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Hour of the day, in China Standard Time, at which a day's work is recorded.
const HOUR: i64 = 17;

/// A clock whose hands are set by the player.
#[derive(Clone, Default)]
pub struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Hands {
    /// Sets the clock to the hour of recording on a day.
    pub fn set(&self, date: &str) -> Result<(), Failure> {
        self.put(moment(date)?);
        Ok(())
    }

    /// Sets the clock to a moment, in milliseconds since 1970.
    pub fn put(&self, at: i64) {
        self.0.store(at, Ordering::SeqCst);
    }
}

/// The hour of recording on a day.
pub fn moment(date: &str) -> Result<i64, Failure> {
    let end = office::end_of_day(date).ok_or_else(|| format!("“{date}”不是日期"))?;
    Ok(end + 1 - (24 - HOUR) * 3_600_000)
}

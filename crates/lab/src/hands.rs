//! The clock of a played year: its hands are set by the player.

use crate::failure::Failure;
use office::Clock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// Hour of the day, in China Standard Time, at which a day's work is recorded.
const HOUR: i64 = 17;

/// A clock whose hands are set by the player, until he lets go of them: then it goes on by itself from where they stand.
#[derive(Clone, Default)]
pub struct Hands(Arc<Clockwork>);

#[derive(Default)]
struct Clockwork {
    hands: AtomicI64,
    left: OnceLock<Instant>,
}

impl Clock for Hands {
    fn now(&self) -> i64 {
        let gone = self.0.left.get().map_or(0, |left| left.elapsed().as_millis());
        self.0.hands.load(Ordering::SeqCst).saturating_add(i64::try_from(gone).unwrap_or(i64::MAX))
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
        self.0.hands.store(at, Ordering::SeqCst);
    }

    /// Lets go of the hands.
    pub fn let_go(&self) {
        self.0.left.get_or_init(Instant::now);
    }
}

/// The hour of recording on a day.
pub fn moment(date: &str) -> Result<i64, Failure> {
    let end = office::end_of_day(date).ok_or_else(|| format!("“{date}”不是日期"))?;
    Ok(end + 1 - (24 - HOUR) * 3_600_000)
}

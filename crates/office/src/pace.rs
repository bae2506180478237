//! How many batches of one device are taken in a while: a device gone mad, or whoever got its key, takes no more than its
//! part of the disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Batches of one device in [`WHILE`].
pub(crate) const MOST: u32 = 1_000;
/// Milliseconds.
const WHILE: i64 = 10_000;

/// Batches taken of each device since when. Only those that were taken count: who gives again what he overheard takes nothing
/// from the device whose it was.
#[derive(Default)]
pub(crate) struct Pace(Mutex<BTreeMap<String, (i64, u32)>>);

impl Pace {
    /// Whether a device may give one more.
    pub fn may(&self, device: &str, now: i64) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(device).is_none_or(|(since, count)| is_over(*since, now) || *count < MOST)
    }

    /// Notes that one was taken. There are as many devices here as the register has in use.
    pub fn note(&self, device: &str, now: i64) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let noted = all.entry(device.to_owned()).or_insert((now, 0));
        if is_over(noted.0, now) {
            *noted = (now, 0);
        }
        noted.1 += 1;
    }
}

/// Whether a while that began then is over; a clock that was put back begins another one.
fn is_over(since: i64, now: i64) -> bool {
    !(0..WHILE).contains(&now.saturating_sub(since))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_device_is_bounded_for_a_while_and_others_are_not() {
        let pace = Pace::default();
        let give = |device: &str, now| {
            let may = pace.may(device, now);
            if may {
                pace.note(device, now);
            }
            may
        };
        assert_eq!((0..3_000).filter(|_| give("a", 5)).count(), MOST as usize);
        assert!(give("b", 5) && !give("a", WHILE + 4) && give("a", WHILE + 5) && give("a", -1));
    }
}

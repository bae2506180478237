//! How many children read at once.

use crate::Cancellation;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often who waits looks whether the asker has left.
const LOOK: Duration = Duration::from_millis(50);

/// A number of places, taken and given back.
#[derive(Debug)]
pub(crate) struct Pool {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Why no place was got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// All were taken for as long as was waited.
    Busy,
    /// Who asked has left.
    Left,
}

impl Pool {
    pub fn of(places: usize) -> Pool {
        Pool { free: Mutex::new(places), freed: Condvar::new() }
    }

    /// Waits for a place; it is given back when the [`Taken`] is dropped.
    pub fn take(&self, patience: Duration, asked: &Cancellation) -> Result<Taken<'_>, NoPlace> {
        let until = Instant::now() + patience;
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if asked.is_cancelled() {
                return Err(NoPlace::Left);
            }
            if *free > 0 {
                *free -= 1;
                return Ok(Taken(self));
            }
            if Instant::now() >= until {
                return Err(NoPlace::Busy);
            }
            free = self.freed.wait_timeout(free, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// A place that is taken.
#[derive(Debug)]
pub(crate) struct Taken<'p>(&'p Pool);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_waited_for_and_given_back() {
        let (pool, asked) = (Pool::of(1), Cancellation::default());
        let taken = pool.take(Duration::ZERO, &asked).unwrap();
        assert_eq!(pool.take(Duration::ZERO, &asked).unwrap_err(), NoPlace::Busy);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| pool.take(Duration::from_secs(20), &asked).is_ok());
            drop(taken);
            assert!(waiting.join().unwrap());
        });
        assert!(pool.take(Duration::ZERO, &asked).is_ok());
        asked.cancel();
        assert_eq!(pool.take(Duration::from_secs(20), &asked).unwrap_err(), NoPlace::Left);
    }
}

//! What is remembered of a directory that could not be asked (断路): for some seconds nobody waits for it again, then one tries for all.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it is let alone after it could not be asked.
const REST: Duration = Duration::from_secs(10);

/// The memory of one directory.
#[derive(Default)]
pub(super) struct Circuit(Mutex<Option<Instant>>);

impl Circuit {
    /// How long it is still let alone; none when it may be asked. Of those who come when the rest is over one may, and the others wait for
    /// what comes of it, but no longer than `patience`.
    pub fn rests(&self, now: Instant, patience: Duration) -> Option<Duration> {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *until {
            Some(end) if now < end => Some(end - now),
            Some(_) => {
                *until = Some(now + patience);
                None
            }
            None => None,
        }
    }

    /// It answered, whatever it said.
    pub fn answered(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// It could not be asked.
    pub fn failed(&self, now: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now + REST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_asks_for_all_when_the_rest_is_over() {
        let (circuit, patience) = (Circuit::default(), Duration::from_secs(3));
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(circuit.rests(at(0), patience), None, "nothing is known against it");
        assert_eq!(circuit.rests(at(0), patience), None);
        circuit.failed(at(3));
        assert_eq!(circuit.rests(at(4), patience), Some(Duration::from_secs(9)));
        assert_eq!(circuit.rests(at(13), patience), None, "one tries");
        assert_eq!(circuit.rests(at(13), patience), Some(patience), "the others do not");
        assert_eq!(circuit.rests(at(16), patience), None, "unless nothing comes of it");
        circuit.answered();
        assert_eq!(circuit.rests(at(16), patience), None);
        assert_eq!(circuit.rests(at(16), patience), None);
    }
}

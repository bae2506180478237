//! A job: a name, a rhythm, one function.

use crate::failure::Failure;
use office::Office;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One pass of a job over a district. It ends by itself, or soon after it was asked to [`Stop`].
type Pass = Box<dyn FnMut(&Office, &Stop) -> Result<(), Failure> + Send>;

/// Standing work: done, paused, done again.
pub struct Job {
    /// Names it among all jobs; the name of its lease.
    pub name: &'static str,
    /// Pause after a pass.
    pub every: Duration,
    /// Longest pause after passes that failed, each of which doubles it.
    pub longest: Duration,
    pub(crate) pass: Pass,
}

impl Job {
    /// A job of this name and rhythm.
    pub fn new(
        name: &'static str,
        every: Duration,
        longest: Duration,
        pass: impl FnMut(&Office, &Stop) -> Result<(), Failure> + Send + 'static,
    ) -> Job {
        Job { name, every, longest, pass: Box::new(pass) }
    }
}

/// Whether jobs are asked to end.
#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// Asks whoever looks here to end.
    pub fn ask(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    /// Whether it was asked.
    pub fn asked(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits so long, or until it is asked; says whether it was.
    pub fn wait(&self, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut asked = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if *asked || left.is_zero() {
                return *asked;
            }
            asked = self.0.1.wait_timeout(asked, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

//! What one moment may hold: questions, taps, documents and batches that are worked on at the same time. Who comes beyond
//! waits, and who leaves while he waits is never begun.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Questions of readers at once: each holds a connection to the database and a processor.
const QUESTIONS: usize = 6;
/// Questions of households at once: they do not wait behind readers.
const TAPS: usize = 4;
/// Documents held in memory at once.
const UPLOADS: usize = 2;
/// Batches of signals held in memory at once.
const BATCHES: usize = 32;

/// Providers outside that are asked at once: each may take its time.
const OUTSIDE: usize = 8;
/// Passwords that are tried at once: each takes its time and its memory.
const SIGNING: usize = 2;

/// Looks and presses of one letter in [`WINDOW`].
const LETTER: u32 = 30;
const WINDOW: Duration = Duration::from_secs(10);
/// Letters remembered; beyond them those whose window is over are forgotten.
const REMEMBERED: usize = 10_000;

/// The bounds of a site. Clones are the same bounds.
#[derive(Clone)]
pub(crate) struct Bounds {
    pub questions: Bound,
    pub taps: Bound,
    pub uploads: Bound,
    pub batches: Bound,
    pub signing: Bound,
    pub outside: Bound,
    pub letters: Letters,
}

/// So many at once.
#[derive(Clone)]
pub(crate) struct Bound(Arc<Semaphore>);

impl Bounds {
    pub fn new() -> Bounds {
        Bounds {
            questions: Bound::at_once(QUESTIONS),
            taps: Bound::at_once(TAPS),
            uploads: Bound::at_once(UPLOADS),
            batches: Bound::at_once(BATCHES),
            signing: Bound::at_once(SIGNING),
            outside: Bound::at_once(OUTSIDE),
            letters: Letters::default(),
        }
    }

    /// The bounds of one site among several in a process: what takes memory is bounded for all of them together, and whoever waits for
    /// the one keeps nobody from another.
    pub fn apart(&self) -> Bounds {
        let Bounds { questions, taps, outside, letters, .. } = Bounds::new();
        Bounds { questions, taps, outside, letters, ..self.clone() }
    }
}

impl Bound {
    /// Room for so many.
    pub fn at_once(most: usize) -> Bound {
        Bound(Arc::new(Semaphore::new(most)))
    }

    /// Waits for one's turn, which ends when what is returned is dropped.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // It is closed by nobody.
        self.0.clone().acquire_owned().await.ok()
    }
}

/// How often each letter was looked at or pressed lately. Only letters whose link was proved come here: a flood of forged
/// ones counts for nobody.
#[derive(Clone, Default)]
pub(crate) struct Letters(Arc<Mutex<BTreeMap<String, (Instant, u32)>>>);

impl Letters {
    /// Whether a letter may be looked at once more.
    pub fn may(&self, letter: &str) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, (since, _)| since.elapsed() < WINDOW);
        }
        let seen = all.entry(letter.to_owned()).or_insert((Instant::now(), 0));
        if seen.0.elapsed() >= WINDOW {
            *seen = (Instant::now(), 0);
        }
        seen.1 += 1;
        seen.1 <= LETTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_bounded_and_others_are_not() {
        let letters = Letters::default();
        let taken = (0..200).filter(|_| letters.may("a")).count();
        assert_eq!(taken, LETTER as usize);
        assert!((0..200).all(|nth| letters.may(&format!("b{nth}"))));
    }
}

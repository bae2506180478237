//! Rounds (一轮): acts of several people in one transaction. Who finds others waiting for the turn to write leaves his transaction open
//! for the next of them; the last one makes all of it durable at once, and only then is any of them answered. A disk that takes a
//! millisecond to be sure takes it once for all who came in that time.
//!
//! Every act is whole or not there, as when it is alone: the first one is the transaction, each later one a savepoint in it. One
//! checkpoint is signed for all of them: nobody is told of an act before it.

use crate::audit::Audited;
use crate::end::End;
use crate::error::{Error, Result};
use crate::signing::Signing;
use crate::state::{Archive, State, locked};
use crate::store::Store;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Most acts of a round, and how long it is left open: nobody waits longer for his answer because of those behind him.
const MOST: usize = 64;
const LASTS: Duration = Duration::from_millis(8);

/// The state to which an act leads, none when more than rows changed: made already, or being made on another core.
pub(crate) enum Coming {
    Made(Result<Option<Arc<State>>>),
    Making(JoinHandle<Result<Option<Arc<State>>>>),
}

/// Waits for it.
///
/// # Errors
/// What kept it from being made.
pub(crate) fn arrived(coming: Coming) -> Result<Option<Arc<State>>> {
    match coming {
        Coming::Made(state) => state,
        Coming::Making(state) => state.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
    }
}

/// Acts that are written and not yet durable.
pub(crate) struct Round {
    /// Where the last of them ends, and who signs for all.
    pub end: End,
    signers: Vec<Signing>,
    /// The state to which the last of them leads, as far as it was waited for.
    state: Option<Arc<State>>,
    coming: Option<Coming>,
    /// Whether nothing may follow.
    alone: bool,
    acts: usize,
    began: Instant,
    /// Whether the store gave the whole transaction up.
    lost: bool,
    outcome: Arc<Outcome>,
}

/// What becomes of a round, for those who wait for it.
#[derive(Default)]
pub(crate) struct Outcome {
    said: Mutex<Option<bool>>,
    told: Condvar,
}

impl Outcome {
    fn tell(&self, kept: bool) {
        *locked(&self.said) = Some(kept);
        self.told.notify_all();
    }

    /// Waits until the round is durable.
    ///
    /// # Errors
    /// [`Error::Undone`] when it was not kept.
    pub fn wait(&self) -> Result<()> {
        let said = locked(&self.said);
        let said = self.told.wait_while(said, |said| said.is_none()).unwrap_or_else(PoisonError::into_inner);
        if *said == Some(true) { Ok(()) } else { Err(Error::Undone) }
    }
}

/// What becomes of the rounds in which the acts of a sitting were written.
#[derive(Default)]
pub(crate) struct Sitting(Mutex<Vec<Arc<Outcome>>>);

impl Sitting {
    /// An act of the sitting is in this round.
    pub fn note(&self, outcome: Arc<Outcome>) {
        let mut outcomes = locked(&self.0);
        if !outcomes.last().is_some_and(|last| Arc::ptr_eq(last, &outcome)) {
            outcomes.push(outcome);
        }
    }

    /// Waits until all of them are durable.
    ///
    /// # Errors
    /// [`Error::Undone`] when one of them was not kept.
    pub fn wait(&self) -> Result<()> {
        locked(&self.0).iter().try_for_each(|outcome| outcome.wait())
    }
}

impl Round {
    /// A round with its first act.
    pub fn of(coming: Coming, alone: bool, (end, signers): (End, Vec<Signing>), began: Instant) -> Round {
        let (state, coming, outcome) = (None, Some(coming), Arc::default());
        Round { end, signers, state, coming, alone, acts: 1, began, lost: false, outcome }
    }

    /// The state in which the next act finds the journal.
    ///
    /// # Errors
    /// What kept it from being made.
    pub fn state(&mut self) -> Result<Arc<State>> {
        self.settle()?;
        self.state.clone().ok_or_else(|| Error::damaged("一轮里的前一件没有留下状态"))
    }

    fn settle(&mut self) -> Result<()> {
        if let Some(coming) = self.coming.take() {
            self.state = arrived(coming)?;
        }
        Ok(())
    }

    /// One act more.
    pub fn follow(&mut self, coming: Coming, alone: bool, (end, signers): (End, Vec<Signing>)) {
        (self.end, self.signers) = (end, signers);
        (self.state, self.coming, self.alone, self.acts) = (None, Some(coming), alone, self.acts + 1);
    }

    /// The store gave the transaction up: none of the acts is there.
    pub fn lose(&mut self) {
        self.lost = true;
    }

    /// Whether one act more may come in.
    pub fn has_room(&self) -> bool {
        !self.lost && !self.alone && self.acts < MOST
    }

    /// Whether somebody else may still come in, without that those who are in it wait for long.
    pub fn is_open(&self) -> bool {
        self.has_room() && self.began.elapsed() < LASTS
    }

    /// What its members wait for.
    pub fn outcome(&self) -> Arc<Outcome> {
        self.outcome.clone()
    }

    /// Signs for the acts and makes them durable, shows what they led to, and tells those who wait. The end of the journal is
    /// left for the next round.
    ///
    /// # Errors
    /// A store that refuses: none of the acts is there, and what was taken for known is looked at again.
    pub fn end(mut self, store: &mut Store, archive: &Archive) -> Result<End> {
        let kept = self.seal(store, &archive.audit.origin);
        // A state that could not be made is made when it is asked for.
        let made = self.settle();
        match (&kept, made) {
            (Ok(sealed), Ok(())) => {
                archive.audit.keep_newest(sealed.clone());
                if let Some(state) = self.state {
                    state.stand_on(sealed.clone());
                    archive.publish(state);
                }
            }
            _ => archive.doubt(),
        }
        self.outcome.tell(kept.is_ok());
        kept.map(|_| self.end)
    }

    fn seal(&mut self, store: &mut Store, origin: &str) -> Result<Arc<Audited>> {
        if self.lost {
            return Err(Error::Undone);
        }
        let sealed = self.end.seal(store, origin, &self.signers);
        match &sealed {
            Ok(sealed) => match &sealed.signed {
                Some(signed) => store.keep_signed(sealed.size, &signed.text())?,
                None => store.keep()?,
            },
            Err(_) => store.undo(),
        }
        sealed
    }
}

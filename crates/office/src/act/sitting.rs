//! Sittings (一次经办): acts that one who has many to do does one after the other, and waits for once.

use crate::district::Office;
use crate::error::Result;
use crate::round::Outcome;
use crate::state::locked;
use std::sync::{Arc, Mutex};

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
}

impl Office {
    /// Does many acts at one sitting. Each is checked, signed and journalled by itself and finds what those before it wrote; all
    /// are durable when the sitting ends, and not before: nobody may be told of one earlier. Questions asked meanwhile are
    /// answered from what is durable.
    ///
    /// # Errors
    /// A store that refuses: acts since it last agreed are not there.
    pub fn sitting<T>(&self, work: impl FnOnce(&Office) -> T) -> Result<T> {
        let sitting = Arc::new(Sitting::default());
        let office = Office { house: self.house.clone(), sitting: Some(sitting.clone()) };
        let answer = work(&office);
        // Whoever takes the turn ends the round that is open.
        drop(self.turn());
        for outcome in locked(&sitting.0).iter() {
            outcome.wait()?;
        }
        Ok(answer)
    }
}

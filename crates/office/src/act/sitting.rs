//! Sittings (一次经办): acts that one who has many to do does one after the other, and waits for once.

use crate::district::Office;
use crate::error::Result;
use crate::round::Sitting;
use std::sync::Arc;

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
        sitting.wait()?;
        Ok(answer)
    }
}

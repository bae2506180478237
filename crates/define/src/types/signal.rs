//! Signals (信号): what devices say, and what follows from their silence.

use super::{Form, FormHead};
use crate::Written;

/// A definition of what devices say, and what follows from their silence (信号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What it says of itself.
    pub head: FormHead,
}

impl Form for Signal {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }
}

//! Loops (环): a case through named stages until closed.

use super::{Form, FormHead};
use crate::Written;

/// A definition of a case through named stages until closed (环).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// What it says of itself.
    pub head: FormHead,
}

impl Form for Loop {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }
}

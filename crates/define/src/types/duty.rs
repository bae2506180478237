//! Duties (期): something owed on a rhythm by each unit.

use super::{Form, FormHead};
use crate::Written;

/// A definition of something owed on a rhythm by each unit (期).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What it says of itself.
    pub head: FormHead,
}

impl Form for Duty {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }
}

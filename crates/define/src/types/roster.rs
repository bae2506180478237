//! Rosters (责): who answers for what, for which term.

use super::{Form, FormHead};
use crate::Written;

/// A definition of who answers for what, for which term (责).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// What it says of itself.
    pub head: FormHead,
}

impl Form for Roster {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }
}

//! Notices (信): a message that each household must acknowledge.

use super::{Form, FormHead};
use crate::Written;

/// A definition of a message that each household must acknowledge (信).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says of itself.
    pub head: FormHead,
}

impl Form for Notice {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        Vec::new()
    }
}

//! Duties over records.

use super::{Practice, Shown, Written};
use crate::Records;
use define::{Date, Duty};
use finding::Finding;

impl Practice for Duty {
    fn shown(&self, _records: &Records, _today: Date) -> Shown {
        Shown::new()
    }

    fn against(&self, _records: &Records, _written: &Written, _today: Date) -> Vec<Finding> {
        Vec::new()
    }
}

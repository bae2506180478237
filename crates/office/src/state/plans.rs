//! Plans of draws whose lists are sealed, made once while the district is open.

use super::locked;
use proof::draw::Plan;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Most objects and inspectors of all plans that are kept.
const KEPT: usize = 200_000;

/// The plans committed to, newest first, by the entry that sealed them and what it committed to. A commitment is the digest
/// of everything in its plan, so that no other plan can stand under it.
#[derive(Default)]
pub(crate) struct Plans(Mutex<VecDeque<(u64, String, Arc<Plan>)>>);

impl Plans {
    /// The plan that an entry committed to, if it is kept.
    pub fn find(&self, entry: u64, commitment: &str) -> Option<Arc<Plan>> {
        let plans = locked(&self.0);
        plans.iter().find(|one| one.0 == entry && one.1 == commitment).map(|one| one.2.clone())
    }

    /// Keeps a plan, and lets go of the oldest when it is too much.
    pub fn keep(&self, entry: u64, commitment: &str, plan: Arc<Plan>) {
        let mut plans = locked(&self.0);
        plans.push_front((entry, commitment.to_owned(), plan));
        let mut lines = 0;
        let fits = |one: &(u64, String, Arc<Plan>)| {
            lines += one.2.objects.len() + one.2.inspectors.len();
            lines <= KEPT
        };
        let kept = plans.iter().map(fits).take_while(|fits| *fits).count();
        plans.truncate(kept);
    }

    /// Forgets all.
    pub fn clear(&self) {
        locked(&self.0).clear();
    }
}

//! Layouts settled lately: what the same question came to is not worked out twice.
//!
//! Two tables of one plan ask the same, and most changes of rows leave the question as it is. What is called otherwise is no
//! other question: names are compared with nothing.

use super::sheet::Settlement;
use plan::Layout;
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept: the years that an assessment looks at, for the plans of a pack.
const KEPT: usize = 16;

/// A question without its names, what may be spent, and what it came to.
type Known = (Layout, Option<i64>, Arc<Settlement>);

/// Layouts settled lately, shared by an assessor and its clones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled(Arc<Mutex<Vec<Known>>>);

impl Settled {
    /// What a layout comes to with so much to spend; worked out when it is not known.
    pub(super) fn of(
        &self,
        layout: &Layout,
        budget: Option<i64>,
        work_out: impl FnOnce() -> Settlement,
    ) -> Arc<Settlement> {
        let question = nameless(layout);
        if let Some(known) = self.known(&question, budget) {
            return known;
        }
        let settlement = Arc::new(work_out());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.truncate(KEPT - 1);
        all.insert(0, (question, budget, settlement.clone()));
        settlement
    }

    fn known(&self, question: &Layout, budget: Option<i64>) -> Option<Arc<Settlement>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|(known, spent, _)| *spent == budget && known == question)?;
        all[..=at].rotate_right(1);
        Some(all[0].2.clone())
    }
}

/// A layout without what its parts are called.
fn nameless(layout: &Layout) -> Layout {
    let mut bare = layout.clone();
    let names = (bare.points.iter_mut().map(|one| &mut one.name))
        .chain(bare.schools.iter_mut().map(|one| &mut one.name))
        .chain(bare.sections.iter_mut().map(|one| &mut one.name))
        .chain(bare.actions.iter_mut().map(|one| &mut one.name));
    names.for_each(String::clear);
    bare
}

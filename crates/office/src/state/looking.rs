//! An assessor that looks up to a day, and what it has not been told yet: who writes leaves what he moved before it, who asks lets it
//! follow. A thousand acts that nobody looks at between cost one following.

use assess::{Assessor, RowChange};
use define::Date;
use ledger::Row;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows that may lie before an assessor; with more a new one is made sooner.
const WAITING: usize = 20_000;
/// Acts that lie before it one by one; as many are laid together.
const SINGLE: usize = 64;

#[derive(Clone)]
pub(super) struct Looking {
    pub day: Date,
    pub assessor: Assessor,
    /// Whether it has been told which claims of zero are open.
    pub told: bool,
    /// What moved since it followed last, in its order: acts laid together, and the last ones one by one.
    together: Vec<Arc<Vec<Moved>>>,
    single: Vec<Arc<Vec<Moved>>>,
    rows: usize,
}

/// A row as it was and as it is.
#[derive(Clone)]
pub(super) struct Moved {
    pub register: Arc<str>,
    pub number: u64,
    pub before: Option<Arc<Row>>,
    pub after: Option<Arc<Row>>,
}

impl Looking {
    pub fn new(day: Date, assessor: Assessor) -> Looking {
        let (together, single) = Default::default();
        Looking { day, assessor: assessor.up_to(day), told: false, together, single, rows: 0 }
    }

    /// The same with rows that moved before it; none with too many.
    pub fn before(mut self, moved: Vec<Moved>) -> Option<Looking> {
        self.rows += moved.len();
        self.single.push(Arc::new(moved));
        if self.single.len() > SINGLE {
            let all = self.single.drain(..).flat_map(|act| act.to_vec()).collect();
            self.together.push(Arc::new(all));
        }
        self.told = false;
        (self.rows <= WAITING).then_some(self)
    }

    /// Lets the assessor follow what lies before it: of a row that moved several times the first and the last are told.
    pub fn follow(&mut self) {
        let mut first: BTreeMap<(&str, u64), RowChange<'_>> = BTreeMap::new();
        for Moved { register, number, before, after } in
            self.together.iter().chain(&self.single).flat_map(|acts| acts.iter())
        {
            let (before, after) = (before.as_deref(), after.as_deref());
            let change = RowChange { register, number: *number, before, after };
            first.entry((register, *number)).and_modify(|known| known.after = after).or_insert(change);
        }
        if !first.is_empty() {
            self.assessor.follow(first.into_values());
        }
        self.together.clear();
        self.single.clear();
        self.rows = 0;
    }
}

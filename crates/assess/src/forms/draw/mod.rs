//! Draws over records: the plan that a draw commits to, and what speaks against rows that tell of draws.

mod against;
mod plan;
mod slips;

use super::{Practice, Shown, Written};
use crate::Records;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw};
use finding::Finding;

pub use plan::{number, plan};
pub use proof::draw::Announced;
pub use slips::{Slip, Visit, slips, visits};

impl Practice for Draw {
    /// `objects`: what may be drawn, with its stratum. `inspectors`: who may be sent. `barred`: who not where. `quotas`:
    /// how many of each stratum. `unfit`: why there can be no draw.
    fn shown(&self, records: &Records, today: Date) -> Shown {
        let public = Announced {
            source: self.public.source.clone(),
            issue: self.public.issue.clone(),
            day: today.to_string(),
        };
        let (plan, findings) = plan(self, records, (today.year, 1), public);
        let objects = plan.objects.iter().map(|object| format!("{}（{}）", object.id, object.stratum));
        let barred = plan.conflicts.iter();
        let barred = barred.map(|one| format!("{}×{}：{}", one.inspector, one.object, one.reason));
        let quotas = plan.strata.iter().map(|one| format!("{}：{}", one.name, plan.quota(one)));
        Shown::from([
            ("objects", objects.collect()),
            ("inspectors", plan.inspectors.iter().map(|one| one.id.clone()).collect()),
            ("barred", barred.collect()),
            ("quotas", quotas.collect()),
            ("unfit", findings.iter().map(|finding| finding.code.to_owned()).collect()),
        ])
    }

    /// Draws are recorded by drawing; a row that somebody else wrote must at least be of a draw that there is.
    fn heeds(&self, written: &Written) -> bool {
        [DrawRecord::HOUSE, DrawResult::HOUSE].iter().any(|house| written.touches(house.register))
    }

    fn against(&self, records: &Records, written: &Written, _today: Date) -> Vec<Finding> {
        against::against(self, records, written)
    }
}

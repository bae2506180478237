//! The lists of a plan, gone through once: by stratum and by id.

use super::plan::WHOLE;
use super::{Plan, Quota, Stratum};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of the lists again and again. All positions are in the plan's lists.
pub(super) struct Lists<'p> {
    plan: &'p Plan,
    /// By stratum.
    pub strata: Vec<Inside>,
    /// Objects whose stratum the rule does not name.
    pub astray: Vec<usize>,
    objects: Vec<usize>,
    inspectors: Vec<usize>,
}

/// The objects of a stratum.
#[derive(Default)]
pub(super) struct Inside {
    /// How many there are.
    pub size: u64,
    /// How many of them were drawn earlier in the year.
    pub drawn: u64,
    /// Those that are in the urn, in the order of the list.
    pub urn: Vec<usize>,
    /// Lots in the urn.
    pub lots: u64,
}

impl<'p> Lists<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        let mut strata: Vec<Inside> = plan.strata.iter().map(|_| Inside::default()).collect();
        let named: BTreeMap<&str, usize> =
            plan.strata.iter().enumerate().rev().map(|(at, stratum)| (stratum.name.as_str(), at)).collect();
        let mut astray = Vec::new();
        for (at, object) in plan.objects.iter().enumerate() {
            let Some(inside) = named.get(object.stratum.as_str()).and_then(|at| strata.get_mut(*at)) else {
                astray.push(at);
                continue;
            };
            inside.size += 1;
            inside.drawn += u64::from(object.drawn > 0);
            if plan.repeat || object.drawn == 0 {
                inside.urn.push(at);
                inside.lots += u64::from(object.weight);
            }
        }
        let objects = by_id(plan.objects.len(), |at| &plan.objects[at].id);
        let inspectors = by_id(plan.inspectors.len(), |at| &plan.inspectors[at].id);
        Lists { plan, strata, astray, objects, inspectors }
    }

    /// How many objects of a stratum this draw takes.
    pub fn quota(&self, stratum: &Stratum, inside: &Inside) -> u64 {
        let share = |parts: u32| (inside.size * u64::from(parts)).div_ceil(WHOLE);
        let quota = match stratum.quota {
            Quota::Count(count) => u64::from(count),
            Quota::Share(parts) => share(parts).min(inside.urn.len() as u64),
        };
        let lacking = share(stratum.floor).saturating_sub(inside.drawn);
        let left = u64::from(self.plan.draws.saturating_sub(self.plan.draw)) + 1;
        quota.max(lacking.div_ceil(left))
    }

    /// Strata with their objects.
    pub fn each(&self) -> impl Iterator<Item = (&'p Stratum, &Inside)> {
        self.plan.strata.iter().zip(&self.strata)
    }

    /// The object of an id.
    pub fn object(&self, id: &str) -> Option<usize> {
        find(&self.objects, id, |at| &self.plan.objects[at].id)
    }

    /// The inspector of an id.
    pub fn inspector(&self, id: &str) -> Option<usize> {
        find(&self.inspectors, id, |at| &self.plan.inspectors[at].id)
    }

    /// Objects that bear the id of an earlier one.
    pub fn objects_twice(&self) -> Vec<usize> {
        twice(&self.objects, |at| &self.plan.objects[at].id)
    }

    /// Inspectors that bear the id of an earlier one.
    pub fn inspectors_twice(&self) -> Vec<usize> {
        twice(&self.inspectors, |at| &self.plan.inspectors[at].id)
    }

    /// Inspectors barred from each object; conflicts that name somebody not in the lists are left out.
    pub fn barred(&self) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut barred: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for conflict in &self.plan.conflicts {
            if let (Some(object), Some(inspector)) =
                (self.object(&conflict.object), self.inspector(&conflict.inspector))
            {
                barred.entry(object).or_default().insert(inspector);
            }
        }
        barred
    }
}

/// Positions in the order of their ids; quick when the list is in that order already.
fn by_id<'p>(count: usize, id: impl Fn(usize) -> &'p str) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|a, b| id(*a).cmp(id(*b)));
    positions
}

fn find<'p>(positions: &[usize], asked: &str, id: impl Fn(usize) -> &'p str) -> Option<usize> {
    let at = positions.partition_point(|at| id(*at) < asked);
    positions.get(at).copied().filter(|at| id(*at) == asked)
}

fn twice<'p>(positions: &[usize], id: impl Fn(usize) -> &'p str) -> Vec<usize> {
    let pairs = positions.windows(2).filter(|pair| id(pair[0]) == id(pair[1]));
    let mut found: Vec<usize> = pairs.map(|pair| pair[1]).collect();
    found.sort_unstable();
    found
}

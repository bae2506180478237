//! When no plan fits: which rules contradict each other, and the least that would have to give way.

use super::solve_layout;
use crate::model::{Layout, Standing};
use crate::solve::Watch;

/// A rule that may have to give way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayoutRule {
    /// Money.
    Budget,
    /// What was decided beforehand.
    Decided,
    /// Pupils of a class.
    Norm,
    /// Pupils of a school.
    Limit,
    /// Ways.
    Reach,
}

/// Every rule, in the order in which they are tried.
const RULES: [LayoutRule; 5] =
    [LayoutRule::Budget, LayoutRule::Decided, LayoutRule::Norm, LayoutRule::Limit, LayoutRule::Reach];

/// The least that would have to give way, one rule at a time; none where that rule alone does not help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Easing {
    /// The least cost by the other rules.
    pub cost: Option<i64>,
    /// Pupils more in every class.
    pub norm: Option<i64>,
}

/// Most pupils by which a class is eased.
const MOST_EASED: i64 = 40;

/// The smallest set of rules that contradict each other; empty when there is a plan, none when that was not found out in time.
pub fn clash(layout: &Layout, budget: Option<i64>, watch: &mut dyn Watch) -> Option<Vec<LayoutRule>> {
    let mut sets: Vec<u32> = (0..1u32 << RULES.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    // A rule that does not bind at all is never part of the smallest set.
    for set in sets {
        let kept: Vec<LayoutRule> =
            RULES.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, rule)| *rule).collect();
        let budget = budget.filter(|_| kept.contains(&LayoutRule::Budget));
        if kept.contains(&LayoutRule::Budget) && budget.is_none() {
            continue;
        }
        if !possible(&keeping(layout, &kept), budget, watch)? {
            return Some(kept);
        }
    }
    Some(Vec::new())
}

/// How much one rule would have to give way alone.
pub fn ease(layout: &Layout, budget: Option<i64>, watch: &mut dyn Watch) -> Easing {
    let cost = solve_layout(layout, watch).and_then(|proof| proof.cost);
    let eased = |more: i64| {
        let mut out = layout.clone();
        out.sections.iter_mut().for_each(|section| section.norm += more);
        out
    };
    let (mut low, mut high) = (0, MOST_EASED);
    let mut norm = None;
    while low <= high {
        let middle = (low + high) / 2;
        match possible(&eased(middle), budget, watch) {
            Some(true) => (norm, high) = (Some(middle), middle - 1),
            Some(false) => low = middle + 1,
            None => return Easing { cost, norm: None },
        }
    }
    Easing { cost, norm }
}

/// Whether a plan within a budget exists; none when that was not found out.
fn possible(layout: &Layout, budget: Option<i64>, watch: &mut dyn Watch) -> Option<bool> {
    let proof = solve_layout(layout, watch)?;
    let within = |cost: i64| budget.is_none_or(|budget| cost <= budget);
    match (proof.cost, proof.bound) {
        (Some(cost), _) if within(cost) => Some(true),
        (Some(_), Some(bound)) if within(bound) => None,
        _ => Some(false),
    }
}

/// The layout with no other rules than these.
fn keeping(layout: &Layout, kept: &[LayoutRule]) -> Layout {
    let mut out = layout.clone();
    let keeps = |rule| kept.contains(&rule);
    if !keeps(LayoutRule::Decided) {
        out.actions.iter_mut().for_each(|action| action.standing = Standing::Free);
    }
    if !keeps(LayoutRule::Norm) {
        // All pupils of a stage in one class.
        let most = (0..layout.years.len()).map(|year| layout.pupils(year)).max().unwrap_or(0);
        out.sections.iter_mut().for_each(|section| section.norm = section.norm.max(most));
    }
    if !keeps(LayoutRule::Limit) {
        out.schools.iter_mut().for_each(|school| school.limit = None);
    }
    if !keeps(LayoutRule::Reach) {
        for point in &mut out.points {
            let known: Vec<usize> = point.reach.iter().map(|(at, _)| *at).collect();
            let more = layout.sections.iter().enumerate();
            let more = more.filter(|(at, section)| section.kind == point.kind && !known.contains(at));
            point.reach.extend(more.map(|(at, _)| (at, 0)));
        }
    }
    out
}

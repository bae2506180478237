//! What the groups of an indicator come to, counted, so that one changed group does not ask for all the others.

use crate::{GroupOutcome, Verdict};
use formula::{Answer, Reason};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many groups are not met or cannot be told, and which have reasons, by position.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupTally {
    not_met: usize,
    cannot_tell: usize,
    with_reasons: BTreeSet<usize>,
}

impl GroupTally {
    pub(crate) fn of(groups: &[Arc<GroupOutcome>]) -> GroupTally {
        let mut tally = GroupTally::default();
        groups.iter().enumerate().for_each(|(place, group)| tally.add(place, group));
        tally
    }

    /// Puts one group in the place of another.
    pub(crate) fn replace(&mut self, place: usize, old: &GroupOutcome, new: &GroupOutcome) {
        match old.verdict {
            Some(Verdict::NotMet) => self.not_met -= 1,
            Some(Verdict::CannotTell) => self.cannot_tell -= 1,
            _ => {}
        }
        self.with_reasons.remove(&place);
        self.add(place, new);
    }

    fn add(&mut self, place: usize, group: &GroupOutcome) {
        match group.verdict {
            Some(Verdict::NotMet) => self.not_met += 1,
            Some(Verdict::CannotTell) => self.cannot_tell += 1,
            _ => {}
        }
        if !group.reasons.is_empty() {
            self.with_reasons.insert(place);
        }
    }

    /// As [`Verdict::all`] of the groups.
    pub(crate) fn verdict(&self) -> Verdict {
        match (self.not_met, self.cannot_tell) {
            (0, 0) => Verdict::Met,
            (0, _) => Verdict::CannotTell,
            _ => Verdict::NotMet,
        }
    }

    /// The first reasons of the groups, none twice.
    pub(crate) fn reasons(&self, groups: &[Arc<GroupOutcome>]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for reason in
            self.with_reasons.iter().filter_map(|place| groups.get(*place)).flat_map(|one| &one.reasons)
        {
            if reasons.len() >= Answer::REASONS {
                break;
            }
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
        reasons
    }
}

//! What the words alone gave of a case: verified by its own operands, by others, accused, or not seen.

use super::{Case, Number, relation};
use crate::Reading;
use crate::claim::{Claim, Verdict};
use crate::relation::Relation;

/// What became of a decidable claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Found consistent, by the operands that the case names.
    Verified,
    /// Found consistent by other numbers: true by accident.
    ByOthers,
    /// Found inconsistent, and it is.
    AccusedRightly,
    /// Found inconsistent, and it is not.
    AccusedWrongly,
    /// Nothing was said of it, or nothing certain.
    Unseen,
}

pub(super) fn of(case: &Case, reading: &Reading) -> Outcome {
    let about: Vec<&Claim> = reading.claims.iter().filter(|claim| speaks_of(case, claim)).collect();
    let any = |verdict: Verdict| about.iter().find(|claim| claim.verdict == verdict);
    if any(Verdict::Inconsistent).is_some() {
        return if case.expected == "inconsistent" {
            Outcome::AccusedRightly
        } else {
            Outcome::AccusedWrongly
        };
    }
    if verified(case, reading).is_some() {
        return Outcome::Verified;
    }
    any(Verdict::Consistent).map_or(Outcome::Unseen, |_| Outcome::ByOthers)
}

/// The claim that verifies a case by the operands it names.
pub(super) fn verified<'r>(case: &Case, reading: &'r Reading) -> Option<&'r Claim> {
    let right = |claim: &&Claim| {
        claim.verdict == Verdict::Consistent && speaks_of(case, claim) && same_operands(case, claim)
    };
    reading.claims.iter().find(right)
}

/// Whether a claim asserts what the case asserts, of the same number.
fn speaks_of(case: &Case, claim: &Claim) -> bool {
    let same = |number: &Number| bare(&number.text) == bare(&claim.published.text);
    relation(&case.relation).is_some_and(|wanted| kin(wanted, claim.relation))
        && case.published.as_ref().is_some_and(same)
}

/// The same assertion in another wording: a rate of growth follows from base or from increase.
fn kin(wanted: Relation, found: Relation) -> bool {
    use Relation as R;
    let families: [&[R]; 5] = [
        &[R::GrowthPct, R::GrowthFromDeltaPct],
        &[R::DeclinePct, R::DeclineFromDeltaPct],
        &[R::Diff, R::Decrease],
        &[R::GrowthTimes, R::Ratio, R::TimesFromDelta, R::GrowthTimesFromDelta],
        &[R::SharePct, R::Ratio],
    ];
    wanted == found || families.iter().any(|family| family.contains(&wanted) && family.contains(&found))
}

fn same_operands(case: &Case, claim: &Claim) -> bool {
    let mut named: Vec<String> = case.operands.iter().flatten().map(|n| bare(&n.text)).collect();
    let mut found: Vec<String> = claim.operands.iter().map(|o| bare(&o.text)).collect();
    named.sort();
    found.sort();
    named == found
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ',' | ' ' | '%' | '％')).collect()
}

/// The contradictions told of some words that no case calls one.
pub(super) fn accused(cases: &[Case], reading: &Reading) -> Vec<String> {
    let known =
        |claim: &Claim| cases.iter().any(|case| case.expected == "inconsistent" && speaks_of(case, claim));
    let wrong = reading.claims.iter().filter(|claim| claim.verdict == Verdict::Inconsistent);
    wrong.filter(|claim| !known(claim)).map(|claim| claim.note.clone()).collect()
}

//! Errors planted into what was verified (埋错): a verdict that survives a changed number says nothing.

use super::{Case, outcome};
use crate::claim::{Claim, Verdict};
use crate::{Reading, judge};
use quantity::{Decimal, Interval, parse};

/// How many errors were planted, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planted {
    /// All that contradict the numbers beside them.
    pub all: usize,
    /// Told as contradictions.
    pub found: usize,
    /// Called consistent, by other numbers.
    pub verified: usize,
}

impl std::ops::AddAssign for Planted {
    fn add_assign(&mut self, other: Planted) {
        self.all += other.all;
        self.found += other.found;
        self.verified += other.verified;
    }
}

/// Twelve per cent more and less, as hundredths of the printed number.
const CHANGES: [i64; 2] = [112, 88];

pub(super) fn into(case: &Case, reading: &Reading) -> Planted {
    let mut planted = Planted::default();
    let Some(claim) = outcome::verified(case, reading) else { return planted };
    for change in CHANGES {
        planted += one(case, claim, change).unwrap_or_default();
    }
    planted
}

/// One error in the published number, or in the first operand when a hundred per cent is what is published.
fn one(case: &Case, claim: &Claim, change: i64) -> Option<Planted> {
    let place = if claim.published.text == "100%" { claim.operands.first()? } else { &claim.published };
    let printed = case.span.get(place.start..place.end)?;
    let numeral = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','));
    let number = printed.split(numeral).max_by_key(|part| part.len())?.trim_end_matches(',');
    let at = place.start + printed.find(number)?;
    let changed = times(number, change)?;
    let text = format!("{}{changed}{}", &case.span[..at], &case.span[at + number.len()..]);
    let end = place.start + changed.len() + (place.end - place.start - number.len());
    if !contradicts(claim, place.start, &text[place.start..end]) {
        return None;
    }
    let reading = crate::read(&case.id, &text);
    let touches = |c: &&Claim| {
        let here = |o: &crate::claim::Operand| o.start < end && o.end > place.start;
        here(&c.published) || c.operands.iter().any(here)
    };
    let said = |verdict| reading.claims.iter().filter(touches).any(|c| c.verdict == verdict);
    let again = |c: &Claim| {
        c.verdict == Verdict::Consistent
            && c.relation == claim.relation
            && c.published.start == claim.published.start
    };
    let found = said(Verdict::Inconsistent);
    let verified = !found && reading.claims.iter().any(again);
    Some(Planted { all: 1, found: usize::from(found), verified: usize::from(verified) })
}

/// The number times a hundredth of `change`, with as many decimals, and never the same.
fn times(number: &str, change: i64) -> Option<String> {
    let places = number.split_once('.').map_or(0, |(_, behind)| behind.len());
    let value: Decimal = number.replace(',', "").parse().ok()?;
    let places = u32::try_from(places).ok()?;
    let mut other = value.checked_mul(&Decimal::new(change.into(), 2))?.round(places);
    if other == value {
        let step = Decimal::ten_to(-i32::try_from(places).ok()?);
        other = if change > 100 { value.checked_add(&step)? } else { value.checked_sub(&step)? };
    }
    Some(other.fixed(places))
}

/// Whether the changed number is outside what the operands allow.
fn contradicts(claim: &Claim, start: usize, words: &str) -> bool {
    let Ok(read) = parse(words) else { return false };
    let hundredth = claim.published.unit.scale() < 0 && read.unit.name().is_empty();
    let interval = if hundredth { read.rounding().times_ten_to(-2) } else { read.interval };
    let put = |o: &crate::claim::Operand| if o.start == start { interval } else { o.interval };
    let operands: Vec<Interval> = claim.operands.iter().map(put).collect();
    judge(claim.relation, &operands, &put(&claim.published)).0 == Verdict::Inconsistent
}

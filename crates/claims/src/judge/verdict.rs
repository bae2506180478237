//! The verdict of an interval against another, and of several readings together.

use super::{Extent, Mention, Proposal};
use crate::claim::{Operand, Reason, Slip, Strength, Verdict};
use crate::relation::Relation;
use crate::role::Way;
use quantity::{Decimal, Interval, Truth};

/// Verdict and strength of a published interval against an implied one.
///
/// ```
/// use claims::{Relation, Strength, Verdict, judge};
/// use quantity::parse;
/// let interval = |text| parse(text).unwrap().interval;
/// let operands = [interval("15.44亿元"), interval("15.28亿元")];
/// let (verdict, strength, _) = judge(Relation::GrowthPct, &operands, &interval("1.01%"));
/// assert_eq!((verdict, strength), (Verdict::Consistent, Some(Strength::Compatible)));
/// ```
pub fn judge(
    relation: Relation,
    operands: &[Interval],
    published: &Interval,
) -> (Verdict, Option<Strength>, Option<Interval>) {
    let Some(implied) = relation.implied(operands) else { return (Verdict::Undetermined, None, None) };
    if relation == Relation::Threshold {
        // The bound's own words: 超过3万亿元 stands for all that is more.
        let within =
            implied.ge(&Interval::point(published.lo())).and(implied.le(&Interval::point(published.hi())));
        return match within {
            Truth::Yes => (Verdict::Consistent, Some(Strength::Entailed), Some(implied)),
            Truth::Unknown => (Verdict::Consistent, Some(Strength::Compatible), Some(implied)),
            Truth::No => (Verdict::Inconsistent, None, Some(implied)),
        };
    }
    if implied.within(published) {
        (Verdict::Consistent, Some(Strength::Entailed), Some(implied))
    } else if implied.meets(published) {
        (Verdict::Consistent, Some(Strength::Compatible), Some(implied))
    } else {
        (Verdict::Inconsistent, None, Some(implied))
    }
}

pub(super) struct Found {
    pub(super) verdict: Verdict,
    pub(super) strength: Option<Strength>,
    pub(super) reason: Option<Reason>,
    pub(super) slip: Option<Slip>,
    /// In base units.
    pub(super) implied: Option<Interval>,
}

fn intervals(operands: &[Operand]) -> Vec<Interval> {
    operands.iter().map(|o| o.interval).collect()
}

/// The first reading verifies; only when no reading holds is the text wrong.
pub(super) fn of(proposal: &Proposal<'_>, readings: &[Vec<Operand>], published: &Operand) -> Option<Found> {
    let first = readings.first()?;
    match (proposal.relation, &first[..]) {
        (Relation::Sum, [part]) => {
            let other = proposal.rivals.iter().any(|rival| may_be_whole(&part.interval, *rival));
            return alone(part, published, &proposal.extent).filter(|_| !other);
        }
        (Relation::Count, [named]) => return named_things(named, published, &proposal.extent),
        _ => {}
    }
    let judged =
        |operands: &Vec<Operand>| judge(proposal.relation, &intervals(operands), &published.interval);
    let (mut verdict, mut strength, implied) = judged(first);
    let mut reason =
        (verdict == Verdict::Undetermined).then_some(proposal.doubt.unwrap_or(Reason::DoubtfulPairing));
    let mut slip = None;
    if verdict == Verdict::Inconsistent && readings[1..].iter().any(|r| judged(r).0 != Verdict::Inconsistent)
    {
        (verdict, reason) = (Verdict::Undetermined, Some(Reason::DoubtfulPairing));
    }
    if verdict == Verdict::Inconsistent && proposal.relation == Relation::Sum {
        let exceeds = implied.is_some_and(|i| i.gt(&published.interval).is_yes());
        if !reaches(&proposal.extent, exceeds) && !one_slip_away(first, published, implied.as_ref()) {
            (verdict, reason) = (Verdict::Undetermined, Some(Reason::NotAPartition));
        }
    }
    let sum = implied.filter(|_| verdict == Verdict::Inconsistent && proposal.relation == Relation::Sum);
    if sum.is_some_and(|sum| proposal.rivals.iter().any(|rival| may_be_whole(&sum, *rival))) {
        (verdict, reason) = (Verdict::Undetermined, Some(Reason::DoubtfulPairing));
    }
    if verdict == Verdict::Consistent && proposal.way.is_some_and(|way| goes_against(first, way)) {
        (verdict, strength, slip) = (Verdict::Inconsistent, None, Some(Slip::Direction));
    }
    if verdict == Verdict::Inconsistent && proposal.structure && one_step_off(published, implied.as_ref()) {
        slip = Some(Slip::ForcedToHundred);
    }
    Some(Found { verdict, strength, reason, slip, implied })
}

/// 来信32件，办结31件，其中…: whether the parts could be those of the other value.
fn may_be_whole(sum: &Interval, rival: Mention<'_>) -> bool {
    !sum.gt(&rival.quantity.interval).is_yes()
}

/// Whether a sum that does not hold is an error: the parts are all there is, or they exceed the whole.
fn reaches(extent: &Extent<'_>, exceeds: bool) -> bool {
    match extent {
        Extent::Whole => true,
        Extent::Some { apart } => *apart && exceeds,
        Extent::Shares { shares, apart } => make_a_hundred(shares) || (*apart && exceeds),
    }
}

/// A sum that one moved point, one unit or one pair of swapped digits would mend: so many digits do not meet by chance.
fn one_slip_away(parts: &[Operand], total: &Operand, implied: Option<&Interval>) -> bool {
    let digits = |o: &Operand| o.text.chars().filter(char::is_ascii_digit).count();
    let sharp = digits(total) >= 4 && parts.iter().filter(|p| digits(p) >= 3).count() >= 2;
    let slip = crate::slip::likely(Relation::Sum, parts, total, implied);
    sharp && matches!(slip, Some(Slip::DecimalPoint | Slip::SwappedDigits | Slip::Unit))
}

fn make_a_hundred(shares: &[Mention<'_>]) -> bool {
    let all: Vec<Interval> = shares.iter().map(|m| m.quantity.interval).collect();
    all.len() >= 2 && Interval::sum(&all).contains(Decimal::ONE)
}

/// A single part: all that can be said is that it must not exceed the whole.
fn alone(part: &Operand, total: &Operand, extent: &Extent<'_>) -> Option<Found> {
    let apart = !matches!(extent, Extent::Some { apart: false });
    if !apart || !part.interval.gt(&total.interval).is_yes() {
        return None;
    }
    let by = |power| part.interval.times_ten_to(power);
    let unit = by(-4).lt(&total.interval).is_yes() && !by(-2).lt(&total.interval).is_yes();
    let slip = Some(if unit { Slip::Unit } else { Slip::DecimalPoint });
    Some(Found { verdict: Verdict::Inconsistent, strength: None, reason: None, slip, implied: None })
}

/// Things named against their number: nobody names more than there are; fewer are named where the list is open.
fn named_things(named: &Operand, stated: &Operand, extent: &Extent<'_>) -> Option<Found> {
    let few =
        stated.interval.ge(&Interval::from(2)).is_yes() && stated.interval.le(&Interval::from(40)).is_yes();
    let equal = named.interval.meets(&stated.interval);
    let more = named.interval.gt(&stated.interval).is_yes();
    let wrong = match extent {
        Extent::Whole => !equal,
        Extent::Some { apart } => *apart && more,
        Extent::Shares { .. } => false,
    };
    if !few || !(equal || wrong) {
        return None;
    }
    let (verdict, strength) = match equal {
        true => (Verdict::Consistent, Some(Strength::Entailed)),
        false => (Verdict::Inconsistent, None),
    };
    Some(Found { verdict, strength, reason: None, slip: None, implied: Some(named.interval) })
}

/// From 18.92% to 15.68% it went down.
fn goes_against(operands: &[Operand], way: Way) -> bool {
    let [new, old] = operands else { return false };
    let against = match way {
        Way::Up => new.interval.lt(&old.interval),
        Way::Down => new.interval.gt(&old.interval),
    };
    against.is_yes()
}

/// One off in the last digit of a structure that adds to a hundred is the custom of forcing it to do so.
fn one_step_off(published: &Operand, implied: Option<&Interval>) -> bool {
    let Some(step) = published.interval.hi().checked_sub(&published.interval.lo()) else { return false };
    let near = Interval::new(step.negated(), step).add(&published.interval);
    implied.is_some_and(|i| i.meets(&near))
}

//! Verdicts by intervals: what an extractor proposes is held against arithmetic, and an accusation needs certain pairing.

use crate::claim::{Claim, Operand, Reason, Slip, Strength, Verdict};
use crate::relation::Relation;
use quantity::{Decimal, Interval, Quantity, Truth};

/// How sure it is that the numbers belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pairing {
    /// Grammar says so: a mismatch is an error of the text.
    Certain,
    /// They stand near each other and fit: a match confirms, a mismatch says nothing.
    Near,
}

/// What an extractor found.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) relation: Relation,
    pub(crate) operands: Vec<Operand>,
    pub(crate) published: Operand,
    pub(crate) pairing: Pairing,
    /// Why a mismatch would prove nothing, although the pairing is certain.
    pub(crate) doubt: Option<Reason>,
    /// Other operands that the words would also allow.
    pub(crate) others: Vec<Vec<Operand>>,
    /// A slip that the extractor recognised.
    pub(crate) slip: Option<Slip>,
}

impl Proposal {
    pub(crate) fn new(relation: Relation, operands: &[&Quantity], published: &Quantity) -> Proposal {
        let mut published_operand = Operand::of(published);
        published_operand.interval = stands_for(relation, published);
        Proposal {
            relation,
            operands: operands.iter().map(|q| Operand::of(q)).collect(),
            published: published_operand,
            pairing: Pairing::Certain,
            doubt: None,
            others: Vec::new(),
            slip: None,
        }
    }

    pub(crate) fn near(mut self) -> Proposal {
        self.pairing = Pairing::Near;
        self
    }

    pub(crate) fn doubted(mut self, doubt: Option<Reason>) -> Proposal {
        self.doubt = doubt;
        self
    }
}

/// What the published number of a relation stands for: a mean of whole things is rounded like any other result, a hundred
/// per cent of everything is exact.
pub(crate) fn stands_for(relation: Relation, published: &Quantity) -> Interval {
    use quantity::Hedge;
    match relation {
        Relation::PerUnit | Relation::Ratio | Relation::RatioInv | Relation::GrowthTimes
            if matches!(published.hedge, Hedge::None | Hedge::Reaching) =>
        {
            published.rounding()
        }
        _ => published.interval,
    }
}

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

fn intervals(operands: &[Operand]) -> Vec<Interval> {
    operands.iter().map(|o| o.interval).collect()
}

/// Judges a proposal; `None` if it says nothing worth telling.
pub(crate) fn decide(proposal: Proposal) -> Option<Claim> {
    let Proposal { relation, mut operands, published, pairing, doubt, others, slip } = proposal;
    let (mut verdict, mut strength, mut implied) =
        judge(relation, &intervals(&operands), &published.interval);
    if verdict == Verdict::Inconsistent {
        let better = others.into_iter().find_map(|other| {
            let (v, s, i) = judge(relation, &intervals(&other), &published.interval);
            (v == Verdict::Consistent).then_some((other, s, i))
        });
        if let Some((other, s, i)) = better {
            (operands, verdict, strength, implied) = (other, Verdict::Consistent, s, i);
        }
    }
    let mut reason = None;
    if verdict == Verdict::Inconsistent {
        if pairing == Pairing::Near {
            return None;
        }
        if doubt.is_some() {
            (verdict, reason) = (Verdict::Undetermined, doubt);
        }
    } else if verdict == Verdict::Undetermined {
        reason = doubt.or(Some(Reason::DoubtfulPairing));
    }
    let slip = if verdict == Verdict::Inconsistent {
        slip.or_else(|| crate::slip::likely(relation, &operands, &published, implied.as_ref()))
    } else {
        None
    };
    let factor = Decimal::ten_to(-published.unit.scale());
    let shown = implied.map(|i| i.mul(&Interval::point(factor)));
    let start = operands.iter().map(|o| o.start).chain([published.start]).min().unwrap_or(0);
    let end = operands.iter().map(|o| o.end).chain([published.end]).max().unwrap_or(0);
    let note =
        crate::note::write(relation, &operands, &published, verdict, strength, shown.as_ref(), slip, reason);
    Some(Claim {
        relation,
        operands,
        published,
        verdict,
        strength,
        implied: shown,
        slip,
        reason,
        note,
        start,
        end,
    })
}

/// A claim that cannot be decided, for a number whose partner is missing.
pub(crate) fn undecided(
    relation: Relation,
    operands: &[&Quantity],
    published: &Quantity,
    reason: Reason,
) -> Claim {
    let operands: Vec<Operand> = operands.iter().map(|q| Operand::of(q)).collect();
    let published = Operand::of(published);
    let note = crate::note::write(
        relation,
        &operands,
        &published,
        Verdict::Undetermined,
        None,
        None,
        None,
        Some(reason),
    );
    let start = operands.iter().map(|o| o.start).chain([published.start]).min().unwrap_or(0);
    let end = operands.iter().map(|o| o.end).chain([published.end]).max().unwrap_or(0);
    Claim {
        relation,
        operands,
        published,
        verdict: Verdict::Undetermined,
        strength: None,
        implied: None,
        slip: None,
        reason: Some(reason),
        note,
        start,
        end,
    }
}

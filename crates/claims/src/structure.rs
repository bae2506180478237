//! Structures written as ratios (结构比): 三次产业结构比为8.2:53.9:37.9.

use crate::claim::{Claim, Operand, Slip};
use crate::judge::{Pairing, Proposal, decide};
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};
use crate::sentence::{Item, Sentence};
use quantity::{Interval, Quantity};

/// Shares of a structure written as a ratio: 三次产业结构比为8.2:53.9:37.9 against the three values before it.
pub(crate) fn claims(paragraph: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    for (number, sentence) in paragraph.iter().enumerate() {
        for item in &sentence.items {
            let quantity = item.quantity;
            let words = clause(&item.before);
            let structural = ["结构", "比重", "构成", "比例"].iter().any(|w| words.contains(w));
            let earlier = ["上年", "去年", "由", "从", "原来", "比"]
                .iter()
                .any(|w| words.replace("比重", "").replace("比例", "").replace("结构比", "").contains(w));
            if item.kind != Kind::Ratio || quantity.parts.len() < 3 || !structural {
                continue;
            }
            let shares = terms(quantity);
            hundred(quantity, &shares, found);
            if earlier {
                // 由上年的16.5:14.8:68.7: not the structure of the values here.
                continue;
            }
            let mut values: Vec<&Item<'_>> = paragraph[number.saturating_sub(12)..=number]
                .iter()
                .rev()
                .flat_map(|s| s.items.iter().rev())
                .take(80)
                .filter(|i| i.quantity.start < quantity.start && i.kind == Kind::Amount)
                .filter(|i| matches!(i.role, Role::Value | Role::Target))
                .collect();
            values.reverse();
            by_values(&values, &shares, found);
        }
    }
}

/// Each term of a ratio as a share of its own, with its place.
fn terms(ratio: &Quantity) -> Vec<Quantity> {
    let mut shares = Vec::new();
    let mut from = 0;
    for part in ratio.text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|p| !p.is_empty()) {
        let Some(at) = ratio.text[from..].find(part).map(|a| a + from) else { continue };
        from = at + part.len();
        if let Ok(mut share) = quantity::parse(&format!("{part}%")) {
            part.clone_into(&mut share.text);
            share.start = ratio.start + at;
            share.end = ratio.start + from;
            shares.push(share);
        }
    }
    shares
}

fn hundred(ratio: &Quantity, shares: &[Quantity], found: &mut Vec<Claim>) {
    let mut whole = Operand::of(ratio);
    whole.text = "100".to_owned();
    whole.unit = quantity::Unit::percent();
    whole.interval = Interval::from(1);
    let mut proposal = Proposal::new(Relation::Sum, &shares.iter().collect::<Vec<_>>(), ratio);
    proposal.published = whole;
    proposal.pairing = Pairing::Near;
    found.extend(decide(proposal));
}

/// The last run of as many values of one kind as there are terms, if their sum stands before them or they are the only ones.
fn by_values(values: &[&Item<'_>], shares: &[Quantity], found: &mut Vec<Claim>) {
    let count = shares.len();
    for end in (count..=values.len()).rev().take(12) {
        let run = &values[end - count..end];
        if run.iter().any(|i| !alike(&i.quantity.unit, &run[0].quantity.unit)) {
            continue;
        }
        let total = Interval::sum(&run.iter().map(|i| i.quantity.interval).collect::<Vec<_>>());
        let whole = values[..end - count]
            .iter()
            .rev()
            .find(|i| alike(&i.quantity.unit, &run[0].quantity.unit) && i.quantity.interval.meets(&total));
        let Some(whole) = whole else { continue };
        for (item, share) in run.iter().zip(shares) {
            let mut proposal = Proposal::new(Relation::SharePct, &[item.quantity, whole.quantity], share);
            let implied = item.quantity.interval.div(&whole.quantity.interval);
            // One off in the last digit of a structure that adds to a hundred is the custom of forcing it to do so.
            let step = share.step();
            let near = Interval::new(step.negated(), step).add(&share.interval);
            if implied.is_some_and(|i| i.meets(&near)) {
                proposal.slip = Some(Slip::ForcedToHundred);
            }
            found.extend(decide(proposal));
        }
        return;
    }
}

//! What stands for an operand: a number of the text, or something made of such numbers.

use super::Mention;
use crate::claim::Operand;
use crate::relation::Relation;
use quantity::{Hedge, Interval, Quantity, Unit};

/// An operand before its value is looked at.
#[derive(Clone, Debug)]
pub(crate) enum Term<'a> {
    /// A number of the text.
    Number(Mention<'a>),
    /// A bare number that is a percentage: 合格率为99.0.
    Percent(Mention<'a>),
    /// One term of a ratio, a percentage of the whole.
    Nth(Mention<'a>, usize),
    /// A ratio as so many to one, whichever side the 1 stands on.
    PerOne(Mention<'a>),
    /// Numbers added, where their sum is not printed.
    Sum(Vec<Mention<'a>>),
    /// The first with the second added.
    More(Mention<'a>, Mention<'a>),
    /// The first less the second.
    Less(Mention<'a>, Mention<'a>),
    /// A whole number counted from the words near a number: years, things named.
    Counted { count: usize, words: String, near: Mention<'a> },
    /// A hundred per cent, asserted by a list or ratio that begins here.
    Hundred(Mention<'a>),
    /// So many times as much, said in words: 翻一番.
    Times { lo: &'static str, hi: &'static str, words: String, start: usize },
}

impl Term<'_> {
    /// The operand with its value; none if it has none.
    pub(super) fn operand(&self) -> Option<Operand> {
        match self {
            Term::Number(m) => Some(Operand::of(m.quantity)),
            Term::Percent(m) => {
                let interval = m.quantity.rounding().times_ten_to(-2);
                Some(Operand { interval, unit: Unit::percent(), ..Operand::of(m.quantity) })
            }
            Term::Nth(m, at) => nth(m.quantity, *at),
            Term::PerOne(m) => per_one(m.quantity),
            Term::Sum(all) => {
                let first = all.first()?.quantity;
                let texts: Vec<&str> = all.iter().map(|m| m.quantity.text.as_str()).collect();
                let parts: Vec<Interval> = all.iter().map(|m| m.quantity.interval).collect();
                Some(Operand {
                    text: format!("（{}）", texts.join(" + ")),
                    start: all.iter().map(|m| m.start()).min()?,
                    end: all.iter().map(|m| m.end()).max()?,
                    interval: Interval::sum(&parts),
                    unit: first.unit.clone(),
                })
            }
            Term::More(one, other) => Some(joined(one.quantity, other.quantity, true)),
            Term::Less(one, other) => Some(joined(one.quantity, other.quantity, false)),
            Term::Counted { count, words, near } => Some(Operand {
                text: words.clone(),
                start: near.start(),
                end: near.end(),
                interval: Interval::from(i64::try_from(*count).ok()?),
                unit: Unit::none(),
            }),
            Term::Hundred(m) => Some(Operand {
                text: "100%".to_owned(),
                interval: Interval::from(1),
                unit: Unit::percent(),
                ..Operand::of(m.quantity)
            }),
            Term::Times { lo, hi, words, start } => Some(Operand {
                text: words.clone(),
                start: *start,
                end: *start + words.len(),
                interval: Interval::new(lo.parse().ok()?, hi.parse().ok()?),
                unit: Unit::none(),
            }),
        }
    }

    /// As the number that is asserted: a mean of whole things is rounded like any other result, a hundred per cent of
    /// everything is exact.
    pub(super) fn published(&self, relation: Relation) -> Option<Operand> {
        let mut operand = self.operand()?;
        if let Term::Number(m) = self
            && matches!(m.hedge(), Hedge::None | Hedge::Reaching)
            && matches!(
                relation,
                Relation::PerUnit
                    | Relation::Ratio
                    | Relation::RatioInv
                    | Relation::GrowthTimes
                    | Relation::GrowthTimesFromDelta
                    | Relation::MeanDiff
            )
        {
            operand.interval = m.quantity.rounding();
        }
        Some(operand)
    }
}

fn joined(one: &Quantity, other: &Quantity, more: bool) -> Operand {
    let (sign, interval) = match more {
        true => ("+", one.interval.add(&other.interval)),
        false => ("−", one.interval.sub(&other.interval)),
    };
    Operand {
        text: format!("（{} {sign} {}）", one.text, other.text),
        start: one.start.min(other.start),
        end: one.end.max(other.end),
        interval,
        unit: one.unit.clone(),
    }
}

/// The term of a ratio at `at` as a percentage, with its own place.
fn nth(ratio: &Quantity, at: usize) -> Option<Operand> {
    let mut from = 0;
    let digits = |c: char| c.is_ascii_digit() || c == '.' || ('０'..='９').contains(&c);
    let parts = ratio.text.split(|c| !digits(c)).filter(|p| !p.is_empty());
    for (number, part) in parts.enumerate() {
        let start = ratio.text[from..].find(part)? + from;
        from = start + part.len();
        if number == at {
            let read = quantity::parse(part).ok()?;
            return Some(Operand {
                text: part.to_owned(),
                start: ratio.start + start,
                end: ratio.start + from,
                interval: read.rounding().times_ten_to(-2),
                unit: Unit::percent(),
            });
        }
    }
    None
}

/// So many to one: 1:19.85 and 19.85:1.
fn per_one(ratio: &Quantity) -> Option<Operand> {
    let [first, second] = ratio.parts[..] else { return None };
    let one = quantity::Decimal::ONE;
    if !matches!(ratio.hedge, Hedge::None | Hedge::Reaching) {
        return None;
    }
    let at = if first == one { 1 } else { 0 };
    if first != one && second != one {
        return None;
    }
    let term = nth(ratio, at)?;
    Some(Operand { interval: term.interval.times_ten_to(2), ..Operand::of(ratio) })
}

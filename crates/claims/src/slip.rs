//! The likely slip (笔误) behind a contradiction.

use crate::claim::{Claim, Operand, Slip, Verdict};
use crate::relation::Relation;
use quantity::{Decimal, Interval};

fn is_rate(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::GrowthPct
            | Relation::DeclinePct
            | Relation::SharePct
            | Relation::CagrPct
            | Relation::GrowthFromDeltaPct
            | Relation::DeclineFromDeltaPct
    )
}

/// What a single claim shows of its slip.
pub(crate) fn likely(
    relation: Relation,
    operands: &[Operand],
    published: &Operand,
    implied: Option<&Interval>,
) -> Option<Slip> {
    let implied = implied?;
    let printed = &published.interval;
    let fits = |with: &Interval| with.meets(printed);
    if matches!(relation, Relation::GrowthPct | Relation::DeclinePct | Relation::Diff | Relation::Decrease)
        && fits(&implied.neg())
    {
        return Some(Slip::Direction);
    }
    if matches!(relation, Relation::GrowthPct | Relation::DeclinePct)
        && let [new, old] = operands
    {
        // Divided by the new value instead of the old.
        let change = new.interval.sub(&old.interval).abs();
        if change.div(&new.interval).is_some_and(|i| fits(&i)) {
            return Some(Slip::WrongDenominator);
        }
        let rates = new.unit.is_pure() && old.unit.is_pure();
        if rates && fits(&change) {
            return Some(Slip::PercentForPoint);
        }
    }
    if relation == Relation::SharePct
        && let [part, whole] = operands
        && part.interval.div(&whole.interval.sub(&part.interval)).is_some_and(|i| fits(&i))
    {
        // Divided by the rest instead of the whole.
        return Some(Slip::WrongDenominator);
    }
    if relation == Relation::PpDiff
        && let [one, other] = operands
    {
        let relative = |a: &Operand, b: &Operand| {
            a.interval.div(&b.interval).map(|q| q.sub(&Interval::point(Decimal::ONE)).abs())
        };
        if [relative(one, other), relative(other, one)].into_iter().flatten().any(|i| fits(&i)) {
            return Some(Slip::PercentForPoint);
        }
    }
    // Rates have no 万: a factor of a hundred thousand there is still a lost point.
    for by in [4, -4, 8, -8] {
        if !is_rate(relation) && fits(&implied.times_ten_to(by)) {
            return Some(Slip::Unit);
        }
    }
    for by in [1, -1, 2, -2, 3, -3] {
        if fits(&implied.times_ten_to(by)) {
            return Some(Slip::DecimalPoint);
        }
    }
    if let Some(slip) = of_an_operand(relation, operands, printed) {
        return Some(slip);
    }
    let step = printed.hi().checked_sub(&printed.lo())?;
    if swapped(&published.text).iter().any(|value| {
        let width = Interval::new(step.negated(), step).mul(&Interval::point(Decimal::new(5, 1)));
        fits_value(implied, value, published, &width)
    }) {
        return Some(Slip::SwappedDigits);
    }
    let near = Interval::new(printed.lo().checked_sub(&step)?, printed.hi().checked_add(&step)?);
    near.meets(implied).then_some(Slip::Rounding)
}

fn fits_value(implied: &Interval, value: &Decimal, published: &Operand, width: &Interval) -> bool {
    value.times_ten_to(published.unit.scale()).is_some_and(|v| Interval::point(v).add(width).meets(implied))
}

/// An operand with its point or its unit elsewhere would make the claim true.
fn of_an_operand(relation: Relation, operands: &[Operand], printed: &Interval) -> Option<Slip> {
    let intervals: Vec<Interval> = operands.iter().map(|o| o.interval).collect();
    for (by, slip) in [
        (4, Slip::Unit),
        (-4, Slip::Unit),
        (1, Slip::DecimalPoint),
        (-1, Slip::DecimalPoint),
        (2, Slip::DecimalPoint),
        (-2, Slip::DecimalPoint),
    ] {
        for at in 0..intervals.len().min(12) {
            let mut changed = intervals.clone();
            changed[at] = changed[at].times_ten_to(by);
            if relation.implied(&changed).is_some_and(|i| i.meets(printed)) {
                return Some(slip);
            }
        }
    }
    for at in 0..operands.len().min(12) {
        for value in swapped(&operands[at].text) {
            let Some(value) = value.times_ten_to(operands[at].unit.scale()) else {
                continue;
            };
            let half = operands[at]
                .interval
                .hi()
                .checked_sub(&operands[at].interval.lo())?
                .checked_mul(&Decimal::new(5, 1))?;
            let mut changed = intervals.clone();
            changed[at] = Interval::point(value).add(&Interval::new(half.negated(), half));
            if relation.implied(&changed).is_some_and(|i| i.meets(printed)) {
                return Some(Slip::SwappedDigits);
            }
        }
    }
    None
}

/// The values that a number has when two neighbouring digits change places.
fn swapped(text: &str) -> Vec<Decimal> {
    let digits: Vec<char> =
        text.chars().filter(|c| *c != ',').take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let mut values = Vec::new();
    let places: Vec<usize> = (0..digits.len()).filter(|i| digits[*i].is_ascii_digit()).collect();
    for pair in places.windows(2).take(20) {
        let mut other = digits.clone();
        other.swap(pair[0], pair[1]);
        if other != digits
            && let Ok(value) = other.iter().collect::<String>().parse()
        {
            values.push(value);
        }
    }
    values
}

/// Slips that only the neighbours show: a line copied, a list rotated.
pub(crate) fn by_neighbours(claims: &mut [Claim]) {
    let mut by_place: Vec<usize> = (0..claims.len()).collect();
    by_place.sort_by_key(|i| claims[*i].published.start);
    for at in 0..by_place.len() {
        let here = by_place[at];
        if claims[here].verdict != Verdict::Inconsistent
            || matches!(claims[here].slip, Some(Slip::ForcedToHundred | Slip::YearLabel))
        {
            continue;
        }
        let neighbours = by_place[at.saturating_sub(6)..(at + 7).min(by_place.len())].iter().copied();
        let others: Vec<usize> =
            neighbours.filter(|n| *n != here && claims[*n].relation == claims[here].relation).collect();
        let printed = claims[here].published.text.clone();
        let copied = others
            .iter()
            .any(|n| claims[*n].published.text == printed && claims[*n].verdict == Verdict::Consistent);
        let fits = |n: usize| {
            let own = claims[here].implied.as_ref();
            let published = &claims[n].published;
            own.is_some_and(|i| i.times_ten_to(published.unit.scale()).meets(&published.interval))
        };
        let rotated = others.iter().any(|n| claims[*n].verdict == Verdict::Inconsistent && fits(*n));
        if copied {
            claims[here].slip = Some(Slip::CopiedLine);
        } else if rotated {
            claims[here].slip = Some(Slip::RotatedList);
        }
        if (copied || rotated)
            && let Some(slip) = claims[here].slip
            && let Some((sum, _)) = claims[here].note.rsplit_once('；')
        {
            claims[here].note = format!("{sum}；{}", slip.advice());
        }
    }
}

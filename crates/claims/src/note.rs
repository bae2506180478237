//! One line for the reader: the arithmetic, and what to do.

use crate::claim::{Claim, Operand, Reason, Slip, Strength, Verdict};
use crate::relation::Relation;
use quantity::{Decimal, Interval};

fn arithmetic(relation: Relation, operands: &[Operand]) -> String {
    let text = |i: usize| operands.get(i).map_or("?", |o| o.text.as_str());
    match relation {
        Relation::GrowthPct | Relation::GrowthTimes => format!("{} ÷ {} − 1", text(0), text(1)),
        Relation::DeclinePct => format!("1 − {} ÷ {}", text(0), text(1)),
        Relation::MeanDiff => format!("({} − {}) ÷ {}", text(0), text(1), text(2)),
        Relation::TimesFromDelta => format!("{0} ÷ ({0} − {1})", text(0), text(1)),
        Relation::GrowthTimesFromDelta => format!("{1} ÷ ({0} − {1})", text(0), text(1)),
        Relation::Balance => format!("{} − {}", text(0), text(1)),
        Relation::GrowthFromDeltaPct => format!("{1} ÷ ({0} − {1})", text(0), text(1)),
        Relation::DeclineFromDeltaPct => format!("{1} ÷ ({0} + {1})", text(0), text(1)),
        Relation::Diff => format!("{} − {}", text(0), text(1)),
        Relation::Decrease => format!("{} − {}", text(1), text(0)),
        Relation::PpDiff => format!("{} 与 {} 之差", text(0), text(1)),
        Relation::SharePct | Relation::PerUnit | Relation::Ratio => format!("{} ÷ {}", text(0), text(1)),
        Relation::RatioInv => format!("{} ÷ {}", text(1), text(0)),
        Relation::Sum => operands.iter().map(|o| o.text.as_str()).collect::<Vec<_>>().join(" + "),
        Relation::CagrPct => format!("({} ÷ {}) 开 {} 次方 − 1", text(0), text(1), text(2)),
        Relation::Threshold | Relation::Same | Relation::Count | Relation::Period => text(0).to_owned(),
    }
}

/// An interval as a reader wants it: as few digits as show where it lies.
pub(crate) fn shown(interval: &Interval, places: u32) -> String {
    if let Some(value) = interval.exact().filter(|v| v.scale() <= places) {
        return value.to_string();
    }
    let (lo, hi) = (interval.lo().floor(places), interval.hi().ceil(places));
    let end = |value: Decimal, far: &str| {
        if value.abs() >= Decimal::ten_to(30) { far.to_owned() } else { value.to_string() }
    };
    format!("{}—{}", end(lo, "不限"), end(hi, "不限"))
}

/// The line of a claim.
pub(crate) fn write(claim: &Claim) -> String {
    let Claim { relation, operands, published, .. } = claim;
    let unit = published.unit.name();
    let sum = || match (relation, &operands[..], &claim.implied) {
        (Relation::Sum, [part], _) => format!("其中的{}大于总数{}", part.text, published.text),
        (_, _, Some(implied)) => format!("{} = {}{unit}", arithmetic(*relation, operands), shown(implied, 4)),
        _ => String::new(),
    };
    match (claim.verdict, claim.strength) {
        (Verdict::Consistent, Some(Strength::Entailed)) => format!("{}，与所写{}相符", sum(), published.text),
        (Verdict::Consistent, _) => {
            format!("{}，由所列数推不出{}，但不矛盾", sum(), published.text)
        }
        (Verdict::Inconsistent, _) => {
            let advice = claim.slip.map_or("请核对原始数据", Slip::advice);
            let against = if claim.implied.is_some() {
                format!("，与所写{}不符", published.text)
            } else {
                String::new()
            };
            format!("{}{against}；{advice}", sum())
        }
        (Verdict::Undetermined, _) => {
            let why = claim.reason.map_or("不能判断", Reason::sentence);
            match claim.implied {
                Some(_) => format!("{}：{why}（{}）", relation.title(), sum()),
                None => format!("{}{}：{why}", relation.title(), published.text),
            }
        }
    }
}

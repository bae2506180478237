//! One line for the reader: the arithmetic, and what to do.

use crate::claim::{Operand, Reason, Slip, Strength, Verdict};
use crate::relation::Relation;
use quantity::{Decimal, Interval};

fn arithmetic(relation: Relation, operands: &[Operand]) -> String {
    let text = |i: usize| operands.get(i).map_or("?", |o| o.text.as_str());
    match relation {
        Relation::GrowthPct | Relation::GrowthTimes => format!("{} ÷ {} − 1", text(0), text(1)),
        Relation::DeclinePct => format!("1 − {} ÷ {}", text(0), text(1)),
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

#[allow(clippy::too_many_arguments)]
pub(crate) fn write(
    relation: Relation,
    operands: &[Operand],
    published: &Operand,
    verdict: Verdict,
    strength: Option<Strength>,
    implied: Option<&Interval>,
    slip: Option<Slip>,
    reason: Option<Reason>,
) -> String {
    let unit = published.unit.name();
    let sum = implied.map(|i| format!("{} = {}{unit}", arithmetic(relation, operands), shown(i, 4)));
    match (verdict, strength) {
        (Verdict::Consistent, Some(Strength::Entailed)) => {
            format!("{}，与所写{}相符", sum.unwrap_or_default(), published.text)
        }
        (Verdict::Consistent, _) => {
            format!("{}，由所列数推不出{}，但不矛盾", sum.unwrap_or_default(), published.text)
        }
        (Verdict::Inconsistent, _) => {
            let advice = slip.map_or("请核对原始数据", Slip::advice);
            format!("{}，与所写{}不符；{advice}", sum.unwrap_or_default(), published.text)
        }
        (Verdict::Undetermined, _) => {
            let why = reason.map_or("不能判断", Reason::sentence);
            match sum {
                Some(sum) => format!("{}：{why}（{sum}）", relation.title()),
                None => format!("{}{}：{why}", relation.title(), published.text),
            }
        }
    }
}

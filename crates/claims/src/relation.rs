//! Relations (关系) between printed numbers, and what the operands imply for the published one.

use quantity::{Decimal, Interval};
use serde::{Deserialize, Serialize};

/// What a sentence asserts of its numbers. Operands are in base units, in the order given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// New and old value → growth rate: 比上年15.28亿元增长1.01%.
    GrowthPct,
    /// New and old value → rate of decline.
    DeclinePct,
    /// New value and amount of change → growth rate: 比2013年增加7.6万所，增长38.2%.
    GrowthFromDeltaPct,
    /// New value and amount of change → rate of decline.
    DeclineFromDeltaPct,
    /// New and old value → increase.
    Diff,
    /// New and old value → decrease.
    Decrease,
    /// New and old value and number of years → mean yearly increase or decrease (年均增加, 年均减少).
    MeanDiff,
    /// New value and amount of change → multiple of the old: 增加6.02万人，翻了一番.
    TimesFromDelta,
    /// New value and amount of change → how many times more: 增加55万吨，增长1.2倍.
    GrowthTimesFromDelta,
    /// Income and spending → what is left (收支相抵).
    Balance,
    /// Two rates → difference in percentage points, whichever is greater.
    PpDiff,
    /// Part and whole → share.
    SharePct,
    /// Parts → total.
    Sum,
    /// Total and number → mean: 生均, 人均, 校均.
    PerUnit,
    /// New and old value, or one thing and another → multiple: 是1949年的1466倍.
    Ratio,
    /// Staff and pupils → 1 : pupils per member of staff.
    RatioInv,
    /// New and old value → how many times more: 增长3倍.
    GrowthTimes,
    /// New and old value and number of years → mean yearly growth (年均增长).
    CagrPct,
    /// Value against a bound: 首次超过3万亿元.
    Threshold,
    /// Things named → their number: 甲、乙、丙等3所.
    Count,
    /// One quantity in two wordings: 10G, 万兆.
    Same,
    /// Year of the value and year of its base.
    Period,
}

impl Relation {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Relation::GrowthPct => "growth_pct",
            Relation::DeclinePct => "decline_pct",
            Relation::GrowthFromDeltaPct => "growth_from_delta_pct",
            Relation::DeclineFromDeltaPct => "decline_from_delta_pct",
            Relation::Diff => "diff",
            Relation::Decrease => "decrease",
            Relation::MeanDiff => "mean_diff",
            Relation::TimesFromDelta => "times_from_delta",
            Relation::GrowthTimesFromDelta => "growth_times_from_delta",
            Relation::Balance => "balance",
            Relation::PpDiff => "pp_diff",
            Relation::SharePct => "share_pct",
            Relation::Sum => "sum",
            Relation::PerUnit => "per_unit",
            Relation::Ratio => "ratio",
            Relation::RatioInv => "ratio_inv",
            Relation::GrowthTimes => "growth_times",
            Relation::CagrPct => "cagr_pct",
            Relation::Threshold => "threshold",
            Relation::Count => "count",
            Relation::Same => "same",
            Relation::Period => "period",
        }
    }

    /// The name in Chinese, for a reader.
    pub fn title(self) -> &'static str {
        match self {
            Relation::GrowthPct | Relation::GrowthFromDeltaPct => "增长率",
            Relation::DeclinePct | Relation::DeclineFromDeltaPct => "下降率",
            Relation::Diff => "增加额",
            Relation::Decrease => "减少额",
            Relation::MeanDiff => "年均增减",
            Relation::TimesFromDelta => "倍数",
            Relation::GrowthTimesFromDelta => "增长倍数",
            Relation::Balance => "结余",
            Relation::PpDiff => "百分点之差",
            Relation::SharePct => "占比",
            Relation::Sum => "合计",
            Relation::PerUnit => "平均",
            Relation::Ratio => "倍数",
            Relation::RatioInv => "师生比",
            Relation::GrowthTimes => "增长倍数",
            Relation::CagrPct => "年均增长",
            Relation::Threshold => "界限",
            Relation::Count => "列举个数",
            Relation::Same => "同一数的两种写法",
            Relation::Period => "年份",
        }
    }

    /// What the operands imply for the published number, in base units; `None` if they do not suffice or a divisor may be
    /// nought.
    ///
    /// ```
    /// use claims::Relation;
    /// use quantity::parse;
    /// let operands = [parse("144682.33万元").unwrap().interval, parse("151271.81万元").unwrap().interval];
    /// let decline = Relation::DeclinePct.implied(&operands).unwrap();
    /// assert!(decline.within(&parse("4.36%").unwrap().interval));
    /// ```
    pub fn implied(self, operands: &[Interval]) -> Option<Interval> {
        let one = Interval::point(Decimal::ONE);
        match (self, operands) {
            (Relation::GrowthPct | Relation::GrowthTimes, [new, old]) => Some(new.div(old)?.sub(&one)),
            (Relation::DeclinePct, [new, old]) => Some(one.sub(&new.div(old)?)),
            (Relation::GrowthFromDeltaPct, [new, delta]) => delta_rate(new, delta, 1),
            (Relation::DeclineFromDeltaPct, [new, delta]) => delta_rate(new, delta, -1),
            (Relation::Diff, [new, old]) => Some(new.sub(old)),
            (Relation::Decrease, [new, old]) => Some(old.sub(new)),
            (Relation::MeanDiff, [new, old, years]) => new.sub(old).abs().div(years),
            (Relation::TimesFromDelta, [new, delta]) => Some(one.add(&delta_rate(new, delta, 1)?)),
            (Relation::GrowthTimesFromDelta, [new, delta]) => delta_rate(new, delta, 1),
            (Relation::Balance, [income, spending]) => Some(income.sub(spending)),
            (Relation::PpDiff, [one, other]) => Some(one.sub(other).abs()),
            (Relation::SharePct | Relation::PerUnit | Relation::Ratio, [part, whole]) => part.div(whole),
            (Relation::RatioInv, [staff, pupils]) => pupils.div(staff),
            (Relation::Sum, parts) if parts.len() > 1 => Some(Interval::sum(parts)),
            (Relation::CagrPct, [new, old, years]) => yearly(new, old, years),
            (Relation::Threshold | Relation::Same | Relation::Count, [value]) => Some(*value),
            _ => None,
        }
    }
}

/// delta / (new − delta), sharp although delta stands twice: it falls with `new` and, for growth, rises with `delta`.
fn delta_rate(new: &Interval, delta: &Interval, sign: i64) -> Option<Interval> {
    let at = |n: Decimal, d: Decimal| {
        let (n, d) = (Interval::point(n), Interval::point(d));
        let old = if sign > 0 { n.sub(&d) } else { n.add(&d) };
        d.div(&old)
    };
    let low = at(new.hi(), delta.lo())?;
    let high = at(new.lo(), delta.hi())?;
    Some(low.hull(&high))
}

/// (new/old)^(1/years) − 1, by halving between −100% and the growth over the whole time.
fn yearly(new: &Interval, old: &Interval, years: &Interval) -> Option<Interval> {
    let years = years.exact().filter(|y| y.is_whole())?.mantissa();
    if !(1..=200).contains(&years) || !old.gt(&Interval::ZERO).is_yes() || !new.gt(&Interval::ZERO).is_yes() {
        return None;
    }
    let factor = new.div(old)?;
    let power =
        |rate: Decimal| (0..years).fold(Interval::point(Decimal::ONE), |p, _| p.mul(&Interval::point(rate)));
    let root = |goal: Decimal, up: bool| {
        let (mut low, mut high) = (Decimal::ZERO, goal.max(Decimal::ONE).ceil(0));
        let half = Decimal::new(5, 1);
        for _ in 0..60 {
            let middle = low.checked_add(&high)?.checked_mul(&half)?;
            let middle = if up { middle.ceil(12) } else { middle.floor(12) };
            if power(middle).lo() > goal { high = middle } else { low = middle }
        }
        Some(if up { high } else { low })
    };
    let ends = Interval::new(root(factor.lo(), false)?, root(factor.hi(), true)?);
    Some(ends.sub(&Interval::point(Decimal::ONE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        quantity::parse(text).unwrap().interval
    }

    #[test]
    fn mean_yearly_growth_is_the_root() {
        let rate = Relation::CagrPct
            .implied(&[interval("121.00元"), interval("100.00元"), Interval::from(2)])
            .unwrap();
        assert!(rate.contains(Decimal::new(10, 2)), "{rate}");
        assert!(rate.hi().checked_sub(&rate.lo()).unwrap() < Decimal::new(1, 2));
    }

    #[test]
    fn growth_from_the_change_is_sharp() {
        let rate =
            Relation::GrowthFromDeltaPct.implied(&[interval("27.4万所"), interval("7.6万所")]).unwrap();
        assert_eq!(
            (rate.lo().round(6).to_string(), rate.hi().round(6).to_string()),
            ("0.379397".into(), "0.388325".into())
        );
    }
}

//! Hedges (概数词): what 余, 近, 约, 以上, 不足 … let the true value be.

use crate::decimal::Decimal;
use crate::interval::Interval;
use serde::Serialize;

/// How a written number stands to the true one (GB/T 15835-2011; 余 and 多 as in common official use).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// As written, rounded at its last digit.
    #[default]
    None,
    /// 余, 多: above the written number, below the next one at the same position (30余 is 31 to 39).
    Over,
    /// 近, 将近, 接近: below the written number, not by a whole step.
    Near,
    /// 约, 大约, 左右, 上下: about.
    About,
    /// 达, 达到: as written, reached.
    Reaching,
    /// 以上, 不低于, 不少于, 至少: this or more.
    AtLeast,
    /// 超过, 突破, 逾, 高于: more.
    Above,
    /// 以下, 以内, 不超过, 不高于, 至多: this or less.
    AtMost,
    /// 不足, 不到, 低于, 少于: less.
    Below,
}

/// Words before a number, longest first, and what they mean.
pub(crate) const BEFORE: &[(&str, Hedge)] = &[
    ("不低于", Hedge::AtLeast),
    ("不少于", Hedge::AtLeast),
    ("不小于", Hedge::AtLeast),
    ("不高于", Hedge::AtMost),
    ("不超过", Hedge::AtMost),
    ("不多于", Hedge::AtMost),
    ("不大于", Hedge::AtMost),
    ("不得低于", Hedge::AtLeast),
    ("不得少于", Hedge::AtLeast),
    ("不得超过", Hedge::AtMost),
    ("不到", Hedge::Below),
    ("不足", Hedge::Below),
    ("不满", Hedge::Below),
    ("至少", Hedge::AtLeast),
    ("最少", Hedge::AtLeast),
    ("至多", Hedge::AtMost),
    ("最多", Hedge::AtMost),
    ("超过", Hedge::Above),
    ("突破", Hedge::Above),
    ("高于", Hedge::Above),
    ("大于", Hedge::Above),
    ("多于", Hedge::Above),
    ("低于", Hedge::Below),
    ("少于", Hedge::Below),
    ("小于", Hedge::Below),
    ("达到", Hedge::Reaching),
    ("将近", Hedge::Near),
    ("接近", Hedge::Near),
    ("大约", Hedge::About),
    ("约", Hedge::About),
    ("近", Hedge::Near),
    ("超", Hedge::Above),
    ("逾", Hedge::Above),
    ("达", Hedge::Reaching),
];

/// Words behind the unit.
pub(crate) const BEHIND: &[(&str, Hedge)] = &[
    ("及以上", Hedge::AtLeast),
    ("及以下", Hedge::AtMost),
    ("以上", Hedge::AtLeast),
    ("以下", Hedge::AtMost),
    ("以内", Hedge::AtMost),
    ("左右", Hedge::About),
    ("上下", Hedge::About),
];

/// Characters that with a one-character hedge before a number make another word: 节约, 附近, 下达.
const COMPOUND: &[(&str, &str)] =
    &[("约", "节预合签契履公条违制"), ("近", "附最邻就临远"), ("达", "下传转表发到抵送"), ("超", "赶反")];

/// The hedge that ends `before`, and its word.
pub(crate) fn leading(before: &str) -> Option<(&'static str, Hedge)> {
    let (word, hedge) =
        BEFORE.iter().filter(|(word, _)| before.ends_with(word)).max_by_key(|(w, _)| w.len())?;
    let rest = &before[..before.len() - word.len()];
    let other = rest.chars().next_back();
    let compound = COMPOUND.iter().any(|(w, others)| w == word && other.is_some_and(|c| others.contains(c)));
    (!compound).then_some((*word, *hedge))
}

/// What a number may stand for, all in base units.
///
/// `half` is half a unit of the last printed digit, nought for a number known to be exact; `position` the value of one at
/// the last digit that is not nought; `whole` says that the thing counted comes in whole numbers. The upper half of a rounding is included: what touches is allowed.
pub(crate) fn interval(
    value: Decimal,
    half: Decimal,
    position: Decimal,
    hedge: Hedge,
    whole: bool,
) -> Option<Interval> {
    let up = |by: Decimal| value.checked_add(&by);
    let down = |by: Decimal| value.checked_sub(&by);
    Some(match hedge {
        Hedge::None | Hedge::Reaching => Interval::new(down(half)?, up(half)?),
        Hedge::Over => {
            let next = up(position)?;
            let two = Decimal::from(2);
            if whole && next.is_whole() && value.is_whole() && next.checked_sub(&value)? >= two {
                Interval::new(up(Decimal::ONE)?, next.checked_sub(&Decimal::ONE)?)
            } else {
                Interval::new(value, next)
            }
        }
        Hedge::Near => Interval::new(down(position)?, value),
        Hedge::About => Interval::new(down(position)?, up(position)?),
        Hedge::AtLeast | Hedge::Above => Interval::at_least(value),
        Hedge::AtMost | Hedge::Below if value.is_negative() => Interval::at_most(value),
        Hedge::AtMost | Hedge::Below => Interval::new(Decimal::ZERO, value),
    })
}

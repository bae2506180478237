//! Growth, decline and difference (增减): 比上年…增加…，增长…; 由…提高到…; 较…提高…个百分点.

use crate::claim::{Claim, Reason, Slip};
use crate::judge::{Proposal, decide, undecided};
use crate::relation::Relation;
use crate::role::{Kind, Role, Way, alike};
use crate::sentence::{Item, Sentence};
use crate::series::listed;
use crate::years::{doubled, mean_growth, year_label};
use quantity::{Hedge, Quantity};

/// What the clause under way compares.
#[derive(Default)]
pub(crate) struct Frame<'a> {
    pub(crate) new: Option<&'a Quantity>,
    pub(crate) old: Option<&'a Quantity>,
    delta: Option<(&'a Quantity, Way)>,
    /// The sentence before gave the value, or other values of the same kind stand nearby.
    others: Vec<&'a Quantity>,
    pub(crate) years: (Option<i32>, Option<i32>),
    /// Where in the claims a rate waits for the amount of the change: 同比增长10.85%，增收2798万元.
    waiting: Option<(usize, &'a Quantity, Way)>,
    /// The value is one of a list, so that it need not be the one compared.
    among_many: bool,
}

/// Claims of change in a sentence; `previous` is the one before it in the same paragraph.
pub(crate) fn claims<'a>(sentence: &Sentence<'a>, previous: Option<&Sentence<'a>>, found: &mut Vec<Claim>) {
    let doubt = doubt(sentence);
    let mut frame = Frame::default();
    let listed = listed(sentence);
    let mut pending_origin: Option<&Item<'a>> = None;
    for (at, item) in sentence.items.iter().enumerate() {
        let after = sentence.after(at);
        if item.before.contains(['；', ';']) {
            frame = Frame::default();
            pending_origin = None;
        }
        let role = item.role.clone();
        if listed[at] && matches!(role, Role::Base(_) | Role::Change { .. } | Role::From) {
            // Lists that answer to lists are read as such.
            frame = Frame::default();
            continue;
        }
        match role {
            Role::Base(words) => {
                let new = value_before(sentence, at, item);
                frame = Frame { old: Some(item.quantity), ..Frame::default() };
                frame.among_many = new.is_some_and(|i| listed[i]);
                frame.years.1 = item.year;
                match new {
                    Some(index) => {
                        let of = &sentence.items[index];
                        frame.new = Some(of.quantity);
                        frame.years.0 = of.year;
                        frame.others = others(sentence, index, item);
                        // 比初中, 比计划: another thing, not another time.
                        frame.among_many |= !crate::role::is_period(&words) && !is_standard(&words);
                        year_label(of, item, &words, found);
                    }
                    None => {
                        let opening = sentence.items[..at].is_empty()
                            && item.before.trim_start().starts_with(['比', '较']);
                        let last =
                            previous.filter(|p| opening && p.paragraph == sentence.paragraph && !p.inside);
                        let value =
                            last.and_then(|p| value_before(p, p.items.len(), item).map(|i| &p.items[i]));
                        frame.new = value.map(|v| v.quantity);
                    }
                }
            }
            Role::From => {
                pending_origin = Some(item);
                frame = Frame::default();
            }
            Role::Target => {
                let origin = pending_origin.take().filter(|o| alike(&o.quantity.unit, &item.quantity.unit));
                frame =
                    Frame { new: Some(item.quantity), old: origin.map(|o| o.quantity), ..Frame::default() };
                frame.years = (item.year, origin.and_then(|o| o.year));
                doubled(&frame, after, found);
            }
            Role::Change { way, yearly, .. } => {
                if let Some(origin) = pending_origin.take()
                    && frame.old.is_none()
                {
                    frame.old = Some(origin.quantity);
                }
                if frame.new.is_none() {
                    frame.new = latest_value(sentence, at);
                }
                if frame.old.is_none() && frame.delta.is_none() {
                    year_before(&mut frame, sentence, at);
                }
                changed(&mut frame, item, way, yearly, doubt, found);
            }
            Role::Value => {
                let bounded = matches!(
                    item.quantity.hedge,
                    Hedge::Above | Hedge::AtLeast | Hedge::AtMost | Hedge::Below
                );
                // 首次超过3万亿元 says something of the value before it, not a new one.
                // 完成预算的45.5% neither.
                let completion = item.kind == Kind::Rate && completes(&item.before);
                if !completion && (!bounded || frame.new.is_none()) {
                    frame = Frame { new: Some(item.quantity), years: (item.year, None), ..Frame::default() };
                }
            }
            Role::Share(_) => {
                frame = Frame { new: Some(item.quantity), years: (item.year, None), ..Frame::default() };
            }
            Role::Whole => {}
            Role::Other => frame = Frame::default(),
        }
    }
}

/// 完成年初预算的, 为预算的: a share of what was planned, which does not end the comparison under way.
fn completes(before: &str) -> bool {
    let words = crate::role::clause(before).trim();
    words.is_empty()
        || words == "的"
        || (["完成", "为", "占", "达"].iter().any(|w| words.starts_with(w))
            && ["的", "预算", "计划"].iter().any(|w| words.ends_with(w)))
}

/// Why arithmetic on the printed figures would prove nothing here.
fn doubt(sentence: &Sentence<'_>) -> Option<Reason> {
    let words = sentence.words() + &sentence.aside;
    let says = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if says(&["可比价", "不变价", "可比价格", "实际增长", "扣除价格", "生产总值", "GDP", "增加值"])
    {
        return Some(Reason::ConstantPrices);
    }
    says(&["同口径", "可比口径", "剔除", "扣除", "还原", "口径调整", "新口径"])
        .then_some(Reason::RebasedScope)
}

/// The value that a base is compared with: the nearest before it of the same dimension that is a value itself.
fn value_before(sentence: &Sentence<'_>, at: usize, base: &Item<'_>) -> Option<usize> {
    let from = (0..at)
        .rev()
        .find(|i| sentence.items.get(i + 1).is_some_and(|n| *i + 1 < at && n.before.contains(['；', ';'])))
        .map_or(0, |i| i + 1);
    (from..at).rev().find(|i| {
        let item = &sentence.items[*i];
        let bounded =
            matches!(item.quantity.hedge, Hedge::Above | Hedge::AtLeast | Hedge::Below | Hedge::AtMost);
        !bounded
            && item.kind == base.kind
            && alike(&item.quantity.unit, &base.quantity.unit)
            && matches!(item.role, Role::Value | Role::Target | Role::Share(_) | Role::Whole)
    })
}

fn latest_value<'a>(sentence: &Sentence<'a>, at: usize) -> Option<&'a Quantity> {
    let item = sentence.items[..at].last()?;
    matches!(item.role, Role::Value | Role::Target).then_some(item.quantity)
}

/// 2023年安排1.2亿元，2024年安排1.5亿元，比上年增长25%: the value of the year before, if the sentence has one.
fn year_before<'a>(frame: &mut Frame<'a>, sentence: &Sentence<'a>, at: usize) {
    let Some(new) = frame.new else { return };
    let items = &sentence.items[at.saturating_sub(8)..at];
    let Some(year) = items.iter().find(|i| i.quantity.start == new.start).and_then(|i| i.year) else {
        return;
    };
    let before = |i: &&Item<'a>| {
        i.year == Some(year - 1) && alike(&i.quantity.unit, &new.unit) && i.quantity.start < new.start
    };
    if let Some(old) = items.iter().rev().find(before) {
        frame.old = Some(old.quantity);
        frame.among_many = true;
    }
}

/// 全市平均水平, 目标, 标准: what values of the same thing are held against.
fn is_standard(words: &str) -> bool {
    ["平均", "水平", "目标", "标准", "均值"].iter().any(|w| words.contains(w))
}

/// Other values before `chosen` that the words would also allow.
fn others<'a>(sentence: &Sentence<'a>, chosen: usize, base: &Item<'_>) -> Vec<&'a Quantity> {
    let like = |i: &&Item<'a>| i.kind == base.kind && alike(&i.quantity.unit, &base.quantity.unit);
    sentence.items[..chosen].iter().rev().filter(like).take(4).map(|i| i.quantity).collect()
}

fn changed<'a>(
    frame: &mut Frame<'a>,
    item: &Item<'a>,
    way: Way,
    yearly: bool,
    doubt: Option<Reason>,
    found: &mut Vec<Claim>,
) {
    let published = item.quantity;
    let kind = item.kind;
    let Some(new) = frame.new else {
        if let Some(old) = frame.old {
            from_base(frame, old, item, way, yearly, found);
            return;
        }
        if matches!(kind, Kind::Rate | Kind::Points | Kind::Times) {
            found.push(undecided(rate_relation(kind, way, yearly), &[], published, Reason::BaseNotStated));
        }
        return;
    };
    let pure = new.unit.is_pure() && !new.unit.name().is_empty() && new.unit.scale() < 0;
    let Some(old) = frame.old else {
        match (kind, frame.delta) {
            (Kind::Rate, Some((delta, same))) if !yearly && same == way && alike(&delta.unit, &new.unit) => {
                found.extend(decide(from_delta(new, delta, published, way).doubted(doubt)));
            }
            (Kind::Amount, _) if alike(&published.unit, &new.unit) => {
                frame.delta = Some((published, way));
                if let Some((at, rate, _)) = frame.waiting.take().filter(|(.., of)| *of == way)
                    && let Some(claim) = decide(from_delta(new, published, rate, way).doubted(doubt))
                {
                    found[at] = claim;
                }
            }
            (Kind::Rate | Kind::Points | Kind::Times, _) => {
                let why = doubt.unwrap_or(Reason::BaseNotStated);
                if kind == Kind::Rate && !yearly {
                    frame.waiting = Some((found.len(), published, way));
                }
                found.push(undecided(rate_relation(kind, way, yearly), &[new], published, why));
            }
            _ => {}
        }
        return;
    };
    let relation = match (kind, way) {
        (Kind::Rate, _) if yearly => {
            mean_growth(frame, new, old, published, doubt, found);
            return;
        }
        (Kind::Rate, Way::Up) => Relation::GrowthPct,
        (Kind::Rate, Way::Down) => Relation::DeclinePct,
        (Kind::Points, _) if pure => Relation::PpDiff,
        (Kind::Times, Way::Up) => Relation::GrowthTimes,
        (Kind::Amount, Way::Up) if alike(&published.unit, &new.unit) => Relation::Diff,
        (Kind::Amount, Way::Down) if alike(&published.unit, &new.unit) => Relation::Decrease,
        (Kind::Points, _) => {
            found.push(undecided(Relation::PpDiff, &[new, old], published, Reason::DoubtfulPairing));
            return;
        }
        _ => return,
    };
    if relation == Relation::PpDiff {
        points(frame, new, old, published, way, found);
        return;
    }
    let mut proposal = Proposal::new(relation, &[new, old], published);
    proposal.doubt = if kind == Kind::Rate { doubt } else { None };
    if frame.among_many {
        proposal = proposal.near();
    }
    proposal.others = frame
        .others
        .iter()
        .map(|other| [*other, old].iter().map(|q| crate::claim::Operand::of(q)).collect())
        .collect();
    let near = frame.among_many && kind == Kind::Rate;
    match decide(proposal) {
        Some(claim) => found.push(claim),
        None if near => found.push(undecided(relation, &[new], published, Reason::DoubtfulPairing)),
        None => {}
    }
}

fn from_delta(new: &Quantity, delta: &Quantity, rate: &Quantity, way: Way) -> Proposal {
    let relation = if way == Way::Up { Relation::GrowthFromDeltaPct } else { Relation::DeclineFromDeltaPct };
    Proposal::new(relation, &[new, delta], rate)
}

/// 与上年的725482人相比，增加25907人，增长3.57%: the rate of an amount in its base, the new value left unsaid.
fn from_base<'a>(
    frame: &mut Frame<'a>,
    old: &'a Quantity,
    item: &Item<'a>,
    way: Way,
    yearly: bool,
    found: &mut Vec<Claim>,
) {
    let published = item.quantity;
    match (item.kind, frame.delta) {
        (Kind::Amount, _) if alike(&published.unit, &old.unit) => frame.delta = Some((published, way)),
        (Kind::Rate, Some((delta, same))) if same == way && !yearly => {
            let up = way == Way::Up;
            let mut proposal = Proposal::new(
                if up { Relation::GrowthPct } else { Relation::DeclinePct },
                &[old, old],
                published,
            );
            let sign = if up { "+" } else { "−" };
            let new = &mut proposal.operands[0];
            new.interval =
                if up { old.interval.add(&delta.interval) } else { old.interval.sub(&delta.interval) };
            new.text = format!("（{} {sign} {}）", old.text, delta.text);
            found.extend(decide(proposal));
        }
        (Kind::Rate | Kind::Points | Kind::Times, _) => {
            found.push(undecided(
                rate_relation(item.kind, way, yearly),
                &[old],
                published,
                Reason::BaseNotStated,
            ));
        }
        _ => {}
    }
}

/// A difference in points has a direction too: from 18.92% to 15.68% it went down.
fn points<'a>(
    frame: &Frame<'a>,
    new: &Quantity,
    old: &Quantity,
    published: &Quantity,
    way: Way,
    found: &mut Vec<Claim>,
) {
    let mut proposal = Proposal::new(Relation::PpDiff, &[new, old], published);
    proposal.others = frame
        .others
        .iter()
        .map(|other| [*other, old].iter().map(|q| crate::claim::Operand::of(q)).collect())
        .collect();
    let against = match way {
        Way::Up => new.interval.lt(&old.interval),
        Way::Down => new.interval.gt(&old.interval),
    };
    let Some(mut claim) = decide(proposal) else { return };
    if claim.verdict == crate::claim::Verdict::Consistent
        && against.is_yes()
        && claim.operands.first().is_some_and(|o| o.start == new.start)
    {
        claim.verdict = crate::claim::Verdict::Inconsistent;
        claim.strength = None;
        claim.slip = Some(Slip::Direction);
        claim.note = format!("{} 与 {}：{}", new.text, old.text, Slip::Direction.advice());
    }
    found.push(claim);
}

fn rate_relation(kind: Kind, way: Way, yearly: bool) -> Relation {
    match (kind, way) {
        _ if yearly => Relation::CagrPct,
        (Kind::Points, _) => Relation::PpDiff,
        (Kind::Times, _) => Relation::GrowthTimes,
        (_, Way::Up) => Relation::GrowthPct,
        (_, Way::Down) => Relation::DeclinePct,
    }
}

//! Means, multiples and staffing ratios: 生均, 是1949年的1466倍, 师生比1:19.85.

use crate::claim::{Claim, Reason};
use crate::judge::{Proposal, decide, undecided};
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};
use crate::sentence::{Item, Sentence};
use quantity::{Form, Hedge, Quantity};

const MEAN: &[&str] = &["生均", "人均", "校均", "班均", "户均", "园均", "师均", "平均每", "均规模", "亩均"];
const PUPILS: &[&str] = &["学生", "在校生", "幼儿", "儿童", "学员", "新生", "在园", "在校学生", "生"];
const STAFF: &[&str] = &["教师", "教职工", "专任", "老师", "保教人员", "教职员工"];

/// How far back operands are looked for.
const NEAR: usize = 14;

/// Claims of mean, multiple and staffing in a paragraph.
pub(crate) fn claims(paragraph: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    let mut amounts: Vec<(&Item<'_>, &str, usize)> = Vec::new();
    for (number, sentence) in paragraph.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            let after = sentence.after(at);
            let nearby = &amounts[amounts.len().saturating_sub(NEAR)..];
            match item.kind {
                Kind::Amount => {
                    let words = clause(&item.before);
                    if MEAN.iter().any(|w| words.contains(w)) {
                        mean(item, nearby, found);
                    }
                    if matches!(item.role, Role::Value | Role::Target | Role::From | Role::Whole) {
                        amounts.push((item, after, number));
                    }
                }
                Kind::Rate if item.before.contains("性别比") && item.quantity.unit.name().is_empty() => {
                    sexes(item, nearby, found);
                }
                Kind::Times if matches!(item.role, Role::Value) => multiple(item, nearby, number, found),
                Kind::Ratio => staffing(item, nearby, number, found),
                _ => {}
            }
        }
    }
}

/// A mean is confirmed if some total and some number before it give it.
fn mean(item: &Item<'_>, amounts: &[(&Item<'_>, &str, usize)], found: &mut Vec<Claim>) {
    for (total, ..) in amounts.iter().rev() {
        if !alike(&total.quantity.unit, &item.quantity.unit) {
            continue;
        }
        for (number, ..) in amounts.iter().rev() {
            let counted =
                number.quantity.unit.is_counted() && !alike(&number.quantity.unit, &total.quantity.unit);
            if counted {
                let proposal =
                    Proposal::new(Relation::PerUnit, &[total.quantity, number.quantity], item.quantity);
                if let Some(claim) = decide(proposal.near()) {
                    found.push(claim);
                    return;
                }
            }
        }
    }
}

/// 性别比105.07: men to a hundred women.
fn sexes(item: &Item<'_>, amounts: &[(&Item<'_>, &str, usize)], found: &mut Vec<Claim>) {
    let of = |sex: char| {
        amounts.iter().rev().find(|(a, ..)| clause(&a.before).contains(sex)).map(|(a, ..)| a.quantity)
    };
    let (Some(men), Some(women)) = (of('男'), of('女')) else { return };
    let Ok(hundredths) = quantity::parse(&format!("{}%", item.quantity.text)) else { return };
    let published = Quantity { interval: hundredths.interval, ..item.quantity.clone() };
    let mut proposal = Proposal::new(Relation::Ratio, &[men, women], &published).near();
    proposal.published.interval = hundredths.interval;
    proposal.published.unit = quantity::Unit::percent();
    found.extend(decide(proposal));
}

/// 是1949年的1466倍.
fn multiple(item: &Item<'_>, amounts: &[(&Item<'_>, &str, usize)], number: usize, found: &mut Vec<Claim>) {
    let words = clause(&item.before);
    let says = ["是", "为", "相当于", "达到"].iter().any(|w| words.contains(w)) && words.contains('的');
    if !says {
        return;
    }
    let Some(year) = item.year else {
        if words.contains("上年") || words.contains("去年") {
            found.push(undecided(Relation::Ratio, &[], item.quantity, Reason::BaseNotStated));
        }
        return;
    };
    let base = amounts.iter().rev().find(|(a, ..)| a.year == Some(year));
    let new = amounts.iter().rev().find(|(a, ..)| {
        a.year != Some(year) && base.is_some_and(|(b, ..)| alike(&a.quantity.unit, &b.quantity.unit))
    });
    let (Some((base, _, at)), Some((new, ..))) = (base, new) else {
        found.push(undecided(Relation::Ratio, &[], item.quantity, Reason::BaseNotStated));
        return;
    };
    let mut proposal = Proposal::new(Relation::Ratio, &[new.quantity, base.quantity], item.quantity);
    if *at != number {
        proposal = proposal.near();
    }
    found.extend(decide(proposal));
}

/// 师生比为1:19.85 with the number of pupils and of staff in the sentence.
fn staffing(item: &Item<'_>, amounts: &[(&Item<'_>, &str, usize)], number: usize, found: &mut Vec<Claim>) {
    let words = clause(&item.before);
    if !words.contains("师生比") && !words.contains("生师比") {
        return;
    }
    let ratio = item.quantity;
    let Some(published) = per_teacher(ratio) else { return };
    let people = |list: &[&str], words: &str, after: &str| {
        let head = words.trim_end_matches(['数', '有', '为', '共', '达']);
        list.iter().any(|w| head.ends_with(w)) || list.iter().any(|w| after.starts_with(w))
    };
    let here = amounts.iter().filter(|(a, _, n)| *n == number && a.quantity.unit.is_counted());
    let (mut pupils, mut staff): (Vec<&Quantity>, Vec<&Quantity>) = (Vec::new(), Vec::new());
    for (amount, after, _) in here {
        let before = clause(&amount.before);
        if people(STAFF, before, after) {
            staff.push(amount.quantity);
        } else if people(PUPILS, before, after) {
            pupils.push(amount.quantity);
        }
    }
    match (&staff[..], &pupils[..]) {
        ([staff], [pupils]) => {
            found.extend(decide(Proposal::new(Relation::RatioInv, &[staff, pupils], &published)));
        }
        ([], _) | (_, []) => found.push(undecided(Relation::RatioInv, &[], ratio, Reason::BaseNotStated)),
        _ => {
            for one in &staff {
                for other in &pupils {
                    let proposal = Proposal::new(Relation::RatioInv, &[one, other], &published).near();
                    if let Some(claim) = decide(proposal) {
                        found.push(claim);
                        return;
                    }
                }
            }
            found.push(undecided(Relation::RatioInv, &[], ratio, Reason::DoubtfulPairing));
        }
    }
}

/// Pupils per member of staff, whichever side of the colon is 1.
fn per_teacher(ratio: &Quantity) -> Option<Quantity> {
    if ratio.form != Form::Ratio
        || ratio.parts.len() != 2
        || !matches!(ratio.hedge, Hedge::None | Hedge::Reaching)
    {
        return None;
    }
    let one = quantity::Decimal::ONE;
    if ratio.parts[0] == one {
        return Some(ratio.clone());
    }
    if ratio.parts[1] != one {
        return None;
    }
    let first = ratio.text.split(|c: char| !(c.is_ascii_digit() || c == '.')).next()?;
    let read = quantity::parse(&format!("{first}倍")).ok()?;
    let rounding = read.rounding();
    Some(Quantity { stated: read.stated, places: read.places, interval: rounding, ..ratio.clone() })
}

//! Things named and their number (列举): 潼州小学、青石小学、东安小学等3所; and one quantity in two wordings.

use crate::claim::{Claim, Operand, Reason, Verdict};
use crate::judge::{Proposal, decide, undecided};
use crate::relation::Relation;
use crate::role::{Kind, Role, clause};
use crate::sentence::{Item, Sentence};
use quantity::{Decimal, Hedge, Interval, Unit};

/// Claims of number in a sentence.
pub(crate) fn claims(sentence: &Sentence<'_>, found: &mut Vec<Claim>) {
    for item in &sentence.items {
        let quantity = item.quantity;
        let small = quantity.stated >= Decimal::from(2) && quantity.stated <= Decimal::from(40);
        if item.kind == Kind::Amount
            && quantity.unit.is_counted()
            && quantity.unit.scale() == 0
            && small
            && quantity.hedge == Hedge::None
            && matches!(item.role, Role::Value)
        {
            named(item, found);
        }
    }
    bounds(sentence, found);
    two_wordings(sentence, found);
}

fn named(item: &Item<'_>, found: &mut Vec<Claim>) {
    let words = item.before.trim_end();
    let (list, more) = match words.strip_suffix('等') {
        Some(rest) => (rest, true),
        None => (words, false),
    };
    let stated = item.quantity.stated;
    if let Some((count, sure)) = quoted(list) {
        let more_than_said = Decimal::from(count as i64) > stated;
        report(item, count, sure && (more_than_said || !more), found);
    } else if let Some((count, alike)) = names(list, more) {
        let more_than_said = Decimal::from(count as i64) > stated;
        report(item, count, alike && more_than_said && more, found);
    }
}

fn report(item: &Item<'_>, count: usize, certain: bool, found: &mut Vec<Claim>) {
    let mut proposal = Proposal::new(Relation::Count, &[], item.quantity);
    proposal.operands.push(Operand {
        text: format!("列出{count}项"),
        start: item.quantity.start,
        end: item.quantity.end,
        interval: Interval::from(count as i64),
        unit: Unit::none(),
    });
    found.extend(decide(if certain { proposal } else { proposal.near() }));
}

/// Phrases in quotation marks at the end of `list`, joined by 、 or 和: how many, and whether they stand each for itself.
fn quoted(list: &str) -> Option<(usize, bool)> {
    let mut rest = list.trim_end();
    let mut count = 0;
    while let Some(head) = rest.strip_suffix('”') {
        let open = head.rfind('“')?;
        let inner = &head[open + '“'.len_utf8()..];
        if inner.contains('、') {
            // One pair of marks around the whole list.
            return (count == 0).then(|| (inner.split('、').count(), false));
        }
        count += 1;
        rest = head[..open].trim_end();
        rest = rest.strip_suffix(['、', '和', '及', '与']).unwrap_or(rest);
    }
    // A clause such as 实行“五主”三个… names one thing only.
    (count >= 2).then_some((count, true))
}

/// Names joined by 、 and 和: how many, and whether all end alike (小学, 小学, 小学).
fn names(list: &str, more: bool) -> Option<(usize, bool)> {
    let list = clause(list);
    let mut pieces: Vec<&str> = list.split('、').collect();
    let last = pieces.pop()?;
    pieces.extend(last.split(['和', '及', '与']).filter(|p| !p.is_empty()));
    if pieces.len() < 2 || pieces.iter().any(|p| p.trim().is_empty() || p.chars().count() > 24) {
        return None;
    }
    let ending = |piece: &str| piece.trim().chars().rev().take(2).collect::<Vec<_>>();
    let head = ending(pieces.last()?);
    let alike = pieces.iter().filter(|p| ending(p) == head).count();
    let all = alike == pieces.len();
    (all || !more).then_some((pieces.len(), all))
}

/// 31396.25亿元，首次超过3万亿元: the value directly before a bound must lie beyond it.
fn bounds(sentence: &Sentence<'_>, found: &mut Vec<Claim>) {
    for at in 1..sentence.items.len() {
        let (value, bound) = (&sentence.items[at - 1], &sentence.items[at]);
        let spoken = bound.quantity.before.is_some()
            && matches!(bound.quantity.hedge, Hedge::Above | Hedge::AtLeast | Hedge::Below | Hedge::AtMost);
        let same = value.kind == bound.kind
            && value.kind != Kind::Ratio
            && value.quantity.unit.same_dimension(&bound.quantity.unit)
            && value.quantity.unit.name().ends_with("百分点")
                == bound.quantity.unit.name().ends_with("百分点");
        if !spoken || !same || !only_adverbs(bound) {
            continue;
        }
        let own = &value.role;
        if matches!(own, Role::Value | Role::Target | Role::Share(_)) && value.quantity.hedge == Hedge::None {
            found.extend(decide(Proposal::new(Relation::Threshold, &[value.quantity], bound.quantity)));
        }
    }
}

fn only_adverbs(bound: &Item<'_>) -> bool {
    const ADVERBS: &[&str] = &[
        "首次",
        "已",
        "均",
        "都",
        "并",
        "也",
        "远",
        "大幅",
        "历史性",
        "地",
        "成功",
        "一举",
        "连续",
        "再次",
        "首度",
        "率先",
        "且",
        "，",
        ",",
        " ",
        "稳定",
    ];
    let hedge = bound.quantity.before.unwrap_or("");
    let mut rest = bound.before.trim().strip_suffix(hedge).unwrap_or(bound.before.trim()).trim();
    while let Some(shorter) = ADVERBS.iter().find_map(|w| rest.strip_prefix(w)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// 内网10G互通、万兆到校: one bandwidth, two wordings.
fn two_wordings(sentence: &Sentence<'_>, found: &mut Vec<Claim>) {
    let Ok(bandwidth) = Unit::parse("G") else { return };
    let lines: Vec<&Item<'_>> =
        sentence.items.iter().filter(|i| i.quantity.unit.same_dimension(&bandwidth)).collect();
    for pair in lines.windows(2) {
        let (one, other) = (pair[0].quantity, pair[1].quantity);
        if one.value() == other.value() && one.unit.name() != other.unit.name() {
            let mut claim = undecided(Relation::Same, &[one], other, Reason::DoubtfulPairing);
            claim.verdict = Verdict::Consistent;
            claim.strength = Some(crate::claim::Strength::Entailed);
            claim.reason = None;
            claim.note = format!("{} = {}，是同一个数的两种写法", one.text, other.text);
            found.push(claim);
        }
    }
}

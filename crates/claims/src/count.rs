//! Things named and their number (列举): 潼州小学、青石小学、东安小学等3所; and one quantity in two wordings.

use crate::claim::{Claim, Rule};
use crate::judge::{Extent, Proposal, Term, decide, same_value, settled};
use crate::relation::Relation;
use crate::role::{CLAUSE, Kind, Role, clause};
use crate::sentence::{Item, Sentence};
use quantity::{Hedge, Unit};

/// Claims of number in a sentence of `text`.
pub(crate) fn claims(sentence: &Sentence<'_>, text: &str, found: &mut Vec<Claim>) {
    for item in &sentence.items {
        let mention = item.mention;
        if item.kind == Kind::Amount
            && mention.unit().is_counted()
            && mention.unit().scale() == 0
            && mention.hedge() == Hedge::None
            && matches!(item.role, Role::Value)
        {
            named(item, found);
            headed(item, text, found);
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
    if let Some((count, sure)) = quoted(list) {
        report(
            item,
            count,
            if more {
                Extent::Some { apart: sure }
            } else if sure {
                Extent::Whole
            } else {
                OPEN
            },
            found,
        );
    } else if let Some((count, alike)) = names(list, more) {
        report(item, count, Extent::Some { apart: alike && more }, found);
    }
}

/// The longest list of names that is counted, in bytes.
const LONGEST: usize = 600;

/// 有3个县：甲县、乙县、丙县, 优秀（4个）：甲县、乙县: the names behind a colon, when all end alike.
fn headed(item: &Item<'_>, text: &str, found: &mut Vec<Claim>) {
    let behind = &text[item.mention.end()..];
    let behind = &behind[..behind.floor_char_boundary(LONGEST)];
    let line = behind.split(['\n', '。', '；', ';']).next().unwrap_or("");
    let Some((noun, list)) = line.split_once('：') else { return };
    if noun.chars().count() > 8 || noun.contains(CLAUSE) || noun.contains('、') {
        return;
    }
    let (list, more) = match list.trim().strip_suffix('等') {
        Some(rest) => (rest, true),
        None => (list.trim(), false),
    };
    let pieces: Vec<&str> = list.split(['、', '和']).map(str::trim).collect();
    let name = |p: &&str| {
        (2..=12).contains(&p.chars().count())
            && !p.contains(|c: char| c.is_ascii_digit())
            && !p.contains(CLAUSE)
    };
    let last = |p: &&str| p.chars().next_back();
    let alike = pieces.windows(2).all(|pair| last(&pair[0]) == last(&pair[1]));
    if pieces.len() >= 2 && alike && pieces.iter().all(name) {
        report(item, pieces.len(), if more { Extent::Some { apart: true } } else { Extent::Whole }, found);
    }
}

const OPEN: Extent<'_> = Extent::Some { apart: false };

fn report<'a>(item: &Item<'a>, count: usize, extent: Extent<'a>, found: &mut Vec<Claim>) {
    let named = Term::Counted { count, words: format!("列出{count}项"), near: item.mention };
    let proposal = Proposal::new(Relation::Count, vec![named], Term::Number(item.mention), Rule::Stated);
    found.extend(decide(proposal.reaching(extent)));
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
        let reached = ["，达到", "，达", ",达到", ",达", "，为"].contains(&bound.before.trim());
        if reached && first_beyond(value) && crate::role::alike(value.mention, bound.mention) {
            // 首次突破3万元，达到30410元: the bound stands before the value.
            let operands = vec![Term::Number(bound.mention)];
            found.extend(decide(Proposal::new(
                Relation::Threshold,
                operands,
                Term::Number(value.mention),
                Rule::Stated,
            )));
            continue;
        }
        let spoken = bound.mention.lead().is_some()
            && matches!(bound.mention.hedge(), Hedge::Above | Hedge::AtLeast | Hedge::Below | Hedge::AtMost);
        let same = value.kind == bound.kind
            && value.kind != Kind::Ratio
            && value.mention.unit().same_dimension(bound.mention.unit())
            && value.mention.unit().name().ends_with("百分点")
                == bound.mention.unit().name().ends_with("百分点");
        if !spoken || !same || !only_adverbs(bound) {
            continue;
        }
        let own = &value.role;
        if matches!(own, Role::Value | Role::Target | Role::Share(_)) && value.mention.hedge() == Hedge::None
        {
            found.extend(decide(Proposal::new(
                Relation::Threshold,
                vec![Term::Number(value.mention)],
                Term::Number(bound.mention),
                Rule::Stated,
            )));
        }
    }
}

/// 首超, 首次突破, 唯一突破: a bound that has been passed.
fn first_beyond(bound: &Item<'_>) -> bool {
    let above =
        matches!(bound.mention.hedge(), Hedge::Above | Hedge::AtLeast) && bound.mention.lead().is_some();
    above && ["首", "突破", "唯一", "成功", "超过"].iter().any(|w| clause(&bound.before).contains(w))
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
    let hedge = bound.mention.lead().unwrap_or("");
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
        sentence.items.iter().filter(|i| i.mention.unit().same_dimension(&bandwidth)).collect();
    for pair in lines.windows(2) {
        let (one, other) = (pair[0].mention, pair[1].mention);
        if one.unit().name() != other.unit().name() && same_value(one, other) {
            found.push(settled(Relation::Same, one, other, None, "是同一个数的两种写法"));
        }
    }
}

//! Names of indicators: bare of their numbering, and which of last year's one is.

use super::{Item, place};
use crate::{Indicator, Pack};
use finding::Finding;
use std::collections::BTreeSet;

/// Two names whose pairs of letters agree so far, in hundredths, are taken for one that was reworded.
const ALIKE: usize = 60;

/// A name without its numbering: 一、投入 (一)投入 A1 投入 1.投入 are 投入.
pub(super) fn bare(cell: &str) -> String {
    let mut rest: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
    loop {
        let numbered = |letter: char| {
            letter.is_ascii_digit() || "一二三四五六七八九十（）()ABCDEFGH第条".contains(letter)
        };
        let number: usize = rest.chars().take_while(|letter| numbered(*letter)).map(char::len_utf8).sum();
        let after = &rest[number..];
        let parted = after.chars().next().filter(|letter| "、.．，,:：".contains(*letter));
        match parted {
            Some(sign) if number > 0 => rest = after[sign.len_utf8()..].to_owned(),
            _ if number > 0 && rest[..number].ends_with([')', '）']) => rest = after.to_owned(),
            _ => return rest.trim_end_matches(['。', '；', ';']).to_owned(),
        }
    }
}

/// Points as a decimal: 10, 10分, 2.5. None when it is no number.
pub(super) fn points(cell: &str) -> Option<String> {
    let bare = cell.trim().trim_end_matches('分').trim();
    bare.parse::<quantity::Decimal>()
        .ok()
        .filter(|points| !points.is_negative())
        .map(|points| points.to_string())
}

/// For each indicator of the table, the position in last year's pack of the one that it is; a likely one is told.
pub(super) fn matched(old: &Pack, items: &[Item], findings: &mut Vec<Finding>) -> Vec<Option<usize>> {
    let scheme: Vec<(usize, &Indicator)> =
        old.indicators.iter().enumerate().filter(|(_, one)| one.number.is_some()).collect();
    let exact = |item: &Item| scheme.iter().find(|(_, one)| bare(&one.name) == item.name).map(|(at, _)| *at);
    let mut matched: Vec<Option<usize>> = items.iter().map(exact).collect();
    let mut taken: BTreeSet<usize> = matched.iter().flatten().copied().collect();
    for (item, found) in items.iter().zip(&mut matched).filter(|(_, found)| found.is_none()) {
        let free = scheme.iter().filter(|(at, _)| !taken.contains(at));
        let mut likely: Vec<(usize, usize, &str)> =
            free.map(|(at, one)| (alike(&item.name, &bare(&one.name)), *at, one.name.as_str())).collect();
        likely.sort_by_key(|(share, at, _)| (std::cmp::Reverse(*share), *at));
        match likely.as_slice() {
            [(share, at, name), rest @ ..] if *share >= ALIKE => {
                // Two that are as like are no guess to be made.
                if rest.first().is_some_and(|(next, ..)| next == share) {
                    let sentence = format!("“{}”与去年的几条同样相近，不能断定是哪一条", item.name);
                    findings.push(Finding::warning("draft.match-unclear", place(item.row), sentence));
                    continue;
                }
                let sentence = format!("“{}”作为去年的“{name}”改了名处理，请核对", item.name);
                findings.push(Finding::warning("draft.renamed", place(item.row), sentence));
                taken.insert(*at);
                *found = Some(*at);
            }
            _ => {}
        }
    }
    matched
}

/// How far two names agree in their pairs of letters, in hundredths (Dice).
fn alike(one: &str, other: &str) -> usize {
    let pairs = |text: &str| -> BTreeSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, other) = (pairs(one), pairs(other));
    match one.len() + other.len() {
        0 => 0,
        all => 200 * one.intersection(&other).count() / all,
    }
}

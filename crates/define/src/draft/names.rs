//! Names of indicators: bare of their numbering, and which of last year's one is.

use super::{Item, place};
use crate::{Indicator, Pack};
use finding::Finding;
use quantity::Decimal;
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

/// Points as a decimal: 10, 10分, ２．５. None when it is no number.
pub(super) fn points(cell: &str) -> Option<Decimal> {
    let narrow = |letter: char| match letter {
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10).unwrap_or(letter),
        '．' => '.',
        letter => letter,
    };
    let bare: String = cell.chars().filter(|letter| !letter.is_whitespace()).map(narrow).collect();
    bare.trim_end_matches('分').parse::<Decimal>().ok().filter(|points| !points.is_negative())
}

/// A name and the points that stand in brackets behind it: 党委统一领导（5分）, 投入【共15分】. What else stands in brackets
/// belongs to the name.
pub(super) fn parted(name: &str) -> (String, Option<Decimal>) {
    let found = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕')].into_iter().find_map(
        |(open, close)| {
            let inner = name.strip_suffix(close)?;
            let (before, inside) = inner.rsplit_once(open)?;
            let number = inside.strip_suffix('分')?;
            let number =
                ["满分", "分值", "共", "计"].iter().fold(number, |rest, word| rest.trim_start_matches(word));
            Some((before.trim().to_owned(), points(number.trim_start_matches(['：', ':']))?))
        },
    );
    found.map_or_else(|| (name.to_owned(), None), |(before, points)| (before, Some(points)))
}

/// Whether a cell says below the table what is to be known of it: 注：….
pub(super) fn is_remark(cell: &str) -> bool {
    let bare = cell.trim_start();
    ["注：", "注:", "说明：", "说明:", "备注：", "备注:"].iter().any(|word| bare.starts_with(word))
}

/// Whether a cell is numbered as an aspect is: 一、投入, （一）投入.
pub(super) fn is_headed(cell: &str) -> bool {
    let bare = cell.trim_start().trim_start_matches(['（', '(', '第']);
    let number = bare.chars().take_while(|letter| "一二三四五六七八九十".contains(*letter)).count();
    let after = bare.chars().nth(number);
    number > 0 && after.is_some_and(|sign| "、.．）)部方".contains(sign))
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

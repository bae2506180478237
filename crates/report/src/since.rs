//! A text beside last year's (与上年文本相比): what vanished, what fell, what merely repeats.

use crate::against::mention::{Mention, numbers};
use crate::against::subject::{Pair, pairs};
use claims::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// What became of last year's text. Places are bytes: of the old text for what vanished, of the new for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Numbers of the old text whose subject the new one does not speak of.
    pub vanished: Vec<Passage>,
    /// Numbers that are less than those of the same subject in the old text.
    pub fell: Vec<Fall>,
    /// Sentences taken over word for word, years aside.
    pub repeated: Vec<Passage>,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Byte where it begins.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
    /// What it is about: the clause of a number, or the sentence.
    pub words: String,
}

/// A number that fell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fall {
    /// Byte where it begins in the new text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
    /// Its clause.
    pub words: String,
    /// The number as the old text had it.
    pub before: String,
    /// As the new text has it.
    pub after: String,
}

/// Shares of common pairs from which two clauses are about the same, and below which they are not, in hundredths.
const SAME: usize = 80;
const AKIN: usize = 50;
/// Characters of a sentence too short to be called a repetition.
const SHORT: usize = 16;
/// A pair in more clauses than this says nothing of a subject.
const COMMON: usize = 400;

struct Subject<'a> {
    mention: Mention<'a>,
    pairs: BTreeSet<Pair>,
}

/// Holds a text against last year's. Time grows with the two texts.
///
/// ```
/// let (old, new) = ("普惠性幼儿园覆盖率为99.3%。开展演练184次。", "普惠性幼儿园覆盖率为98.1%。");
/// let since = report::since(old, &claims::read("上年", old), new, &claims::read("本年", new));
/// assert_eq!((since.fell[0].before.as_str(), since.fell[0].after.as_str()), ("99.3%", "98.1%"));
/// assert_eq!(since.vanished[0].words, "开展演练184次");
/// ```
pub fn since(old: &str, old_reading: &Reading, new: &str, new_reading: &Reading) -> Since {
    let (before, after) = (subjects(old, old_reading), subjects(new, new_reading));
    let mut index: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    for (at, subject) in after.iter().enumerate() {
        subject.pairs.iter().for_each(|pair| index.entry(*pair).or_default().push(at));
    }
    let mut told = Since::default();
    let mut used = BTreeSet::new();
    for subject in before.iter().filter(|subject| !subject.pairs.is_empty()) {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for at in
            subject.pairs.iter().filter_map(|pair| index.get(pair)).filter(|of| of.len() <= COMMON).flatten()
        {
            *common.entry(*at).or_default() += 1;
        }
        let alike = |at: usize, common: usize| 200 * common / (subject.pairs.len() + after[at].pairs.len());
        let best = common.iter().map(|(at, common)| (alike(*at, *common), *at));
        let best = best.filter(|(_, at)| !used.contains(at) && comparable(subject, &after[*at]));
        match best.max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at))) {
            Some((alike, at)) if alike >= SAME => {
                used.insert(at);
                told.fell.extend(fall(subject, &after[at], new));
            }
            Some((alike, _)) if alike >= AKIN => {}
            _ => told.vanished.push(passage(&subject.mention, old)),
        }
    }
    told.fell.sort_by_key(|fall| fall.start);
    told.repeated = repeated(old, new);
    told
}

fn subjects<'a>(text: &'a str, reading: &'a Reading) -> Vec<Subject<'a>> {
    let own = |mention: Mention<'a>| {
        let pairs = pairs(mention.lead).chain(pairs(mention.tail)).collect();
        Subject { mention, pairs }
    };
    numbers(text, reading).into_iter().map(own).collect()
}

fn comparable(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    let (one, other) = (one.mention.quantity, other.mention.quantity);
    one.zip(other).is_some_and(|(one, other)| one.unit.same_dimension(&other.unit) && one.form == other.form)
}

fn fall(before: &Subject<'_>, after: &Subject<'_>, text: &str) -> Option<Fall> {
    let (old, new) = (before.mention.quantity?, after.mention.quantity?);
    if !new.interval.lt(&old.interval).is_yes() {
        return None;
    }
    let Passage { start, end, words } = passage(&after.mention, text);
    Some(Fall { start, end, words, before: old.text.clone(), after: new.text.clone() })
}

fn passage(mention: &Mention<'_>, text: &str) -> Passage {
    let from = mention.start - mention.lead.len();
    let words = text[from..mention.end + mention.tail.len()].trim().to_owned();
    Passage { start: mention.start, end: mention.end, words }
}

/// Sentences of the new text that stand in the old one, years and spaces aside.
fn repeated(old: &str, new: &str) -> Vec<Passage> {
    let known: BTreeSet<String> = sentences(old).map(|(_, words)| without_years(words)).collect();
    let again = sentences(new)
        .filter(|(_, words)| words.chars().count() >= SHORT && known.contains(&without_years(words)));
    again.map(|(start, words)| Passage { start, end: start + words.len(), words: words.to_owned() }).collect()
}

fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['。', '！', '？', '\n']).filter_map(move |whole| {
        let start = at + (whole.len() - whole.trim_start().len());
        at += whole.len();
        let words = whole.trim();
        (!words.is_empty()).then_some((start, words))
    })
}

fn without_years(words: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in words.chars().filter(|c| !c.is_whitespace()).chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && c == '年';
        out.push_str(if year { "某" } else { &digits });
        digits.clear();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Since {
        since(old, &claims::read("旧", old), new, &claims::read("新", new))
    }

    #[test]
    fn a_sentence_with_another_year_alone_repeats() {
        let since = told(
            "2021年，全区开展安全教育活动386次，覆盖全部学校。",
            "2022年，全区开展安全教育活动386次，覆盖全部学校。新增一句。",
        );
        assert_eq!(since.repeated.len(), 1);
        assert!(since.vanished.is_empty() && since.fell.is_empty(), "{since:?}");
    }

    #[test]
    fn more_is_no_fall_and_another_unit_is_not_compared() {
        assert!(told("配备专业安保人员483名。", "配备专业安保人员490名。").fell.is_empty());
        let since = told("学校占地面积120亩。", "学校占地面积8万平方米。");
        assert!(since.fell.is_empty(), "{since:?}");
    }
}

//! Paragraphs, sentences and what stands between their numbers. Long remarks in parentheses are read apart, so that
//! `141039.34万元（……），比上年的140774.19万元增加` keeps its operands side by side.

use crate::role::{Kind, Role, role};
use quantity::{Form, Quantity};

/// A number of a sentence and the words since the number before it.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) quantity: &'a Quantity,
    /// Words since the number before, or since the sentence began.
    pub(crate) before: String,
    /// The last calendar year named in `before`.
    pub(crate) year: Option<i32>,
    pub(crate) kind: Kind,
    /// What the words around make of it.
    pub(crate) role: Role,
}

/// A sentence, or a remark in parentheses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence<'a> {
    pub(crate) items: Vec<Item<'a>>,
    /// Words behind the last number.
    pub(crate) tail: String,
    /// What stood in parentheses and is read apart.
    pub(crate) aside: String,
    /// Which paragraph, counted from 0.
    pub(crate) paragraph: usize,
    /// Whether it stood in parentheses.
    pub(crate) inside: bool,
}

impl Sentence<'_> {
    /// The words directly behind an item.
    pub(crate) fn after(&self, item: usize) -> &str {
        self.items.get(item + 1).map_or(self.tail.as_str(), |next| next.before.as_str())
    }

    /// All words of the sentence without its numbers.
    pub(crate) fn words(&self) -> String {
        self.items.iter().map(|i| i.before.as_str()).chain([self.tail.as_str()]).collect()
    }
}

/// A list without end is cut, so that looking back inside a sentence stays cheap.
const MOST_ITEMS: usize = 120;

/// So are words without end, in bytes.
const MOST_WORDS: usize = 6_000;

fn opens(c: char) -> bool {
    matches!(c, '（' | '(')
}

fn closes(c: char) -> bool {
    matches!(c, '）' | ')')
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Splits a text; `quantities` are those of `quantity::scan`.
pub(crate) fn split<'a>(text: &str, quantities: &'a [Quantity]) -> Vec<Sentence<'a>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (paragraph, line) in text.split('\n').enumerate() {
        let end = start + line.len();
        let mut main = Vec::new();
        let mut from = start;
        for (open, close) in groups(line) {
            let (open, close) = (start + open, start + close);
            let inner = open + text[open..].chars().next().map_or(0, char::len_utf8)..close;
            if !transparent(&text[inner.clone()], inner.start, quantities) {
                main.push(from..open);
                from = close + text[close..].chars().next().map_or(0, char::len_utf8);
                read(text, &[inner], paragraph, true, quantities, &mut sentences);
            }
        }
        main.push(from..end);
        read(text, &main, paragraph, false, quantities, &mut sentences);
        start = end + 1;
    }
    for sentence in &mut sentences {
        for at in 0..sentence.items.len() {
            sentence.items[at].role = role(&sentence.items[at], sentence.after(at));
        }
    }
    sentences
}

/// Outermost pairs of parentheses of one line. A parenthesis without partner is an ordinary character.
fn groups(line: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in line.char_indices() {
        if opens(c) {
            open.push(at);
        } else if closes(c)
            && let Some(from) = open.pop()
        {
            while pairs.last().is_some_and(|(inner, _)| *inner > from) {
                pairs.pop();
            }
            pairs.push((from, at));
        }
    }
    pairs
}

/// A short remark that names the value of another period belongs to the sentence: （2021年15.28亿元）.
fn transparent(inner: &str, start: usize, quantities: &[Quantity]) -> bool {
    if inner.chars().count() > 24 {
        return false;
    }
    let first = quantities.partition_point(|q| q.start < start);
    let here = || quantities[first..].iter().take_while(|q| q.end <= start + inner.len());
    let measures = here().filter(|q| q.is_measure()).count();
    let said = ["上年", "去年", "同期", "比"].iter().any(|w| inner.starts_with(w));
    measures == 1 && (said || here().any(|q| q.form == Form::Date))
}

fn read<'a>(
    text: &str,
    ranges: &[std::ops::Range<usize>],
    paragraph: usize,
    inside: bool,
    quantities: &'a [Quantity],
    sentences: &mut Vec<Sentence<'a>>,
) {
    let begin = || Sentence { paragraph, inside, ..Sentence::default() };
    let mut sentence = begin();
    let mut words = String::new();
    let mut year = None;
    let mut end_of_last = None;
    for range in ranges {
        let mut at = range.start;
        if let Some(last) = end_of_last.replace(range.end) {
            sentence.aside.push_str(&text[last..at]);
        }
        let mut next = quantities.partition_point(|q| q.start < at);
        while at < range.end {
            if words.len() >= MOST_WORDS {
                sentence.tail = std::mem::take(&mut words);
                sentences.push(std::mem::replace(&mut sentence, begin()));
                year = None;
            }
            if let Some(quantity) = quantities.get(next).filter(|q| q.start == at && q.end <= range.end) {
                let of_sexes = quantity.form == Form::Plain && words.contains("性别比");
                if (counts(quantity) || of_sexes) && !measures_time_only(quantity, &text[quantity.end..]) {
                    let before = std::mem::take(&mut words);
                    let kind = Kind::of(quantity);
                    sentence.items.push(Item {
                        quantity,
                        before,
                        year: year.take(),
                        kind,
                        role: Role::Value,
                    });
                } else {
                    words.push_str(&quantity.text);
                    if quantity.form == Form::Date
                        && let Some(named) =
                            quantity.parts.first().and_then(|p| i32::try_from(p.mantissa()).ok())
                        && named >= 1900
                    {
                        year = Some(named);
                    }
                }
                at = quantity.end;
                next += 1;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            while quantities.get(next).is_some_and(|q| q.start < at) {
                next += 1;
            }
            if ends_sentence(c) || (sentence.items.len() >= MOST_ITEMS && c != '、') {
                sentence.tail = std::mem::take(&mut words);
                sentences.push(std::mem::replace(&mut sentence, begin()));
                year = None;
            } else {
                words.push(c);
            }
        }
    }
    sentence.tail = words;
    if !sentence.items.is_empty() || !sentence.tail.trim().is_empty() {
        sentences.push(sentence);
    }
}

/// 十年前, 近三年, 5年来: a span that says when, not how much.
fn measures_time_only(quantity: &Quantity, after: &str) -> bool {
    const SPANS: [&str; 8] = ["年", "月", "天", "周", "学期", "学年", "季度", "小时"];
    let span = SPANS.iter().any(|s| quantity.unit.name().ends_with(s));
    span && (quantity.chinese || after.starts_with(['前', '来', '间', '内', '后', '以', '期']))
}

/// Numbers that take part in claims: those with a unit, and ratios. Bare digits name something more often than not.
fn counts(quantity: &Quantity) -> bool {
    match quantity.form {
        Form::Plain | Form::Range => !quantity.unit.name().is_empty(),
        Form::Ratio => true,
        _ => false,
    }
}

//! Paragraphs, sentences and what stands between their numbers. Long remarks in parentheses are read apart, so that
//! `141039.34万元（……），比上年的140774.19万元增加` keeps its operands side by side.

use crate::judge::{Mention, Term};
use crate::role::{Kind, Role, role};
use quantity::{Form, Quantity};
use std::ops::Range;

/// A number of a sentence and the words since the number before it.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) mention: Mention<'a>,
    /// Words since the number before, or since the sentence began.
    pub(crate) before: String,
    /// The last calendar year named in `before`.
    pub(crate) year: Option<i32>,
    pub(crate) kind: Kind,
    /// What the words around make of it.
    pub(crate) role: Role,
}

impl<'a> Item<'a> {
    /// What it stands for in arithmetic: a rate without its sign is one all the same.
    pub(crate) fn term(&self) -> Term<'a> {
        let bare = self.kind == Kind::Rate && self.mention.unit().name().is_empty();
        if bare { Term::Percent(self.mention) } else { Term::Number(self.mention) }
    }
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
    /// Byte of the parenthesis that opened it.
    pub(crate) open: Option<usize>,
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

/// Splits a text; `quantities` are those of `quantity::scan`. Remarks stand before the sentence they belong to.
pub(crate) fn split<'a>(text: &str, quantities: &'a [Quantity]) -> Vec<Sentence<'a>> {
    let mut splitter = Splitter { text, quantities, sentences: Vec::new() };
    let mut start = 0;
    for (paragraph, line) in text.split('\n').enumerate() {
        let end = start + line.len();
        splitter.stretch(start..end, paragraph, None, 0);
        start = end + 1;
    }
    let mut sentences = splitter.sentences;
    for sentence in &mut sentences {
        for at in 0..sentence.items.len() {
            sentence.items[at].role = role(&sentence.items[at], sentence.after(at));
        }
    }
    sentences
}

/// Parentheses deeper than this are read as ordinary characters.
const DEEPEST: usize = 4;

struct Splitter<'t, 'a> {
    text: &'t str,
    quantities: &'a [Quantity],
    sentences: Vec<Sentence<'a>>,
}

impl<'a> Splitter<'_, 'a> {
    /// A line, or what stands in one pair of parentheses opened at `open`.
    fn stretch(&mut self, range: Range<usize>, paragraph: usize, open: Option<usize>, depth: usize) {
        let text = self.text;
        let width = |at: usize| text[at..].chars().next().map_or(0, char::len_utf8);
        let mut main = Vec::new();
        let mut from = range.start;
        let pairs = if depth < DEEPEST { groups(&text[range.clone()]) } else { Vec::new() };
        for (left, right) in pairs {
            let (left, right) = (range.start + left, range.start + right);
            let inner = left + width(left)..right;
            match bracket(&text[inner.clone()], inner.start, self.quantities) {
                Bracket::Transparent => {}
                Bracket::Clause => {
                    main.push(from..left);
                    main.push(inner);
                    from = right + width(right);
                }
                Bracket::Remark => {
                    main.push(from..left);
                    from = right + width(right);
                    self.stretch(inner, paragraph, Some(left), depth + 1);
                }
            }
        }
        main.push(from..range.end);
        self.read(&main, paragraph, open);
    }
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

/// How what stands in parentheses belongs to its sentence.
enum Bracket {
    /// As if they were not there: （2021年15.28亿元） names the value of another period.
    Transparent,
    /// As a clause of it: 增加50人（增长5.0%）, 600盏（占75.0%）.
    Clause,
    /// Apart.
    Remark,
}

fn bracket(inner: &str, start: usize, quantities: &[Quantity]) -> Bracket {
    if inner.len() > 100 {
        return Bracket::Remark;
    }
    // （一）, (2): the mark of an item.
    if inner.chars().count() <= 2
        && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    {
        return Bracket::Transparent;
    }
    let first = quantities.partition_point(|q| q.start < start);
    let here = || quantities[first..].iter().take_while(|q| q.end <= start + inner.len());
    let measures = || here().filter(|q| q.is_measure());
    let rates = measures().count() > 0 && measures().all(|q| q.unit.is_pure() && q.unit.scale() < 0);
    let begins = |words: &[&str]| words.iter().any(|w| inner.starts_with(w));
    if rates
        && begins(&[
            "占",
            "增长",
            "下降",
            "同比",
            "比上年",
            "较上年",
            "增幅",
            "降幅",
            "约占",
            "降低",
            "提高",
            "上升",
        ])
    {
        return Bracket::Clause;
    }
    let said = begins(&["上年", "去年", "同期", "比"]);
    let short = inner.chars().count() <= 24 && measures().count() == 1;
    if short && (said || here().any(|q| q.form == Form::Date)) {
        Bracket::Transparent
    } else {
        Bracket::Remark
    }
}

/// A sentence under way.
struct Draft<'a> {
    sentence: Sentence<'a>,
    words: String,
    year: Option<i32>,
}

impl<'a> Draft<'a> {
    fn new(paragraph: usize, open: Option<usize>) -> Draft<'a> {
        let sentence = Sentence { paragraph, inside: open.is_some(), open, ..Sentence::default() };
        Draft { sentence, words: String::new(), year: None }
    }

    fn take(&mut self, quantity: &'a Quantity, after: &str) {
        let rate =
            quantity.form == Form::Plain && says_rate(&self.words) && !after.starts_with(char::is_alphabetic);
        if (counts(quantity) || rate) && !measures_time_only(quantity, after) {
            self.sentence.items.push(Item {
                mention: Mention::of(quantity),
                before: std::mem::take(&mut self.words),
                year: self.year.take(),
                kind: Kind::of(quantity),
                role: Role::Value,
            });
            return;
        }
        self.words.push_str(&quantity.text);
        if quantity.form == Form::Date
            && let Some(named) = quantity.parts.first().and_then(|p| i32::try_from(p.mantissa()).ok())
            && named >= 1900
        {
            self.year = Some(named);
        }
    }

    fn done(mut self) -> Option<Sentence<'a>> {
        self.sentence.tail = self.words;
        (!self.sentence.items.is_empty() || !self.sentence.tail.trim().is_empty()).then_some(self.sentence)
    }
}

/// 合格率为99.0, 性别比105.07: a bare number that can only be a rate.
fn says_rate(words: &str) -> bool {
    let clause = crate::role::clause(words);
    let verb = ["为", "达到", "达", "是"].iter().find_map(|w| clause.strip_suffix(w));
    let rate = verb.unwrap_or(clause);
    clause.contains("性别比") || (verb.is_some() && rate.ends_with('率'))
}

impl<'a> Splitter<'_, 'a> {
    fn read(&mut self, ranges: &[Range<usize>], paragraph: usize, open: Option<usize>) {
        let text = self.text;
        let mut draft = Draft::new(paragraph, open);
        let mut end_of_last = None;
        for range in ranges {
            let mut at = range.start;
            if let Some(last) = end_of_last.replace(range.end) {
                let between: &str = &text[last..at];
                draft.sentence.aside.push_str(between);
                if between.chars().count() == 1 && between.starts_with(opens) {
                    draft.words.push('，');
                }
            }
            let mut next = self.quantities.partition_point(|q| q.start < at);
            while at < range.end {
                if draft.words.len() >= MOST_WORDS {
                    self.cut(&mut draft);
                }
                if let Some(quantity) =
                    self.quantities.get(next).filter(|q| q.start == at && q.end <= range.end)
                {
                    draft.take(quantity, &text[quantity.end..range.end]);
                    at = quantity.end;
                    next += 1;
                    continue;
                }
                let Some(c) = text[at..].chars().next() else { break };
                at += c.len_utf8();
                while self.quantities.get(next).is_some_and(|q| q.start < at) {
                    next += 1;
                }
                if ends_sentence(c) || (draft.sentence.items.len() >= MOST_ITEMS && c != '、') {
                    self.cut(&mut draft);
                } else {
                    draft.words.push(c);
                }
            }
        }
        self.sentences.extend(draft.done());
    }

    /// Ends a sentence and begins the next.
    fn cut(&mut self, draft: &mut Draft<'a>) {
        let next = Draft::new(draft.sentence.paragraph, draft.sentence.open);
        self.sentences.extend(std::mem::replace(draft, next).done());
    }
}

/// 十年前, 近三年, 5年来: a span that says when, not how much.
fn measures_time_only(quantity: &Quantity, after: &str) -> bool {
    const SPANS: [&str; 8] = ["年", "月", "天", "周", "学期", "学年", "季度", "小时"];
    let span = SPANS.iter().any(|s| quantity.unit.name().ends_with(s));
    let named = quantity.unit.name() == "学年";
    span && (named || quantity.chinese || after.starts_with(['前', '来', '间', '内', '后', '以', '期']))
}

/// Numbers that take part in claims: those with a unit, and ratios. Bare digits name something more often than not.
fn counts(quantity: &Quantity) -> bool {
    match quantity.form {
        // Ages name a class: 35岁以下.
        Form::Plain | Form::Range => {
            !quantity.unit.name().is_empty() && !quantity.unit.name().ends_with('岁')
        }
        Form::Ratio => true,
        _ => false,
    }
}

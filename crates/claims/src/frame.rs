//! Values in their frames (数的框架): whose number it is, what it is called, and which words and marks lead to it.

use crate::classes;
use crate::judge::Mention;
use crate::name;
use crate::role::{CLAUSE, Kind, Role, clause};
use crate::sentence::{Item, Sentence};
use quantity::{Form, Hedge};

/// The strongest mark between a value and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// 、 or 和.
    Join,
    Comma,
    Semicolon,
    /// A new sentence.
    Stop,
    /// A new paragraph.
    Paragraph,
}

/// The words by which a list is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opener {
    Nothing,
    /// 其中, 包括; whether a colon follows.
    Among {
        colon: bool,
    },
    /// 按…分, 从…看; whether a colon follows.
    Divided {
        colon: bool,
    },
    /// “三公”经费中，: the whole by its name.
    Of(String),
    /// ①, （一）, 1.: which of them.
    Numbered(usize),
}

/// A number that is the value of something.
#[derive(Clone, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) mention: Mention<'a>,
    /// Which of the sentences, and which item of it.
    pub(crate) sentence: usize,
    pub(crate) item: usize,
    pub(crate) paragraph: usize,
    /// The name in its own clause.
    pub(crate) own: String,
    /// The name with the subject it takes over: 小学 … 专任教师.
    pub(crate) full: String,
    /// The noun behind the number: 个乡.
    pub(crate) noun: String,
    pub(crate) opener: Opener,
    pub(crate) gap: Gap,
    /// Called a total: 共, 合计, 总.
    pub(crate) called: bool,
    /// Speaks of the whole region.
    pub(crate) region: bool,
    /// A mean, a norm, a value per head.
    pub(crate) mean: bool,
    /// One of several values of one thing, told by 分别: no part of anything.
    pub(crate) series: bool,
    /// First value of its sentence.
    pub(crate) first: bool,
    /// The share said of it in a clause of its own without naming the whole: 占75.0%.
    pub(crate) share: Option<Mention<'a>>,
    /// Followed by 等: there are more.
    pub(crate) more: bool,
    pub(crate) year: Option<i32>,
}

impl Frame<'_> {
    /// The name by which it is compared with others: what stands behind the number when nothing stands before it.
    pub(crate) fn class(&self) -> &str {
        if self.own.is_empty() { self.title() } else { &self.own }
    }

    /// The whole name, with the subject it takes over.
    pub(crate) fn title(&self) -> &str {
        if self.own.is_empty() && !self.noun.is_empty() { &self.noun } else { &self.full }
    }
}

const MEANS: &[&str] = &[
    "生均", "人均", "校均", "班均", "户均", "园均", "师均", "亩均", "平均", "每千", "每万", "每百", "每生",
    "每人", "每亩", "每班", "每校", "每个", "标准", "单价", "均价",
];

/// The frames of sentences that follow each other.
pub(crate) fn frames<'a>(sentences: &[&Sentence<'a>]) -> Vec<Frame<'a>> {
    let mut frames: Vec<Frame<'a>> = Vec::new();
    let mut topic: Option<usize> = None;
    for (number, sentence) in sentences.iter().enumerate() {
        let mut since = 0;
        for (at, item) in sentence.items.iter().enumerate() {
            if !is_value(item) {
                continue;
            }
            let first = frames.last().is_none_or(|f| f.sentence != number);
            let gap = gap(frames.last(), sentence, number, since..=at);
            if gap >= Gap::Semicolon {
                topic = None;
            }
            let mut frame = frame(sentence, number, at, gap, first);
            frame.opener = opener(sentence, since, at, first);
            let leader = topic.map(|t| &frames[t]);
            let takes_over = leader.is_some_and(|t| {
                !frame.region
                    && !frame.own.is_empty()
                    && !classes::are_mates(&frame.own, &t.own)
                    && frame.own != t.own
            });
            match leader.filter(|_| takes_over) {
                Some(leader) => frame.full = format!("{}{}", leader.own, frame.own),
                None => topic = Some(frames.len()),
            }
            since = at + 1;
            frames.push(frame);
        }
    }
    respectively(&mut frames, sentences);
    frames
}

/// 小学、初中分别为300人、200人: the values of a list take their names by place; with one name for all they are a series.
fn respectively(frames: &mut [Frame<'_>], sentences: &[&Sentence<'_>]) {
    let mut at = 0;
    while at < frames.len() {
        let run = 1 + frames[at + 1..].iter().take_while(|f| f.gap == Gap::Join).count();
        let words = sentences[frames[at].sentence].items[frames[at].item].before.as_str();
        if run >= 2
            && let Some((names, verb)) = ["分别", "依次"].iter().find_map(|w| words.rsplit_once(w))
            && verb.chars().count() <= 4
        {
            let clause = names.rsplit(['，', ',', '；', '：']).next().unwrap_or(names);
            let each: Vec<String> = clause.split(['、', '和', '与', '及']).map(name::bare).collect();
            for (place, frame) in frames[at..at + run].iter_mut().enumerate() {
                match each.get(place).filter(|_| each.len() == run) {
                    Some(own) => {
                        frame.own.clone_from(own);
                        frame.full.clone_from(own);
                    }
                    None => frame.series = true,
                }
            }
        }
        at += run;
    }
}

/// Numbers of things and of money; ages and spans of time are no wholes.
fn is_value(item: &Item<'_>) -> bool {
    const TIMES: [&str; 8] = ["年", "月", "天", "小时", "分钟", "周", "学期", "课时"];
    let unit = item.mention.unit().name();
    item.kind == Kind::Amount
        && item.mention.form() == Form::Plain
        && !TIMES.iter().any(|t| unit.ends_with(t))
        && matches!(item.role, Role::Value | Role::Target | Role::Whole)
        && !matches!(item.mention.hedge(), Hedge::AtLeast | Hedge::AtMost | Hedge::Above | Hedge::Below)
}

fn gap(
    before: Option<&Frame<'_>>,
    sentence: &Sentence<'_>,
    number: usize,
    items: std::ops::RangeInclusive<usize>,
) -> Gap {
    match before {
        Some(b) if b.paragraph != sentence.paragraph => Gap::Paragraph,
        Some(b) if b.sentence == number => {
            let words = || sentence.items[items.clone()].iter().map(|i| i.before.as_str());
            let any = |marks: &[char]| words().any(|w| w.contains(marks));
            if any(&['；', ';']) {
                Gap::Semicolon
            } else if any(&['，', ',', '：', ':']) {
                Gap::Comma
            } else {
                Gap::Join
            }
        }
        Some(_) => Gap::Stop,
        None => Gap::Paragraph,
    }
}

fn frame<'a>(sentence: &Sentence<'a>, number: usize, at: usize, gap: Gap, first: bool) -> Frame<'a> {
    let item = &sentence.items[at];
    let words = clause(&item.before);
    let own = name::of(&item.before);
    let after = sentence.after(at);
    let noun: String = after.trim_start_matches('的').chars().take_while(|c| !is_mark(*c)).take(14).collect();
    let more = after.trim_start_matches(|c: char| !is_mark(c) && c != '等').starts_with('等');
    let bare_share = sentence.items.get(at + 1).filter(|next| {
        matches!(&next.role, Role::Share(whole) if whole.is_empty()) && name::of(&next.before).ends_with('占')
    });
    Frame {
        mention: item.mention,
        sentence: number,
        item: at,
        paragraph: sentence.paragraph,
        full: own.clone(),
        region: name::without_region(&own).1,
        called: is_called(words),
        mean: is_mean(words, item.mention),
        own,
        noun,
        opener: Opener::Nothing,
        series: false,
        gap,
        first,
        share: bare_share.map(|next| next.mention),
        more,
        year: item.year,
    }
}

/// 生均公用经费3500元; but 高中生均公用经费1859.26万元 is what all of it comes to.
fn is_mean(words: &str, mention: Mention<'_>) -> bool {
    let all = words.contains("生均") && mention.unit().scale() >= 4;
    !all && (MEANS.iter().any(|w| words.contains(w)) || words.ends_with('每'))
}

fn is_mark(c: char) -> bool {
    CLAUSE.contains(&c) || matches!(c, '、' | '（' | '(' | '）' | ')' | '。' | ' ')
}

/// 共, 合计, 总数: whether the clause calls its number a total.
fn is_called(words: &str) -> bool {
    if [
        "合计",
        "共计",
        "总计",
        "总共",
        "一共",
        "共有",
        "总数",
        "总量",
        "总额",
        "总收入",
        "总支出",
        "总投入",
        "总人口",
    ]
    .iter()
    .any(|w| words.contains(w))
    {
        return true;
    }
    words.char_indices().any(|(at, c)| {
        let before = words[..at].chars().next_back();
        let after = words[at + c.len_utf8()..].chars().next();
        c == '共'
            && !before.is_some_and(|b| "公".contains(b))
            && !after.is_some_and(|a| "同享产青和用建性".contains(a))
    })
}

/// What opens a list in the words since the value before.
fn opener(sentence: &Sentence<'_>, since: usize, at: usize, first: bool) -> Opener {
    let own = sentence.items[at].before.as_str();
    let among = ["其中", "包括", "分别是", "主要有"].iter().filter_map(|w| Some((own.rfind(w)?, *w))).max();
    if let Some((place, word)) = among {
        let behind = own[place + word.len()..].trim_start();
        let colon = behind.starts_with(['：', ':']);
        let close = behind.matches(['，', ',', '；', ';']).count() <= 1;
        if close {
            return Opener::Among { colon };
        }
    }
    let words = sentence.items[since..=at].iter().map(|i| i.before.as_str());
    if words.clone().any(is_division) {
        return Opener::Divided { colon: own.contains(['：', ':']) };
    }
    if let Some(whole) = of_whole(own) {
        return Opener::Of(whole);
    }
    if first && let Some(number) = numbered(own) {
        return Opener::Numbered(number);
    }
    Opener::Nothing
}

/// 按构成分, 从城乡看, 分级次看.
fn is_division(words: &str) -> bool {
    words.split(|c| CLAUSE.contains(&c)).any(|part| {
        let part = part.trim();
        let from = part.rfind(['按', '从', '分']).map(|at| &part[at..]);
        from.is_some_and(|p| {
            let length = p.chars().count();
            let by = p.starts_with('按') && (p.ends_with('分') || p.ends_with("划分") || p.ends_with("分类"));
            let seen = (p.ends_with('看') || p.ends_with("来看"))
                && !p.starts_with("从总体")
                && !p.starts_with("从目前");
            (2..=16).contains(&length) && (by || seen)
                || (part.starts_with('按') && part.ends_with('分') && part.chars().count() <= 14)
        })
    })
}

/// “三公”经费中，因公出国: the whole in front of 中.
fn of_whole(words: &str) -> Option<String> {
    let end = ["中，", "中,", "中：", "中:", "里，"].iter().filter_map(|w| words.rfind(w)).max()?;
    let head = words[..end].rsplit(CLAUSE).next()?.trim();
    let behind = &words[end + '中'.len_utf8()..];
    let near = behind.matches(CLAUSE).count() <= 2;
    let noun =
        !head.is_empty() && !["其", "过程", "工作", "活动", "建设", "期"].iter().any(|w| head.ends_with(w));
    (near && noun && head.chars().count() <= 24).then(|| name::bare(head))
}

/// The number of an item at the head of a sentence: ①, （二）, 3., 一是.
fn numbered(words: &str) -> Option<usize> {
    const ORDERS: &str = "一二三四五六七八九十";
    let words = words.trim_start();
    let mut chars = words.chars();
    let first = chars.next()?;
    let circled = "①②③④⑤⑥⑦⑧⑨⑩".chars().position(|c| c == first);
    let inner = words.trim_start_matches(['（', '(']);
    let parenthesis = inner.len() < words.len();
    let digits = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (value, rest) = if digits > 0 {
        (inner[..digits].parse().ok(), &inner[digits..])
    } else {
        let order = inner.chars().next().and_then(|c| ORDERS.chars().position(|o| o == c)).map(|at| at + 1);
        (order, order.map_or(inner, |_| &inner['一'.len_utf8()..]))
    };
    let closed = match parenthesis {
        true => rest.starts_with(['）', ')']),
        false => rest.starts_with(['、', '．', '.']) || rest.starts_with('是'),
    };
    circled.map(|at| at + 1).or(value.filter(|_| closed))
}

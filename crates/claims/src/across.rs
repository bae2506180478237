//! Parts told apart from their whole (跨句): under a heading with an amount, or in the sentences behind a total under the same name.

use crate::classes;
use crate::frame::{Frame, Gap, Opener};
use crate::lists::{How, List};
use crate::name;
use crate::role::alike;

/// How many values behind a whole are looked at.
const FAR: usize = 24;

/// Lists that no word opens: `part` says which values are parts already.
pub(crate) fn lists(text: &str, frames: &[Frame<'_>], part: &[bool], done: &[List]) -> Vec<List> {
    let divided: Vec<usize> = done.iter().filter_map(|list| list.whole).collect();
    let mut found = Vec::new();
    for id in 0..frames.len() {
        if frames[id].mean || divided.binary_search(&id).is_ok() {
            continue;
        }
        let list = heading(text, frames, id).or_else(|| by_class(frames, part, id));
        found.extend(list.or_else(|| repeated(frames, part, id)));
    }
    found
}

fn list(whole: usize, parts: Vec<usize>, how: How, frames: &[Frame<'_>]) -> Option<List> {
    (parts.len() >= 2).then(|| List::across(whole, parts, how, frames[whole].sentence))
}

/// 校车购置资金640万元使用情况, and the amounts of the sentences under it, one each.
fn heading(text: &str, frames: &[Frame<'_>], id: usize) -> Option<List> {
    let frame = &frames[id];
    let line = short_line(text, frame)?;
    let titled = ["情况", "使用", "安排", "分配", "构成", "明细"]
        .iter()
        .any(|w| line.ends_with(w) || line.trim_end_matches(['：', ':']).ends_with(w));
    let only = frames[id + 1..].iter().take_while(|f| f.paragraph == frame.paragraph).next().is_none();
    if !titled || !only || line.contains(['。', '；']) || line.chars().count() > 60 {
        return None;
    }
    let mut parts: Vec<usize> = Vec::new();
    let mut taken = false;
    for (at, f) in frames.iter().enumerate().skip(id + 1).take(60) {
        if is_heading(text, f) {
            break;
        }
        if f.gap >= Gap::Semicolon {
            taken = false;
        }
        // 投入资金1091万万: a scale alone is money where the name says so.
        let bare = f.mention.unit().is_pure() && f.mention.unit().scale() >= 4 && f.own.ends_with("资金");
        if (alike(f.mention, frame.mention) || bare) && !f.mean && !taken {
            taken = true;
            parts.push(at);
        }
    }
    let spent = |p: &usize| {
        ["资金", "投入", "支付", "拨付", "支出", "安排", "投资", "金额", "经费"]
            .iter()
            .any(|w| frames[*p].own.contains(w))
    };
    let money = frame.mention.unit().name().ends_with('元') && parts.iter().all(spent);
    money.then(|| list(id, parts, How::Heading, frames)).flatten()
}

/// The longest line that is a heading, in bytes.
const LONGEST: usize = 200;

/// The line in which a value stands, if it is short.
fn short_line<'t>(text: &'t str, frame: &Frame<'_>) -> Option<&'t str> {
    let (from, to) = (frame.mention.start(), frame.mention.end());
    let bytes = text.as_bytes();
    let back = from.saturating_sub(LONGEST);
    let start = match bytes[back..from].iter().rposition(|b| *b == b'\n') {
        Some(at) => back + at + 1,
        None if back == 0 => 0,
        None => return None,
    };
    let ahead = (to + LONGEST).min(bytes.len());
    let end = to + bytes[to..ahead].iter().position(|b| *b == b'\n')?;
    Some(text[start..end].trim())
}

/// A line with a number of its own of the first order: 二、.
fn is_heading(text: &str, frame: &Frame<'_>) -> bool {
    short_line(text, frame).is_some_and(|line| {
        let rest = line.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        rest.len() < line.len() && rest.starts_with('、')
    })
}

/// 其中专任教师240人。小学专任教师120人；初中专任教师80人: the same thing by classes in the sentences behind.
fn by_class(frames: &[Frame<'_>], part: &[bool], id: usize) -> Option<List> {
    let frame = &frames[id];
    let thing = name::without_region(&frame.own).0;
    let counted = classes::measure(thing).is_some() && thing.chars().count() >= 2;
    if !counted || !frame.mention.unit().is_counted() {
        return None;
    }
    let mut parts: Vec<usize> = Vec::new();
    for at in id + 1..frames.len().min(id + FAR) {
        let f = &frames[at];
        if f.paragraph != frame.paragraph || f.region || f.called {
            break;
        }
        let narrower = f.full != thing && f.full.ends_with(thing) && f.sentence > frame.sentence;
        if narrower && alike(f.mention, frame.mention) && !f.mean && !part[at] {
            let mate = parts.first().is_none_or(|p| classes::are_mates(&frames[*p].full, &f.full));
            if mate {
                parts.push(at);
            }
        }
    }
    list(id, parts, How::Behind, frames)
}

/// 项目15个。11个项目已完工，1个项目主体完工: things of one name told again behind their numbers.
fn repeated(frames: &[Frame<'_>], part: &[bool], id: usize) -> Option<List> {
    let frame = &frames[id];
    if part[id] || frame.own.is_empty() || !frame.mention.unit().is_counted() {
        return None;
    }
    let end = frames.len().min(id + FAR);
    let thing = |f: &Frame<'_>| f.noun.chars().take(2).collect::<String>();
    let opens = |at: &usize| {
        let f = &frames[*at];
        let noun = thing(f);
        f.first
            && f.own.is_empty()
            && f.sentence == frame.sentence + 1
            && noun.chars().count() == 2
            && frame.own.ends_with(&noun)
    };
    let first = (id + 1..end).find(opens)?;
    let same = |f: &&Frame<'_>| {
        f.sentence == frames[first].sentence
            && f.own.is_empty()
            && thing(f) == thing(&frames[first])
            && f.gap != Gap::Semicolon
    };
    let mut parts: Vec<usize> =
        (first..end).take_while(|at| same(&&frames[*at]) && frames[*at].opener == Opener::Nothing).collect();
    parts.retain(|p| !part[*p] && alike(frames[*p].mention, frame.mention));
    let near =
        (id + 1..first).all(|at| frames[at].own.is_empty() || !alike(frames[at].mention, frame.mention));
    near.then(|| list(id, parts, How::Behind, frames)).flatten()
}

//! Means and ratios of things (平均、比): 生均, 校均规模, 师生比1:19.85, 性别比105.07.

use crate::book::Book;
use crate::claim::{Claim, Reason, Rule};
use crate::frame::Frame;
use crate::judge::{Mention, Proposal, Term, decide, undecided};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};
use crate::sentence::{Item, Sentence};

/// How far back operands are looked for, in values.
const FAR: usize = 60;

const PUPILS: &[&str] = &["学生", "在校生", "幼儿", "儿童", "学员", "新生", "在园", "在校学生", "生", "在校"];
const STAFF: &[&str] = &["教师", "教职工", "专任", "老师", "保教人员", "教职员工"];

/// By whom a mean is taken: the word, and the nouns and measure words of those counted.
const PER: &[(&str, &[&str], &[&str])] = &[
    ("生均", PUPILS, &["人", "名"]),
    ("校均", &["学校", "小学", "初中", "中学", "高中", "校", "园"], &["所"]),
    ("园均", &["幼儿园", "园"], &["所"]),
    ("班均", &["班级", "班", "教学班"], &["个", "班"]),
    ("户均", &["户", "农户", "家庭"], &["户"]),
    ("师均", STAFF, &["人", "名"]),
    ("人均", &["职工", "人口", "居民", "教师", "人数", "人"], &["人", "名"]),
    ("亩均", &["面积", "耕地"], &["亩"]),
];

/// Claims of mean, sex ratio and staffing.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    for (number, sentence) in book.sentences.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            match item.kind {
                Kind::Amount if matches!(item.role, Role::Value | Role::Target) => {
                    found.extend(each(book, number, item).or_else(|| mean(book, number, at)));
                }
                Kind::Rate if item.before.contains("性别比") && item.mention.unit().name().is_empty() => {
                    sexes(book, number, item, found);
                }
                Kind::Ratio => staffing(sentence, at, found),
                _ => {}
            }
        }
    }
}

/// 小学17126平方米，生均3.51平方米: the amount of the same subject over those of the same subject.
fn mean(book: &Book<'_, '_>, number: usize, at: usize) -> Option<Claim> {
    let item = &book.sentences[number].items[at];
    let words = clause(&item.before);
    let (word, nouns, units) = PER.iter().find(|(word, ..)| words.contains(word))?;
    let place = words.find(word)?;
    let own = name::bare(&words[..place]);
    let last = || book.last_before(number, at).filter(|f| !book.frames[*f].mean);
    let subject = if own.is_empty() { last().map(|f| stem(&book.frames[f]))? } else { own };
    let total = total(book, number, at, &subject, words)?;
    let counted = |f: &usize| {
        let frame = &book.frames[*f];
        let unit = frame.mention.unit().name();
        *f != total
            && !frame.mean
            && frame.mention.unit().is_counted()
            && units.iter().any(|u| unit.ends_with(u))
            && of_subject(frame, &subject, nouns)
    };
    let count = book.before(item.mention.start()).take(FAR).find(counted)?;
    let operands = vec![Term::Number(book.frames[total].mention), Term::Number(book.frames[count].mention)];
    decide(Proposal::new(Relation::PerUnit, operands, Term::Number(item.mention), Rule::Named))
}

/// 小学 of 小学在校生, 小学 of 小学.
fn stem(frame: &Frame<'_>) -> String {
    let own = name::without_region(if frame.own.is_empty() { &frame.full } else { &frame.own }).0;
    let tail =
        PUPILS.iter().chain(STAFF).chain(&["校舍", "面积", "建筑面积"]).find_map(|t| own.strip_suffix(t));
    tail.filter(|t| !t.is_empty()).unwrap_or(own).to_owned()
}

/// What is divided: the value just before of the same kind, or the value that the words name.
fn total(book: &Book<'_, '_>, number: usize, at: usize, subject: &str, words: &str) -> Option<usize> {
    let item = &book.sentences[number].items[at];
    let like = |f: &usize| alike(book.frames[*f].mention, item.mention) && !book.frames[*f].mean;
    if words.contains("规模") {
        let pupils = |f: &usize| like(f) && of_subject(&book.frames[*f], subject, PUPILS);
        return book.before(item.mention.start()).take(FAR).find(pupils);
    }
    let last = book.last_before(number, at).filter(like);
    let apart = |f: &usize| {
        let between = &book.sentences[number].items[book.frames[*f].item + 1..=at];
        between.iter().any(|i| i.before.contains(['；', ';']))
    };
    last.filter(|f| !apart(f))
}

/// Whether a value counts those of this subject: 小学在校生, or 小学 alone with the measure word.
fn of_subject(frame: &Frame<'_>, subject: &str, nouns: &[&str]) -> bool {
    let title = name::without_region(&frame.full).0;
    let rest = title.rfind(subject).map(|at| &title[at + subject.len()..]);
    let noun = |rest: &str| rest.is_empty() || nouns.iter().any(|n| rest == *n || rest.ends_with(n));
    let by_prefix = !subject.is_empty() && rest.is_some_and(noun);
    let whole = subject.is_empty() && nouns.iter().any(|n| title.ends_with(n));
    by_prefix || whole
}

/// 平均每个家庭户的人口为2.62人: 家庭户人口 over 家庭户.
fn each(book: &Book<'_, '_>, number: usize, item: &Item<'_>) -> Option<Claim> {
    let words = clause(&item.before);
    let behind = &words[words.find("平均每")? + "平均每".len()..];
    let behind = behind.strip_prefix('个').unwrap_or(behind);
    let (thing, measure) = behind.split_once('的')?;
    let measure = name::bare(measure);
    let here = |f: &usize| book.frames[*f].paragraph == book.sentences[number].paragraph;
    let near: Vec<usize> = book.before(item.mention.start()).take(FAR).filter(here).collect();
    let total = near.iter().find(|f| {
        let frame = &book.frames[**f];
        frame.own == format!("{thing}{measure}") && alike(frame.mention, item.mention)
    })?;
    let count = near.iter().find(|f| name::without_region(&book.frames[**f].own).0 == thing)?;
    let operands = vec![Term::Number(book.frames[*total].mention), Term::Number(book.frames[*count].mention)];
    decide(Proposal::new(Relation::PerUnit, operands, Term::Number(item.mention), Rule::Named))
}

/// 性别比105.07: men to a hundred women.
fn sexes(book: &Book<'_, '_>, number: usize, item: &Item<'_>, found: &mut Vec<Claim>) {
    if clause(&item.before).contains("出生") {
        return;
    }
    let here = |f: &usize| book.frames[*f].paragraph == book.sentences[number].paragraph;
    let of = |sex: char| {
        book.before(item.mention.start())
            .take(FAR)
            .filter(here)
            .find(|f| book.frames[*f].own.starts_with(sex))
    };
    let (Some(men), Some(women)) = (of('男'), of('女')) else { return };
    let operands = vec![Term::Number(book.frames[men].mention), Term::Number(book.frames[women].mention)];
    found.extend(decide(Proposal::new(Relation::Ratio, operands, Term::Percent(item.mention), Rule::Named)));
}

/// 师生比为1:19.85 with the number of pupils and of staff in the sentence.
fn staffing(sentence: &Sentence<'_>, at: usize, found: &mut Vec<Claim>) {
    let item = &sentence.items[at];
    let words = clause(&item.before);
    if !words.contains("师生比") && !words.contains("生师比")
        || item.mention.terms() != 2
        || !item.mention.is_to_one()
    {
        return;
    }
    let people = |list: &[&str], words: &str, after: &str| {
        let head = words.trim_end_matches(['数', '有', '为', '共', '达']);
        list.iter().any(|w| head.ends_with(w)) || list.iter().any(|w| after.starts_with(w))
    };
    let (mut pupils, mut staff): (Vec<Mention<'_>>, Vec<Mention<'_>>) = (Vec::new(), Vec::new());
    for (number, amount) in sentence.items[..at].iter().enumerate().rev().take(14) {
        let value = matches!(amount.role, Role::Value | Role::Target | Role::Whole);
        if amount.kind != Kind::Amount || !value || !amount.mention.unit().is_counted() {
            continue;
        }
        let (before, after) = (clause(&amount.before), sentence.after(number));
        if people(STAFF, before, after) {
            staff.push(amount.mention);
        } else if people(PUPILS, before, after) {
            pupils.push(amount.mention);
        }
    }
    let missing = |reason| undecided(Relation::RatioInv, &[], item.mention, reason);
    match (&staff[..], &pupils[..]) {
        ([staff], [pupils]) => {
            let operands = vec![Term::Number(*staff), Term::Number(*pupils)];
            found.extend(decide(Proposal::new(
                Relation::RatioInv,
                operands,
                Term::PerOne(item.mention),
                Rule::Stated,
            )));
        }
        ([], _) | (_, []) => found.push(missing(Reason::BaseNotStated)),
        _ => found.push(missing(Reason::DoubtfulPairing)),
    }
}

//! Structures written as ratios (结构比): 三次产业结构比为8.2:53.9:37.9, held against the values of the classes it names.

use crate::book::Book;
use crate::claim::{Claim, Rule};
use crate::judge::{Extent, Mention, Proposal, Term, decide};
use crate::lists::List;
use crate::relation::Relation;
use crate::role::{Kind, clause};

/// How many lists and values back the classes are looked for.
const LISTS: usize = 40;
const VALUES: usize = 60;

/// Shares of a structure written as a ratio.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    for sentence in &book.sentences {
        for item in sentence.items.iter().filter(|i| i.kind == Kind::Ratio) {
            let words = clause(&item.before);
            let Some(names) = classes_named(words, item.mention.terms()) else { continue };
            hundred(item.mention, words, found);
            if !earlier(words) {
                by_values(book, item.mention, &names, found);
            }
        }
    }
}

/// 由上年的16.5:14.8:68.7: not the structure of the values here.
fn earlier(words: &str) -> bool {
    let bare = ["比重", "比例", "结构比", "之比", "产业比", "比为", "比调整"]
        .iter()
        .fold(words.to_owned(), |w, p| w.replace(p, ""));
    ["上年", "去年", "由", "从", "原来", "比", "较"].iter().any(|w| bare.contains(w))
}

/// The names of the classes whose structure a ratio gives, when its words speak of one.
fn classes_named(words: &str, terms: usize) -> Option<Vec<String>> {
    let structural = ["结构", "比重", "构成", "比例", "之比", "产业比"].iter().any(|w| words.contains(w));
    if !structural || terms < 2 || ["收入比", "师生", "生师", "性别"].iter().any(|w| words.contains(w))
    {
        return None;
    }
    if words.contains("三次产业") && terms == 3 {
        return Some(["第一产业", "第二产业", "第三产业"].map(str::to_owned).to_vec());
    }
    let end = ["之比", "比重", "结构", "构成", "比例"].iter().filter_map(|w| words.find(w)).min()?;
    let head = words[..end].trim_end_matches('的');
    let mut names: Vec<String> = head.split(['、', '与', '和', '及']).map(|n| n.trim().to_owned()).collect();
    if names.len() == 1 && terms == 2 && ["城乡", "男女"].iter().any(|w| head.contains(w)) {
        return Some(Vec::new());
    }
    if let Some(last) = names.last_mut() {
        // 油与非油经济, 公办与民办在园幼儿: the noun is shared.
        *last = last.trim_end_matches("经济").to_owned();
    }
    (names.len() == terms && names.iter().all(|n| !n.is_empty())).then_some(names)
}

fn hundred(ratio: Mention<'_>, words: &str, found: &mut Vec<Claim>) {
    if ratio.is_to_one() {
        return;
    }
    let terms = (0..ratio.terms()).map(|at| Term::Nth(ratio, at)).collect();
    let sure = ["结构", "比重", "构成"].iter().any(|w| words.contains(w)) || ratio.terms() > 2;
    let extent = if sure { Extent::Whole } else { Extent::Some { apart: false } };
    found.extend(decide(
        Proposal::new(Relation::Sum, terms, Term::Hundred(ratio), Rule::Stated).reaching(extent),
    ));
}

/// The newest values of exactly these classes, each against their whole.
fn by_values(book: &Book<'_, '_>, ratio: Mention<'_>, names: &[String], found: &mut Vec<Claim>) {
    let Some((parts, whole)) = of_lists(book, ratio, names).or_else(|| of_values(book, ratio, names)) else {
        return;
    };
    let whole = || match whole {
        Some(whole) => Term::Number(book.frames[whole].mention),
        None => Term::Sum(parts.iter().map(|p| book.frames[*p].mention).collect()),
    };
    for (at, part) in parts.iter().enumerate() {
        let operands = vec![Term::Number(book.frames[*part].mention), whole()];
        let mut proposal = Proposal::new(Relation::SharePct, operands, Term::Nth(ratio, at), Rule::Named);
        proposal.structure = true;
        found.extend(decide(proposal));
    }
}

/// Which part has which name.
fn in_order(book: &Book<'_, '_>, parts: &[usize], names: &[String]) -> Option<Vec<usize>> {
    let of = |name: &String| {
        let has = |p: &&usize| {
            let title = &book.frames[**p].full;
            title.contains(name.as_str()) && (name.starts_with('非') || !title.contains(&format!("非{name}")))
        };
        let mut having = parts.iter().filter(has);
        having.next().copied().filter(|_| having.next().is_none())
    };
    names.iter().map(of).collect()
}

fn of_lists(
    book: &Book<'_, '_>,
    ratio: Mention<'_>,
    names: &[String],
) -> Option<(Vec<usize>, Option<usize>)> {
    let before = |list: &&List| book.frames[list.parts[0]].mention.start() < ratio.start();
    let end = book.lists.partition_point(|l| book.frames[l.parts[0]].mention.start() < ratio.start());
    let near = book.lists[..end.max(1).min(book.lists.len())].iter().rev().take(LISTS).filter(before);
    near.filter(|l| l.parts.len() == names.len() && l.whole.is_some())
        .find_map(|list| Some((in_order(book, &list.parts, names)?, list.whole)))
}

/// Values with these names that stand in no list together.
fn of_values(
    book: &Book<'_, '_>,
    ratio: Mention<'_>,
    names: &[String],
) -> Option<(Vec<usize>, Option<usize>)> {
    let near: Vec<usize> =
        book.before(ratio.start()).take(VALUES).filter(|f| !book.frames[*f].mean).collect();
    let of = |name: &String| near.iter().copied().find(|f| book.frames[*f].full.contains(name.as_str()));
    let parts: Option<Vec<usize>> = names.iter().map(of).collect();
    let parts = parts?;
    let like = |p: &usize| crate::role::alike(book.frames[*p].mention, book.frames[parts[0]].mention);
    (parts.len() >= 3 && parts.iter().all(like)).then_some((parts, None))
}

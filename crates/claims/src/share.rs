//! Shares (占比): 占一般公共预算支出1814597万元的比例15.68%; 共909人，其中本县623人，占68.54%. The part is the subject of the
//! clause, the whole the one that is named or of which the part is told.

use crate::book::Book;
use crate::claim::{Claim, Reason, Rule};
use crate::classes;
use crate::frame::Frame;
use crate::judge::{Mention, Proposal, Term, decide, undecided};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};
use crate::sentence::Item;
use quantity::Form;

/// How many values back a whole is looked for.
const FAR: usize = 120;

/// Claims of share in all sentences.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    for (number, sentence) in book.sentences.iter().enumerate() {
        let listed = crate::series::listed(sentence);
        let mut last: Option<&str> = None;
        for (at, item) in sentence.items.iter().enumerate() {
            if item.kind != Kind::Rate || item.mention.form() != Form::Plain {
                continue;
            }
            if let Some(whole) = whole_between(&sentence.items, at) {
                with_whole(book, number, at, whole, found);
            } else if let Role::Share(named) = &item.role
                && !listed[at]
            {
                last = (!named.is_empty()).then_some(named.as_str());
                found.push(share(book, number, at, named));
            } else if let Some(whole) = last
                && let Some(part) =
                    weight(&item.before).and_then(|own| self::named(book, &own, item.mention, None))
            {
                // 种植业产值占农业总产值的比重为4.0%，养殖业产值比重为80.0%.
                found.extend(of_part(book, item, part, whole));
            }
        }
    }
}

/// 占…1814597万元的比例: the whole stands with its number between 占 and the share.
fn whole_between(items: &[Item<'_>], at: usize) -> Option<usize> {
    let whole = at.checked_sub(1)?;
    let words = items[at].before.as_str();
    let joined = clause(words).len() == words.len() && is_share_link(words);
    (joined && items[whole].role == Role::Whole).then_some(whole)
}

fn is_share_link(words: &str) -> bool {
    let mut rest = words.trim();
    for word in ["的", "比例", "比重", "百分比", "比率", "达到", "为", "是", "约", "达"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    rest.is_empty()
}

fn with_whole(book: &Book<'_, '_>, number: usize, at: usize, whole: usize, found: &mut Vec<Claim>) {
    let items = &book.sentences[number].items;
    let (rate, total) = (&items[at], items[whole].mention);
    let own = subject(&items[whole].before);
    let mut values = book.of_sentence(number).filter(|f| book.frames[*f].item < whole);
    let like = |f: &usize| alike(book.frames[*f].mention, total);
    let part = match own.is_empty() {
        true => values.rfind(like),
        false => named(book, &own, items[whole].mention, None).filter(like),
    };
    found.extend(match part {
        Some(part) => {
            let operands = vec![Term::Number(book.frames[part].mention), Term::Number(total)];
            decide(Proposal::new(Relation::SharePct, operands, rate.term(), Rule::Stated))
        }
        None => Some(undecided(Relation::SharePct, &[total], rate.mention, Reason::DoubtfulPairing)),
    });
}

/// The words before 占 in the clause: 本科以上学历占比86.2% names its part itself.
fn subject(before: &str) -> String {
    let Some(at) = before.rfind('占') else { return String::new() };
    let words = clause(&before[..at]).trim();
    let mut bare = name::bare(words.trim_start_matches(['（', '(', '、', '）', ')']));
    for adverb in ["分别", "约", "共", "仅", "均", "各", "就", "已", "所", "人数", "依次", "其"]
    {
        bare = bare.strip_suffix(adverb).unwrap_or(&bare).to_owned();
    }
    bare
}

fn share(book: &Book<'_, '_>, number: usize, at: usize, whole: &str) -> Claim {
    let item = &book.sentences[number].items[at];
    let missing = |operands: &[Mention<'_>]| {
        undecided(Relation::SharePct, operands, item.mention, Reason::DenominatorNotStated)
    };
    let part = part(book, number, at);
    if let Some(claim) = of_classes(book, number, at, whole, part) {
        return claim;
    }
    let Some(part) = part else { return missing(&[]) };
    of_part(book, item, part, whole).unwrap_or_else(|| missing(&[book.frames[part].mention]))
}

/// 中职在校生占高中阶段在校学生比例: a whole that is not printed, made of the classes into which it falls.
fn of_classes(
    book: &Book<'_, '_>,
    number: usize,
    at: usize,
    whole: &str,
    part: Option<usize>,
) -> Option<Claim> {
    let item = &book.sentences[number].items[at];
    let classes = classes::of_whole(whole)?;
    let paragraph = book.sentences[number].paragraph;
    let near: Vec<usize> = book
        .before(item.mention.start())
        .take(24)
        .take_while(|f| book.frames[*f].paragraph == paragraph)
        .filter(|f| !book.frames[*f].mean)
        .collect();
    if near.iter().any(|f| plain(&book.frames[*f].own) == plain(whole)) {
        return None;
    }
    let measure = classes::measure(whole)?;
    let of = |words: &&'static [&'static str]| {
        let class = |f: &&usize| {
            let own = &book.frames[**f].own;
            words.iter().any(|w| own.contains(w)) && classes::measure(own) == Some(measure)
        };
        near.iter().find(class).copied()
    };
    let parts: Vec<usize> = classes.iter().map(of).collect::<Option<_>>()?;
    let own = subject(&item.before);
    let named = classes.iter().position(|words| words.iter().any(|w| own.contains(w))).map(|at| parts[at]);
    let part = if own.is_empty() { part } else { named }?;
    let mentions: Vec<Mention<'_>> = parts.iter().map(|p| book.frames[*p].mention).collect();
    let operands = vec![Term::Number(book.frames[part].mention), Term::Sum(mentions)];
    decide(Proposal::new(Relation::SharePct, operands, item.term(), Rule::Named))
}

/// 养殖业产值 of 养殖业产值比重为.
fn weight(before: &str) -> Option<String> {
    let words = clause(before).trim();
    let words = ["为", "达", "是"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
    let own = words.strip_suffix("比重").or_else(|| words.strip_suffix("占比"))?;
    (!own.is_empty()).then(|| name::bare(own))
}

fn of_part(book: &Book<'_, '_>, item: &Item<'_>, part: usize, whole: &str) -> Option<Claim> {
    let frame = &book.frames[part];
    let found =
        if whole.is_empty() { unnamed(book, part) } else { by_name(book, part, whole, item.mention.start()) };
    let found = found?;
    let operands = |whole: usize| vec![Term::Number(frame.mention), Term::Number(book.frames[whole].mention)];
    let mut proposal = Proposal::new(Relation::SharePct, operands(found.whole), item.term(), found.rule);
    if let Some(other) = found.or {
        proposal = proposal.or(operands(other));
    }
    decide(proposal)
}

/// The value whose share is told: the last one of its segment, or the one that the clause names.
fn part(book: &Book<'_, '_>, number: usize, at: usize) -> Option<usize> {
    let items = &book.sentences[number].items;
    let own = subject(&items[at].before);
    if !own.is_empty() {
        let found = named(book, &own, items[at].mention, Some(number));
        // Without a name for the whole, only a value of the same sentence can be meant.
        let bare = matches!(&items[at].role, Role::Share(whole) if whole.is_empty());
        return found.filter(|f| !bare || book.frames[*f].sentence == number);
    }
    let last = book.last_before(number, at)?;
    let between = &items[book.frames[last].item + 1..=at];
    let apart = between.iter().any(|i| i.before.contains(['；', ';']));
    (!apart && !book.frames[last].mean).then_some(last)
}

/// The nearest value before with this name, in the same sentence or the few before.
fn named(book: &Book<'_, '_>, own: &str, before: Mention<'_>, sentence: Option<usize>) -> Option<usize> {
    let here = sentence.into_iter().flat_map(|s| book.of_sentence(s).rev());
    let here = here.filter(|f| book.frames[*f].mention.start() < before.start());
    let exact = |f: &usize| {
        let frame = &book.frames[*f];
        let (full, title) = (name::core(&frame.full), name::core(&frame.own));
        let wanted = name::core(own);
        !frame.mean
            && (full == wanted || title == wanted || (wanted.chars().count() >= 3 && full.ends_with(&wanted)))
    };
    let near = || here.clone().chain(book.before(before.start()).take(24));
    // 中职 of 中职新生共计909人: a kind named without what is counted.
    let kind =
        |f: &usize| own.chars().count() >= 2 && book.frames[*f].own.contains(own) && book.frames[*f].called;
    near().find(exact).or_else(|| near().take(12).find(kind))
}

/// A whole, and another that the words allow as well.
struct Whole {
    whole: usize,
    or: Option<usize>,
    rule: Rule,
}

/// The nearest value with the name given for the whole.
fn by_name(book: &Book<'_, '_>, part: usize, whole: &str, start: usize) -> Option<Whole> {
    let frame = &book.frames[part];
    let wanted = plain(whole);
    if wanted.is_empty() {
        // 占全市的17.1%: the newest value of the whole region.
        let region = |f: &usize| {
            let known = &book.frames[*f];
            known.region
                && *f != part
                && !known.mean
                && alike(known.mention, frame.mention)
                && known.full.starts_with(whole)
        };
        let found = book.before(start).take(FAR).find(region)?;
        return Some(Whole { whole: found, or: None, rule: Rule::Named });
    }
    // A short name such as 教职工 may mean another one a paragraph away.
    let specific = wanted.chars().count() >= 4;
    let candidates = || {
        let fits = |f: &usize| {
            let known = &book.frames[*f];
            let near = specific || known.paragraph == frame.paragraph;
            *f != part && near && alike(known.mention, frame.mention) && !known.mean
        };
        book.before(start).take(FAR).filter(fits)
    };
    let exactly =
        |f: &usize| [&book.frames[*f].full, &book.frames[*f].own].into_iter().any(|n| plain(n) == wanted);
    let ending = |f: &usize| {
        let total = wanted.starts_with('总') || wanted.starts_with('全');
        let known = &book.frames[*f];
        let sibling = book.part_of[*f].is_some() && book.part_of[*f] == book.part_of[part];
        !total && !sibling && specific && plain(&known.full).ends_with(&wanted)
    };
    let parent = book.part_of[part].and_then(|l| book.lists[l].whole);
    let of_list = parent.filter(|p| {
        let title = plain(&book.frames[*p].full);
        !wanted.is_empty()
            && (title == wanted || title.ends_with(&wanted) || wanted.ends_with(&title) && !title.is_empty())
    });
    if let Some(parent) = of_list {
        return Some(Whole { whole: parent, or: None, rule: Rule::Named });
    }
    let planned = |f: &usize| {
        let known = &book.frames[*f];
        let plan = ["预算", "计划", "目标", "任务"].iter().any(|w| wanted == *w && known.own.contains(w));
        plan && known.sentence == frame.sentence && !known.own.contains("预算内")
    };
    let found = candidates()
        .find(exactly)
        .or_else(|| candidates().take(12).find(planned))
        .or_else(|| candidates().find(ending))
        .or_else(|| counted(book, part, &wanted))?;
    Some(Whole { whole: found, or: None, rule: Rule::Named })
}

/// 占学校总数: values whose noun stands behind the number, 34所小学.
fn counted(book: &Book<'_, '_>, part: usize, wanted: &str) -> Option<usize> {
    let frame = &book.frames[part];
    let fits = |f: &Frame<'_>| f.own.is_empty() && f.called && !f.noun.is_empty() && plain(&f.noun) == wanted;
    book.before(frame.mention.start())
        .take(FAR)
        .find(|f| alike(book.frames[*f].mention, frame.mention) && fits(&book.frames[*f]))
}

/// A name without region and words of quantity, as it is compared.
fn plain(name: &str) -> String {
    let mut plain = name::without_region(name).0;
    loop {
        let shorter = ["总人数", "人数", "总数", "总量", "数量", "数", "的", "人次", "比", "合计"];
        match shorter.iter().find_map(|tail| plain.strip_suffix(tail)).filter(|rest| !rest.is_empty()) {
            Some(rest) => plain = rest,
            None => break,
        }
    }
    plain.replace('共', "")
}

/// 占: of that of which the part is told; in a series of shares, of that of which the series is told.
fn unnamed(book: &Book<'_, '_>, part: usize) -> Option<Whole> {
    let frame = &book.frames[part];
    if let Some(parent) = book.part_of[part].and_then(|l| book.lists[l].whole) {
        let above = book.frames[parent].share.and_then(|_| unnamed_above(book, parent));
        let alike_named = name::common_end(&frame.full, &book.frames[parent].full) >= 2;
        let in_series = book.frames[parent].share.is_some();
        return match above {
            Some(base) if alike_named => Some(Whole { whole: base, or: Some(parent), rule: Rule::Inherited }),
            Some(base) => Some(Whole { whole: parent, or: Some(base), rule: Rule::Listed }),
            // The shares of the series have a base that is not printed; this one may have the same.
            None if in_series => None,
            None => Some(Whole { whole: parent, or: None, rule: Rule::Listed }),
        };
    }
    unnamed_above(book, part).map(|whole| Whole { whole, or: None, rule: Rule::Inherited })
}

/// The nearest total of which the value's name is a kind: 全国人口 for 男性人口.
fn unnamed_above(book: &Book<'_, '_>, part: usize) -> Option<usize> {
    let frame = &book.frames[part];
    if let Some(parent) = book.part_of[part].and_then(|l| book.lists[l].whole) {
        return Some(parent);
    }
    let kind = |f: &usize| {
        let total = &book.frames[*f];
        let of = plain(&total.full);
        let ends = of.chars().count() >= 2 && frame.full != total.full && plain(&frame.full).ends_with(&of);
        (total.called || total.region) && !total.mean && alike(total.mention, frame.mention) && ends
    };
    let mates = |f: &usize| classes::are_mates(&book.frames[*f].full, &frame.full);
    book.before(frame.mention.start()).take(FAR).find(|f| kind(f) && !mates(f))
}

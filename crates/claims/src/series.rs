//! Lists that answer to lists (分别、依次): 三年分别为8820万元、9137万元、10199万元，占…的比例分别为65%、67%、63%. They pair by place.

use crate::book::Book;
use crate::claim::{Claim, Reason, Rule};
use crate::judge::{Mention, Proposal, Term, decide, undecided};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, Way, alike, clause, share_words};
use crate::sentence::{Item, Sentence};
use crate::verb::change_at_end;
use std::ops::Range;

/// Which items of a sentence belong to lists, so that they are not read one by one.
pub(crate) fn listed(sentence: &Sentence<'_>) -> Vec<bool> {
    let mut listed = vec![false; sentence.items.len()];
    for run in runs(sentence) {
        for at in run {
            listed[at] = true;
        }
    }
    listed
}

/// Runs of at least two items of one kind joined by 、 or 和; in a list of changes each may have its own verb.
fn runs(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    crate::sum::runs_joined(sentence, |before| {
        let verb =
            before.strip_prefix('、').and_then(|rest| change_at_end(rest.trim_end_matches('了'), false));
        verb.is_some_and(|(_, rest)| rest.is_empty())
    })
}

#[derive(Clone)]
struct List<'a> {
    values: Vec<Mention<'a>>,
    ways: Vec<Option<Way>>,
    kind: Kind,
    role: Role,
    words: String,
    /// Whether its elements are those of years in rising order.
    years: bool,
}

impl<'a> List<'a> {
    fn of(items: &[Item<'a>], years: bool) -> List<'a> {
        let own = |item: &Item<'a>| match item.role {
            Role::Change { way, .. } => Some(way),
            _ => None,
        };
        let first = own(&items[0]);
        List {
            values: items.iter().map(|i| i.mention).collect(),
            ways: items.iter().map(|i| own(i).or(first)).collect(),
            kind: items[0].kind,
            role: items[0].role.clone(),
            words: items[0].before.clone(),
            years,
        }
    }
}

/// Claims between the lists of each paragraph.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    let mut earlier: Vec<List<'_>> = Vec::new();
    let mut paragraph = None;
    for (number, sentence) in book.sentences.iter().enumerate().filter(|(_, s)| !s.inside) {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            earlier.clear();
        }
        let runs = runs(sentence);
        let years = !runs.is_empty() && over_years(&sentence.words());
        for run in runs {
            let list = List::of(&sentence.items[run.clone()], years);
            match (&list.role, list.kind) {
                (Role::Change { .. }, Kind::Rate | Kind::Amount) => changes(&list, &earlier, found),
                (Role::Share(named), Kind::Rate) => {
                    shares(book, number, run.start, &list, named, &earlier, found)
                }
                (_, Kind::Rate) => {
                    if let Some(named) = share_words(&list.words) {
                        let named = named.split('的').next().unwrap_or(named).to_owned();
                        shares(book, number, run.start, &list, &named, &earlier, found);
                    }
                }
                _ => {}
            }
            earlier.push(list);
        }
    }
}

fn lists<'l, 'a>(list: &List<'a>, earlier: &'l [List<'a>]) -> Vec<&'l List<'a>> {
    let same_length = |l: &&List<'a>| l.values.len() == list.values.len() && l.kind == Kind::Amount;
    earlier.iter().rev().take(12).filter(same_length).take(3).collect()
}

/// Growth of each element: against its own base or its own increase if these are listed, else against the year before it.
fn changes(list: &List<'_>, earlier: &[List<'_>], found: &mut Vec<Claim>) {
    let lists = lists(list, earlier);
    let values = |from: usize, like: Mention<'_>| {
        lists[from..]
            .iter()
            .find(|l| alike(l.values[0], like) && !matches!(l.role, Role::Base(_) | Role::Change { .. }))
    };
    if let Some(base) = lists.iter().position(|l| matches!(l.role, Role::Base(_)))
        && let Some(new) = values(base + 1, lists[base].values[0])
    {
        for (at, published) in list.values.iter().enumerate() {
            let operands = vec![Term::Number(new.values[at]), Term::Number(lists[base].values[at])];
            let relation = against_base(list.kind, list.ways[at].unwrap_or(Way::Up));
            found.extend(decide(Proposal::new(relation, operands, Term::Number(*published), Rule::ByPlace)));
        }
        return;
    }
    let increase = lists.iter().position(|l| matches!(l.role, Role::Change { .. }));
    if let Some(delta) = increase.filter(|_| list.kind == Kind::Rate)
        && let Some(new) = values(delta + 1, lists[delta].values[0])
    {
        by_increase(list, lists[delta], new, found);
        return;
    }
    if list.kind == Kind::Amount {
        return;
    }
    over_time(list, &lists, found);
}

fn against_base(kind: Kind, way: Way) -> Relation {
    match (kind, way) {
        (Kind::Rate, Way::Up) => Relation::GrowthPct,
        (Kind::Rate, Way::Down) => Relation::DeclinePct,
        (_, Way::Up) => Relation::Diff,
        (_, Way::Down) => Relation::Decrease,
    }
}

/// 依次增加200人、减少300人，分别增长4.0%、下降10.0%.
fn by_increase(list: &List<'_>, delta: &List<'_>, new: &List<'_>, found: &mut Vec<Claim>) {
    for (at, published) in list.values.iter().enumerate() {
        if list.ways[at] != delta.ways[at] {
            continue;
        }
        let relation = match list.ways[at] {
            Some(Way::Down) => Relation::DeclineFromDeltaPct,
            _ => Relation::GrowthFromDeltaPct,
        };
        let operands = vec![Term::Number(new.values[at]), Term::Number(delta.values[at])];
        found.extend(decide(Proposal::new(relation, operands, Term::Number(*published), Rule::ByPlace)));
    }
}

/// Growth in each of several years, against the year before.
fn over_time(list: &List<'_>, lists: &[&List<'_>], found: &mut Vec<Claim>) {
    let subject = clause(&list.words).split(['分', '比', '较', '同']).next().unwrap_or("").trim();
    let of_years = || lists.iter().filter(|l| l.years && !matches!(l.role, Role::Change { .. }));
    let named = of_years().find(|l| !subject.is_empty() && l.words.contains(subject));
    let only = of_years().next().filter(|_| of_years().count() == 1);
    let relation = |at: usize| against_base(Kind::Rate, list.ways[at].unwrap_or(Way::Up));
    let Some(values) = named.or(only) else {
        for (at, published) in list.values.iter().enumerate() {
            found.push(undecided(relation(at), &[], *published, Reason::BaseNotStated));
        }
        return;
    };
    found.push(undecided(relation(0), &[values.values[0]], list.values[0], Reason::BaseNotStated));
    for at in 1..list.values.len() {
        let operands = vec![Term::Number(values.values[at]), Term::Number(values.values[at - 1])];
        found.extend(decide(Proposal::new(
            relation(at),
            operands,
            Term::Number(list.values[at]),
            Rule::ByPlace,
        )));
    }
}

/// Whether the words before a list name years in rising order, or so many years.
fn over_years(words: &str) -> bool {
    let years: Vec<i32> = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .filter(|year| (1900..=2100).contains(year))
        .collect();
    if years.len() >= 2 {
        return years.windows(2).all(|pair| pair[0] < pair[1]);
    }
    let many = |mark: &str| {
        words
            .split(mark)
            .next()
            .is_some_and(|head| head.ends_with(['两', '三', '四', '五']) && head.len() < words.len())
    };
    many("年分别") || many("年来分别") || words.contains("各年")
}

/// Shares of each element in the whole of its place, or in the whole that is named at its place.
fn shares(
    book: &Book<'_, '_>,
    number: usize,
    at: usize,
    list: &List<'_>,
    named: &str,
    earlier: &[List<'_>],
    found: &mut Vec<Claim>,
) {
    let core = name::core(named);
    let lists = lists(list, earlier);
    let whole =
        lists.iter().position(|l| !core.is_empty() && l.words.contains(core.as_str())).or_else(|| {
            // 教育支出分别为…，占教育经费支出的比例: the last words of the name suffice when one list alone has them.
            let tail: String = core.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            let having = || lists.iter().enumerate().filter(|(_, l)| l.words.contains(tail.as_str()));
            having().next().map(|(i, _)| i).filter(|_| having().count() == 1 && tail.chars().count() == 2)
        });
    if let Some(whole) = whole
        && let Some(part) =
            lists.iter().enumerate().find(|(i, l)| *i != whole && alike(l.values[0], lists[whole].values[0]))
    {
        for (place, published) in list.values.iter().enumerate() {
            let operands = vec![Term::Number(part.1.values[place]), Term::Number(lists[whole].values[place])];
            found.extend(decide(Proposal::new(
                Relation::SharePct,
                operands,
                Term::Number(*published),
                Rule::ByPlace,
            )));
        }
        return;
    }
    named_wholes(book, number, at, list, named, found);
}

/// 分别占甲总数和乙总数的50.0%和52.6%: wholes by name, parts by place.
fn named_wholes(
    book: &Book<'_, '_>,
    number: usize,
    at: usize,
    list: &List<'_>,
    named: &str,
    found: &mut Vec<Claim>,
) {
    let names: Vec<&str> = named.split(['和', '与', '、', '及']).filter(|n| !n.is_empty()).collect();
    let count = list.values.len();
    if names.len() != count {
        return;
    }
    let before: Vec<usize> = book.of_sentence(number).filter(|f| book.frames[*f].item < at).collect();
    let Some(parts) = before.len().checked_sub(count).map(|from| &before[from..]) else { return };
    let start = book.frames[parts[0]].mention.start();
    for (place, published) in list.values.iter().enumerate() {
        let part = book.frames[parts[place]].mention;
        let wanted = name::core(names[place]);
        let whole = book.before(start).take(40).find(|f| {
            let frame = &book.frames[*f];
            let own = name::core(&frame.own).replace('共', "");
            let close = name::covered(&wanted, &own) >= 60 || own == wanted;
            alike(frame.mention, part) && !frame.mean && close
        });
        if let Some(whole) = whole {
            let operands = vec![Term::Number(part), Term::Number(book.frames[whole].mention)];
            found.extend(decide(Proposal::new(
                Relation::SharePct,
                operands,
                Term::Number(*published),
                Rule::ByPlace,
            )));
        }
    }
}

//! Lists that answer to lists (分别): 三年分别为8820万元、9137万元、10199万元，占…的比例分别为65%、67%、63%.

use crate::claim::{Claim, Operand, Reason, Verdict};
use crate::judge::{Proposal, decide, undecided};
use crate::relation::Relation;
use crate::role::{Kind, Role, Way, alike, share_words};
use crate::sentence::Sentence;
use crate::sum::runs;
use quantity::Quantity;
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

struct List<'a> {
    run: Range<usize>,
    values: Vec<&'a Quantity>,
    kind: Kind,
    role: Role,
    words: String,
    /// Whether its elements are those of years in rising order.
    years: bool,
}

/// Claims between the lists of a paragraph.
pub(crate) fn claims(paragraph: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    let mut earlier: Vec<List<'_>> = Vec::new();
    for sentence in paragraph {
        let years = over_years(&sentence.words());
        for run in runs(sentence) {
            let first = &sentence.items[run.start];
            let list = List {
                values: sentence.items[run.clone()].iter().map(|i| i.quantity).collect(),
                kind: first.kind,
                role: first.role.clone(),
                words: first.before.clone(),
                years,
                run,
            };
            match (&list.role, list.kind) {
                (Role::Change { way, .. }, Kind::Rate | Kind::Amount) => {
                    changes(&list, *way, &earlier, found)
                }
                (Role::Share(_), Kind::Rate) => shares(&list, &earlier, found),
                (_, Kind::Rate) if share_words(&list.words).is_some() => shares(&list, &earlier, found),
                _ => {}
            }
            earlier.push(list);
        }
    }
}

fn value_lists<'l, 'a>(list: &List<'a>, earlier: &'l [List<'a>]) -> Vec<&'l List<'a>> {
    let same_length = |l: &&List<'a>| l.run.len() == list.run.len() && l.kind == Kind::Amount;
    earlier.iter().rev().take(12).filter(same_length).take(3).collect()
}

/// Growth of each element: against its own base if bases are listed, else against the year before it.
fn changes(list: &List<'_>, way: Way, earlier: &[List<'_>], found: &mut Vec<Claim>) {
    let lists = value_lists(list, earlier);
    let base = lists.iter().position(|l| matches!(l.role, Role::Base(_)));
    let relation = match (list.kind, way) {
        (Kind::Rate, Way::Up) => Relation::GrowthPct,
        (Kind::Rate, Way::Down) => Relation::DeclinePct,
        (_, Way::Up) => Relation::Diff,
        (_, Way::Down) => Relation::Decrease,
    };
    if let Some(base) = base {
        let Some(new) =
            lists[base + 1..].iter().find(|l| alike(&l.values[0].unit, &lists[base].values[0].unit))
        else {
            return;
        };
        for ((published, old), new) in list.values.iter().zip(&lists[base].values).zip(&new.values) {
            found.extend(decide(Proposal::new(relation, &[new, old], published)));
        }
        return;
    }
    let subject =
        crate::role::clause(&list.words).split(['分', '比', '较', '同']).next().unwrap_or("").trim();
    let of_years = || lists.iter().filter(|l| l.years);
    let named = of_years().find(|l| !subject.is_empty() && l.words.contains(subject));
    let only = of_years().next().filter(|_| of_years().count() == 1);
    let Some(values) = named.or(only) else {
        for published in &list.values {
            found.push(undecided(relation, &[], published, Reason::BaseNotStated));
        }
        return;
    };
    let mut claims = Vec::new();
    for at in 1..list.values.len() {
        let proposal = Proposal::new(relation, &[values.values[at], values.values[at - 1]], list.values[at]);
        claims.extend(decide(proposal));
    }
    accuse_only_beside_a_match(&mut claims);
    found.push(undecided(relation, &[values.values[0]], list.values[0], Reason::BaseNotStated));
    found.extend(claims);
}

/// A list whose elements all fail is more likely paired wrongly than printed wrongly.
fn accuse_only_beside_a_match(claims: &mut [Claim]) {
    if claims.iter().any(|c| c.verdict == Verdict::Consistent) {
        return;
    }
    for claim in claims {
        claim.verdict = Verdict::Undetermined;
        claim.reason = Some(Reason::DoubtfulPairing);
        claim.slip = None;
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
    words.contains("年分别") || words.contains("年来分别") || words.contains("各年")
}

/// Shares of each element in the whole of its place.
fn shares(list: &List<'_>, earlier: &[List<'_>], found: &mut Vec<Claim>) {
    let lists = value_lists(list, earlier);
    let pairs = || {
        lists.iter().flat_map(|one| lists.iter().map(move |other| (one, other))).filter(|(part, whole)| {
            part.run != whole.run
                && alike(&part.values[0].unit, &whole.values[0].unit)
                && part.values.iter().zip(&whole.values).all(|(p, w)| w.interval.ge(&p.interval).is_yes())
        })
    };
    let Some((part, whole)) = pairs().next() else { return };
    let mut claims: Vec<Claim> = Vec::new();
    for ((published, part), whole) in list.values.iter().zip(&part.values).zip(&whole.values) {
        let mut proposal = Proposal::new(Relation::SharePct, &[part, whole], published);
        proposal.others = vec![vec![Operand::of(part), Operand::of(whole)]];
        claims.extend(decide(proposal));
    }
    accuse_only_beside_a_match(&mut claims);
    found.extend(claims);
}

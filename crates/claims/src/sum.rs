//! Sums (合计、其中): the parts of every list against its whole, and lists of shares against a hundred.

use crate::claim::{Claim, Rule};
use crate::classes;
use crate::frame::{Frame, Gap};
use crate::judge::{Extent, Mention, Proposal, Term, decide};
use crate::lists::{How, List};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, alike, clause};
use crate::sentence::Sentence;
use quantity::Hedge;

/// Claims of sum of the lists.
pub(crate) fn claims(frames: &[Frame<'_>], lists: &[List], found: &mut Vec<Claim>) {
    for list in lists {
        let Some(whole) = list.whole else { continue };
        found.extend(decide(proposal(frames, list, whole)));
    }
}

fn proposal<'a>(frames: &[Frame<'a>], list: &List, whole: usize) -> Proposal<'a> {
    let parts = list.parts.iter().map(|p| Term::Number(frames[*p].mention)).collect();
    let rule = match list.how {
        How::Total | How::Behind => Rule::Totalled,
        How::Heading => Rule::Heading,
        _ => Rule::Listed,
    };
    let mut proposal = Proposal::new(Relation::Sum, parts, Term::Number(frames[whole].mention), rule)
        .reaching(extent(frames, list, whole));
    proposal.rivals = rivals(frames, list, whole);
    proposal
}

/// 来信32件，办结31件，其中…: values of the same kind beside the whole in its clause, of which the parts may be told as well.
fn rivals<'a>(frames: &[Frame<'a>], list: &List, whole: usize) -> Vec<Mention<'a>> {
    let first = list.parts[0];
    let names: Vec<&str> = list.parts.iter().map(|p| frames[*p].class()).collect();
    let certain = classes::complete(frames[whole].title(), &names);
    if certain || list.how != How::Among || first <= whole || frames[first].sentence != frames[whole].sentence
    {
        return Vec::new();
    }
    let before = (0..whole)
        .rev()
        .take(6)
        .take_while(|f| frames[*f].sentence == frames[whole].sentence && frames[*f + 1].gap <= Gap::Comma);
    let like = |f: &usize| alike(frames[*f].mention, frames[whole].mention) && !frames[*f].mean;
    before.filter(like).map(|f| frames[f].mention).collect()
}

/// Whether the words say that the parts are all there is.
fn extent<'a>(frames: &[Frame<'a>], list: &List, whole: usize) -> Extent<'a> {
    let mut names: Vec<&str> = list.parts.iter().map(|p| frames[*p].class()).collect();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        // 占地 of the one and 占地 of the other: their subjects tell them apart.
        names = list.parts.iter().map(|p| frames[*p].title()).collect();
    }
    let total = &frames[whole];
    let title = format!("{}{}", total.full, total.noun);
    let apart = !list.loose
        && !names.iter().any(|n| classes::cuts_across(n))
        && !classes::overfull(&title, &names)
        && list.parts.iter().all(|p| alike(frames[*p].mention, total.mention) || !list.open);
    if list.open {
        return Extent::Some { apart };
    }
    let said = match list.how {
        How::Bracket => names.len() >= 2 && names.windows(2).all(|pair| are_parallel(pair[0], pair[1])),
        How::Heading => names.len() >= 2 && !list.loose,
        How::Divided => names.len() >= 2 && !list.loose,
        How::Total => total.own.is_empty() || total.called,
        How::Among | How::Numbered | How::Behind => false,
    };
    if said || classes::complete(&title, &names) {
        return Extent::Whole;
    }
    let shares: Vec<Mention<'a>> = list.parts.iter().filter_map(|p| frames[*p].share).collect();
    if shares.len() == list.parts.len() {
        return Extent::Shares { shares, apart };
    }
    Extent::Some { apart }
}

/// Names formed alike, or classes of one division: 一等、二等; 城区、乡镇.
fn are_parallel(one: &str, other: &str) -> bool {
    classes::are_mates(one, other) || name::common_end(one, other) + name::common_head(one, other) >= 1
}

/// 贡献率依次为3.3%、71.1%和25.6%: shares of a whole add to a hundred, but for rounding.
pub(crate) fn hundreds(sentence: &Sentence<'_>, found: &mut Vec<Claim>) {
    for run in runs(sentence) {
        let first = &sentence.items[run.start];
        let rates = sentence.items[run.clone()]
            .iter()
            .all(|i| i.kind == Kind::Rate && i.mention.hedge() == Hedge::None);
        let words = clause(&first.before);
        let together = ["依次", "分别"].iter().any(|w| words.contains(w));
        let shares = ["贡献率", "占比", "比重", "构成", "结构"].iter().any(|w| first.before.contains(w));
        if !rates || !shares || !together || run.len() < 2 {
            continue;
        }
        let parts: Vec<Term<'_>> = sentence.items[run].iter().map(|i| i.term()).collect();
        let proposal = Proposal::new(Relation::Sum, parts, Term::Hundred(first.mention), Rule::ByPlace);
        found.extend(decide(proposal.reaching(Extent::Some { apart: false })));
    }
}

/// Runs of at least two items of one kind joined by 、 or 和.
pub(crate) fn runs(sentence: &Sentence<'_>) -> Vec<std::ops::Range<usize>> {
    runs_joined(sentence, |_| false)
}

/// Runs of at least two items of one kind joined by 、 or 和, or by other words before an item.
pub(crate) fn runs_joined(
    sentence: &Sentence<'_>,
    otherwise: impl Fn(&str) -> bool,
) -> Vec<std::ops::Range<usize>> {
    let items = &sentence.items;
    let joined = |at: usize| {
        let before = items[at].before.trim();
        let mark = matches!(before, "、" | "和" | "，" | "," | "及" | "与" | "、和" | "以及");
        (mark || otherwise(before))
            && items[at].kind == items[at - 1].kind
            && alike(items[at].mention, items[at - 1].mention)
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=items.len() {
        if at == items.len() || !joined(at) {
            if at - start >= 2 {
                runs.push(start..at);
            }
            start = at;
        }
    }
    runs
}

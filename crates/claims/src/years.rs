//! Claims in which years count: 年均增长, 平均每年增加, 翻一番, and years that cannot be compared so.

use crate::change::Running;
use crate::claim::{Claim, Reason, Rule, Slip};
use crate::judge::{Mention, Proposal, Term, decide, settled, undecided};
use crate::relation::Relation;
use crate::role::Kind;
use crate::sentence::Item;

/// 年均增长 and 年均增加 over the years between the two values.
pub(crate) fn mean_change<'a>(
    running: &Running<'a>,
    (new, old): (Mention<'a>, Mention<'a>),
    item: &Item<'a>,
    doubt: Option<Reason>,
) -> Option<Claim> {
    let relation = if item.kind == Kind::Rate { Relation::CagrPct } else { Relation::MeanDiff };
    let (Some(to), Some(from)) = running.years else {
        let reason = doubt.unwrap_or(Reason::BaseNotStated);
        return Some(undecided(relation, &[new, old], item.mention, reason));
    };
    let years = usize::try_from(i64::from(to) - i64::from(from)).ok().filter(|y| *y > 0)?;
    let operands = |years: usize| {
        let counted = Term::Counted { count: years, words: format!("{years}年"), near: new };
        vec![Term::Number(new), Term::Number(old), counted]
    };
    // Whether the count of years includes the first one is a matter of custom.
    let proposal = Proposal::new(relation, operands(years), Term::Number(item.mention), Rule::Stated)
        .or(operands(years + 1));
    decide(proposal.doubted(doubt))
}

/// 翻一番, 翻两番: about twice, about four times; with 多 at least that.
pub(crate) fn doubled(running: &Running<'_>, item: &Item<'_>, after: &str, text: &str) -> Option<Claim> {
    let new = running.value?;
    let at = after.find('翻').filter(|at| *at < 30)?;
    let behind = after[at + '翻'.len_utf8()..].trim_start_matches('了');
    let (times, words) = [("一番", 2), ("两番", 4), ("三番", 8), ("番", 2)]
        .iter()
        .find_map(|(words, times)| behind.starts_with(words).then_some((*times, *words)))?;
    let more = behind[words.len()..].starts_with(['多', '以']);
    let (lo, hi) = match (times, more) {
        (2, true) => ("2", "3"),
        (2, false) => ("1.9", "2.4"),
        (4, true) => ("4", "5"),
        (4, false) => ("3.8", "4.8"),
        (_, true) => ("8", "9"),
        (_, false) => ("7.6", "9.6"),
    };
    let behind = &text[item.mention.end()..];
    let start = behind[..behind.floor_char_boundary(200)].find(words)? + item.mention.end();
    let published = Term::Times { lo, hi, words: words.to_owned(), start };
    let (relation, operands) = match (running.old, running.delta) {
        (Some(old), _) => (Relation::Ratio, vec![Term::Number(new), Term::Number(old)]),
        (None, Some((delta, _))) => (Relation::TimesFromDelta, vec![Term::Number(new), Term::Number(delta)]),
        _ => return None,
    };
    decide(Proposal::new(relation, operands, published, Rule::Stated))
}

/// 是1949年的1466倍, 是2010年140家的3倍.
pub(crate) fn multiple(running: &Running<'_>, item: &Item<'_>) -> Option<Claim> {
    let words = crate::role::clause(&item.before);
    let says = ["是", "为", "相当于", "达到"].iter().any(|w| words.contains(w)) && words.contains('的');
    let bare = words.trim().trim_end_matches(['近', '约']) == "的";
    if !says && !bare {
        return None;
    }
    let missing = || Some(undecided(Relation::Ratio, &[], item.mention, Reason::BaseNotStated));
    let (Some(new), Some(old)) = (running.value, running.old) else { return missing() };
    let named = item.year.is_none() || item.year == running.years.1;
    if !named && !bare {
        return missing();
    }
    decide(Proposal::new(
        Relation::Ratio,
        vec![Term::Number(new), Term::Number(old)],
        Term::Number(item.mention),
        Rule::Stated,
    ))
}

/// A value compared with its own year, or with a later one.
pub(crate) fn year_label(new: &Item<'_>, old: &Item<'_>, words: &str) -> Option<Claim> {
    let (value, base) = (new.year?, old.year?);
    let states_year = words.trim().trim_end_matches(['的', '末', '底']).ends_with('年');
    let parts_of_year =
        ["月", "季", "上半年", "下半年", "期"].iter().any(|w| new.before.contains(w) || words.contains(w));
    if base < value || !states_year || parts_of_year {
        return None;
    }
    let note = format!("{value}年的数与{base}年的数相比");
    Some(settled(Relation::Period, new.mention, old.mention, Some(Slip::YearLabel), &note))
}

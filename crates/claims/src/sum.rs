//! Sums and parts (合计、其中): 共计909人，其中本县623人、县外286人; 小学34所、初中14所，共48所.

use crate::claim::{Claim, Operand, Reason, Slip, Verdict};
use crate::judge::{Proposal, decide, undecided};
use crate::partition;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause, subject};
use crate::sentence::{Item, Sentence};
use quantity::{Form, Hedge, Interval, Quantity};

/// Most parts that a sum is tried with.
const MOST_PARTS: usize = 16;

/// Claims of sum in a paragraph.
pub(crate) fn claims(paragraph: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    let values: Vec<(usize, &Item<'_>)> = paragraph
        .iter()
        .enumerate()
        .flat_map(|(number, s)| s.items.iter().filter(|i| is_value(i)).map(move |item| (number, item)))
        .collect();
    let mut at = 0;
    while at < values.len() {
        let taken = opened(&values, at, found).or_else(|| closed(&values, at, found));
        at += taken.unwrap_or(1).max(1);
    }
    for sentence in paragraph {
        shares_of_hundred(sentence, found);
    }
}

fn is_value(item: &Item<'_>) -> bool {
    item.kind == Kind::Amount
        && item.quantity.form == Form::Plain
        && matches!(item.quantity.hedge, Hedge::None | Hedge::Reaching)
        && matches!(item.role, Role::Value | Role::Target)
}

/// A total and the parts behind it. Gives how many values were used.
fn opened(values: &[(usize, &Item<'_>)], at: usize, found: &mut Vec<Claim>) -> Option<usize> {
    let (number, total) = values[at];
    let among = values.get(at + 1).is_some_and(|(_, next)| next.before.contains("其中"));
    let following = || values[at + 1..].iter().take(MOST_PARTS).take_while(|(n, _)| *n <= number + 3);
    let like = |item: &&Item<'_>| alike(&item.quantity.unit, &total.quantity.unit);
    let parts: Vec<&Item<'_>> = following().map(|(_, item)| *item).filter(like).collect();
    let in_sentence = following().filter(|(n, item)| *n == number && like(item)).count();
    let mut sum = Interval::ZERO;
    for (count, part) in parts.iter().enumerate() {
        sum = sum.add(&part.quantity.interval);
        if count >= 1 && sum.meets(&total.quantity.interval) && worth(total.quantity) {
            let used: Vec<&Quantity> = parts[..=count].iter().map(|p| p.quantity).collect();
            found.extend(decide(Proposal::new(Relation::Sum, &used, total.quantity).near()));
            // The parts may be totals themselves.
            return Some(1);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let whole = subject(&total.before);
    for count in 2..=parts.len().min(3) {
        let names: Vec<String> = parts[..count].iter().map(|p| subject(&p.before)).collect();
        if partition::complete(&whole, &names) && (among || count <= in_sentence) {
            let used: Vec<&Quantity> = parts[..count].iter().map(|p| p.quantity).collect();
            found.extend(decide(Proposal::new(Relation::Sum, &used, total.quantity)));
            return Some(1);
        }
    }
    let among = among || values.get(at + 1).is_some_and(|(_, next)| next.before.contains("包括"));
    if !among || in_sentence == 0 {
        return None;
    }
    let parts = &parts[..in_sentence];
    if parts[0].quantity.interval.gt(&total.quantity.interval).is_yes()
        && !parts[0].before.contains(['。', '；'])
    {
        found.push(part_above_whole(parts[0].quantity, total.quantity));
        return Some(1);
    }
    if parts.len() >= 2 {
        let used: Vec<&Quantity> = parts.iter().map(|p| p.quantity).collect();
        found.extend(
            one_slip_away(&used, total.quantity)
                .or_else(|| Some(undecided(Relation::Sum, &used, total.quantity, Reason::NotAPartition))),
        );
    }
    Some(1)
}

/// Two digits at least: that 1 and 1 are 2 proves nothing.
fn worth(total: &Quantity) -> bool {
    total.stated >= quantity::Decimal::from(5)
}

fn significant(quantity: &Quantity) -> u32 {
    quantity.stated.mantissa().unsigned_abs().checked_ilog10().map_or(1, |d| d + 1)
}

/// A sum that one moved point or one pair of swapped digits would mend: so many digits do not meet by chance.
fn one_slip_away(parts: &[&Quantity], total: &Quantity) -> Option<Claim> {
    if significant(total) < 4 || parts.iter().filter(|p| significant(p) >= 3).count() < 2 {
        return None;
    }
    let claim = decide(Proposal::new(Relation::Sum, parts, total))?;
    let mended = matches!(claim.slip, Some(Slip::DecimalPoint | Slip::SwappedDigits | Slip::Unit));
    (claim.verdict == Verdict::Inconsistent && mended).then_some(claim)
}

fn part_above_whole(part: &Quantity, total: &Quantity) -> Claim {
    let mut claim = undecided(Relation::Sum, &[part], total, Reason::NotAPartition);
    claim.verdict = Verdict::Inconsistent;
    claim.reason = None;
    let by = |power| part.interval.mul(&Interval::point(quantity::Decimal::ten_to(power)));
    let unit = by(-4).lt(&total.interval).is_yes() && !by(-2).lt(&total.interval).is_yes();
    claim.slip = Some(if unit { Slip::Unit } else { Slip::DecimalPoint });
    claim.note =
        format!("其中的{}大于总数{}；{}", part.text, total.text, claim.slip.map_or("", Slip::advice));
    claim
}

/// Parts and the total behind them: 小学34所、初中14所，共48所.
fn closed(values: &[(usize, &Item<'_>)], at: usize, found: &mut Vec<Claim>) -> Option<usize> {
    let (number, total) = values[at];
    let words = clause(&total.before);
    let strong = ["合计", "共计", "总计"].iter().any(|w| words.trim_end().ends_with(w));
    if !strong && !words.trim_end_matches("有").trim_end().ends_with('共') {
        return None;
    }
    let parts: Vec<&Item<'_>> = values[..at]
        .iter()
        .rev()
        .take_while(|(n, item)| *n == number && alike(&item.quantity.unit, &total.quantity.unit))
        .take(MOST_PARTS)
        .map(|(_, item)| *item)
        .collect();
    if parts.len() < 2 || !worth(total.quantity) {
        return None;
    }
    let mut sum = Interval::ZERO;
    for (count, part) in parts.iter().enumerate() {
        sum = sum.add(&part.quantity.interval);
        if count >= 1 && sum.meets(&total.quantity.interval) {
            let mut used: Vec<&Quantity> = parts[..=count].iter().map(|p| p.quantity).collect();
            used.reverse();
            found.extend(decide(Proposal::new(Relation::Sum, &used, total.quantity).near()));
            return Some(1);
        }
    }
    let listed = parts[..parts.len() - 1]
        .iter()
        .all(|p| p.before.starts_with(['、', '，', ',']) || p.before.starts_with("和"));
    let bare_total = words.trim_start().chars().count() <= 3;
    let mut used: Vec<&Quantity> = parts.iter().map(|p| p.quantity).collect();
    used.reverse();
    if strong && listed && bare_total {
        found.extend(decide(Proposal::new(Relation::Sum, &used, total.quantity)));
    } else {
        found.extend(one_slip_away(&used, total.quantity));
    }
    Some(1)
}

/// 贡献率依次为3.3%、71.1%和25.6%: shares of a whole add to a hundred, but for rounding.
fn shares_of_hundred(sentence: &Sentence<'_>, found: &mut Vec<Claim>) {
    for run in runs(sentence) {
        let first = &sentence.items[run.start];
        let rates = sentence.items[run.clone()]
            .iter()
            .all(|i| i.kind == Kind::Rate && i.quantity.hedge == Hedge::None);
        let words = &first.before;
        let shares =
            ["贡献率", "占比", "比重", "比例", "构成", "结构", "占"].iter().any(|w| words.contains(w));
        if !rates || !shares || run.len() < 2 {
            continue;
        }
        let parts: Vec<&Quantity> = sentence.items[run].iter().map(|i| i.quantity).collect();
        let mut proposal = Proposal::new(Relation::Sum, &parts, parts[0]).near();
        proposal.published =
            Operand { text: "100%".to_owned(), interval: Interval::from(1), ..Operand::of(parts[0]) };
        found.extend(decide(proposal));
    }
}

/// Runs of at least two items of one kind joined by 、 or 和.
pub(crate) fn runs(sentence: &Sentence<'_>) -> Vec<std::ops::Range<usize>> {
    let items = &sentence.items;
    let joined = |at: usize| {
        let before = items[at].before.trim();
        matches!(before, "、" | "和" | "，" | "," | "及" | "与" | "、和" | "以及")
            && items[at].kind == items[at - 1].kind
            && alike(&items[at].quantity.unit, &items[at - 1].quantity.unit)
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

/// A total in one paragraph and its parts at the head of the following ones.
pub(crate) fn over_paragraphs(sentences: &[Sentence<'_>], found: &mut Vec<Claim>) {
    let mut heads: Vec<&Item<'_>> = Vec::new();
    let mut last = None;
    for sentence in sentences.iter().filter(|s| !s.inside) {
        if last == Some(sentence.paragraph) {
            continue;
        }
        if let Some(item) = sentence.items.iter().find(|item| is_value(item)) {
            heads.push(item);
            last = Some(sentence.paragraph);
        }
    }
    for (at, total) in heads.iter().enumerate() {
        let mut sum = Interval::ZERO;
        let like = |i: &&&Item<'_>| alike(&i.quantity.unit, &total.quantity.unit);
        let parts: Vec<&&Item<'_>> = heads[at + 1..].iter().take(MOST_PARTS).take_while(like).collect();
        for (count, part) in parts.iter().enumerate() {
            sum = sum.add(&part.quantity.interval);
            if count >= 1 && significant(total.quantity) >= 4 && sum.meets(&total.quantity.interval) {
                let used: Vec<&Quantity> = parts[..=count].iter().map(|p| p.quantity).collect();
                found.extend(decide(Proposal::new(Relation::Sum, &used, total.quantity).near()));
                break;
            }
        }
    }
}

//! Shares (占比): 占一般公共预算支出1814597万元的比例15.68%; 共909人，其中本县623人，占68.54%.

use crate::claim::{Claim, Operand, Reason, Slip};
use crate::judge::{Pairing, Proposal, decide, undecided};
use crate::partition;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause, subject};
use crate::sentence::{Item, Sentence};
use quantity::{Hedge, Quantity};

/// A value seen earlier, with the noun before it.
struct Seen<'a> {
    quantity: &'a Quantity,
    subject: String,
    sentence: usize,
}

/// Claims of share in all sentences of a text.
pub(crate) fn claims(sentences: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let old = seen.len().saturating_sub(SEEN_BACK);
        seen.drain(..old);
        for (at, item) in sentence.items.iter().enumerate() {
            match &item.role {
                Role::Share(name) => share(sentence, at, name, &seen, number, found),
                Role::Value | Role::Target | Role::Whole if is_amount(item) => {
                    let subject = subject(&item.before);
                    seen.push(Seen { quantity: item.quantity, subject, sentence: number });
                }
                _ => {}
            }
            if item.kind == Kind::Rate && matches!(item.role, Role::Value) {
                share_of_neighbour(sentence, at, &seen, number, found);
            }
        }
    }
}

/// How many values are remembered.
const SEEN_BACK: usize = 60;

/// A number of things or of money; ages and spans of time are no wholes.
fn is_amount(item: &Item<'_>) -> bool {
    const TIMES: [&str; 9] = ["岁", "年", "月", "天", "小时", "分钟", "周", "学期", "课时"];
    let name = item.quantity.unit.name();
    item.kind == Kind::Amount
        && item.quantity.form == quantity::Form::Plain
        && !TIMES.iter().any(|t| name.ends_with(t))
}

/// 占…的比例 with the whole stated between, before, or nowhere.
fn share(
    sentence: &Sentence<'_>,
    at: usize,
    name: &str,
    seen: &[Seen<'_>],
    number: usize,
    found: &mut Vec<Claim>,
) {
    let rate = sentence.items[at].quantity;
    if !matches!(rate.hedge, Hedge::None | Hedge::Reaching | Hedge::About | Hedge::Near) {
        return;
    }
    if name.contains(['、', '和']) && name.chars().count() > 12 {
        return;
    }
    let nearby: Vec<&Seen<'_>> = seen.iter().rev().take(24).collect();
    let Some(part) = nearby.first().map(|s| s.quantity) else {
        found.push(undecided(Relation::SharePct, &[], rate, Reason::DenominatorNotStated));
        return;
    };
    let part_here = nearby.first().is_some_and(|s| s.sentence == number);
    let wholes: Vec<&&Seen<'_>> = nearby
        .iter()
        .skip(1)
        .filter(|s| alike(&s.quantity.unit, &part.unit) && s.quantity.interval.ge(&part.interval).is_yes())
        .collect();
    if name.is_empty() {
        // 其中…占: the whole is what 其中 opens.
        let opened =
            opened_by_among(sentence, at).filter(|w| alike(&w.unit, &part.unit) && w.start < part.start);
        if let Some(whole) = opened.filter(|_| part_here) {
            let mut proposal = Proposal::new(Relation::SharePct, &[part, whole], rate);
            proposal.others = wholes.iter().map(|w| pair(part, w.quantity)).collect();
            if opens_surely(sentence, at, whole) && !has_own_subject(&sentence.items[at].before) {
                found.extend(decide(proposal));
                return;
            }
            if let Some(claim) = decide(proposal.near()) {
                found.push(claim);
                return;
            }
        }
        confirm(part, &nearby, rate, found);
        return;
    }
    // The whole may be named: 占幼儿园总数的, 占全市生产总值的.
    let core = core_of(name);
    let named: Vec<&&&Seen<'_>> = wholes.iter().filter(|w| same_thing(&w.subject, &core)).collect();
    let certain =
        named.len() == 1 && part_here && named[0].sentence + 1 >= number && core.chars().count() >= 2;
    if let [whole] = named[..] {
        let exact =
            certain && core_of(&whole.subject) == core && !has_own_subject(&sentence.items[at].before);
        let mut proposal = Proposal::new(Relation::SharePct, &[part, whole.quantity], rate);
        proposal.pairing = if exact { Pairing::Certain } else { Pairing::Near };
        proposal.others = wholes.iter().map(|w| pair(part, w.quantity)).collect();
        if let Some(claim) = decide(proposal) {
            found.push(claim);
            return;
        }
    }
    if let Some(claim) = other_part_as_whole(&core, seen, rate) {
        found.push(claim);
        return;
    }
    confirm(part, &nearby, rate, found);
}

fn pair(part: &Quantity, whole: &Quantity) -> Vec<Operand> {
    vec![Operand::of(part), Operand::of(whole)]
}

/// Two values before it that fit confirm the share, the nearest part first; a share of few digits needs the nearest part.
/// Otherwise the denominator is not stated.
fn confirm(part: &Quantity, nearby: &[&Seen<'_>], rate: &Quantity, found: &mut Vec<Claim>) {
    let sharp = rate.stated.mantissa().unsigned_abs() >= 100;
    let parts = if sharp { 6 } else { 1 };
    for own in nearby.iter().take(parts) {
        for whole in nearby.iter().filter(|w| w.quantity.start != own.quantity.start) {
            let fits = alike(&whole.quantity.unit, &own.quantity.unit)
                && whole.quantity.interval.ge(&own.quantity.interval).is_yes();
            if !fits {
                continue;
            }
            let proposal = Proposal::new(Relation::SharePct, &[own.quantity, whole.quantity], rate).near();
            if let Some(claim) = decide(proposal) {
                found.push(claim);
                return;
            }
        }
    }
    found.push(undecided(Relation::SharePct, &[part], rate, Reason::DenominatorNotStated));
}

/// The value before 其中 in this sentence.
fn opened_by_among<'a>(sentence: &Sentence<'a>, at: usize) -> Option<&'a Quantity> {
    let opening = (0..at).rev().find(|i| sentence.items[*i].before.contains("其中"))?;
    let head = sentence.items[..opening].iter().rev();
    head.take_while(|i| !i.before.contains(['；', ';'])).find(|i| i.kind == Kind::Amount).map(|i| i.quantity)
}

/// 本科以上学历占比86.2%: the clause names the part itself, so that the number before it need not be the part.
fn has_own_subject(before: &str) -> bool {
    let Some(at) = before.rfind('占') else { return false };
    let words = clause(&before[..at]).trim();
    let bare = words.trim_start_matches(['约', '共', '仅', '均', '各', '就', '已', '、', '（', '(']);
    !bare.is_empty()
}

/// Whether the value before 其中 is surely the whole: it is called a total, and no other share stands in the sentence before.
fn opens_surely(sentence: &Sentence<'_>, at: usize, whole: &Quantity) -> bool {
    let total = sentence.items.iter().find(|i| i.quantity.start == whole.start);
    let called = total.is_some_and(|i| ["共", "总", "合计"].iter().any(|w| clause(&i.before).contains(w)));
    let shares = sentence.items[..at].iter().any(|i| i.kind == Kind::Rate);
    called && !shares
}

/// 在校生1628人，普通高中4243人，占高中阶段在校生38.37%: the other part was taken for the whole.
fn other_part_as_whole(core: &str, seen: &[Seen<'_>], rate: &Quantity) -> Option<Claim> {
    let near = &seen[seen.len().saturating_sub(8)..];
    let parts = near.iter().filter(|other| partition::is_only_a_part(core, &other.subject));
    parts.flat_map(|other| near.iter().map(move |own| (own, other))).find_map(|(own, other)| {
        let apart =
            own.quantity.start != other.quantity.start && !partition::same_part(&own.subject, &other.subject);
        apart.then(|| wrong_denominator(own.quantity, other.quantity, rate)).flatten()
    })
}

fn wrong_denominator(part: &Quantity, other: &Quantity, rate: &Quantity) -> Option<Claim> {
    if !alike(&part.unit, &other.unit) || !part.interval.div(&other.interval)?.meets(&rate.interval) {
        return None;
    }
    let whole = part.interval.add(&other.interval);
    let mut proposal = Proposal::new(Relation::SharePct, &[part], rate);
    proposal.operands.push(Operand {
        text: format!("（{} + {}）", part.text, other.text),
        start: part.start.min(other.start),
        end: part.end.max(other.end),
        interval: whole,
        unit: other.unit.clone(),
    });
    proposal.slip = Some(Slip::WrongDenominator);
    decide(proposal)
}

/// 毕业生4649人，升入4570人，比例达到98.30%: two counts and their quotient, confirmed if it fits.
fn share_of_neighbour(
    sentence: &Sentence<'_>,
    at: usize,
    seen: &[Seen<'_>],
    number: usize,
    found: &mut Vec<Claim>,
) {
    let item = &sentence.items[at];
    let words = clause(&item.before);
    if !["率", "比例", "比重", "占比"].iter().any(|w| words.contains(w)) || item.quantity.stated.is_zero()
    {
        return;
    }
    let sharp = item.quantity.stated.mantissa().unsigned_abs() >= 100;
    let back = if sharp { 2 } else { 0 };
    let here: Vec<&Seen<'_>> =
        seen.iter().rev().take_while(|s| s.sentence + back >= number).take(5).collect();
    for (i, one) in here.iter().enumerate() {
        for two in &here[i + 1..] {
            if !alike(&one.quantity.unit, &two.quantity.unit) {
                continue;
            }
            for (part, whole) in [(one, two), (two, one)] {
                if whole.quantity.interval.lt(&part.quantity.interval).is_yes() {
                    continue;
                }
                let proposal =
                    Proposal::new(Relation::SharePct, &[part.quantity, whole.quantity], item.quantity).near();
                if let Some(claim) = decide(proposal) {
                    found.push(claim);
                    return;
                }
            }
        }
    }
}

/// How many sentences before it the part of a share is looked for.
pub(crate) const SENTENCES_BACK: usize = 40;

/// 占…1814597万元的比例15.68%: the whole stands with its number between 占 and the share.
pub(crate) fn with_whole(sentence: &Sentence<'_>, before: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    for at in 1..sentence.items.len() {
        let (whole, rate) = (&sentence.items[at - 1], &sentence.items[at]);
        let joined = clause(&rate.before).len() == rate.before.len() && is_share_link(&rate.before);
        if rate.quantity.form != quantity::Form::Plain {
            continue;
        }
        if rate.kind != Kind::Rate || !joined || whole.role != Role::Whole {
            continue;
        }
        let like = |i: &&Item<'_>| {
            i.kind == Kind::Amount
                && alike(&i.quantity.unit, &whole.quantity.unit)
                && whole.quantity.interval.ge(&i.quantity.interval).is_yes()
        };
        let here = sentence.items[..at - 1].iter().rev();
        let here = here.filter(|i| matches!(i.role, Role::Value | Role::Target)).find(like);
        if let Some(part) = here {
            let mut proposal =
                Proposal::new(Relation::SharePct, &[part.quantity, whole.quantity], rate.quantity);
            if has_own_subject(&whole.before) {
                proposal = proposal.near();
            }
            let all = sentence.items[..at - 1].iter().rev();
            proposal.others = all.filter(like).take(12).map(|i| pair(i.quantity, whole.quantity)).collect();
            if let Some(claim) = decide(proposal) {
                found.push(claim);
                continue;
            }
        }
        let earlier = before.iter().rev().flat_map(|s| s.items.iter().rev());
        let earlier = earlier.filter(|i| i.quantity.start < whole.quantity.start).take(400);
        let fitting = earlier.filter(like).find_map(|part| {
            decide(Proposal::new(Relation::SharePct, &[part.quantity, whole.quantity], rate.quantity).near())
        });
        found.push(fitting.unwrap_or_else(|| {
            undecided(Relation::SharePct, &[whole.quantity], rate.quantity, Reason::DoubtfulPairing)
        }));
    }
}

fn is_share_link(words: &str) -> bool {
    let mut rest = words.trim();
    for word in ["的", "比例", "比重", "百分比", "比率", "达到", "为", "是", "约", "达"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    rest.is_empty()
}

/// The thing itself without words of quantity: 幼儿园 of 全区幼儿园总数.
fn core_of(name: &str) -> String {
    let mut core = name.trim();
    for lead in ["全国", "全省", "全市", "全区", "全县", "该", "其", "本"] {
        core = core.strip_prefix(lead).unwrap_or(core);
    }
    loop {
        let shorter = ["总人数", "人数", "总数", "总量", "总额", "合计", "数量", "数", "总", "的", "比"]
            .iter()
            .find_map(|tail| core.strip_suffix(tail));
        match shorter {
            Some(rest) if !rest.is_empty() => core = rest,
            _ => return core.to_owned(),
        }
    }
}

fn same_thing(subject: &str, core: &str) -> bool {
    !core.is_empty()
        && (core_of(subject) == core
            || core_of(subject).ends_with(core)
            || core_of(core).ends_with(&core_of(subject)) && subject.chars().count() >= 3)
}

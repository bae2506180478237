//! Rates of two counts (率): 适龄儿童2400人，已入学2310人，入学率为96.25%. The rate is named after what was reached.

use crate::book::Book;
use crate::claim::{Claim, Rule};
use crate::frame::Frame;
use crate::judge::{Proposal, Term, decide};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, clause};
use quantity::Form;

/// Words that say that something was reached.
const REACHED: &[&str] = &["已", "达", "实", "完成", "合格", "其中", "升入", "通过", "有", "参加", "按时"];
/// Words that say of how many.
const OF: &[&str] = &["总数", "人口", "适龄", "应", "总", "共", "全"];

/// Claims of rate beside two counts.
pub(crate) fn claims(book: &Book<'_, '_>, found: &mut Vec<Claim>) {
    for (number, sentence) in book.sentences.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            let plain =
                item.kind == Kind::Rate && item.mention.form() == Form::Plain && item.role == Role::Value;
            let Some(of) = rate_name(&item.before).filter(|_| plain) else { continue };
            if let Some((part, whole)) = pair(book, number, at, &of) {
                let term = |f: usize| Term::Number(book.frames[f].mention);
                let reading = |whole: usize| vec![term(part), term(whole)];
                // 考生4215人，其中文科1630人，理科2585人，缺考26人，缺考率: of all, or of those named last.
                let list = book.part_of[whole].filter(|list| book.part_of[part] == Some(*list));
                let above = list.and_then(|list| book.lists[list].whole);
                let mut proposal = Proposal::new(
                    Relation::SharePct,
                    reading(above.unwrap_or(whole)),
                    item.term(),
                    Rule::Subject,
                );
                if above.is_some() {
                    proposal = proposal.or(reading(whole));
                }
                found.extend(decide(proposal));
            }
        }
    }
}

/// 入学 of 入学率为; empty for a bare 率.
fn rate_name(before: &str) -> Option<String> {
    let mut words = clause(before).trim();
    for tail in ["达到", "为", "达", "是", "约"] {
        words = words.strip_suffix(tail).unwrap_or(words).trim_end();
    }
    let name = words.strip_suffix('率').or_else(|| words.strip_suffix("比例"))?;
    let name = name::without_region(name.trim_start_matches(['，', ',', '）', ')'])).0;
    let grown = ["增长", "贡献", "下降", "占有", "利", "汇", "税"].iter().any(|w| name.ends_with(w));
    (!grown && name.chars().count() <= 14).then(|| name.to_owned())
}

/// The two values directly before the rate: what was reached, and of how many.
fn pair(book: &Book<'_, '_>, number: usize, at: usize, of: &str) -> Option<(usize, usize)> {
    let items = &book.sentences[number].items;
    let one = at.checked_sub(2)?;
    let (first, second) = (book.frame(number, one)?, book.frame(number, one + 1)?);
    let (a, b) = (&book.frames[first], &book.frames[second]);
    let apart = [one + 1, at].iter().any(|i| items[*i].before.contains(['；', ';', '。']));
    if apart || a.mean || b.mean {
        return None;
    }
    let named = |f: &Frame<'_>| after_which(&f.own, of) || after_which(&f.noun, of);
    let reached =
        |f: &Frame<'_>| REACHED.iter().any(|w| f.own.starts_with(w)) || items[f.item].before.contains("其中");
    let whole = |f: &Frame<'_>| OF.iter().any(|w| f.own.contains(w));
    let same = alike(a.mention, b.mention);
    let last = of.chars().next_back();
    let thing = |f: &Frame<'_>| last.is_some_and(|c| f.own.contains(c));
    let beds = a.mention.unit().is_counted() && b.mention.unit().is_counted() && thing(b) && !thing(a);
    if !same && !beds {
        return None;
    }
    let second_is_part =
        named(b) || !same || of.is_empty() || (reached(b) && !named(a)) || (reached(b) && whole(a));
    if second_is_part && !(named(a) && whole(b) && !reached(b)) {
        return Some((second, first));
    }
    (named(a) && whole(b)).then_some((first, second))
}

/// Whether the rate is named after this value: two characters in a row in common.
fn after_which(own: &str, of: &str) -> bool {
    let characters: Vec<char> = of.chars().collect();
    characters.windows(2).any(|pair| own.contains(&pair.iter().collect::<String>()))
        || (characters.len() == 1 && own.contains(of))
}

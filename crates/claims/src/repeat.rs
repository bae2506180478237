//! One quantity stated twice in a text (前后一致): the same year, the same words, the same number.

use crate::claim::{Claim, Rule, Slip, Verdict};
use crate::judge::{Mention, Proposal, Term, decide};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, alike};
use crate::sentence::Sentence;
use quantity::Hedge;
use std::collections::BTreeMap;

/// Words at the end of a subject that say what is counted; 全市普通小学 alone may stand for many things.
const MEASURED: &[&str] = &[
    "经费",
    "支出",
    "收入",
    "投入",
    "资金",
    "总额",
    "总数",
    "人数",
    "面积",
    "在校生",
    "在校学生",
    "教职工",
    "专任教师",
    "毛入园率",
    "覆盖率",
    "巩固率",
    "入学率",
    "使用率",
    "达标率",
    "工资",
    "学校数",
    "班级数",
];

/// Claims of sameness over a whole text.
pub(crate) fn claims(sentences: &[&Sentence<'_>], found: &mut Vec<Claim>) {
    let mut first: BTreeMap<(i32, String), Mention<'_>> = BTreeMap::new();
    for sentence in sentences {
        for item in &sentence.items {
            let plain = matches!(item.kind, Kind::Amount | Kind::Rate) && item.mention.hedge() == Hedge::None;
            let Some(year) = item.year.filter(|_| plain) else { continue };
            if item.role != Role::Value {
                continue;
            }
            let subject = name::of(&item.before);
            if subject.chars().count() < 5 || !MEASURED.iter().any(|w| subject.ends_with(w)) {
                continue;
            }
            match first.get(&(year, subject.clone())) {
                None => {
                    first.insert((year, subject), item.mention);
                }
                Some(earlier) if alike(*earlier, item.mention) => again(*earlier, item.mention, found),
                Some(_) => {}
            }
        }
    }
}

/// Two different numbers are called wrong only if one is the other with a slip that is known; otherwise scope may differ.
fn again(earlier: Mention<'_>, later: Mention<'_>, found: &mut Vec<Claim>) {
    let Some(claim) =
        decide(Proposal::new(Relation::Same, vec![Term::Number(earlier)], Term::Number(later), Rule::Named))
    else {
        return;
    };
    let slipped = matches!(claim.slip, Some(Slip::DecimalPoint | Slip::SwappedDigits | Slip::Unit));
    if claim.verdict == Verdict::Consistent || slipped {
        found.push(claim);
    }
}

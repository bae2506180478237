//! One quantity stated twice in a text (前后一致): the same year, the same words, the same number.

use crate::claim::{Claim, Slip, Verdict};
use crate::judge::{Proposal, decide};
use crate::relation::Relation;
use crate::role::{Kind, Role, alike, subject};
use crate::sentence::Sentence;
use quantity::{Hedge, Quantity};
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
    let mut first: BTreeMap<(i32, String), &Quantity> = BTreeMap::new();
    for sentence in sentences {
        for item in &sentence.items {
            let plain = matches!(item.kind, Kind::Amount | Kind::Rate) && item.quantity.hedge == Hedge::None;
            let Some(year) = item.year.filter(|_| plain) else { continue };
            if item.role != Role::Value {
                continue;
            }
            let subject = subject(&item.before);
            if subject.chars().count() < 5 || !MEASURED.iter().any(|w| subject.ends_with(w)) {
                continue;
            }
            match first.get(&(year, subject.clone())) {
                None => {
                    first.insert((year, subject), item.quantity);
                }
                Some(earlier) if alike(&earlier.unit, &item.quantity.unit) => {
                    again(earlier, item.quantity, found)
                }
                Some(_) => {}
            }
        }
    }
}

/// Two different numbers are called wrong only if one is the other with a slip that is known; otherwise scope may differ.
fn again(earlier: &Quantity, later: &Quantity, found: &mut Vec<Claim>) {
    let Some(claim) = decide(Proposal::new(Relation::Same, &[earlier], later)) else { return };
    let slipped = matches!(claim.slip, Some(Slip::DecimalPoint | Slip::SwappedDigits | Slip::Unit));
    if claim.verdict == Verdict::Consistent || slipped {
        found.push(claim);
    }
}

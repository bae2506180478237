//! Units that the words leave out: one for a whole list (共用单位, 分别为400、300、200公里), 元 behind a doubled scale (万万).

use crate::wording::money_nearby;
use quantity::{Form, Quantity, parse};

/// How far back the word that announces a list may stand, in bytes.
const FAR: usize = 60;

/// Gives the numbers of a list that is announced by 分别 or 依次 the unit that stands behind the last of them.
pub(crate) fn carried_back(text: &str, quantities: &mut [Quantity]) {
    for at in (1..quantities.len()).rev() {
        let (before, behind) = quantities.split_at_mut(at);
        let (Some(bare), Some(next)) = (before.last_mut(), behind.first()) else { continue };
        let plain = bare.form == Form::Plain && bare.unit.name().is_empty() && next.form == Form::Plain;
        if !plain
            || next.unit.name().is_empty()
            || !matches!(&text[bare.end..next.start], "、" | "和" | "，" | ",")
        {
            continue;
        }
        let mut from = bare.start.saturating_sub(FAR);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if ["分别", "依次"].iter().any(|word| text[from..bare.start].contains(word)) {
            with_unit(bare, next.unit.name());
        }
    }
}

/// 共投入资金1091万万: the second 万 stands where 元 should. It is money, and what is printed is what is held against the rest.
pub(crate) fn doubled_scale(text: &str, quantities: &mut [Quantity]) {
    for quantity in quantities {
        if quantity.unit.name() == "万万" && money_nearby(text, quantity.start, quantity.end) {
            with_unit(quantity, "元");
        }
    }
}

fn with_unit(bare: &mut Quantity, unit: &str) {
    if let Ok(read) = parse(&format!("{}{unit}", bare.text)) {
        let (start, end, text) = (bare.start, bare.end, std::mem::take(&mut bare.text));
        *bare = Quantity { start, end, text, before: bare.before, after: bare.after, ..read };
    }
}

#[cfg(test)]
mod tests {
    use crate::{Verdict, read};

    #[test]
    fn a_doubled_scale_is_held_against_the_heading() {
        let text = |scale: &str| {
            format!(
                "一、能力提升专项资金1710万元建设情况\n\n1.新建项目15个，共投入资金1091{scale}。\n\n\
                 2.信息化项目安排了28个学校，共投入资金619万元，目前正在招标。"
            )
        };
        let wrong = read("情况.txt", &text("万万"));
        assert!(
            wrong.claims.iter().any(|c| c.verdict == Verdict::Inconsistent && c.published.text == "1710万元")
        );
        let right = read("情况.txt", &text("万元"));
        assert!(
            right.claims.iter().any(|c| c.verdict == Verdict::Consistent && c.published.text == "1710万元")
        );
        // 人 is no money: a doubled scale there stays a remark.
        let people = read("情况.txt", "在校学生1091万万，其中男生619万。");
        assert!(!people.is_wrong());
    }
}

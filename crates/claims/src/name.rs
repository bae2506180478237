//! Names of things (名称): the noun phrase that a number belongs to, and how alike two of them are.

use crate::role::CLAUSE;

/// What may stand before a name without being part of it.
const LEADS: &[&str] = &[
    "其中",
    "包括",
    "总共",
    "一共",
    "合计",
    "共计",
    "主要是",
    "主要有",
    "分别是",
    "分别为",
    "同时",
    "另有",
    "另外",
    "此外",
    "以及",
    "并",
    "共有",
    "现有",
    "和",
    "与",
    "及",
    "全年",
    "上半年",
    "年末",
    "当年",
    "累计",
    "共",
    "已",
    "还有",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
];

/// What may stand behind it.
const TAILS: &[&str] = &[
    "分别为",
    "分别达",
    "分别是",
    "依次为",
    "达到",
    "共计",
    "合计",
    "总计",
    "共有",
    "一共",
    "总共",
    "现有",
    "完成",
    "实现",
    "初步推算",
    "为",
    "达",
    "有",
    "是",
    "共",
    "约",
    "近",
    "的",
    "：",
    ":",
    "已",
    "仅",
    "超",
    "人数",
    "总数",
    "数",
];

/// Verbs inside a name: 城镇实现零售额 is 城镇零售额.
const INNER: &[&str] = &["实现", "完成", "累计", "共计", "共有", "现有"];

const REGIONS: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全区",
    "全县",
    "全镇",
    "全乡",
    "全校",
    "全州",
    "全系统",
    "我国",
    "我省",
    "我市",
    "我区",
    "我县",
    "我镇",
    "我校",
    "本市",
    "本区",
    "本县",
    "本校",
    "两厂",
    "两校",
];

/// The name in the words before a number: 普通小学 of 2022年全市普通小学为 without year, list mark and verb; the region stays.
pub(crate) fn of(before: &str) -> String {
    // 教育支出：15亿元: a colon stands between a name and its number, a comma does not.
    let before = before.trim_end().trim_end_matches(['：', ':']);
    bare(before.rsplit(|c| CLAUSE.contains(&c) || c == '、').next().unwrap_or(""))
}

/// A name without what may stand around it.
pub(crate) fn bare(words: &str) -> String {
    let mut name = without_mark(words.trim());
    loop {
        let shorter = LEADS.iter().find_map(|lead| name.strip_prefix(lead)).map(str::trim_start);
        match shorter.or_else(|| without_year(name)) {
            Some(rest) => name = rest,
            None => break,
        }
    }
    loop {
        match TAILS.iter().find_map(|tail| name.strip_suffix(tail)) {
            // 人数 alone is a name.
            Some(rest) if !rest.is_empty() || name.chars().count() == 1 || !name.ends_with('数') => {
                name = rest.trim_end()
            }
            _ => break,
        }
    }
    let mut name = name.to_owned();
    for verb in INNER {
        if let Some(at) = name.find(verb).filter(|at| *at > 0) {
            name.replace_range(at..at + verb.len(), "");
        }
    }
    name.retain(|c| !c.is_whitespace());
    name
}

/// 2022年, 截至4月底: dates stand at the head of a clause.
fn without_year(name: &str) -> Option<&str> {
    for lead in ["截至", "截止", "到", "至"] {
        if let Some(rest) = name.strip_prefix(lead)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some(rest);
        }
    }
    let digits = name.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0)?;
    let rest = &name[digits..];
    let mark = ["年度", "年末", "年底", "年", "月末", "月底", "月份", "月"]
        .iter()
        .find_map(|m| rest.strip_prefix(m))?;
    Some(mark.trim_start())
}

/// （一）, 1., ①, — at the head of an item.
fn without_mark(words: &str) -> &str {
    const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸●◆■·";
    let words = words.trim_start_matches(['—', '-', ' ']);
    if let Some(rest) = words.strip_prefix(|c| CIRCLED.contains(c)) {
        return rest.trim_start();
    }
    let inner = words.trim_start_matches(['（', '(']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let behind = inner.trim_start_matches(number);
    let marked = if inner.len() < words.len() {
        behind.strip_prefix(['）', ')'])
    } else {
        behind.strip_prefix(['、', '．', '.'])
    };
    match marked {
        Some(rest) if behind.len() < inner.len() => rest.trim_start(),
        _ => words,
    }
}

/// The name without the region it speaks of, and whether it had one.
pub(crate) fn without_region(name: &str) -> (&str, bool) {
    match REGIONS.iter().find_map(|region| name.strip_prefix(region)) {
        Some(rest) => (rest, true),
        None => (name, false),
    }
}

/// The thing itself without region and words of quantity: 幼儿园 of 全区幼儿园总数.
pub(crate) fn core(name: &str) -> String {
    let mut core = without_region(name.trim()).0;
    for lead in ["该", "其", "本", "总", "同期", "当年"] {
        core = core.strip_prefix(lead).filter(|rest| rest.chars().count() >= 2).unwrap_or(core);
    }
    loop {
        let shorter = [
            "总人数",
            "人数",
            "总数",
            "总量",
            "总额",
            "合计",
            "数量",
            "数",
            "总",
            "的",
            "比",
            "人次",
            "安排",
            "支出额",
            "金额",
        ]
        .iter()
        .find_map(|tail| core.strip_suffix(tail));
        match shorter {
            Some(rest) if !rest.is_empty() => core = rest,
            _ => return core.to_owned(),
        }
    }
}

/// Characters that two names have in common at their ends.
pub(crate) fn common_end(one: &str, other: &str) -> usize {
    one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count()
}

/// Characters that two names have in common at their heads.
pub(crate) fn common_head(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

/// Whether a name given for a whole or a base is that of a value: the same core, or the longer one ends in the shorter.
pub(crate) fn same(name: &str, named: &str) -> bool {
    let (one, other) = (core(name), core(named));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let long_enough = |short: &str| short.chars().count() >= 2;
    one == other
        || (one.ends_with(&other) && long_enough(&other))
        || (other.ends_with(&one) && long_enough(&one))
}

/// Share of the pairs of neighbouring characters of `one` that stand in `words`, in hundredths.
pub(crate) fn covered(one: &str, words: &str) -> usize {
    let characters: Vec<char> = one.chars().collect();
    let pairs: Vec<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
    let found = pairs.iter().filter(|pair| words.contains(pair.as_str())).count();
    if pairs.is_empty() { 0 } else { found * 100 / pairs.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_is_left() {
        for (before, name) in [
            ("2022年全市普通小学为", "全市普通小学"),
            ("，其中：税收收入完成", "税收收入"),
            ("；城镇实现零售额", "城镇零售额"),
            ("截至4月底,全市财政总收入完成", "全市财政总收入"),
            ("①非税收入", "非税收入"),
            ("，合计", ""),
        ] {
            assert_eq!(of(before), name, "{before}");
        }
        assert_eq!(core("全区幼儿园总数"), "幼儿园");
        assert!(same("地方一般公共预算收入", "一般公共预算收入"));
        assert!(!same("税收收入", "一般公共预算收入"));
    }
}

//! Remarks on wording (用语): a unit left out, decimals that differ, 达…以上, a stray space, a likely wrong character.

use crate::place::Lines;
use crate::role::Kind;
use crate::sentence::{Item, Sentence};
use finding::{Finding, Place};
use quantity::{Form, Hedge, Quantity};

/// Wrong characters that input methods and dictation make in official prose, with what is meant.
const CHARACTERS: &[(&str, &str)] = &[
    ("升化", "深化"),
    ("布署", "部署"),
    ("按排", "安排"),
    ("座谈汇", "座谈会"),
    ("统畴", "统筹"),
    ("贯彻落时", "贯彻落实"),
    ("即使解决", "及时解决"),
    ("克不容缓", "刻不容缓"),
    ("再接再励", "再接再厉"),
    ("一愁莫展", "一筹莫展"),
    ("相形见拙", "相形见绌"),
    ("渡过难关期", "度过难关期"),
    ("截止目前", "截至目前"),
    ("帐务", "账务"),
    ("复盖", "覆盖"),
    ("幅射", "辐射"),
    ("名付其实", "名副其实"),
    ("迫不急待", "迫不及待"),
    ("因地治宜", "因地制宜"),
    ("教职功", "教职工"),
    ("均横", "均衡"),
    ("优质均恒", "优质均衡"),
    ("资原", "资源"),
    ("规犯", "规范"),
    ("以经", "已经"),
];

/// Remarks on the wording of a text. `source` names it in the places.
pub(crate) fn remarks(
    source: &str,
    text: &str,
    quantities: &[Quantity],
    sentences: &[Sentence<'_>],
) -> Vec<Finding> {
    let lines = Lines::of(text);
    let place = |start: usize, end: usize| lines.place(source, text, start, end);
    let mut findings = Vec::new();
    for quantity in quantities {
        one(quantity, text, &place, &mut findings);
    }
    for sentence in sentences {
        decimals(sentence, text, &place, &mut findings);
    }
    for (wrong, right) in CHARACTERS {
        for (at, _) in
            text.match_indices(wrong).filter(|(at, _)| !is_other_word(wrong, &text[at + wrong.len()..]))
        {
            let words = format!("“{wrong}”疑为“{right}”");
            findings.push(Finding::warning("claims.wording.character", place(at, at + wrong.len()), words));
        }
    }
    for (start, end) in letters_among_digits(text) {
        let words = format!("“{}”里有字母，疑为数字（O 与 0，l 与 1）", &text[start..end]);
        findings.push(Finding::warning("claims.wording.letter", place(start, end), words));
    }
    findings.sort_by_key(|f| (f.place.line, f.place.column));
    findings
}

/// 2O19年, l2所: letters that look like digits, in a number with real digits.
fn letters_among_digits(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let part = |b: u8| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I');
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|b| part(**b)).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let run = &bytes[at..at + length];
        let word =
            |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'));
        let apart = !word(at.checked_sub(1).and_then(|i| bytes.get(i))) && !word(bytes.get(at + length));
        let behind = text[at + length..].chars().next();
        let counted = behind.is_some_and(|c| "年所个名人次%％元万亿月日".contains(c));
        let mixed = run.iter().any(u8::is_ascii_digit) && !run.iter().all(u8::is_ascii_digit);
        if apart && mixed && counted {
            found.push((at, at + length));
        }
        at += length;
    }
    found
}

/// 以经济建设为中心 is no 已经.
fn is_other_word(wrong: &str, after: &str) -> bool {
    wrong == "以经" && after.starts_with(['济', '费', '验', '典', '营', '贸', '开', '纪', '常', '销', '合'])
}

fn one(quantity: &Quantity, text: &str, place: &dyn Fn(usize, usize) -> Place, findings: &mut Vec<Finding>) {
    let (start, end) = (quantity.start, quantity.end);
    if matches!(quantity.unit.name(), "万" | "亿")
        && quantity.form == Form::Plain
        && money_nearby(text, start, end)
    {
        let words = format!("“{}”后面缺“元”", quantity.text);
        findings.push(Finding::warning("claims.wording.unit-missing", place(start, end), words));
    }
    if quantity.unit.name().contains("万万") {
        let words = format!("“{}”的“万万”疑为“万”", quantity.text);
        findings.push(Finding::warning("claims.wording.doubled-scale", place(start, end), words));
    }
    if quantity.spaced {
        let words = format!("“{}”的数字与单位之间有多余的空格", quantity.text);
        findings.push(Finding::warning("claims.wording.space", place(start, end), words));
    }
    let reached = quantity.before.is_some_and(|b| b.starts_with('达')) && quantity.after == Some("以上");
    if reached {
        let words = format!("“达”与“以上”重复：“达{}”", quantity.text);
        let advice = "写“达到”或“以上”之一，并写明是哪一种比";
        findings.push(Finding::note("claims.wording.reaches-above", place(start, end), words).hint(advice));
    }
    let about = quantity.before.is_some_and(|b| matches!(b, "约" | "大约" | "近" | "将近"));
    let bound = quantity.before.is_some_and(|b| matches!(b, "至少" | "最少" | "不少于" | "不低于" | "超过"));
    let from = text[..start].char_indices().rev().take(6).last().map_or(start, |(at, _)| at);
    let bound = bound || ["至少", "最少"].iter().any(|w| crate::role::clause(&text[from..start]).contains(w));
    let twice = bound && matches!(quantity.after, Some("以上" | "及以上"));
    if twice || about && matches!(quantity.after, Some("左右" | "上下" | "余" | "多")) {
        let words = format!("概数词重复：“{}{}”", quantity.before.unwrap_or(""), quantity.text);
        findings.push(Finding::note("claims.wording.double-hedge", place(start, end), words));
    }
}

/// A bare 万 or 亿 at the end of a clause that speaks of money.
pub(crate) fn money_nearby(text: &str, start: usize, end: usize) -> bool {
    let ends = text[end..].chars().next().is_none_or(|c| "，。；、）,;) \n".contains(c));
    let from = text[..start].char_indices().rev().take(24).last().map_or(0, |(at, _)| at);
    let words = text[from..start].rsplit(['，', '。', '；', '\n']).next().unwrap_or("");
    let money =
        ["经费", "资金", "投入", "收入", "支出", "工资", "补助", "拨款", "预算", "费用", "贷款", "元"];
    ends && money.iter().any(|w| words.contains(w))
}

/// Rates of growth of one sentence with different numbers of decimals.
fn decimals(
    sentence: &Sentence<'_>,
    text: &str,
    place: &dyn Fn(usize, usize) -> Place,
    findings: &mut Vec<Finding>,
) {
    let mut last: Option<&Item<'_>> = None;
    for item in &sentence.items {
        let rate = item.kind == Kind::Rate && item.mention.hedge() == Hedge::None;
        let grows = rate && crate::verb::speaks_of_change(crate::role::clause(&item.before).trim());
        if !grows {
            continue;
        }
        let words = |one: &Item<'_>| &text[one.mention.start()..one.mention.end()];
        let round = |one: &Item<'_>| {
            words(one).trim_end_matches(['%', '％', '‰']).trim_end_matches(['0', '.']).find('.').is_none()
        };
        if let Some(before) = last
            && before.mention.places() != item.mention.places()
            && !round(before)
        {
            let told = format!("小数位数不一致：“{}”与“{}”", words(before), words(item));
            let hint = "同一句中的比率宜取相同位数";
            let at = place(item.mention.start(), item.mention.end());
            findings.push(Finding::note("claims.wording.decimals", at, told).hint(hint));
        }
        last = Some(item);
    }
}

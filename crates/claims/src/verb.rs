//! Verbs of change (增减): which way something went, and what it is compared with.

use crate::role::Way;

/// Verbs and nouns of growth, longest first where one ends another.
const UP: &[&str] = &[
    "增长", "增加", "提高", "提升", "上升", "上涨", "增多", "扩大", "上浮", "增幅", "增速", "涨幅", "升幅",
    "增收", "净增", "增支", "多收", "增产", "升高",
];
const DOWN: &[&str] = &[
    "下降", "减少", "降低", "回落", "缩小", "下滑", "下调", "下浮", "降幅", "减幅", "减收", "压减", "缩减",
    "减支", "少收", "减产",
];
/// One character suffices only beside 比 or 较, or for the bare 增 and 减 of budgets.
const UP_BARE: &[&str] = &["高出", "多出", "高于", "增", "多", "高", "涨", "升"];
const DOWN_BARE: &[&str] = &["减", "降", "少", "低", "差"];
/// What may stand between the verb and the number.
const FILLERS: &[&str] = &[
    "幅度", "分别", "大约", "将近", "接近", "超过", "突破", "达到", "约", "近", "超", "逾", "达", "为", "是",
    "了", "率", "额", "幅", "共", "：", ":", " ", "\u{3000}", "各",
];
pub(crate) fn without_fillers(mut words: &str) -> &str {
    loop {
        words = words.trim_end();
        match FILLERS.iter().find_map(|filler| words.strip_suffix(filler)) {
            Some(rest) => words = rest,
            None => return words,
        }
    }
}

/// The verb of change that ends `words`, and what stands before it.
pub(crate) fn change_at_end(words: &str, bare: bool) -> Option<(Way, &str)> {
    let ending = |list: &[&str]| list.iter().find_map(|verb| words.strip_suffix(verb));
    if let Some(rest) = ending(UP) {
        // 负增长5%.
        return Some(match rest.strip_suffix('负') {
            Some(head) => (Way::Down, head),
            None => (Way::Up, rest),
        });
    }
    if let Some(rest) = ending(DOWN) {
        return Some((Way::Down, rest));
    }
    let alone = |rest: &str| bare || rest.is_empty();
    let up = ending(UP_BARE).filter(|rest| alone(rest) && !rest.ends_with('新')).map(|rest| (Way::Up, rest));
    up.or_else(|| ending(DOWN_BARE).filter(|rest| alone(rest)).map(|rest| (Way::Down, rest)))
}

/// Whether `words` hold a verb of change anywhere.
pub(crate) fn speaks_of_change(words: &str) -> bool {
    UP.iter().chain(DOWN).any(|verb| words.contains(verb))
}

/// What follows the last 比 or 较 that compares.
pub(crate) fn compared(words: &str) -> Option<&str> {
    let mut found = None;
    for (at, c) in words.char_indices() {
        let (head, rest) = (&words[..at], &words[at + c.len_utf8()..]);
        let before = head.chars().next_back();
        let after = rest.chars().next();
        let word = match c {
            '比' => {
                before.is_some_and(|c| "占同环对之相好百配反".contains(c))
                    || after.is_some_and(|c| "例重率较如赛拼值照学划".contains(c))
            }
            '较' => {
                before.is_some_and(|c| "比相计".contains(c))
                    || after.is_some_and(|c| "为大好强多少差真量".contains(c))
            }
            _ => true,
        };
        if !word {
            found = Some(rest);
        }
    }
    found
}

/// The verb of change that stands last in `words`, and where it begins.
pub(crate) fn last_verb(words: &str) -> Option<(usize, &'static str)> {
    UP.iter().chain(DOWN).filter_map(|v| words.rfind(v).map(|at| (at, *v))).max_by_key(|(at, _)| *at)
}

//! Our own annexes in a text: where the numbers of a report come from, which is no part of what it says.

use crate::sources::{PREFACE, SOURCES};

/// The text in front of the annexes that this program writes behind a report (数字来源 and what follows it), when it has them:
/// what remains is what the report says.
///
/// ```
/// let text = "教育经费15.44亿元。\n附件1\n数字来源\n正文中的数字均由台账按评价方案的定义算出。\n〔1〕15.44亿元";
/// assert_eq!(report::without_own_annexes(text), "教育经费15.44亿元。\n");
/// assert_eq!(report::without_own_annexes("附件1\n数字来源\n统计局。"), "附件1\n数字来源\n统计局。");
/// ```
pub fn without_own_annexes(text: &str) -> &str {
    let Some(at) = text.find(PREFACE) else { return text };
    let mut begin = text[..at].rfind('\n').map_or(0, |line| line + 1);
    // The title of the annex and its label stand above, each on a line of its own.
    for is_part in [is_title, is_label] as [fn(&str) -> bool; 2] {
        while let Some(above) = text[..begin].strip_suffix('\n') {
            let from = above.rfind('\n').map_or(0, |line| line + 1);
            let line = above[from..].trim();
            if !line.is_empty() && !is_part(line) {
                break;
            }
            begin = from;
            if is_part(line) {
                break;
            }
        }
    }
    &text[..begin]
}

fn is_title(line: &str) -> bool {
    line == SOURCES
}

fn is_label(line: &str) -> bool {
    line.strip_prefix("附件").is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

//! Naked numbers (裸数): digits that neither a figure nor a quotation vouches for.

use crate::template::{self, Piece};
use define::Written;
use finding::Finding;
use quantity::Form;
use std::ops::Range;

/// Tells every number in the plain words of a template.
///
/// Arabic digits in whatever form (2, ２, ②, Ⅱ) are always numbers. Chinese numerals are where they count or measure
/// something (十三次, 两所); 一是, 统一 and names in quotation marks such as “五主” and “三位一体” are words.
pub(crate) fn check(written: &Written, pieces: &[Piece], findings: &mut Vec<Finding>) {
    let words = template::only_words(&written.text, pieces);
    for span in numbers(&words) {
        let number = &written.text[span.clone()];
        let sentence = format!("“{number}”既不来自数据，也没有注明是引用");
        let hint = format!("来自数据的写成 {{F26}} 这样的编号；文件号、固定说法写成 {{引:{number}}}");
        findings.push(Finding::error("report.naked-number", written.at(span), sentence).hint(hint));
    }
}

/// The numbers of a text in order, without overlap.
pub(crate) fn numbers(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for quantity in quantity::scan(words) {
        let named = matches!(quantity.form, Form::Phrase | Form::Ordinal) || in_quotes(words, quantity.start);
        if !(quantity.chinese && named) {
            found.push(quantity.start..quantity.end);
        }
    }
    // Digits of other kinds, and those that make no number: ②, Ⅱ, 1530.
    let mut start = None;
    for (at, letter) in words.char_indices().chain([(words.len(), ' ')]) {
        let digit = letter.is_numeric() && letter != '〇';
        match (start, digit) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                if !found.iter().any(|known| known.start < at && from < known.end) {
                    found.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

/// Whether a byte lies between “ and ”.
fn in_quotes(words: &str, at: usize) -> bool {
    let before = &words[..at];
    let open = before.rfind('“');
    open.is_some_and(|open| before.rfind('”').is_none_or(|close| close < open) && words[at..].contains('”'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let written = Written::new(text, "report/outline.toml", 7, 9);
        let mut findings = Vec::new();
        let pieces = template::parse(&written, &mut findings);
        check(&written, &pieces, &mut findings);
        assert!(findings.iter().all(|finding| finding.code == "report.naked-number"), "{findings:?}");
        let marked = |finding: Finding| {
            let (start, end) = finding.place.mark?;
            Some(finding.place.excerpt?[start..end].to_string())
        };
        findings.into_iter().filter_map(marked).collect()
    }

    #[test]
    fn digits_of_every_kind_are_told() {
        for (text, numbers) in [
            ("共召开会议13次。", vec!["13次"]),
            ("共召开会议１３次。", vec!["１３次"]),
            ("共召开会议十三次。", vec!["十三次"]),
            ("投用小学两所，新增学位4860个。", vec!["两所", "4860个"]),
            ("第②条", vec!["②"]),
            ("增长1.01%，“1530”机制", vec!["1.01%", "1530"]),
        ] {
            assert_eq!(told(text), numbers, "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_numbers_are_left_alone() {
        for text in [
            "一是统一思想，二是一体化推进，进一步落实。",
            "实行“五主”联动机制，健全“六长”网格化管理体系。",
            "万众一心，千方百计，健全“三位一体”责任体系，落实“一票否决”“两个只增不减”。",
            "{年度}年共{F07}，见{引:渝教函〔2023〕464号}、{引:“1530”}机制",
            "一般公共预算教育经费{F26|增长=增长{结果}|下降=下降{结果}|持平=持平}",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_naked_number_is_told_with_its_place() {
        let written = Written::new("经费增长\n共13次", "report/outline.toml", 7, 9);
        let mut findings = Vec::new();
        let pieces = template::parse(&written, &mut findings);
        check(&written, &pieces, &mut findings);
        assert_eq!(findings[0].place.to_string(), "report/outline.toml:8:2");
        assert!(findings[0].to_string().contains("^^^^"));
    }

    #[test]
    fn words_of_a_branch_are_looked_at_too() {
        assert_eq!(told("{F26|达标=办了5件|未达标=没有办}"), ["5件"]);
    }
}

//! Lines of pages to paragraphs.

use super::lines::Line;
use crate::prose::flow::begins;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of pages to paragraphs: a line that reaches the edge of its column goes on in the next, over columns and pages,
/// unless that begins like a heading or, behind the end of a sentence, with an indent.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> String {
    let margins = margins(pages);
    let mut lines: Vec<(&Line, String)> = Vec::new();
    let mut told = BTreeSet::new();
    for page in pages {
        for (at, line) in page.iter().enumerate() {
            let words = clean(line.text.trim());
            let outer = at == 0 || at + 1 == page.len();
            let often = outer && margins.get(&shape(&words)).is_some_and(|count| *count * 2 > pages.len());
            let again = often && !told.insert(shape(&words));
            if !words.is_empty() && !is_folio(&words) && !again {
                lines.push((line, words));
            }
        }
    }
    let edges = edges(&lines);
    let mut text = String::new();
    for (at, (line, words)) in lines.iter().enumerate() {
        if let Some((before, said)) = at.checked_sub(1).map(|at| &lines[at]) {
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if breaks((before, said), (line, words), &edges) {
                text.push('\n');
            } else if is_word(said.chars().next_back()) && is_word(words.chars().next()) {
                text.push(' ');
            }
        }
        text.push_str(words);
    }
    text.push('\n');
    text
}

/// Where the lines of each column begin and end, in all pages.
fn edges(lines: &[(&Line, String)]) -> BTreeMap<u8, (i64, i64)> {
    let mut edges: BTreeMap<u8, (i64, i64)> = BTreeMap::new();
    for (line, words) in lines {
        // A row of a table, or print of another size such as a title, has edges of its own.
        if !words.contains('\t') {
            let edge = edges.entry(line.column).or_insert((line.x, line.end));
            *edge = (edge.0.min(line.x), edge.1.max(line.end));
        }
    }
    edges
}

/// Whether a paragraph ends between two lines.
fn breaks(before: (&Line, &str), next: (&Line, &str), edges: &BTreeMap<u8, (i64, i64)>) -> bool {
    if before.1.contains('\t') || next.1.contains('\t') || begins(next.1) {
        return true;
    }
    let edge = |line: &Line| edges.get(&line.column).copied().unwrap_or((line.x, line.end));
    let (left, right) = edge(before.0);
    // Print over both columns is no part of either.
    if before.0.column == 0 && next.0.column != 0 {
        return true;
    }
    let ended = before.1.ends_with(['。', '！', '？', '：', '；']);
    // A letter that does not fit, or a mark that may not begin a line, leaves room for some.
    let room = right - before.0.end;
    let reaches = room * 10 <= (right - left) * 2 || room <= 3 * before.0.size;
    let indented = next.0.x - edge(next.0).0 >= next.0.size * 3 / 2;
    let centred = before.0.x - left >= before.0.size * 3;
    let other_print = (before.0.size - next.0.size).abs() * 5 > before.0.size.max(next.0.size);
    !reaches || centred || other_print || ended && (indented || room > before.0.size * 2)
}

/// Heads and feet: how often each stands first or last on a page, figures aside.
fn margins(pages: &[Vec<Line>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    if pages.len() < 3 {
        return counts;
    }
    for page in pages {
        let mut outer: Vec<String> = [page.first(), page.last()]
            .into_iter()
            .flatten()
            .map(|line| shape(&clean(line.text.trim())))
            .collect();
        outer.dedup();
        outer.into_iter().for_each(|shape| *counts.entry(shape).or_insert(0) += 1);
    }
    counts
}

/// A head or foot of a page without the page's number.
fn shape(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// A line without what only the layout put there: space between Chinese and digits or before %. Between the cells of a row
/// the TAB stays.
fn clean(line: &str) -> String {
    let mut words = String::new();
    let letters: Vec<char> = line.chars().collect();
    let is_wide = |c: &char| (*c as u32) >= 0x2E80 || "“”‘’—…·%‰".contains(*c);
    for (at, letter) in letters.iter().enumerate() {
        let beside = [at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1)];
        if *letter == '\t' || !letter.is_whitespace() || !beside.into_iter().flatten().any(is_wide) {
            words.push(*letter);
        }
    }
    words
}

/// The number of a page, alone on its line: 3, — 3 —, 第3页.
fn is_folio(line: &str) -> bool {
    let inner = line.trim_matches(|c: char| "-—–－·第页共/ ".contains(c));
    !line.is_empty() && inner.len() <= 4 && inner.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as long as its letters, of a size of ten, in a column.
    fn line(text: &str, x: i64) -> Line {
        let width: i64 = text.chars().map(|c| if (c as u32) < 0x1100 { 5 } else { 10 }).sum();
        Line { text: text.to_owned(), x, end: x + width, size: 10, column: 0 }
    }

    #[test]
    fn lines_are_put_together_and_headings_stand_alone() {
        let pages = [
            "一、投入\n2022年一般公共预算教育经费15.4\n4亿元，比上年增长1.01%。其中小\n— 1 —",
            "学增长0.7%。\n（二）师资\n教师816人。\n2\n项目\t万元\n合计\t979",
        ];
        let pages = pages.map(|page| page.lines().map(|text| line(text, 0)).collect::<Vec<_>>());
        let expected = "一、投入\n2022年一般公共预算教育经费15.44亿元，比上年增长1.01%。其中小学增长0.7%。\n（二）师资\n教师816人。\n项目\t万元\n合计\t979\n";
        assert_eq!(paragraphs(&pages), expected);
    }

    #[test]
    fn heads_of_pages_do_not_part_a_sentence_and_an_indent_does() {
        let page = |nth: usize, text: &str, x: i64| {
            vec![line("潼南区教育工作报告", 0), line(text, x), line(&format!("— {nth} —"), 0)]
        };
        let pages = [
            page(1, "教育经费15.44亿元，比上年15.28亿元", 0),
            page(2, "增长2.01%，其中小学3亿元，初中0.5亿。", 0),
            page(3, "教师816人。", 20),
        ];
        let expected = "潼南区教育工作报告\n教育经费15.44亿元，比上年15.28亿元增长2.01%，其中小学3亿元，初中0.5亿。\n教师816人。\n";
        assert_eq!(paragraphs(&pages), expected);
    }

    #[test]
    fn what_only_the_layout_put_there_is_gone() {
        assert_eq!(clean("收入1200 万元，下降 1.73 %。ABC 12 x"), "收入1200万元，下降1.73%。ABC 12 x");
    }
}

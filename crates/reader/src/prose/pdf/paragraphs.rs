//! Lines of pages to paragraphs.

use super::radicals::unified;

/// A line without what only the layout put there: space between Chinese and digits or before %, letters that fonts draw
/// in place of others. Between the cells of a row the TAB stays.
fn clean(line: &str) -> String {
    let mut words = String::new();
    let letters: Vec<char> = line.chars().flat_map(unified).collect();
    let is_wide = |c: &char| (*c as u32) >= 0x2E80 || "“”‘’—…·%‰".contains(*c);
    for (at, letter) in letters.iter().enumerate() {
        let beside = [at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1)];
        if *letter == '\t' || !letter.is_whitespace() || !beside.into_iter().flatten().any(is_wide) {
            words.push(*letter);
        }
    }
    words
}

/// Lines of pages to paragraphs: a line that reaches the right edge goes on in the next, unless that begins like a heading.
pub(super) fn paragraphs(pages: &[Vec<String>]) -> String {
    let lines = pages.iter().flatten().map(|line| clean(line.trim()));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty() && !is_folio(line)).collect();
    let full = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for line in lines.iter().map(String::as_str) {
        if let Some(before) = before {
            let row = before.contains('\t') || line.contains('\t');
            let short = width(before) * 10 < full * 8;
            let ended = before.ends_with(['。', '！', '？', '：', '；']) && width(before) * 20 < full * 19;
            if row || short || ended || begins(line) {
                text.push('\n');
            } else if before.ends_with(|c: char| c.is_ascii_alphabetic())
                && line.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                text.push(' ');
            }
        }
        text.push_str(line);
        before = Some(line);
    }
    text.push('\n');
    text
}

/// Columns of a line: Chinese characters are twice as wide as others.
fn width(line: &str) -> usize {
    line.chars().map(|c| if (c as u32) < 0x1100 { 1 } else { 2 }).sum()
}

/// The number of a page, alone on its line: 3, — 3 —, 第3页.
fn is_folio(line: &str) -> bool {
    let inner = line.trim_matches(|c: char| "-—–－·第页共/ ".contains(c));
    !line.is_empty() && inner.len() <= 4 && inner.chars().all(|c| c.is_ascii_digit())
}

/// Whether a line begins as headings and items do: 一、（二）3．
fn begins(line: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bare = line.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(numeral);
    rest.len() < bare.len() && bare.len() - rest.len() <= 9 && {
        match bare.len() < line.len() {
            true => rest.starts_with(['）', ')']),
            false => rest.starts_with(['、', '．']),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_and_headings_stand_alone() {
        let pages = [
            "一、投入\n2022年一般公共预算教育经费15.4\n4亿元，比上年增长1.01%。其中小\n— 1 —",
            "学增长0.7%。\n（二）师资\n教师816人。\n2\n项目\t万元\n合计\t979",
        ];
        let pages = pages.map(|page| page.lines().map(str::to_owned).collect());
        let expected = "一、投入\n2022年一般公共预算教育经费15.44亿元，比上年增长1.01%。其中小学增长0.7%。\n（二）师资\n教师816人。\n项目\t万元\n合计\t979\n";
        assert_eq!(paragraphs(&pages), expected);
    }

    #[test]
    fn what_only_the_layout_put_there_is_gone() {
        assert_eq!(clean("收\u{2f0a}1200 万元，下降 1.73 %。ABC 12 x"), "收入1200万元，下降1.73%。ABC 12 x");
    }
}

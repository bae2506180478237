//! PDF with a text layer: the words page by page, lines put together into paragraphs again.
//!
//! A page says where letters stand, not what a paragraph is; the lines are joined by what printed Chinese looks like.
//! Tables and scans are beyond it, and are said to be.

use super::{Refused, broken, refused};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use unicode_normalization::UnicodeNormalization;

/// Largest PDF taken in: 24 MiB. A thousand pages of text have less.
const LIMIT: usize = 24 << 20;

pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, Refused> {
    if bytes.len() > LIMIT {
        let sentence = format!("PDF 有{}兆字节，超过上限{}兆", bytes.len() >> 20, LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请交 DOCX 文件，或只交要核对的那几页"));
    }
    let pages = quietly(|| pdf_extract::extract_text_from_mem_by_pages(bytes));
    let pages = match pages {
        Ok(Ok(pages)) => pages,
        Ok(Err(error)) => return Err(broken(name, error)),
        Err(()) => return Err(broken(name, "内容不合 PDF 的规定")),
    };
    let letters: usize = pages.iter().map(|page| page.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    if letters < 4 * pages.len() {
        let sentence = format!("{}页里没有文字层，像是扫描件", pages.len());
        return Err(refused("prose.scan", name, sentence, "请交 DOCX 文件，或先作文字识别"));
    }
    Ok(paragraphs(&pages))
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// The reader of the format panics on files that no writer makes. That is a broken file, and no news for the terminal.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, ()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !READING.get() {
                usual(panic);
            }
        }));
    });
    READING.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    READING.set(false);
    outcome.map_err(|_| ())
}

/// A line without what only the layout put there: space between Chinese and digits or before %, letters that fonts
/// draw in place of others (U+2F0A for 入, ligatures).
fn clean(line: &str) -> String {
    let mut words = String::new();
    let letters = line.chars().flat_map(|c| {
        match c as u32 {
            0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0xFB00..=0xFB06 => c.nfkc().collect::<String>(),
            _ => c.to_string(),
        }
        .chars()
        .collect::<Vec<_>>()
    });
    let letters: Vec<char> = letters.collect();
    let is_wide = |c: &char| (*c as u32) >= 0x2E80 || "“”‘’—…·%‰".contains(*c);
    for (at, letter) in letters.iter().enumerate() {
        let beside = [at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1)];
        if !letter.is_whitespace() || !beside.into_iter().flatten().any(is_wide) {
            words.push(*letter);
        }
    }
    words
}

/// Lines of pages to paragraphs: a line that reaches the right edge goes on in the next, unless that begins like a heading.
fn paragraphs(pages: &[String]) -> String {
    let lines = pages.iter().flat_map(|page| page.lines()).map(|line| clean(line.trim()));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty() && !is_folio(line)).collect();
    let full = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for line in lines.iter().map(String::as_str) {
        if let Some(before) = before {
            let short = width(before) * 10 < full * 8;
            let ended = before.ends_with(['。', '！', '？', '：', '；']) && width(before) * 20 < full * 19;
            if short || ended || begins(line) {
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
            "一、投入\n2022年一般公共预算教育经费15.4\n4亿元，比上年增长1.01%。其中小\n— 1 —\n".to_owned(),
            "学增长0.7%。\n（二）师资\n教师816人。\n2\n".to_owned(),
        ];
        let expected = "一、投入\n2022年一般公共预算教育经费15.44亿元，比上年增长1.01%。其中小学增长0.7%。\n（二）师资\n教师816人。\n";
        assert_eq!(paragraphs(&pages), expected);
    }

    #[test]
    fn what_only_the_layout_put_there_is_gone() {
        assert_eq!(clean("收\u{2f0a}1200 万元，下降 1.73 %。ABC 12 x"), "收入1200万元，下降1.73%。ABC 12 x");
    }

    #[test]
    fn bytes_that_are_no_pdf_are_told_so() {
        for bytes in [
            &b"%PDF-1.7\n"[..],
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
        ] {
            assert_eq!(text("a.pdf", bytes).unwrap_err().code, "prose.broken");
        }
    }
}

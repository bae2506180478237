//! The letters of a text as a reader sees them, whatever the kind of document: nothing unseen among them, characters in place
//! of the radicals and ligatures that look like them, and no marks of notes inside a sentence.

use super::flow::raised_as;
use super::radicals::unified;

/// The text as it is seen.
pub(super) fn seen(text: String) -> String {
    let text = match text.contains(|c: char| c > '\u{9F}' && (is_unseen(c) || is_other(c))) {
        true => text.chars().filter(|c| !is_unseen(*c)).flat_map(plain).collect(),
        false => text,
    };
    match text.contains(is_opening) {
        true => text.split_inclusive('\n').map(without_marks).collect(),
        false => text,
    }
}

fn is_unseen(letter: char) -> bool {
    matches!(letter as u32, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xFE00..=0xFE0F)
}

/// Letters that are seen as others.
fn is_other(letter: char) -> bool {
    matches!(letter as u32, 0xA0 | 0x2000..=0x200A | 0x202F | 0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0xFB00..=0xFB06)
}

fn plain(letter: char) -> impl Iterator<Item = char> {
    let blank = matches!(letter as u32, 0xA0 | 0x2000..=0x200A | 0x202F);
    unified(if blank { ' ' } else { letter })
}

/// What a mark of a note may begin with.
fn is_opening(letter: char) -> bool {
    matches!(letter, '〔' | '[' | '［') || is_circled(letter) || raised_digit(letter).is_some()
}

fn is_circled(letter: char) -> bool {
    ('①'..='⑳').contains(&letter)
}

fn raised_digit(letter: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|one| one == letter)?;
    char::from_digit(at as u32, 10)
}

/// A line without the marks of notes that stand behind its words.
fn without_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(is_opening) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = raised(rest, &mut out).or_else(|| mark(rest, &out));
        let next = length.unwrap_or_else(|| {
            let width = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..width]);
            width
        });
        rest = &rest[next..];
    }
    out + rest
}

/// Raised figures that were typed as such: what becomes of them is written, their length told.
fn raised(rest: &str, out: &mut String) -> Option<usize> {
    let digits: String = rest.chars().map_while(raised_digit).collect();
    if digits.is_empty() || out.trim().is_empty() {
        return None;
    }
    let shown = raised_as(&digits, out);
    out.push_str(&shown);
    Some(rest.chars().take(digits.len()).map(char::len_utf8).sum())
}

/// The length of a mark of a note, where the line goes on with one.
fn mark(rest: &str, before: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let length = match first {
        '〔' => bracketed(rest, '〕')?,
        '[' => bracketed(rest, ']')?,
        '［' => bracketed(rest, '］')?,
        _ => first.len_utf8(),
    };
    let last = before.chars().next_back().filter(|c| !c.is_whitespace())?;
    let behind = &rest[length..];
    let next = behind.chars().next();
    let stops = next.is_none_or(|c| c.is_whitespace() || "，。、；：！？）”,;".contains(c));
    // 〔93〕12号 is the year of a document.
    let of_document = behind.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('号');
    let is_mark = match first {
        '〔' => !of_document,
        _ => last.is_ascii_digit() || "%％‰".contains(last) || (stops && last.is_alphabetic()),
    };
    is_mark.then_some(length)
}

/// The length of 〔12〕, 〔12※〕, [3].
fn bracketed(rest: &str, close: char) -> Option<usize> {
    let end = rest.char_indices().take(7).find(|(_, c)| *c == close)?.0;
    let open = rest.chars().next()?.len_utf8();
    let inner = rest[open..end].trim_end_matches(['※', '*']);
    let digits = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(end + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn what_is_not_seen_is_not_there() {
        for (written, read) in [
            ("15.\u{200B}44亿元\u{FEFF}，15\u{AD}.28", "15.44亿元，15.28"),
            ("15.44\u{A0}亿元，⼊学率", "15.44 亿元，入学率"),
            ("15.44〔12〕亿元〔3※〕。三个〔158〕100%〔9〕", "15.44亿元。三个100%"),
            ("渝府办发〔2018〕193号〔1〕，渝教〔93〕12号", "渝府办发〔2018〕193号，渝教〔93〕12号"),
            ("〔1〕15.44亿元", "〔1〕15.44亿元"),
            ("253[2]所，102份[3]。共[12]人", "253所，102份。共[12]人"),
            ("包括①小学②初中，15.44①亿元②。", "包括①小学②初中，15.44亿元。"),
            ("1200m²，253²所，1.5×10⁸", "1200m²，253所，1.5×10⁸"),
        ] {
            assert_eq!(seen(written.to_owned()), read);
        }
    }
}

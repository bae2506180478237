//! Keys are identities: one canonical form for a key however it was typed, and one for telling apart two that only look
//! different.

use crate::name::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// The key or reference that a cell stands for: without letters that are not seen, without the quotes and signs that
/// programs put around a text (`'0012`, `="0012"`, `“0012”`), with digits, letters and dashes at half width, and without the
/// `.0` that a program puts behind a long number.
///
/// ```
/// use ledger::written_key;
/// for text in ["500152-BA-001", "500152–BA–001", "'500152-BA-001", "=\"500152-BA-001\"", "５００１５２－ＢＡ－００１\u{200b}"] {
///     assert_eq!(written_key(text), "500152-BA-001");
/// }
/// assert_eq!(written_key("2150900001.0"), "2150900001");
/// assert_eq!(written_key("条例（第741号）"), "条例（第741号）");
/// ```
pub fn written_key(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let seen: String = text.chars().filter(|letter| !is_invisible(*letter) || letter.is_control()).collect();
    let narrow: String = bare(seen.trim()).chars().map(narrow).collect();
    let letters: Vec<char> = narrow.trim().chars().collect();
    let is_alphanumeric =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let dashed = letters.iter().enumerate().map(|(at, letter)| match letter {
        dash if is_dash(*dash) && is_alphanumeric(at.checked_sub(1)) && is_alphanumeric(Some(at + 1)) => '-',
        letter => *letter,
    });
    without_point(dashed.collect())
}

/// What is the same for two keys that differ only in form: in width, case, spaces, dashes or noughts in front.
///
/// ```
/// use ledger::key_identity;
/// assert_eq!(key_identity("2022/500152-ba-001"), key_identity("2022/500152-BA-001"));
/// assert_eq!(key_identity("00123"), key_identity("123"));
/// assert_ne!(key_identity("A-12"), key_identity("A-13"));
/// ```
pub fn key_identity(key: &str) -> String {
    let folded = |part: &str| -> String {
        let folded = crate::canonical_name(&written_key(part));
        folded.nfkc().map(|letter| if is_dash(letter) { '-' } else { letter }).collect()
    };
    let part = |part: &str| {
        let plain = if is_plain(part) { part.to_ascii_lowercase() } else { folded(part) };
        let digits = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
        match plain.trim_start_matches('0') {
            "" if digits => "0".to_owned(),
            rest if digits => rest.to_owned(),
            _ => plain,
        }
    };
    key.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Whether a text is of letters alone that stand in every form as they are but for their case, as most keys are.
fn is_plain(text: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_alphanumeric() || letter == '-' || matches!(letter, '\u{4e00}'..='\u{9fff}')
    };
    text.chars().all(plain)
}

/// Hyphens, dashes and signs of minus.
fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{2043}'
    )
}

/// Digits and letters of full width, and dashes, as their plain forms; signs such as （ are part of a name.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter)
        }
        '\u{3000}' | '\u{a0}' => ' ',
        letter => letter,
    }
}

/// A text without what a spreadsheet or a program puts around it to keep it a text.
fn bare(text: &str) -> &str {
    let formula = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = formula.unwrap_or(text);
    let quoted = [('"', '"'), ('“', '”'), ('‘', '’'), ('\'', '\'')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    quoted.unwrap_or_else(|| text.trim_start_matches(['\'', '‘', '’', '`', '＇']))
}

/// A long number without the `.0` of programs that take it for a measure.
fn without_point(text: String) -> String {
    let Some((whole, fraction)) = text.split_once('.') else { return text };
    let digits = whole.len() >= 6 && whole.bytes().all(|byte| byte.is_ascii_digit());
    match digits && !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0') {
        true => whole.to_owned(),
        false => text,
    }
}

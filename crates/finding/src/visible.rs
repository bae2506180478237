//! Characters that act on a reader instead of being read: controls of a terminal, directions of writing.

use std::borrow::Cow;

/// Whether a character is a control (C0, DEL, C1), turns the direction of writing (Unicode's bidirectional controls, of
/// which U+202E shows a text backwards), or is no character at all (U+FFFE, U+FFFF, which XML refuses).
///
/// ```
/// assert!(['\0', '\u{1b}', '\u{9b}', '\u{202e}', '\u{61c}', '\u{ffff}'].into_iter().all(finding::is_control));
/// assert!(!['督', ' ', '\u{3000}', 'é'].into_iter().any(finding::is_control));
/// ```
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fffe}' | '\u{ffff}')
}

/// A text that only shows: every control stands as a sign for itself; ends of lines and tabs stay.
///
/// ```
/// assert_eq!(finding::visible("甲\u{1b}[2J\r乙\n丙"), "甲␛[2J␍乙\n丙");
/// assert_eq!(finding::visible("\u{202e}九"), "‹U+202E›九");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |letter| is_control(letter) && !matches!(letter, '\n' | '\t'))
}

/// As [`visible`], on one line whatever it holds: what comes from a file must not begin a line of its own.
///
/// ```
/// assert_eq!(finding::one_line("甲\n全部核对无误"), "甲␊全部核对无误");
/// ```
pub fn one_line(text: &str) -> Cow<'_, str> {
    shown(text, is_control)
}

fn shown(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            letter if !hidden(letter) => out.push(letter),
            // Unicode has pictures of the C0 controls.
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => out.push('\u{2421}'),
            letter => out.push_str(&format!("‹U+{:04X}›", u32::from(letter))),
        }
    }
    Cow::Owned(out)
}

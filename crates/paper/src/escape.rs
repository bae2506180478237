//! Escaping for XML and HTML, the one way words enter markup.

/// Appends `words` with the five special characters escaped. Characters that XML 1.0 does not allow are left out.
pub(crate) fn push(out: &mut String, words: &str) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
}

/// `words` escaped, for XML and HTML.
///
/// ```
/// assert_eq!(paper::escaped("<甲>"), "&lt;甲&gt;");
/// ```
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    push(&mut out, words);
    out
}

//! The pieces of markup: references to letters, tags with their attributes, elements from begin to end.

use super::words;
use crate::prose::flow::Line;

const ENTITIES: [(&str, &str); 28] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("times", "×"),
    ("divide", "÷"),
    ("permil", "‰"),
    ("plusmn", "±"),
    ("le", "≤"),
    ("ge", "≥"),
    ("shy", "\u{AD}"),
    ("zwnj", "\u{200C}"),
    ("zwj", "\u{200D}"),
    ("sup2", "²"),
    ("sup3", "³"),
];
/// Longest tag looked through for its quotes, in bytes; a longer one ends at the next >.
pub(super) const LONGEST_TAG: usize = 2 << 10;
/// Longest name of an entity or element looked at.
const LONGEST_NAME: usize = 32;

/// Reads `&name;` or `&#…;`; a lone & is text. The rest behind it.
pub(super) fn entity<'a>(rest: &'a str, line: &mut Line) -> &'a str {
    let name: &str = &rest[1..];
    let end = name
        .char_indices()
        .take(LONGEST_NAME)
        .find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '#')
        .map_or(name.len().min(LONGEST_NAME), |(at, _)| at);
    let Some(name) = name.get(..end) else {
        line.push("&");
        return &rest[1..];
    };
    let behind = &rest[1 + end..];
    let behind = behind.strip_prefix(';').unwrap_or(behind);
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    });
    if let Some(character) = number.and_then(char::from_u32).filter(|c| *c != '\0') {
        words(character.encode_utf8(&mut [0; 4]), line);
        return behind;
    }
    match ENTITIES.iter().find(|(known, _)| *known == name) {
        Some((_, letter)) => {
            line.push(letter);
            behind
        }
        None => {
            line.push("&");
            &rest[1..]
        }
    }
}

/// A tag.
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub(super) name: String,
    pub(super) closing: bool,
    /// All that stands between < and >.
    pub(super) inner: &'a str,
    /// What follows.
    pub(super) behind: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag with which the text begins; none when it is no tag. One that does not end takes all.
    pub(super) fn read(rest: &'a str) -> Option<Tag<'a>> {
        let inner = rest.strip_prefix('<')?;
        let closing = inner.starts_with('/');
        let named = inner.strip_prefix('/').unwrap_or(inner);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
            return None;
        }
        let name: String = named
            .chars()
            .take(LONGEST_NAME)
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        let (inner, behind) = match end_of_tag(inner) {
            Some(end) => (&inner[..end], &inner[end + 1..]),
            None => ("", ""),
        };
        Some(Tag { name, closing, inner, behind })
    }

    /// The value of an attribute; empty for one that is only named.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.inner.get(..LONGEST_TAG).unwrap_or(self.inner).to_ascii_lowercase();
        let mut from = 0;
        while let Some(at) = lower[from..].find(name) {
            let begin = from + at;
            let behind = lower[begin + name.len()..].trim_start();
            let own = lower[..begin].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
            if own && let Some(value) = behind.strip_prefix('=') {
                let value = value.trim_start();
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let value = match quote {
                    Some(quote) => value[1..].split(quote).next(),
                    None => value.split(|c: char| c.is_whitespace() || c == '/').next(),
                };
                return Some(value.unwrap_or_default().to_owned());
            }
            if own && !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
                return Some(String::new());
            }
            from = begin + name.len();
        }
        None
    }
}

/// The > that ends a tag, not one inside a quoted value.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if inner[..at].ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that does not close: the next > after all. Looking on to the end for each tag would be quadratic.
    inner.find('>')
}

/// What follows the end of an element whose content is not text.
pub(super) fn skip<'a>(name: &str, rest: &'a str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let begin = from + at + 2;
        let here = rest.get(begin..begin + name.len()).unwrap_or_default();
        if here.eq_ignore_ascii_case(name) {
            return rest[begin..].find('>').map_or("", |end| &rest[begin + end + 1..]);
        }
        from = begin;
    }
    ""
}

/// The content of an element that was just begun, within so many bytes, and what follows its end; none when it does not end.
pub(super) fn content<'a>(name: &str, rest: &'a str, most: usize) -> Option<(&'a str, &'a str)> {
    let (mut depth, mut from) = (1_usize, 0);
    while let Some(at) = rest[from..].find('<') {
        let begin = from + at;
        if begin > most {
            return None;
        }
        let inner = &rest[begin + 1..];
        let closing = inner.starts_with('/');
        let named = if closing { &inner[1..] } else { inner };
        let same = named.get(..name.len()).is_some_and(|here| here.eq_ignore_ascii_case(name))
            && !named[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if same && closing {
            depth -= 1;
            if depth == 0 {
                let behind = inner.find('>').map_or("", |end| &inner[end + 1..]);
                return Some((&rest[..begin], behind));
            }
        } else if same {
            depth += 1;
        }
        from = begin + 1;
    }
    None
}

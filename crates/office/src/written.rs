//! What the text of an entry says of a row, read without the definitions: quick, and whatever pack is in force.

use std::borrow::Cow;

/// What the text of an act that records a row begins with.
const RECORD: &str = "duheng-act\t1\trecord\n";

/// Whether the text of an act records a row of that register and key; its cells as a row's body are left in `body`.
pub(crate) fn row_of(act: &str, register: &str, key: &str, body: &mut String) -> bool {
    if !about(act, register, key) || !act.starts_with(RECORD) {
        return false;
    }
    body_of(act, body);
    true
}

/// Whether the text of an act withdraws a row of that register, and of that key when one is known.
pub(crate) fn withdraws(act: &str, register: &str, key: Option<&String>) -> bool {
    match ledger::Act::parse(act) {
        Ok(ledger::Act::Withdraw { register: of, key: at, .. }) => {
            of == register && key.is_none_or(|key| *key == at)
        }
        _ => false,
    }
}

/// Register and key of the row that the text of an act records; none of another act.
pub(crate) fn recorded(act: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let mut lines = act.strip_prefix(RECORD)?.split('\n');
    let register = lines.next()?.strip_prefix("register\t")?;
    let key = lines.next()?.strip_prefix("key\t")?;
    Some((plain(register), plain(key)))
}

/// The cells of an act that records a row, as a row's body.
pub(crate) fn body_of(act: &str, body: &mut String) {
    body.clear();
    body.push('{');
    let mut rest = act;
    while !rest.is_empty() {
        let (line, after) = cut(rest, b'\n').unwrap_or((rest, ""));
        rest = after;
        let cell = line.strip_prefix("cell\t").and_then(|cell| cut(cell, b'\t'));
        if let Some((field, (_, value))) = cell.and_then(|(field, cell)| Some((field, cut(cell, b'\t')?))) {
            let value = cut(value, b'\t').map_or(value, |(value, _)| value);
            if body.len() > 1 {
                body.push(',');
            }
            crate::row::quote(body, &plain(field));
            body.push(':');
            crate::row::quote(body, &plain(value));
        }
    }
    body.push('}');
}

/// The text before and after the first of a letter of ASCII; none when there is none.
fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let end = memchr::memchr(at, text.as_bytes())?;
    Some((&text[..end], &text[end + 1..]))
}

/// Whether the text of an act names that register and key.
fn about(act: &str, register: &str, key: &str) -> bool {
    let mut lines = act.lines().skip(1);
    let mut named = |name: &str, value: &str| {
        lines
            .next()
            .and_then(|line| line.split_once('\t'))
            .is_some_and(|(word, text)| word == name && plain(text) == value)
    };
    named("register", register) && named("key", key)
}

/// A field of an act without its escapes.
fn plain(field: &str) -> Cow<'_, str> {
    if !field.contains('\\') {
        return field.into();
    }
    let mut text = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            letter => letter,
        });
    }
    text.into()
}

//! Rows against the entries that made and ended them.

use super::FINDINGS_LIMIT;
use crate::error::Result;
use crate::store::Store;
use finding::{Finding, Place};

/// Holds every row against its entries. A row that is missing altogether is found by rebuilding.
pub(super) fn verify(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut say = |code, register: &str, number: u64, since: u64, sentence: &str| {
        if findings.len() < FINDINGS_LIMIT {
            let place = Place::whole(format!("{register} 第{number}号记录，日志第{since}条"));
            let finding = Finding::error(code, place, sentence);
            findings.push(finding.hint("各行可由日志重建：duheng rebuild"));
        }
    };
    let mut buffer = String::new();
    store.each_row_with_entries(|row| {
        let made = match row.made {
            // What was erased is empty.
            None => row.key.is_empty() && row.body.is_empty(),
            Some(act) => row_of(act, row.register, row.key, &mut buffer) && buffer == row.body,
        };
        if !made {
            say("journal.row-differs", row.register, row.number, row.since, "这一行与记下它的条目不符");
        }
        if row.made.is_some() && row.ended.is_some_and(|act| !about(act, row.register, row.key)) {
            say("journal.row-ended", row.register, row.number, row.since, "这一行不是由所写的条目终止的");
        }
    })?;
    Ok(findings)
}

/// Whether the text of an act records a row of that register and key; its cells as a row's body are left in `body`.
fn row_of(act: &str, register: &str, key: &str, body: &mut String) -> bool {
    if !about(act, register, key) || !act.starts_with("duheng-act\t1\trecord\n") {
        return false;
    }
    body.clear();
    body.push('{');
    for line in act.lines() {
        let mut parts = line.split('\t');
        if let (Some("cell"), Some(field), Some(_), Some(value)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            if body.len() > 1 {
                body.push(',');
            }
            crate::row::quote(body, &plain(field));
            body.push(':');
            crate::row::quote(body, &plain(value));
        }
    }
    body.push('}');
    true
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
fn plain(field: &str) -> std::borrow::Cow<'_, str> {
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

//! A row as the store keeps it: its cells as a JSON object of texts by field name.

use crate::error::{Error, Result};
use define::Register;
use std::collections::BTreeMap;

/// The cells of a row as a JSON object of texts by field name, in the order of the fields, missing ones left out.
pub(crate) fn write(register: &Register, row: &ledger::Row) -> String {
    let mut text = String::with_capacity(register.fields.len() * 24);
    text.push('{');
    for (field, value) in register.fields.iter().zip(&row.values) {
        if let Some(value) = value {
            if text.len() > 1 {
                text.push(',');
            }
            quote(&mut text, &field.name);
            text.push(':');
            quote(&mut text, &value.to_string());
        }
    }
    text.push('}');
    text
}

/// A JSON string (RFC 8259 §7).
pub(crate) fn quote(into: &mut String, text: &str) {
    into.push('"');
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        into.push_str(text);
        into.push('"');
        return;
    }
    for letter in text.chars() {
        match letter {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            control if control < ' ' => into.push_str(&format!("\\u{:04x}", control as u32)),
            letter => into.push(letter),
        }
    }
    into.push('"');
}

/// The way back from [`write`].
pub(crate) fn read(register: &Register, body: &str) -> Result<ledger::Row> {
    let cells: BTreeMap<String, String> =
        serde_json::from_str(body).map_err(|_| Error::damaged(format!("台账“{}”的一行", register.name)))?;
    let value = |field: &define::Field| match cells.get(&field.name) {
        None => Ok(None),
        Some(text) => ledger::Value::restore(field, text)
            .map(Some)
            .ok_or_else(|| Error::damaged(format!("台账“{}”的“{}”存着“{text}”", register.name, field.name))),
    };
    Ok(ledger::Row { values: register.fields.iter().map(value).collect::<Result<_>>()? })
}

/// The row of a register of the house.
pub(crate) fn made(register: &Register, cells: &[(&'static str, String)]) -> Result<ledger::Row> {
    ledger::row_of(register, cells).map_err(|finding| Error::Unknown(finding.sentence))
}

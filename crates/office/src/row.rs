//! A row as the store keeps it: its cells as a JSON object of texts by field name.

use crate::error::{Error, Result};
use define::Register;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

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
    // A stretch is looked at as a whole, which a processor does many bytes at a time.
    let is_plain = |stretch: &[u8]| {
        stretch.iter().fold(true, |plain, byte| plain & (*byte >= b' ') & (*byte != b'"') & (*byte != b'\\'))
    };
    if text.as_bytes().chunks(64).all(is_plain) {
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
    let mut json = serde_json::Deserializer::from_str(body);
    let cells = (&mut json).deserialize_map(Cells(register));
    let values = cells.and_then(|values| json.end().map(|()| values));
    let damaged = |why| Error::damaged(format!("台账“{}”的一行（{why}）", register.name));
    Ok(ledger::Row { values: values.map_err(damaged)? })
}

/// Cells as they are read: straight into their places, without a map of texts between.
struct Cells<'r>(&'r Register);

impl<'t> Visitor<'t> for Cells<'_> {
    type Value = Vec<Option<ledger::Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the cells of a row")
    }

    fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> std::result::Result<Self::Value, M::Error> {
        let fields = &self.0.fields;
        let mut values = vec![None; fields.len()];
        // They stand in the order of the fields: the next one is mostly found at once.
        let mut next = 0;
        while let Some(Text(name)) = map.next_key()? {
            let Text(text) = map.next_value()?;
            let mut places = (next..fields.len()).chain(0..next);
            let Some(at) = places.find(|at| fields[*at].name == name) else { continue };
            let wrong = || M::Error::custom(format!("“{name}”存着“{text}”"));
            values[at] = Some(ledger::Value::restore(&fields[at], &text).ok_or_else(wrong)?);
            next = at + 1;
        }
        Ok(values)
    }
}

/// A text of JSON, borrowed where nothing in it is escaped.
struct Text<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Text<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> std::result::Result<Self, D::Error> {
        from.deserialize_str(Letters)
    }
}

struct Letters;

impl<'t> Visitor<'t> for Letters {
    type Value = Text<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> std::result::Result<Text<'t>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Text<'t>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

/// The row of a register of the house.
pub(crate) fn made(register: &Register, cells: &[(&'static str, String)]) -> Result<ledger::Row> {
    ledger::row_of(register, cells).map_err(|finding| Error::Unknown(finding.sentence))
}

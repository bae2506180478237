//! `indicators/<id>.toml`.

use super::source;
use crate::read::{Reader, Table};
use crate::{Indicator, Period};
use finding::Finding;
use quantity::Style;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

/// Reads an indicator.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Indicator {
    let written = table.required(reader, "name");
    let number = table.integer(reader, "number").and_then(|number| {
        let number = u32::try_from(number).ok().filter(|number| *number > 0);
        if number.is_none() {
            reader.error("define.number", table.span(), "number 从1起");
        }
        number
    });
    let indicator = Indicator {
        id: id.to_string(),
        name: written.text.clone(),
        figure: table.text(reader, "figure"),
        unit: table.unit(reader, "unit"),
        formula: table.filled(reader, "formula"),
        parts: table.list(reader, "parts"),
        by: table.one_or_more(reader, "by"),
        met_when: table.filled(reader, "met_when"),
        rests_on: table.one_or_more(reader, "rests_on"),
        print: style(reader, &mut table),
        sentence: table.written(reader, "sentence"),
        problem: table.written(reader, "problem"),
        owner: table.filled(reader, "owner").map(|owner| owner.text).unwrap_or_default(),
        period: source::period(reader, &mut table).unwrap_or(Period::CalendarYear),
        source: source::source(reader, &mut table),
        mechanisms: table.texts(reader, "mechanisms"),
        number,
        aspect: table.written(reader, "aspect"),
        weight: table.decimal(reader, "weight"),
        bonus: table.decimal(reader, "bonus"),
        deduct: table.decimal(reader, "deduct"),
        note: table.text(reader, "note"),
        pack: pack.to_string(),
        written: written.clone(),
    };
    let says = |reader: &mut Reader<'_>, code, sentence: &str| {
        reader.findings.push(Finding::error(code, written.place(), format!("“{}”{sentence}", written.text)));
    };
    if indicator.formula.is_none() && indicator.parts.is_empty() {
        says(reader, "define.indicator-empty", "既没有 formula 也没有 parts");
    }
    if indicator.formula.is_none() {
        for (key, used) in [
            ("by", !indicator.by.is_empty()),
            ("met_when", indicator.met_when.is_some()),
            ("unit", indicator.unit.is_some()),
        ] {
            if used {
                says(reader, "define.key-unfit", &format!("没有 formula，{key} 无处可用"));
            }
        }
    }
    table.finish(reader);
    indicator
}

/// The style of printing, an inline table.
fn style(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Style {
    let Some(value) = table.value("print") else { return Style::default() };
    let DeValue::Table(inner) = value.get_ref() else {
        reader.error("define.type", value.span(), "“print”应当是一个表，如 { decimals = 2 }");
        return Style::default();
    };
    match Style::deserialize(plain(inner)) {
        Ok(style) => style,
        Err(error) => {
            let words = error.message().lines().next().unwrap_or_default().to_string();
            reader.error("define.print", value.span(), format!("“print”不认识的写法：{words}"));
            Style::default()
        }
    }
}

/// The table without the places of its words; only strings, whole numbers and booleans, which is all a style has.
fn plain(table: &DeTable<'_>) -> toml::Table {
    let mut plain = toml::Table::new();
    for (key, value) in table {
        let value = match value.get_ref() {
            DeValue::String(text) => toml::Value::String(text.to_string()),
            DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => toml::Value::Integer(number),
                Err(_) => toml::Value::String(number.as_str().to_string()),
            },
            DeValue::Table(inner) => toml::Value::Table(self::plain(inner)),
            other => toml::Value::String(other.type_str().to_string()),
        };
        plain.insert(key.get_ref().to_string(), value);
    }
    plain
}

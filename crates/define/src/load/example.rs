//! `<id>.example.toml`, beside the indicator or form of that id.

use crate::read::{Reader, Table};
use crate::{Cell, Cells, Example, Expected, Written};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// Most rows in the facts of one file of examples.
const ROWS_LIMIT: usize = 2_000;

/// Reads the examples of one indicator.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str) -> Vec<Example> {
    let tables = table.tables(reader, "example");
    if tables.is_empty() {
        reader.error("define.empty", table.span(), "没有一个 [[example]]");
    }
    table.finish(reader);
    let mut rows = 0;
    let examples = tables.into_iter().map(|inner| example(reader, inner, id, &mut rows)).collect();
    if rows > ROWS_LIMIT {
        reader.error("define.too-many-rows", 0..0, format!("示例共{rows}行，超过上限{ROWS_LIMIT}"));
    }
    examples
}

fn example(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, count: &mut usize) -> Example {
    let name = table.required(reader, "name");
    let year = table.integer(reader, "year");
    let day = table.date(reader, "day");
    let year = year.or(day.map(|day| i64::from(day.year)));
    if year.is_none() && table.value("year").is_none() {
        table.missing(reader, "year");
    }
    let mut facts = Vec::new();
    if let Some(registers) = table.table(reader, "facts") {
        for (register, span, value) in registers.entries() {
            let register = reader.written(register, span);
            let rows = rows(reader, &register, value);
            *count += rows.len();
            facts.push((register, rows));
        }
    }
    facts.sort_by_key(|(register, _): &(Written, Vec<Cells>)| (register.line, register.column));
    let expected = Expected {
        value: table.written(reader, "value"),
        verdict: table.written(reader, "verdict"),
        sentence: table.written(reader, "sentence"),
        problem: table.written(reader, "problem"),
        shows: shows(reader, &mut table),
    };
    if let Some(verdict) = &expected.verdict
        && !["met", "not-met", "cannot-tell"].contains(&verdict.text.as_str())
    {
        let place = verdict.at(0..verdict.text.len());
        let sentence = format!("verdict 不能是“{}”，可用：met、not-met、cannot-tell", verdict.text);
        reader.findings.push(finding::Finding::error("define.word", place, sentence));
    }
    table.finish(reader);
    Example {
        indicator: id.to_string(),
        name,
        year: year.and_then(|year| i32::try_from(year).ok()).unwrap_or(0),
        day,
        facts,
        expected,
    }
}

/// `[example.shows]`: each key a word or a list of words.
fn shows(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<(Written, Vec<Written>)> {
    let Some(inner) = table.table(reader, "shows") else { return Vec::new() };
    let mut shows = Vec::new();
    for (key, span, value) in inner.entries() {
        let key = reader.written(key, span);
        let words = match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| word(reader, item)).collect(),
            _ => word(reader, value).into_iter().collect(),
        };
        shows.push((key, words));
    }
    shows.sort_by_key(|(key, _): &(Written, Vec<Written>)| (key.line, key.column));
    shows
}

fn word(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Written> {
    let cell = cell(reader, value)?;
    Some(reader.written(cell.text(), value.span()))
}

fn rows(reader: &mut Reader<'_>, register: &Written, value: &Spanned<DeValue<'_>>) -> Vec<Cells> {
    let DeValue::Array(items) = value.get_ref() else {
        reader.error("define.type", value.span(), format!("“{}”应当是若干行 [{{…}}, {{…}}]", register.text));
        return Vec::new();
    };
    let mut rows = Vec::new();
    for item in items.iter() {
        let DeValue::Table(row) = item.get_ref() else {
            reader.error("define.type", item.span(), "一行应当写成 { \"字段\" = 值, … }");
            continue;
        };
        let mut cells: Vec<(Written, Cell, Range<usize>)> = Vec::new();
        for (key, value) in row {
            let Some(cell) = cell(reader, value) else { continue };
            cells.push((reader.written(key.get_ref(), key.span()), cell, key.span()));
        }
        cells.sort_by_key(|(.., span)| span.start);
        rows.push(cells.into_iter().map(|(key, cell, _)| (key, cell)).collect());
    }
    rows
}

fn cell(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Cell> {
    match value.get_ref() {
        DeValue::String(text) => Some(Cell::Text(text.to_string())),
        DeValue::Integer(number) if number.radix() == 10 => {
            Some(Cell::Number(number.as_str().replace('_', "")))
        }
        DeValue::Float(number) => Some(Cell::Number(number.as_str().replace('_', ""))),
        DeValue::Boolean(flag) => Some(Cell::Boolean(*flag)),
        DeValue::Datetime(date) => Some(Cell::Text(date.to_string())),
        _ => {
            reader.error("define.type", value.span(), "单元格里只能是文字、数或是非值");
            None
        }
    }
}

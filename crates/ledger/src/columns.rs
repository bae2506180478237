//! Rows of a register as columns, the shape in which formulas are evaluated.

use crate::{Row, Value};
use define::{Field, FieldType, Register};
use formula::{Cells, Column, Frame, Missing};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rows of a register as one frame for each year, with recorded columns only. Rows of a register without period
/// are under no year. Within a frame rows stand in the order of their numbers.
///
/// `rows` are the caller's numbers of the rows with the rows. A row whose year cannot be told is left out; reading
/// refuses such rows.
pub fn frames<'r>(
    register: &Register,
    rows: impl IntoIterator<Item = (u64, &'r Row)>,
) -> BTreeMap<Option<i32>, Frame> {
    let mut years: BTreeMap<Option<i32>, Vec<(u64, &Row)>> = BTreeMap::new();
    for (number, row) in rows {
        let year = row.year(register);
        if year.is_some() || register.period_field.is_none() {
            years.entry(year).or_default().push((number, row));
        }
    }
    years.into_iter().map(|(year, rows)| (year, frame(register, rows))).collect()
}

/// Rows as one frame, whatever their year.
pub fn frame(register: &Register, mut rows: Vec<(u64, &Row)>) -> Frame {
    rows.sort_by_key(|(number, _)| *number);
    let mut frame = Frame::new(rows.iter().map(|(number, _)| *number).collect());
    for (position, field) in register.fields.iter().enumerate() {
        let cells = rows.iter().map(|(_, row)| row.values.get(position).and_then(Option::as_ref));
        frame.columns.push(column(field, cells));
    }
    frame
}

fn column<'r>(field: &Field, cells: impl Iterator<Item = Option<&'r Value>>) -> Column {
    let name = &field.name;
    match field.kind {
        FieldType::Integer | FieldType::Decimal | FieldType::Money => {
            let numbers: Vec<Option<Decimal>> = cells.map(|cell| number(field, cell)).collect();
            Column::numbers(name, &numbers)
        }
        FieldType::Boolean => {
            let yes = |cell| match cell {
                Some(&Value::Boolean(yes)) => Some(yes),
                _ => None,
            };
            Column::booleans(name, &cells.map(yes).collect::<Vec<_>>())
        }
        FieldType::Date => Column::dates(name, &cells.map(day).collect::<Vec<_>>()),
        FieldType::Text | FieldType::Choice(_) | FieldType::Code { .. } | FieldType::Ref { .. } => {
            Column::texts(name, &cells.map(text).collect::<Vec<_>>())
        }
    }
}

fn number(field: &Field, cell: Option<&Value>) -> Option<Decimal> {
    match cell {
        Some(Value::Number(number)) => number.times_ten_to(field.unit.scale()),
        _ => None,
    }
}

fn day(cell: Option<&Value>) -> Option<i32> {
    match cell {
        Some(Value::Date(day)) => formula::day(day.year, u32::from(day.month), u32::from(day.day)),
        _ => None,
    }
}

fn text(cell: Option<&Value>) -> Option<&str> {
    match cell {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Puts a row into a frame of recorded columns: in the place of the row of that number, or as a new row at the place
/// that its number gives it. The names of the fields whose cells changed are given back; all of them for a new row.
pub fn put_row(frame: &mut Frame, register: &Register, number: u64, row: &Row) -> Vec<String> {
    let place = frame.rows.binary_search(&number);
    let mut changed = Vec::new();
    for (position, field) in register.fields.iter().enumerate() {
        let Some(column) = frame.columns.iter_mut().find(|column| column.name == field.name) else {
            continue;
        };
        let cell = row.values.get(position).and_then(Option::as_ref);
        match place {
            Ok(at) if same(column, at, field, cell) => continue,
            Ok(at) => set(column, at, field, cell),
            Err(at) => open(column, at, field, cell),
        }
        changed.push(field.name.clone());
    }
    if let Err(at) = place {
        frame.rows.insert(at, number);
    }
    changed
}

/// Puts many rows into a frame of recorded columns and takes others out (those without a row), all at once: columns are
/// built anew one time. Other columns are dropped.
pub fn put_rows(frame: &mut Frame, register: &Register, rows: &BTreeMap<u64, Option<&Row>>) {
    /// A row that is there, by position, or a new one.
    enum From<'r> {
        Frame(usize),
        Row(&'r Row),
    }
    let present = frame.rows.iter().enumerate().map(|(at, number)| (*number, From::Frame(at)));
    let mut merged: BTreeMap<u64, From<'_>> = present.collect();
    for (number, row) in rows {
        match row {
            Some(row) => merged.insert(*number, From::Row(row)),
            None => merged.remove(number),
        };
    }
    let mut columns = Vec::with_capacity(register.fields.len());
    for (position, field) in register.fields.iter().enumerate() {
        let old = frame.column(&field.name);
        let cell = |from: &From<'_>| match from {
            From::Frame(at) => old.and_then(|old| read(old, *at)),
            From::Row(row) => based(field, row.values.get(position).and_then(Option::as_ref)),
        };
        let cells: Vec<Option<Value>> = merged.values().map(cell).collect();
        let plain = Field { unit: quantity::Unit::default(), ..field.clone() };
        columns.push(column(&plain, cells.iter().map(Option::as_ref)));
    }
    *frame = Frame { rows: merged.into_keys().collect(), columns };
}

/// Takes the row of that number out of a frame. False when it is not there.
pub fn remove_row(frame: &mut Frame, number: u64) -> bool {
    let Ok(at) = frame.rows.binary_search(&number) else { return false };
    frame.rows.remove(at);
    for column in &mut frame.columns {
        let len = column.len();
        match &mut column.cells {
            Cells::Numbers { mantissas, .. } => drop(mantissas.remove(at)),
            Cells::Wide { mantissas, .. } => drop(mantissas.remove(at)),
            Cells::Spans(spans) => drop(spans.remove(at)),
            Cells::Texts { ids, .. } => drop(ids.remove(at)),
            Cells::Booleans(yes) => drop(yes.remove(at)),
            Cells::Dates(days) => drop(days.remove(at)),
        }
        if column.missing.any() {
            let old = std::mem::take(&mut column.missing);
            column.missing = Missing::from_fn(len - 1, |row| old.get(if row < at { row } else { row + 1 }));
        }
    }
    true
}

/// The cell of a recorded column: none when it is missing. Numbers come back in the base of the unit.
fn read(column: &Column, at: usize) -> Option<Value> {
    if column.missing.get(at) {
        return None;
    }
    Some(match &column.cells {
        Cells::Numbers { mantissas, scale } => {
            Value::Number(Decimal::checked_new(i128::from(*mantissas.get(at)?), *scale)?)
        }
        Cells::Wide { mantissas, scale } => Value::Number(Decimal::checked_new(*mantissas.get(at)?, *scale)?),
        Cells::Spans(spans) => Value::Number(spans.get(at)?.exact()?),
        Cells::Texts { ids, words } => Value::Text(words.get(*ids.get(at)? as usize)?.to_string()),
        Cells::Booleans(yes) => Value::Boolean(*yes.get(at)?),
        Cells::Dates(days) => {
            let (year, month, day) = formula::date(*days.get(at)?);
            Value::Date(define::Date::new(year, month as u8, day as u8)?)
        }
    })
}

fn same(column: &Column, at: usize, field: &Field, cell: Option<&Value>) -> bool {
    read(column, at) == based(field, cell)
}

/// A cell with its number in the base of the unit.
fn based(field: &Field, cell: Option<&Value>) -> Option<Value> {
    match cell {
        Some(Value::Number(_)) => number(field, cell).map(Value::Number),
        other => other.cloned(),
    }
}

/// Writes a cell in place, where the column's form has room for it; otherwise builds the column anew.
fn set(column: &mut Column, at: usize, field: &Field, cell: Option<&Value>) {
    let len = column.len();
    let fits = match (&mut column.cells, cell) {
        (_, None) => true,
        (Cells::Numbers { mantissas, scale }, Some(_)) => {
            let scaled = number(field, cell).and_then(|number| i64::try_from(number.scaled(*scale)?).ok());
            scaled.is_some_and(|mantissa| {
                mantissas[at] = mantissa;
                true
            })
        }
        (Cells::Texts { ids, words }, Some(Value::Text(word))) => {
            let id = words.iter().position(|known| **known == **word).unwrap_or_else(|| {
                *words = words.iter().cloned().chain([Arc::from(word.as_str())]).collect();
                words.len() - 1
            });
            ids[at] = id as u32;
            true
        }
        (Cells::Booleans(cells), Some(Value::Boolean(yes))) => {
            cells[at] = *yes;
            true
        }
        (Cells::Dates(cells), Some(_)) => {
            cells[at] = day(cell).unwrap_or_default();
            true
        }
        _ => false,
    };
    if !fits {
        rebuild(column, field, at, cell, false);
        return;
    }
    if column.missing.get(at) != cell.is_none() {
        let old = std::mem::take(&mut column.missing);
        column.missing = Missing::from_fn(len, |row| if row == at { cell.is_none() } else { old.get(row) });
    }
}

/// Opens a new cell at a place.
fn open(column: &mut Column, at: usize, field: &Field, cell: Option<&Value>) {
    rebuild(column, field, at, cell, true);
}

fn rebuild(column: &mut Column, field: &Field, at: usize, cell: Option<&Value>, insert: bool) {
    let plain = Field { unit: quantity::Unit::default(), ..field.clone() };
    let mut cells: Vec<Option<Value>> = (0..column.len()).map(|row| read(column, row)).collect();
    let cell = based(field, cell);
    match insert {
        true => cells.insert(at, cell),
        false => cells[at] = cell,
    }
    *column = self::column(&plain, cells.iter().map(Option::as_ref));
}

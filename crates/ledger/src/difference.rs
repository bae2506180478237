//! The difference between a table that was read and the rows that stand.

use crate::{Act, Origin, ReadRow, Row, record};
use define::Register;

/// What recording a table would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rows of keys that had none.
    pub recorded: Vec<ReadRow>,
    /// Rows that differ from the present ones, each with the one it replaces.
    pub changed: Vec<(Row, ReadRow)>,
    /// How many rows are as they were.
    pub unchanged: usize,
}

impl Difference {
    /// The acts that record it, in the order of the table: none for a row that is as it was, so that reading the same
    /// file again changes nothing.
    pub fn acts(&self, register: &Register, source: &str) -> Vec<Act> {
        let mut rows: Vec<&ReadRow> =
            self.recorded.iter().chain(self.changed.iter().map(|(_, row)| row)).collect();
        rows.sort_by_key(|row| row.number);
        rows.into_iter()
            .map(|read| {
                let origin = Origin { file: source.to_string(), row: read.number };
                record(register, &read.key, &read.row, Some(origin))
            })
            .collect()
    }

    /// For a changed row, the names of the fields whose values differ.
    pub fn fields<'r>(register: &'r Register, before: &Row, after: &Row) -> Vec<&'r str> {
        let values = before.values.iter().zip(&after.values);
        let named = register.fields.iter().zip(values);
        named.filter(|(_, (old, new))| !same(old, new)).map(|(field, _)| field.name.as_str()).collect()
    }
}

/// Compares rows that were read with the present rows, which `present` gives by key.
pub fn difference(rows: Vec<ReadRow>, mut present: impl FnMut(&str) -> Option<Row>) -> Difference {
    let mut difference = Difference::default();
    for read in rows {
        match present(&read.key) {
            None => difference.recorded.push(read),
            Some(old) if old.values.iter().zip(&read.row.values).all(|(old, new)| same(old, new)) => {
                difference.unchanged += 1;
            }
            Some(old) => difference.changed.push((old, read)),
        }
    }
    difference
}

/// Numbers are the same when they are equal, though written with other trailing zeros.
fn same(old: &Option<crate::Value>, new: &Option<crate::Value>) -> bool {
    match (old, new) {
        (Some(crate::Value::Number(old)), Some(crate::Value::Number(new))) => old == new,
        (old, new) => old == new,
    }
}

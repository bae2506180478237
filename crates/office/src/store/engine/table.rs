//! Tables as they are filled and copied, whatever engine keeps them.

use super::{Row, Value};
use crate::error::Result;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Integer,
    Text,
    Bytes,
}

/// A table with its columns; the first `key` of them name a row.
pub(in crate::store) struct Table {
    pub name: &'static str,
    pub columns: &'static [(&'static str, Kind)],
    pub key: usize,
}

impl Table {
    /// The sentence that writes one row.
    pub fn insertion(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|place| format!("?{place}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names(), places.join(", "))
    }

    /// The names of its columns.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }
}

/// A cell that was taken out of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) enum Owned {
    Integer(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl Owned {
    /// Takes a cell of a kind out of a row.
    pub fn of(row: &Row<'_>, at: usize, kind: Kind) -> Result<Owned> {
        Ok(match kind {
            Kind::Integer => Owned::Integer(row.get(at)?),
            Kind::Text => Owned::Text(row.get(at)?),
            Kind::Bytes => Owned::Bytes(row.get(at)?),
        })
    }

    /// As it is bound.
    pub fn bound(&self) -> Value<'_> {
        match self {
            Owned::Integer(number) => Value::Integer(*number),
            Owned::Text(text) => Value::Text(text.as_deref()),
            Owned::Bytes(bytes) => Value::Bytes(bytes.as_deref()),
        }
    }
}

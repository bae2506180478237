//! A row as an engine shows it, and what can be read of its cells.

use super::{Fault, FaultKind};
use crate::error::Result;
use rusqlite::types::ValueRef;

/// A row, for as long as it is shown.
pub(in crate::store) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

/// What a cell is read as.
pub(in crate::store) trait Cell: Sized {
    /// Reads a cell.
    fn of(row: &Row<'_>, at: usize) -> Result<Self>;
}

impl Row<'_> {
    /// Reads a cell; an error when it is not of that kind.
    pub fn get<T: Cell>(&self, at: usize) -> Result<T> {
        T::of(self, at)
    }

    /// A text, where it lies.
    pub fn text(&self, at: usize) -> Result<&str> {
        match self {
            Row::Sqlite(row) => match sqlite(row, at)? {
                // A verification reads a gigabyte of text, most of it Chinese.
                ValueRef::Text(bytes) => Ok(simdutf8::basic::from_utf8(bytes).map_err(|_| shape(at))?),
                _ => Err(shape(at).into()),
            },
            Row::Postgres(row) => Ok(row.try_get(at).map_err(|_| shape(at))?),
        }
    }

    /// Bytes, where they lie; none when there are none.
    pub fn bytes(&self, at: usize) -> Result<Option<&[u8]>> {
        match self {
            Row::Sqlite(row) => Ok(sqlite(row, at)?.as_blob_or_null().map_err(|_| shape(at))?),
            Row::Postgres(row) => Ok(row.try_get(at).map_err(|_| shape(at))?),
        }
    }

    /// Bytes of a fixed length that must be there.
    pub fn fixed<const N: usize>(&self, at: usize) -> Result<[u8; N]> {
        let bytes = self.bytes(at)?.and_then(|bytes| bytes.try_into().ok());
        Ok(bytes.ok_or_else(|| shape(at))?)
    }

    /// A number or a text, as it is printed; a number is read again as the same one.
    pub fn printed(&self, at: usize) -> Result<String> {
        match self {
            Row::Sqlite(row) => Ok(match sqlite(row, at)? {
                ValueRef::Real(size) => format!("{size:?}"),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Integer(size) => size.to_string(),
                _ => String::new(),
            }),
            Row::Postgres(row) => Ok(match row.try_get::<_, Option<&str>>(at) {
                Ok(text) => text.unwrap_or_default().to_owned(),
                Err(_) => format!("{:?}", row.try_get::<_, f64>(at).map_err(|_| shape(at))?),
            }),
        }
    }
}

fn sqlite<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<ValueRef<'r>> {
    Ok(row.get_ref(at).map_err(Fault::from)?)
}

fn shape(at: usize) -> Fault {
    Fault::of(FaultKind::Shape, format!("第{}列不是该有的类型", at + 1))
}

macro_rules! plain {
    ($($kind:ty),*) => { $(
        impl Cell for $kind {
            fn of(row: &Row<'_>, at: usize) -> Result<Self> {
                match row {
                    Row::Sqlite(row) => Ok(row.get(at).map_err(Fault::from)?),
                    Row::Postgres(row) => Ok(row.try_get(at).map_err(|_| shape(at))?),
                }
            }
        }
    )* };
}
plain!(i64, Option<i64>, String, Option<String>, Vec<u8>, Option<Vec<u8>>);

macro_rules! narrow {
    ($($kind:ty),*) => { $(
        impl Cell for $kind {
            fn of(row: &Row<'_>, at: usize) -> Result<Self> {
                Ok(row.get::<i64>(at)?.try_into().map_err(|_| shape(at))?)
            }
        }
    )* };
}
narrow!(i32, u32);

impl Cell for Option<i32> {
    fn of(row: &Row<'_>, at: usize) -> Result<Self> {
        Ok(row.get::<Option<i64>>(at)?.map(i32::try_from).transpose().map_err(|_| shape(at))?)
    }
}

impl Cell for bool {
    fn of(row: &Row<'_>, at: usize) -> Result<Self> {
        Ok(row.get::<i64>(at)? != 0)
    }
}

/// Numbers of entries and rows, which are stored with the bits that they have.
impl Cell for u64 {
    fn of(row: &Row<'_>, at: usize) -> Result<Self> {
        Ok(row.get::<i64>(at)? as u64)
    }
}

impl Cell for Option<u64> {
    fn of(row: &Row<'_>, at: usize) -> Result<Self> {
        Ok(row.get::<Option<i64>>(at)?.map(|number| number as u64))
    }
}

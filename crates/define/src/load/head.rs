//! The keys that every form of work has: `name owner source mechanisms note`.

use super::source;
use crate::read::{Reader, Table};
use crate::{FormHead, List};

/// Reads them.
pub fn read(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, id: &str, pack: &str) -> FormHead {
    let written = table.required(reader, "name");
    FormHead {
        id: id.to_string(),
        name: written.text.clone(),
        owner: table.filled(reader, "owner").map(|owner| owner.text).unwrap_or_default(),
        source: source::source(reader, table),
        mechanisms: table.texts(reader, "mechanisms"),
        note: table.text(reader, "note"),
        pack: pack.to_string(),
        written,
    }
}

/// A list under a key that must be there: `{ register = "…", condition = "…" }`; `more` takes further keys of it.
pub fn list(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
    more: impl FnOnce(&mut Reader<'_>, &mut Table<'_, '_>),
) -> List {
    let Some(mut inner) = table.table(reader, key) else {
        if table.value(key).is_none() {
            table.missing(reader, key);
        }
        return List { register: reader.written("", table.span()), condition: None };
    };
    let register = inner.required(reader, "register");
    let condition = inner.written(reader, "condition");
    more(reader, &mut inner);
    inner.finish(reader);
    List { register, condition }
}

/// A list under a key that may be left out.
pub fn optional_list(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
    more: impl FnOnce(&mut Reader<'_>, &mut Table<'_, '_>),
) -> Option<List> {
    table.value(key)?;
    Some(list(reader, table, key, more))
}

//! The keys that every form of work has: `name owner source mechanisms note print`.

use super::source;
use crate::read::{Reader, Table};
use crate::{FormHead, List, Printing};

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
        print: table.tables(reader, "print").into_iter().map(|inner| printing(reader, inner)).collect(),
        pack: pack.to_string(),
        written,
    }
}

fn printing(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Printing {
    let family = table.written(reader, "table");
    let title = table.written(reader, "title");
    let columns = table.list(reader, "columns");
    let across = table.table(reader, "across").map(|mut inner| {
        let sides = (inner.required(reader, "by"), inner.required(reader, "cell"));
        inner.finish(reader);
        sides
    });
    table.finish(reader);
    Printing { table: family, title, columns, across }
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

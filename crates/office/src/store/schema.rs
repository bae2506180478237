//! The objects that may stand in the database.

use super::SCHEMA;
use crate::error::Result;
use rusqlite::Connection;

/// Kind, name and text of an object.
type Object = (String, String, String);

/// Tables and indexes of a new database, as the database itself describes them.
pub(super) fn ours() -> Result<Vec<Object>> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(SCHEMA)?;
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_master")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?.unwrap_or_default()))
    };
    let objects = statement.query_map([], read)?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

/// Whether an object is one that the program makes as it goes: the view of a register, the index of a list. Neither can
/// change anything; what a view shows of the rows no question of ours reads.
pub(super) fn is_made((kind, name, sql): &Object) -> bool {
    match kind.as_str() {
        "view" => name.starts_with("register_") && sql.contains(" FROM version\n"),
        "index" => name.starts_with("list_") && sql.contains(" ON version (register, "),
        _ => false,
    }
}

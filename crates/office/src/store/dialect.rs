//! What SQLite and PostgreSQL say differently, in one place. Everything else in this folder is SQL that both accept.
//!
//! Placeholders are written `?1` and bound by their number, never by the order in which they appear. `schema.sql` names
//! SQLite's types: INTEGER holds 64 bits there, and BLOB is bytes.

/// The text of a field of a row's body, NULL when missing. Names come from the pack; what could end the path is left out.
pub(super) fn cell(field: &str) -> String {
    format!("json_extract(body, '{}')", path(field))
}

/// Whether a row's body holds `?1`.
pub(super) const HOLDS: &str = "instr(body, ?1) > 0";

/// Names of the indexes whose names begin with `?1`, oldest first.
pub(super) const INDEXES: &str =
    "SELECT name FROM sqlite_master WHERE type = 'index' AND substr(name, 1, length(?1)) = ?1 ORDER BY rowid";

/// Where a field stands in a body.
pub(super) fn path(field: &str) -> String {
    format!("$.\"{}\"", field.replace(['\'', '"', '\\'], ""))
}

/// A condition: the number of a row is among those of the list that is the value of that place.
pub(super) fn number_among(place: usize) -> String {
    format!(" AND number IN (SELECT value FROM json_each(?{place}))")
}

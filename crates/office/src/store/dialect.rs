//! What SQLite and PostgreSQL say differently, in one place. Everything else in this folder is SQL that both accept.
//!
//! Placeholders are written `?1` and bound by their number, never by the order in which they appear.

/// The words of an engine.
pub(super) struct Dialect {
    /// The text of a field of a row's body, NULL when missing; the body is empty once erased.
    pub cell: fn(field: &str) -> String,
    /// A number out of an expression that is a number as text.
    pub size: fn(text: &str) -> String,
    /// Whether a row's body holds `?1`.
    pub holds: &'static str,
    /// Names of the indexes whose names begin with `?1`, oldest first.
    pub indexes: &'static str,
    /// A condition: the number of a row is among those of the list that is the value of that place.
    pub number_among: fn(place: usize) -> String,
    /// The condition that a version lies in a stretch of its table, from `?1` up to but without `?2`.
    pub stretch: &'static str,
    /// The last place of the table of versions.
    pub last_place: &'static str,
}

/// What SQLite says.
pub(super) static SQLITE: Dialect = Dialect {
    cell: |field| format!("json_extract(body, '{}')", path(field)),
    size: |text| format!("CAST({text} AS REAL)"),
    holds: "instr(body, ?1) > 0",
    indexes: "SELECT name FROM sqlite_master WHERE type = 'index' AND substr(name, 1, length(?1)) = ?1 ORDER BY rowid",
    number_among: |place| format!(" AND number IN (SELECT value FROM json_each(?{place}))"),
    stretch: "rowid >= ?1 AND rowid < ?2",
    last_place: "SELECT COALESCE(MAX(rowid), 0) FROM version",
};

/// Where a field stands in a body. Names come from the pack; what could end the path is left out.
fn path(field: &str) -> String {
    format!("$.\"{}\"", field.replace(['\'', '"', '\\'], ""))
}

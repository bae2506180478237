//! What SQLite and PostgreSQL say differently, in one place. Everything else in this folder is SQL that both accept.
//!
//! Placeholders are written `?1` and bound by their number, never by the order in which they appear.

/// The words of an engine.
pub(super) struct Dialect {
    /// The text of a field of a row's body, NULL when missing; the body is empty once erased.
    pub cell: fn(field: &str) -> String,
    /// A number out of an expression that is a number as text.
    pub size: fn(text: &str) -> String,
    /// The same for those who read the tables with tools of their own.
    pub number: fn(text: &str) -> String,
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
    /// Bytes of the longest name that a column may have.
    pub longest_name: usize,
}

/// What SQLite says.
pub(super) static SQLITE: Dialect = Dialect {
    cell: |field| format!("json_extract(body, '{}')", path(field)),
    size: |text| format!("CAST({text} AS REAL)"),
    number: |text| format!("CAST({text} AS NUMERIC)"),
    holds: "instr(body, ?1) > 0",
    indexes: "SELECT name FROM sqlite_master WHERE type = 'index' AND substr(name, 1, length(?1)) = ?1 ORDER BY rowid",
    number_among: |place| format!(" AND number IN (SELECT value FROM json_each(?{place}))"),
    stretch: "rowid >= ?1 AND rowid < ?2",
    last_place: "SELECT COALESCE(MAX(rowid), 0) FROM version",
    longest_name: usize::MAX,
};

/// What a number looks like to PostgreSQL, which refuses to read another text as one.
const NUMBER: &str = "'^[-+]?[0-9]+([.][0-9]+)?(e[0-9]+)?$'";

/// What PostgreSQL says. Text is compared byte by byte there too; versions lie in pages, each of which has 16 places.
pub(super) static POSTGRES: Dialect = Dialect {
    cell: |field| {
        let field = field.replace(['\'', '"', '\\'], "");
        format!("(CAST(NULLIF(body, '') AS JSON) ->> '{field}') COLLATE \"C\"")
    },
    size: |text| {
        format!("(CASE WHEN ({text}) ~ {NUMBER} THEN CAST(({text}) AS DOUBLE PRECISION) ELSE 0 END)")
    },
    number: |text| format!("CASE WHEN ({text}) ~ {NUMBER} THEN CAST(({text}) AS NUMERIC) END"),
    holds: "strpos(body, ?1) > 0",
    indexes: "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relkind = 'i'
              AND relnamespace = CAST(current_schema() AS regnamespace)
              AND starts_with(CAST(relname AS TEXT), ?1) ORDER BY oid",
    number_among: |place| {
        format!(
            " AND number IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(?{place} AS JSON)))"
        )
    },
    stretch: "ctid >= CAST('(' || CAST(GREATEST(?1, 0) / 16 AS TEXT) || ',0)' AS TID)
              AND ctid < CAST('(' || CAST(LEAST(?2, 68719476704) / 16 AS TEXT) || ',0)' AS TID)",
    last_place: "SELECT pg_relation_size(CAST('version' AS REGCLASS)) / CAST(current_setting('block_size') AS BIGINT) * 16",
    longest_name: 63,
};

/// Where a field stands in a body. Names come from the pack; what could end the path is left out.
fn path(field: &str) -> String {
    format!("$.\"{}\"", field.replace(['\'', '"', '\\'], ""))
}

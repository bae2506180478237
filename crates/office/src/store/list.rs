//! Pages of a register: sorted, filtered, quick at a million rows.
//!
//! A page is found by its edge, never by counting past what precedes it: the cursor is the sort value and the number of
//! the last row shown. For each field that somebody sorts or filters by, an expression index over the present rows is
//! made at the first request; it is kept up by the database from then on. A search for words inside a field cannot use
//! one and looks at [`SCAN`] rows at a time.

use super::Store;
use crate::{Error, Result};
use rusqlite::types::Value;

/// Rows that one search for words looks at before it answers with what it has.
pub(crate) const SCAN: usize = 50_000;

/// What a list is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sort {
    /// A field and whether its cells are numbers; none for the order of recording.
    pub field: Option<(String, bool)>,
    pub descending: bool,
}

/// Where a page begins: behind the row of this sort value and number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cursor {
    pub value: String,
    pub number: u64,
}

/// A page of rows.
pub(crate) struct Page {
    /// Number, key, entry of the version, body.
    pub rows: Vec<(u64, String, u64, String)>,
    /// Where the next page begins; none on the last one.
    pub next: Option<Cursor>,
    /// The search stopped after [`SCAN`] rows; the next page goes on from there.
    pub partial: bool,
}

/// The text of a field, empty when missing. Field names are the pack's, quoted all the same.
fn text(field: &str) -> String {
    format!("COALESCE(json_extract(body, '$.\"{}\"'), '')", field.replace(['\'', '"', '\\'], ""))
}

/// What a field is sorted by: its text, or for numbers their size, missing ones first. Nothing is printed or judged from
/// it.
fn rank(field: &str, number: bool) -> String {
    let text = text(field);
    if number { format!("CAST(CASE WHEN {text} = '' THEN '-1e300' ELSE {text} END AS REAL)") } else { text }
}

impl Store {
    /// The rows of `register` as of now, after `cursor`, at most `limit`.
    ///
    /// `equal` and `containing` are a field and a value; `register` is an id of the pack (letters, digits, hyphens).
    pub fn list(
        &self,
        register: &str,
        sort: &Sort,
        equal: &[(String, String)],
        containing: Option<(&str, &str)>,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page> {
        if !register.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(Error::Unknown(format!("没有台账“{register}”")));
        }
        let rank = sort.field.as_ref().map(|(field, number)| rank(field, *number));
        // A list sorted by recording and filtered by a field needs that field's index; one sorted by a field needs its own.
        if let Some(rank) = &rank {
            self.index(register, rank)?;
        } else if let Some((field, _)) = equal.first() {
            self.index(register, &text(field))?;
        }
        let (order, beyond) = if sort.descending { ("DESC", "<") } else { ("ASC", ">") };
        let key = rank.clone().unwrap_or_else(|| "''".to_owned());
        let mut sql = format!(
            "SELECT number, key, since, body, {key} FROM version
             WHERE register = '{register}' AND until IS NULL"
        );
        let mut values: Vec<Value> = Vec::new();
        let mut bind = |value: Value| {
            values.push(value);
            format!("?{}", values.len())
        };
        for (field, value) in equal {
            sql += &format!(" AND {} = {}", text(field), bind(Value::Text(value.clone())));
        }
        if let Some(cursor) = cursor {
            let number = bind(Value::Integer(cursor.number as i64));
            match &rank {
                None => sql += &format!(" AND number {beyond} {number}"),
                Some(rank) => {
                    let numeric = sort.field.as_ref().is_some_and(|(_, number)| *number);
                    let value = match (numeric, cursor.value.parse()) {
                        (true, Ok(size)) => Value::Real(size),
                        _ => Value::Text(cursor.value.clone()),
                    };
                    let value = bind(value);
                    sql += &format!(
                        " AND {rank} {beyond}= {value} AND ({rank} {beyond} {value} OR number {beyond} {number})"
                    );
                }
            }
        }
        match &rank {
            None => sql += &format!(" ORDER BY number {order}"),
            Some(rank) => sql += &format!(" ORDER BY {rank} {order}, number {order}"),
        }
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut page = Page { rows: Vec::new(), next: None, partial: false };
        let mut last = None;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            if page.rows.len() == limit {
                page.next = last;
                break;
            }
            if seen == SCAN {
                page.next = last;
                page.partial = true;
                break;
            }
            seen += 1;
            let number = row.get::<_, i64>(0)? as u64;
            let value = match row.get::<_, Value>(4)? {
                Value::Real(size) => format!("{size:?}"),
                Value::Text(text) => text,
                Value::Integer(size) => size.to_string(),
                _ => String::new(),
            };
            last = Some(Cursor { value, number });
            let body: String = row.get(3)?;
            if let Some((field, words)) = containing
                && !holds(&body, field, words)
            {
                continue;
            }
            page.rows.push((number, row.get(1)?, row.get::<_, i64>(2)? as u64, body));
        }
        Ok(page)
    }

    /// Makes the index over the present rows of a register by an expression, once.
    fn index(&self, register: &str, expression: &str) -> Result<()> {
        use proof::Hash as _;
        let name =
            proof::hex::write(&proof::Sm3::digest(&[register.as_bytes(), b"\0", expression.as_bytes()])[..8]);
        let sql = format!(
            "CREATE INDEX IF NOT EXISTS list_{name} ON version ({expression}, number)
             WHERE register = '{register}' AND until IS NULL"
        );
        self.connection.execute_batch(&sql)?;
        Ok(())
    }
}

fn holds(body: &str, field: &str, words: &str) -> bool {
    // Most rows do not hold the words anywhere: look before reading the object.
    if !body.contains(words) {
        return false;
    }
    let cells: serde_json::Map<String, serde_json::Value> = serde_json::from_str(body).unwrap_or_default();
    let matches = |cell: &serde_json::Value| cell.as_str().is_some_and(|text| text.contains(words));
    if field.is_empty() { cells.values().any(matches) } else { cells.get(field).is_some_and(matches) }
}

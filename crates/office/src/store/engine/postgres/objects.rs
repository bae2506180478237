//! What stands in the database, held against what this program makes; and the views of registers.

use super::Postgres;
use crate::error::{Error, Result};
use crate::store::engine::{Engine, Mode, Take};
use std::collections::BTreeSet;

/// Every object of a new database as it describes itself, one a line; a test holds it against `postgres.sql`.
pub(super) const OBJECTS: &str = include_str!("../../postgres.objects");

/// Tables with their columns, indexes, views, and whatever else could change a row behind our back.
const DESCRIBE: &str = r#"
    SELECT said FROM (
        SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'i' THEN 'index ' WHEN 'v' THEN 'view '
                   ELSE 'object ' || CAST(relkind AS TEXT) || ' ' END || CAST(relname AS TEXT) ||
               CASE relkind
                   WHEN 'i' THEN ': ' || replace(pg_get_indexdef(one.oid), quote_ident(current_schema()) || '.', '')
                   WHEN 'r' THEN ': ' || (
                       SELECT string_agg(CAST(attname AS TEXT) || ' ' || format_type(atttypid, atttypmod)
                           || COALESCE(' ' || CAST(collname AS TEXT), '')
                           || CASE WHEN attnotnull THEN ' not null' ELSE '' END
                           || CASE WHEN atthasdef OR attidentity <> '' THEN ' default' ELSE '' END,
                           ', ' ORDER BY attnum)
                       FROM pg_attribute LEFT JOIN pg_collation ON pg_collation.oid = attcollation
                       WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped)
                   ELSE '' END AS said
        FROM pg_class AS one WHERE relnamespace = CAST(current_schema() AS regnamespace)
        UNION ALL
        SELECT 'trigger ' || CAST(tgname AS TEXT) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = CAST(current_schema() AS regnamespace) AND NOT tgisinternal
        UNION ALL
        SELECT 'rule ' || CAST(rulename AS TEXT) FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
        WHERE relnamespace = CAST(current_schema() AS regnamespace) AND rulename <> '_RETURN'
        UNION ALL
        SELECT 'function ' || CAST(proname AS TEXT) FROM pg_proc
        WHERE pronamespace = CAST(current_schema() AS regnamespace)
    ) AS objects ORDER BY said COLLATE "C""#;

/// Every object, one a line.
pub(super) fn described(engine: &Postgres) -> Result<Vec<String>> {
    (engine as &dyn Engine).all(DESCRIBE, &[], |row| row.get(0))
}

/// The names of the tables that are ours and there.
pub(super) fn tables(engine: &Postgres) -> Result<Vec<String>> {
    let name = |line: &str| line.strip_prefix("table ")?.split(':').next().map(str::to_owned);
    let ours: Vec<String> = OBJECTS.lines().filter_map(name).collect();
    Ok(described(engine)?.iter().filter_map(|line| name(line)).filter(|name| ours.contains(name)).collect())
}

/// Whether the program makes such objects as it goes.
fn is_made(line: &str) -> bool {
    line.starts_with("view register_")
        || line.starts_with("index list_") && line.contains(" ON version USING btree (register, ")
}

/// What is there and not ours, or ours and not there.
pub(super) fn foreign(engine: &Postgres) -> Result<Vec<String>> {
    let mut missing: BTreeSet<&str> = OBJECTS.lines().collect();
    let there = described(engine)?;
    let short = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let mut foreign: Vec<String> = there
        .iter()
        .filter(|line| !missing.remove(line.as_str()) && !is_made(line))
        .map(|line| short(line))
        .collect();
    foreign.extend(missing.into_iter().map(|line| format!("缺 {}", short(line))));
    Ok(foreign)
}

/// Makes a view anew, with the text that it was made of beside it: the database keeps it in words of its own.
pub(super) fn put_view(engine: &Postgres, name: &str, text: &str) -> Result<()> {
    let beside = text.replace('\'', "''");
    engine.script(&format!("DROP VIEW IF EXISTS {name}; {text}; COMMENT ON VIEW {name} IS '{beside}';"))
}

/// The views with the texts that they were made of.
pub(super) fn views(engine: &Postgres) -> Result<Vec<(String, String)>> {
    let sql = "SELECT CAST(relname AS TEXT), COALESCE(obj_description(oid, 'pg_class'), '') FROM pg_class
               WHERE relkind = 'v' AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname";
    (engine as &dyn Engine).all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Whether what the indexes lead to is what lies in the tables. That pages are as they were written is the cluster's to check
/// (`initdb --data-checksums`).
pub(super) fn indexes_agree(engine: &Postgres) -> Result<()> {
    let alone = !engine.is_open();
    if alone {
        engine.begin(Mode::Reading)?;
    }
    let looked = [
        ("version_present", "SELECT register, key, number FROM version WHERE until IS NULL"),
        ("version_order", "SELECT register, CAST(since AS TEXT) AS key, number FROM version"),
        ("entry_pkey", "SELECT '' AS register, '' AS key, seq AS number FROM entry"),
        ("node_pkey", "SELECT '' AS register, CAST(level AS TEXT) AS key, number FROM node"),
    ]
    .into_iter()
    .try_for_each(|(index, rows)| match sum(engine, rows, true)? == sum(engine, rows, false)? {
        true => Ok(()),
        false => Err(Error::damaged(format!("数据库索引 {index}"))),
    });
    match (alone, &looked) {
        (true, Ok(())) => engine.keep()?,
        (true, Err(_)) => engine.undo(),
        (false, _) => {}
    }
    looked
}

/// What rows come to, found by an index or past all of them.
fn sum(engine: &Postgres, rows: &str, by_index: bool) -> Result<(i64, String)> {
    let (index, table) = if by_index { ("on", "off") } else { ("off", "on") };
    engine.script(&format!(
        "SET LOCAL enable_seqscan = {table}; SET LOCAL enable_indexscan = {index};
         SET LOCAL enable_indexonlyscan = {index}; SET LOCAL enable_bitmapscan = {index}"
    ))?;
    let sql = format!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CAST(hashtextextended(register || '/' || key, number) AS NUMERIC)), 0) AS TEXT)
         FROM ({rows} ORDER BY register, number) AS looked"
    );
    let mut found = (0, String::new());
    engine.each(&sql, &[], Take::Whole, &mut |row| {
        found = (row.get(0)?, row.get(1)?);
        Ok(false)
    })?;
    engine.script(
        "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT;
         SET LOCAL enable_indexonlyscan TO DEFAULT; SET LOCAL enable_bitmapscan TO DEFAULT",
    )?;
    Ok(found)
}

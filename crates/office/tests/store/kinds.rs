//! What is stored comes back as it was, and is ordered in one way.

use super::super::engine::{Kind, Owned, Table, Value, values};
use super::*;

const TRIED: Table = Table {
    name: "tried",
    columns: &[
        ("id", Kind::Integer),
        ("number", Kind::Integer),
        ("text", Kind::Text),
        ("bytes", Kind::Bytes),
    ],
    key: 1,
};

fn tried(fresh: &Fresh) -> Store {
    let store = fresh.store();
    let (number, bytes) = match fresh.home {
        Home::File(_) => ("INTEGER", "BLOB"),
        Home::Server(_) => ("BIGINT", "BYTEA"),
    };
    let text = if matches!(fresh.home, Home::File(_)) { "TEXT" } else { "TEXT COLLATE \"C\"" };
    let sql =
        format!("CREATE TABLE tried (id {number} PRIMARY KEY, number {number}, text {text}, bytes {bytes})");
    store.engine.script(&sql).unwrap();
    store
}

#[test]
fn every_kind_of_cell_comes_back() {
    let numbers = [0, -1, 1, 1 << 53, (1 << 53) + 1, i64::MAX, i64::MIN];
    let texts = ["", "a", "教育经费", "𠮷野家", "e\u{301}", "'); DROP TABLE tried; --", "\n\t\\", "?1 $1"];
    let bytes: [&[u8]; 4] = [b"", b"\0", &[255; 3], "字".as_bytes()];
    on_each(|fresh| {
        let store = tried(fresh);
        let mut rows =
            vec![vec![Value::Integer(Some(0)), Value::Integer(None), Value::Text(None), Value::Bytes(None)]];
        for at in 0..numbers.len().max(texts.len()) {
            rows.push(vec![
                Value::Integer(Some(at as i64 + 1)),
                Value::Integer(Some(numbers[at % numbers.len()])),
                Value::Text(Some(texts[at % texts.len()])),
                Value::Bytes(Some(bytes[at % bytes.len()])),
            ]);
        }
        // One by one, and in a stream: both ways in are the same.
        for (times, offset) in [(1, 0_i64), (40, 1000)] {
            let many: Vec<Vec<Value<'_>>> = (0..times)
                .flat_map(|time| rows.iter().map(move |row| (time, row)))
                .map(|(time, row)| {
                    let Value::Integer(Some(id)) = row[0] else { unreachable!() };
                    let mut row = row.clone();
                    row[0] = Value::Integer(Some(offset + i64::from(time) * 100 + id));
                    row
                })
                .collect();
            store.engine.insert(&TRIED, &many).unwrap();
            for row in &many {
                let sql = "SELECT number, text, bytes FROM tried WHERE id = ?1";
                let read = |found: &engine::Row<'_>| {
                    Ok([
                        Owned::of(found, 0, Kind::Integer)?,
                        Owned::of(found, 1, Kind::Text)?,
                        Owned::of(found, 2, Kind::Bytes)?,
                    ])
                };
                let found = store.engine.one(sql, &row[..1], read).unwrap().unwrap();
                assert_eq!(found.each_ref().map(Owned::bound), [row[1], row[2], row[3]]);
            }
        }
    });
}

#[test]
fn a_nought_byte_in_a_text_is_refused() {
    on_each(|fresh| {
        let store = tried(fresh);
        let sql = "INSERT INTO tried (id, text) VALUES (?1, ?2)";
        assert!(store.engine.execute(sql, values![1_i64, "a\0b"]).is_err());
        assert_eq!(store.engine.cell::<i64>("SELECT COUNT(*) FROM tried", &[]).unwrap(), 0);
    });
}

#[test]
fn text_is_ordered_byte_by_byte() {
    let mut texts = ["乙", "甲", "a", "B", "b", "", "~", "é", "𠮷", "Z", "10", "9"];
    texts.sort_unstable();
    let mut orders = Vec::new();
    for fresh in [Fresh::sqlite(), Fresh::postgres()] {
        let store = tried(&fresh);
        for (id, text) in texts.iter().rev().enumerate() {
            let sql = "INSERT INTO tried (id, text) VALUES (?1, ?2)";
            store.engine.execute(sql, values![id as i64, *text]).unwrap();
        }
        let order = "SELECT text FROM tried ORDER BY text";
        orders.push(store.engine.all(order, &[], |row| row.get::<String>(0)).unwrap());
    }
    assert_eq!(orders[0], texts);
    assert_eq!(orders[1], texts);
}

#[test]
fn a_cell_of_another_kind_is_told_as_such() {
    on_each(|fresh| {
        let store = tried(fresh);
        store.engine.execute("INSERT INTO tried (id, text) VALUES (1, 'a')", &[]).unwrap();
        let asked = store.engine.one("SELECT text FROM tried", &[], |row| row.get::<i64>(0));
        assert_eq!(kind(asked), FaultKind::Shape);
        let asked = store.engine.one("SELECT id FROM tried", &[], |row| row.get::<String>(0));
        assert_eq!(kind(asked), FaultKind::Shape);
        let asked = store.engine.one("SELECT bytes FROM tried", &[], |row| row.fixed::<4>(0));
        assert_eq!(kind(asked), FaultKind::Shape);
    });
}

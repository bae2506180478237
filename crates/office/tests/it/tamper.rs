//! The tamper matrix: every table of the database, changed in every way, by people who know ever more, and what becomes of
//! it. Whatever is changed, verification finds it, and no question prints anything but what was recorded.

use crate::district::{BUDGET, District, Folder, copy};
use crate::{by, now};
use office::{AsOf, Office, RowQuery};
use proof::{Edge, Hash, LogSigner, Sha256, Signed, Sm3};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Rows of a table that are tampered with, from its beginning and its end.
const ROWS: usize = 4;

/// A district with something of everything: corrected, withdrawn, erased and closed, and its key changed.
pub fn district() -> District {
    let district = under_one_key();
    let rotated = district.office.rotate_key(&by(&district.office, "样例甲"), None).unwrap();
    assert!(rotated.change.is_some(), "{rotated:?}");
    district
}

fn under_one_key() -> District {
    let district = District::filled();
    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    let session = by(&district.office, "样例甲");
    let class = now(&district.office).rows("班级", &RowQuery::default()).unwrap().rows.remove(0);
    let gone = district.office.withdraw(&session, "班级", &class.key, "样例：录错").unwrap();
    assert!(gone.findings.is_empty(), "{:?}", gone.findings);
    let erased = district.office.erase(&session, class.entry, "样例：依法删除").unwrap();
    assert!(erased.findings.is_empty(), "{:?}", erased.findings);
    let closed = district.office.close(&session, 2022).unwrap();
    assert!(closed.entry.is_some(), "{closed:?}");
    district
}

/// Everything that is printed, question by question; a refusal says so and prints nothing else.
pub fn answers(office: &Office) -> Vec<(String, Option<String>)> {
    let session = by(office, "审计");
    let mut all = Vec::new();
    for (name, as_of) in [
        ("now", AsOf::Now),
        ("open", AsOf::Open),
        ("entries", AsOf::Entries(9)),
        ("day", AsOf::Day("2023-01-05".to_owned())),
    ] {
        let Ok(reading) = office.at(&session, &as_of, None) else {
            all.push((name.to_owned(), None));
            continue;
        };
        let mut say = |question: String, answer: Result<String, ()>| {
            all.push((format!("{name} {question}"), answer.ok()));
        };
        let json =
            |value: Result<serde_json::Value, office::Error>| value.map(|v| v.to_string()).map_err(drop);
        let value = |shown: &dyn Fn() -> Result<serde_json::Value, office::Error>| json(shown());
        say("board".into(), value(&|| Ok(serde_json::to_value(&*reading.evaluate()?).unwrap())));
        say("figures".into(), value(&|| Ok(serde_json::to_value(&*reading.figures()?).unwrap())));
        say("F26".into(), value(&|| Ok(serde_json::to_value(reading.explain("F26")?).unwrap())));
        say("report".into(), reading.report().map(|report| report.sentences().join("|")).map_err(drop));
        say("registers".into(), value(&|| Ok(serde_json::to_value(&*reading.registers()?).unwrap())));
        for register in ["教育经费", "学校", "班级"] {
            let page = |reading: &office::Reading| reading.rows(register, &RowQuery::default());
            say(register.into(), value(&|| Ok(serde_json::to_value(page(&reading)?).unwrap())));
            for row in page(&reading).map(|page| page.rows).unwrap_or_default() {
                let history = || Ok(serde_json::to_value(reading.row(register, row.number)?).unwrap());
                say(format!("{register} {}", row.number), value(&history));
            }
        }
        say("journal".into(), value(&|| Ok(serde_json::to_value(reading.entries(None, 50)?).unwrap())));
    }
    all
}

/// A way of changing a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Delete,
    Insert,
    Change,
    Swap,
}

/// How much the tamperer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skill {
    Plain,
    /// Makes both trees anew over the entries as they are now.
    Tree,
    /// And takes away the checkpoints that no longer agree.
    Dropped,
}

struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

fn tables(behind: &Connection) -> Vec<Table> {
    let names: Vec<String> = behind
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    names.into_iter().map(|name| table(behind, name)).collect()
}

fn table(behind: &Connection, name: String) -> Table {
    let mut statement = behind.prepare(&format!("SELECT * FROM {name}")).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let count = columns.len();
    let rows = statement
        .query_map([], |row| (0..count).map(|at| row.get(at)).collect())
        .unwrap()
        .collect::<Result<Vec<Vec<Value>>, _>>()
        .unwrap();
    Table { name, columns, rows }
}

fn other(value: &Value) -> Value {
    match value {
        Value::Null => Value::Integer(3),
        Value::Integer(number) => Value::Integer(number + 1),
        Value::Real(_) => Value::Null,
        // The last figure or letter: what a hand would change.
        Value::Text(text) => Value::Text(match text.rfind(|c: char| c.is_ascii_digit()) {
            Some(at) => {
                let digit = (text.as_bytes()[at] - b'0' + 1) % 10;
                format!("{}{digit}{}", &text[..at], &text[at + 1..])
            }
            None => format!("{text}们"),
        }),
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            Value::Blob(bytes)
        }
    }
}

/// Tampers in one way with one row (and one column); false when the database itself would not have it.
fn tamper(behind: &Connection, table: &Table, way: Way, row: usize, column: usize) -> bool {
    let named = |values: &[Value]| {
        let which: Vec<String> =
            table.columns.iter().enumerate().map(|(at, name)| format!("{name} IS ?{}", at + 1)).collect();
        (which.join(" AND "), values.to_vec())
    };
    let (which, values) = named(&table.rows[row]);
    let put = |values: &[Value]| {
        let marks: Vec<String> = (1..=values.len()).map(|at| format!("?{at}")).collect();
        let sql = format!("INSERT INTO {} VALUES ({})", table.name, marks.join(", "));
        behind.execute(&sql, params_from_iter(values.to_vec()))
    };
    let remove = || {
        behind.execute(&format!("DELETE FROM {} WHERE {which}", table.name), params_from_iter(values.clone()))
    };
    let mut changed = table.rows[row].clone();
    match way {
        Way::Delete => remove().is_ok_and(|rows| rows > 0),
        Way::Insert => {
            changed[column] = other(&changed[column]);
            put(&changed).is_ok()
        }
        Way::Change => {
            changed[column] = other(&changed[column]);
            remove().is_ok_and(|rows| rows > 0) && put(&changed).is_ok()
        }
        Way::Swap => {
            let mut partner = table.rows[(row + 1) % table.rows.len()].clone();
            if partner[column] == changed[column] {
                return false;
            }
            let (_, second) = named(&partner);
            std::mem::swap(&mut partner[column], &mut changed[column]);
            let sql = format!("DELETE FROM {} WHERE {which}", table.name);
            remove().is_ok_and(|rows| rows > 0)
                && behind.execute(&sql, params_from_iter(second)).is_ok_and(|rows| rows > 0)
                && put(&partner).is_ok()
                && put(&changed).is_ok()
        }
    }
}

/// Leaves of both trees over the entries as they are now, and all nodes above them; the roots of every size.
fn make_trees(behind: &Connection) -> Vec<([u8; 32], [u8; 32])> {
    let mut statement = behind.prepare("SELECT seq, at, author, body, salt FROM entry ORDER BY seq").unwrap();
    type Entry = (i64, i64, String, Option<Vec<u8>>, Option<Vec<u8>>);
    let entries: Vec<Entry> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let old = |column: &str, number: i64| {
        behind
            .query_row(
                &format!("SELECT {column} FROM node WHERE level = 0 AND number = ?1"),
                [number],
                |row| row.get::<_, Vec<u8>>(0),
            )
            .ok()
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .unwrap_or([0; 32])
    };
    let (mut edge, mut twin) = (Edge::default(), Edge::default());
    let mut nodes: Vec<(u32, u64, Vec<u8>, Vec<u8>)> = Vec::new();
    let mut roots = vec![(edge.root::<Sm3>(), twin.root::<Sha256>())];
    for (number, (_, at, author, body, salt)) in entries.iter().enumerate() {
        let (leaf, other) = match (body, salt) {
            (Some(body), Some(salt)) => {
                let text = [format!("duheng-entry\t2\t{at}\t{author}\n").as_bytes(), body].concat();
                (Sm3::digest(&[&[0], salt, &text]), Sha256::digest(&[&[0], salt, &text]))
            }
            _ => (old("digest", number as i64), old("twin", number as i64)),
        };
        let first = nodes.len();
        edge.append::<Sm3>(leaf, |level, at, digest| nodes.push((level, at, digest.to_vec(), Vec::new())));
        let mut place = first;
        twin.append::<Sha256>(other, |_, _, digest| {
            nodes[place].3 = digest.to_vec();
            place += 1;
        });
        roots.push((edge.root::<Sm3>(), twin.root::<Sha256>()));
    }
    behind.execute("DELETE FROM node", []).unwrap();
    for (level, number, digest, twin) in nodes {
        behind
            .execute(
                "INSERT INTO node VALUES (?1, ?2, ?3, ?4)",
                rusqlite::params![level, number as i64, digest, twin],
            )
            .unwrap();
    }
    roots
}

/// Takes away every checkpoint that does not agree with the trees.
fn drop_checkpoints(behind: &Connection, roots: &[([u8; 32], [u8; 32])]) {
    for row in table(behind, "checkpoint".to_owned()).rows {
        let [Value::Integer(size), Value::Text(text)] = &row[..] else { panic!("a checkpoint") };
        let checkpoint = Signed::read(text).map(|signed| signed.checkpoint);
        let root = checkpoint.map(|checkpoint| (checkpoint.root, checkpoint.twin));
        if root.as_ref() != roots.get(*size as usize) {
            behind.execute("DELETE FROM checkpoint WHERE size = ?1", [size]).unwrap();
        }
    }
}

/// What became of it: found by verification or by opening, and no question that printed something else.
fn is_found(folder: &Folder, honest: &[(String, Option<String>)], what: &str) {
    let Ok(office) = Office::open(&folder.0) else { return };
    let check = office.journal_verify(&by(&office, "审计"), None, None);
    assert!(check.map_or(true, |check| !check.findings.is_empty()), "{what}: verification is clean");
    let honest: std::collections::BTreeMap<_, _> = honest.iter().cloned().collect();
    for (question, told) in answers(&office) {
        if told.is_some() {
            assert_eq!(Some(&told), honest.get(&question), "{what}: {question} printed something else");
        }
    }
}

#[test]
fn whatever_is_changed_is_found_and_nothing_else_is_printed() {
    let district = district();
    let honest = answers(&district.office);
    assert!(honest.iter().filter(|(_, told)| told.is_some()).count() > 40, "{honest:?}");
    let source = district.copy();
    let mut tried = std::collections::BTreeMap::new();
    let all = {
        let behind = Connection::open(source.0.join("duheng.db")).unwrap();
        tables(&behind)
    };
    for table in &all {
        let last = table.rows.len().saturating_sub(ROWS / 2);
        let rows = (0..table.rows.len()).filter(|row| *row < ROWS / 2 || *row >= last);
        for row in rows {
            // Where the file lies is no word of the journal: every copy notes it anew by itself.
            if table.name == "meta" && table.rows[row][0] == Value::Text("place".to_owned()) {
                continue;
            }
            for way in [Way::Delete, Way::Insert, Way::Change, Way::Swap] {
                let columns = if way == Way::Delete { 1 } else { table.columns.len() };
                for column in 0..columns {
                    for skill in [Skill::Plain, Skill::Tree, Skill::Dropped] {
                        if skill != Skill::Plain && table.name != "entry" && table.name != "node" {
                            continue;
                        }
                        let folder = copy(&source.0);
                        let behind = Connection::open(folder.0.join("duheng.db")).unwrap();
                        let before = behind.total_changes();
                        if !tamper(&behind, table, way, row, column) {
                            continue;
                        }
                        if skill != Skill::Plain {
                            let roots = make_trees(&behind);
                            if skill == Skill::Dropped {
                                drop_checkpoints(&behind, &roots);
                            }
                            // A tree made anew over untouched entries is the tree that was there.
                            if table.name == "node" {
                                continue;
                            }
                        }
                        assert!(behind.total_changes() > before);
                        drop(behind);
                        let what =
                            format!("{} {way:?} row {row} {} {skill:?}", table.name, table.columns[column]);
                        is_found(&folder, &honest, &what);
                        *tried.entry(table.name.clone()).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    let names: Vec<&str> = tried.keys().map(String::as_str).collect();
    let every: Vec<&str> =
        all.iter().filter(|table| !table.rows.is_empty()).map(|table| table.name.as_str()).collect();
    assert_eq!(names, every, "every table was tampered with: {tried:?}");
}

#[test]
fn objects_of_others_are_refused() {
    let district = district();
    let honest = answers(&district.office);
    let source = district.copy();
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON version BEGIN UPDATE version SET body = replace(body, '5', '6'); END",
        "CREATE TABLE more (a TEXT)",
        "CREATE VIEW more AS SELECT * FROM version",
        "CREATE INDEX more ON version (key)",
        "DROP INDEX version_present",
        "ALTER TABLE version ADD COLUMN more TEXT",
        "DROP VIEW register_budget",
        "DROP VIEW register_budget; CREATE VIEW register_budget AS SELECT 1 AS number FROM version\nWHERE 0",
    ] {
        let folder = copy(&source.0);
        Connection::open(folder.0.join("duheng.db")).unwrap().execute_batch(sql).unwrap();
        is_found(&folder, &honest, sql);
    }
}

#[test]
fn an_entry_signed_anew_with_the_key_is_only_told_by_a_checkpoint_that_somebody_kept() {
    let district = under_one_key();
    let root = now(&district.office).journal_root().unwrap();
    let kept = Signed::read(&root.checkpoint).unwrap();
    let folder = district.copy();
    let behind = Connection::open(folder.0.join("duheng.db")).unwrap();
    behind.execute("UPDATE entry SET at = at + 1 WHERE seq >= 1", []).unwrap();
    let roots = make_trees(&behind);
    let secret = std::fs::read_to_string(folder.0.join("checkpoint.key")).unwrap();
    let signer = LogSigner::from_secret(&proof::hex::read(secret.trim()).unwrap()).unwrap();
    for row in table(&behind, "checkpoint".to_owned()).rows {
        let [Value::Integer(size), Value::Text(text)] = &row[..] else { panic!("a checkpoint") };
        let mut checkpoint = Signed::read(text).unwrap().checkpoint;
        (checkpoint.root, checkpoint.twin) = roots[*size as usize];
        let signed = checkpoint.sign(&signer).text();
        behind
            .execute("UPDATE checkpoint SET text = ?2 WHERE size = ?1", rusqlite::params![size, signed])
            .unwrap();
    }
    drop(behind);
    let office = Office::open(&folder.0).unwrap();
    let forged = Signed::read(&now(&office).journal_root().unwrap().checkpoint).unwrap();
    assert_eq!(forged.checkpoint.size, kept.checkpoint.size);
    assert_ne!(forged.checkpoint.root, kept.checkpoint.root, "two histories of one size");
    let check = office.journal_verify(&by(&office, "审计"), None, None).unwrap();
    assert_eq!(check.findings, [], "who has the key can write another history that agrees with itself");
    let told = now(&office).consistent(&root.checkpoint).unwrap();
    assert_eq!(told.findings[0].code, "consistent.other-history");
}

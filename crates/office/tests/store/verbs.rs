//! Each verb with nothing, one and many rows, and with what stands in its way.

use super::super::engine::{Mode, Take, Value, values};
use super::*;

#[test]
fn questions_of_nothing_one_and_many() {
    on_each(|fresh| {
        let store = fresh.store();
        assert_eq!((store.size().unwrap(), store.count().unwrap()), (0, 0));
        assert!(store.entry(0).unwrap().is_none());
        assert!(store.checkpoints().unwrap().is_empty());
        put(&store, 0).unwrap();
        let one = store.entry(0).unwrap().unwrap();
        assert_eq!((one.seq, one.at, one.author.as_str()), (0, 0, "人"));
        assert_eq!(one.body.as_deref(), Some("第0条".as_bytes()));
        assert_eq!(one.salt, Some([7; proof::SALT]));
        for seq in 1..5_000 {
            put(&store, seq).unwrap();
        }
        assert_eq!((store.size().unwrap(), store.count().unwrap()), (5_000, 5_000));
        let mut seen = Vec::new();
        store
            .each_entry(3, 4_800, |entry| {
                // Another question in the midst of a long answer.
                if entry.seq % 1_000 == 0 {
                    assert_eq!(store.entry(entry.seq + 1).unwrap().unwrap().seq, entry.seq + 1);
                    let mut beside = 0;
                    store.each_stored_entry(0, 100, |_| {
                        beside += 1;
                        Ok(())
                    })?;
                    assert_eq!(beside, 100);
                }
                seen.push(entry.seq);
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, (3..4_800).collect::<Vec<u64>>());
        assert_eq!(store.size_at(2_500_000).unwrap(), 2_501);
    });
}

#[test]
fn an_answer_ends_where_no_more_is_wanted_or_something_is_refused() {
    on_each(|fresh| {
        let store = fresh.store();
        (0..3_000).for_each(|seq| put(&store, seq).unwrap());
        let mut seen = 0;
        let ask = "SELECT seq FROM entry ORDER BY seq";
        let stop = store.engine.each(ask, &[], Take::Pieces, &mut |_| {
            seen += 1;
            Ok(seen < 100)
        });
        assert!(stop.is_ok() && seen == 100);
        let refused = store.each_entry(0, 3_000, |entry| match entry.seq {
            2_500 => Err(Error::Undone),
            _ => Ok(()),
        });
        assert!(matches!(refused, Err(Error::Undone)));
        // Nothing is left open.
        assert!(store.gave_up());
        put(&store, 3_000).unwrap();
    });
}

#[test]
fn many_rows_go_in_one_by_one_and_in_a_stream() {
    on_each(|fresh| {
        let store = fresh.store();
        for (from, to) in [(0_u64, 0_u64), (0, 1), (1, 12), (12, 5_000)] {
            let rows: Vec<Vec<Value<'_>>> = (from..to)
                .map(|seq| {
                    vec![
                        Value::from(&(seq as i64)),
                        Value::from(&7_i64),
                        Value::from(&"人"),
                        Value::Bytes(if seq % 3 == 0 { None } else { Some(b"x") }),
                        Value::Bytes(None),
                    ]
                })
                .collect();
            store.engine.insert(&tables::ENTRY, &rows).unwrap();
        }
        assert_eq!(store.count().unwrap(), 5_000);
        assert!(store.entry(4_998).unwrap().unwrap().body.is_none());
        assert!(store.entry(4_999).unwrap().unwrap().body.is_some());
    });
}

#[test]
fn what_is_there_already_is_a_conflict_and_leaves_nothing_half_done() {
    on_each(|fresh| {
        let mut store = fresh.store();
        put(&store, 5).unwrap();
        assert_eq!(kind(put(&store, 5)), FaultKind::Conflict);
        let rows: Vec<Vec<Value<'_>>> = (0..40_i64)
            .map(|seq| {
                vec![
                    Value::from(&seq),
                    Value::from(&7_i64),
                    Value::from(&"人"),
                    Value::Bytes(None),
                    Value::Bytes(None),
                ]
            })
            .collect();
        let done = store.write(|store| store.engine.insert(&tables::ENTRY, &rows).map(|()| (true, ())));
        assert_eq!(kind(done), FaultKind::Conflict);
        assert_eq!(store.count().unwrap(), 1, "the stream was undone whole");
        // Two present rows of one key.
        let version = |number| Version {
            number,
            key: "甲".to_owned(),
            since: number,
            until: None,
            body: "{}".to_owned(),
            salt: vec![1],
        };
        store.put_version("a", &version(1)).unwrap();
        assert_eq!(kind(store.put_version("a", &version(2))), FaultKind::Conflict);
        store.end_version("a", 1, 2).unwrap();
        store.put_version("a", &version(2)).unwrap();
        assert_eq!(store.present("a", "甲").unwrap().unwrap().number, 2);
        assert_eq!(store.history("a", 1).unwrap()[0].until, Some(2));
    });
}

#[test]
fn what_the_engine_does_not_understand_is_told() {
    on_each(|fresh| {
        let store = fresh.store();
        assert!(store.engine.execute("NONSENSE", &[]).is_err());
        assert!(store.engine.script("SELECT 1; NONSENSE").is_err());
        assert!(store.engine.each("SELECT no FROM entry", &[], Take::Pieces, &mut |_| Ok(true)).is_err());
        assert!(store.engine.execute("INSERT INTO entry (seq) VALUES (?1)", values![1_i64]).is_err());
        assert_eq!(store.count().unwrap(), 0);
    });
}

#[test]
fn one_that_reads_alone_writes_nothing() {
    on_each(|fresh| {
        let store = fresh.store();
        put(&store, 0).unwrap();
        let reading = Store::reading(&fresh.home).unwrap();
        assert!(store.writes() && !reading.writes());
        reading.begin_reading().unwrap();
        assert_eq!(reading.size().unwrap(), 1);
        assert!(put(&reading, 1).is_err());
        reading.end_reading().ok();
        assert_eq!(store.count().unwrap(), 1);
    });
}

#[test]
fn a_reading_sees_one_state_while_others_write() {
    on_each(|fresh| {
        let mut store = fresh.store();
        put(&store, 0).unwrap();
        let reading = Store::reading(&fresh.home).unwrap();
        reading.begin_reading().unwrap();
        assert_eq!(reading.size().unwrap(), 1);
        store.write(|store| put(store, 1).map(|()| (true, ()))).unwrap();
        assert_eq!((reading.size().unwrap(), reading.again().unwrap().size().unwrap()), (1, 2));
        reading.end_reading().unwrap();
        assert_eq!(reading.size().unwrap(), 2);
    });
}

#[test]
fn what_stands_in_the_database_is_ours() {
    on_each(|fresh| {
        let store = fresh.store();
        assert!(store.foreign().unwrap().is_empty(), "{:?}", store.foreign());
        let view = "CREATE VIEW \"register_a\" AS SELECT number FROM version\nWHERE register = 'a' AND until IS NULL";
        store.engine.put_view("\"register_a\"", view).unwrap();
        assert_eq!(store.engine.views().unwrap(), [("register_a".to_owned(), view.to_owned())]);
        assert!(store.foreign().unwrap().is_empty(), "{:?}", store.foreign());
        store.engine.script("CREATE TABLE stranger (a INTEGER); CREATE INDEX odd ON entry (author)").unwrap();
        let mut foreign = store.foreign().unwrap();
        foreign.sort();
        assert_eq!(foreign, ["index odd", "table stranger"]);
        store.engine.script("DROP TABLE stranger; DROP INDEX odd; DROP TABLE closing").unwrap();
        assert!(
            store.foreign().unwrap().iter().any(|said| said == "缺 table closing"),
            "{:?}",
            store.foreign()
        );
    });
}

#[test]
fn a_whole_database_is_found_whole_and_swept() {
    on_each(|fresh| {
        let store = fresh.store();
        (0..100).for_each(|seq| put(&store, seq).unwrap());
        store.is_whole().unwrap();
        store.erase(3).unwrap();
        store.owe_sweep().unwrap();
        store.sweep().unwrap();
        assert_eq!(store.meta(SWEEP).unwrap(), None);
        assert!(store.entry(3).unwrap().unwrap().body.is_none());
        assert_eq!(store.count().unwrap(), 100);
        store.empty_log().unwrap();
        store.engine.begin(Mode::Reading).unwrap();
        store.is_whole().unwrap();
        store.engine.undo();
    });
}

#[test]
fn a_database_is_made_once_and_a_making_that_was_cut_off_again() {
    on_each(|fresh| {
        let store = Store::create(&fresh.home).unwrap();
        put(&store, 0).unwrap();
        drop(store);
        assert!(matches!(Store::open(&fresh.home), Err(Error::NoDistrict(_))), "it is not made yet");
        if let Home::File(path) = &fresh.home {
            std::fs::remove_file(path).unwrap();
        }
        let store = Store::create(&fresh.home).unwrap();
        assert_eq!(store.size().unwrap(), 0);
        store.made().unwrap();
        drop(store);
        Store::open(&fresh.home).unwrap();
        if let Home::Server(_) = &fresh.home {
            assert!(matches!(Store::create(&fresh.home), Err(Error::Taken(_))));
        }
    });
}

#[test]
fn the_pinned_objects_are_those_that_the_tables_make() {
    let fresh = Fresh::postgres();
    let _store = fresh.store();
    let Home::Server(address) = &fresh.home else { unreachable!() };
    let engine = engine::Postgres::open(address, Part::Journal, false).unwrap();
    let described = engine.described().unwrap().join("\n") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/postgres.objects");
    if std::env::var("DUHENG_ANEW").is_ok() {
        std::fs::write(path, &described).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), described, "DUHENG_ANEW=1 writes it anew");
}

#[test]
fn lists_are_the_same_pages() {
    let mut told = Vec::new();
    on_each(|fresh| {
        let store = fresh.store();
        for number in 0..300_u64 {
            let body = match number % 5 {
                0 => r#"{"名称":"乙","人数":"","说明":"a"}"#.to_owned(),
                of => format!(
                    r#"{{"名称":"{}","人数":"{}.5","说明":"第{number}"}}"#,
                    ["甲", "b", "B", "𠮷"][of as usize - 1],
                    1000 - number
                ),
            };
            let (key, salt) = (number.to_string(), vec![1]);
            store.put_version("a", &Version { number, key, since: number, until: None, body, salt }).unwrap();
        }
        let sorts = [None, Some(("名称".to_owned(), false)), Some(("人数".to_owned(), true))];
        let mut pages = Vec::new();
        for (field, descending) in sorts.into_iter().flat_map(|sort| [(sort.clone(), false), (sort, true)]) {
            let equals = [
                vec![],
                vec![Equal { field: "名称".to_owned(), number: false, value: "甲".to_owned() }],
                vec![Equal { field: "人数".to_owned(), number: true, value: "999.50".to_owned() }],
            ];
            for (equal, among) in
                equals.iter().flat_map(|equal| [(equal, None), (equal, Some([1, 6, 11, 299].as_slice()))])
            {
                let mut cursor = None;
                loop {
                    let listing = Listing {
                        sort: Sort { field: field.clone(), descending },
                        equal: equal.clone(),
                        containing: None,
                        holding: None,
                        among,
                        at: None,
                    };
                    let page = store.list("a", &listing, (cursor.as_ref(), 0, 70)).unwrap();
                    if let Some(order) = &page.wanting {
                        store.make_index(order).unwrap();
                    }
                    pages.push(format!("{:?} {:?} {:?}", page.rows, page.next, page.partial));
                    cursor = page.next;
                    if cursor.is_none() {
                        break;
                    }
                }
            }
        }
        // Again with the indexes that were made.
        let found: Vec<_> =
            store.present_under("a", "29").unwrap().into_iter().map(|one| one.number).collect();
        pages.push(format!("{found:?}"));
        store
            .each_holding("乙", |register, version| {
                pages.push(format!("{register} {}", version.number));
                Ok(())
            })
            .unwrap();
        assert!(store.foreign().unwrap().is_empty(), "{:?}", store.foreign());
        TOLD.lock().unwrap().push(pages);
    });
    told.append(&mut TOLD.lock().unwrap());
    assert!(told[0].len() > 60);
    assert_eq!(told[0], told[1]);
}

static TOLD: std::sync::Mutex<Vec<Vec<String>>> = std::sync::Mutex::new(Vec::new());

//! A part carried to another engine is the same, however often the carrying was cut off.

use super::*;

/// A store with rows in every table.
fn filled(fresh: &Fresh) -> Store {
    let mut store = fresh.store();
    store
        .write(|store| {
            for seq in 0..4_321_u64 {
                put(store, seq)?;
                store.put_node(0, seq, &[seq as u8; 32], &[1; 32])?;
                let version = Version {
                    number: seq,
                    key: format!("键{seq}"),
                    since: seq,
                    until: (seq % 3 == 0).then_some(seq + 1),
                    body: format!("{{\"名称\":\"𠮷{seq}\"}}"),
                    salt: vec![seq as u8; 16],
                };
                store.put_version(["a", "b", "乙"][seq as usize % 3], &version)?;
            }
            store.erase(17)?;
            store.put_checkpoint(4_321, "检查点")?;
            store.put_sum("a", 4_321, &Sum::default(), &[3; 32])?;
            store.put_adoption(0, "ff", Some(2023))?;
            store.put_adoption(1, "fe", None)?;
            store.put_closing(2, 2022)?;
            store.put_erasure(3, 1)?;
            store.put_rotation(4, "note")?;
            store.set_meta("origin", "duheng/a")?;
            store.set_meta(PLACE, "here")?;
            Ok((true, ()))
        })
        .unwrap();
    store
}

#[test]
fn there_and_back_it_is_the_same() {
    let (from, over, back) = (Fresh::sqlite(), Fresh::postgres(), Fresh::sqlite());
    let first = filled(&from);
    let mut told = 0;
    let (second, third) = (over.store(), back.store());
    carry::carry(&*first.engine, &*second.engine, Part::Journal, &mut |rows| {
        told += rows;
        Ok(())
    })
    .unwrap();
    carry::carry(&*second.engine, &*third.engine, Part::Journal, &mut |_| Ok(())).unwrap();
    assert!(told > 3 * 4_321);
    let wanted = dump(&*first.engine, Part::Journal);
    assert_eq!(dump(&*second.engine, Part::Journal), wanted);
    assert_eq!(dump(&*third.engine, Part::Journal), wanted);
    assert_eq!(second.last_version_place().unwrap() % 16, 0);
    // By stretches every version is seen once, on both.
    for store in [&first, &second] {
        let mut seen = Vec::new();
        let last = store.last_version_place().unwrap();
        for from in (0..=last).step_by(1_600) {
            store
                .each_stored_version(Some((from, from + 1_600)), |one| {
                    seen.push(one.since);
                    Ok(())
                })
                .unwrap();
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..4_321).collect::<Vec<u64>>());
        let mut all = 0;
        store
            .each_stored_version(None, |_| {
                all += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(all, 4_321);
    }
}

#[test]
fn cut_off_at_many_rows_it_goes_on_and_nothing_is_twice() {
    for (from, to) in [(Fresh::sqlite(), Fresh::postgres()), (Fresh::postgres(), Fresh::sqlite())] {
        let first = filled(&from);
        drop(to.store());
        let (mut cuts, strides) = (0, if matches!(to.home, Home::File(_)) { 500 } else { 1 });
        loop {
            let mut second = Store::open(&to.home).unwrap();
            // A little further each time, so that every batch is cut off somewhere.
            second.cut_after((20 + cuts * 3) * strides);
            let done = carry::carry(&*first.engine, &*second.engine, Part::Journal, &mut |_| Ok(()));
            if done.is_ok() {
                break;
            }
            cuts += 1;
            assert!(cuts < 400, "it does not come to an end");
        }
        assert!(cuts > 5, "{cuts}");
        let second = Store::open(&to.home).unwrap();
        assert_eq!(dump(&*second.engine, Part::Journal), dump(&*first.engine, Part::Journal));
    }
}

#[test]
fn a_copy_of_any_engine_is_a_file() {
    on_each(|fresh| {
        let store = filled(fresh);
        let path = fresh.path("copy.db");
        std::fs::File::create(&path).unwrap();
        store.copy_into(&path).unwrap();
        let copy = Store::open(&Home::File(path)).unwrap();
        assert_eq!(dump(&*copy.engine, Part::Journal), dump(&*store.engine, Part::Journal));
    });
}

//! Signals: batches read line by line, causes joined, silence and drift.

use ledger::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Reports as a gateway could send them: device, cause, time.
fn reports() -> impl Strategy<Value = Vec<(u8, u8, i64)>> {
    proptest::collection::vec((0u8..6, 0u8..4, 0i64..100_000), 1..80)
}

fn joined(reports: &[(u8, u8, i64)]) -> BTreeMap<String, Cause> {
    let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
    for (device, what, at) in reports {
        let key = cause_key("s", CauseKind::Alarm, &what.to_string(), &[&device.to_string()]);
        let once = Cause::once(*at);
        causes.entry(key).and_modify(|cause| *cause = cause.joined(once)).or_insert(once);
    }
    causes
}

proptest! {
    /// Whatever the order and however it is cut into batches, the causes are the same: one for each, nothing lost.
    #[test]
    fn causes_do_not_depend_on_the_order(given in reports(), seed in any::<u64>(), cut in 0usize..80) {
        let mut shuffled = given.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, (seed.rotate_left(at as u32) % (at as u64 + 1)) as usize);
        }
        let (front, back) = shuffled.split_at(cut.min(shuffled.len()));
        let mut halves = joined(back);
        for (key, cause) in joined(front) {
            halves.entry(key).and_modify(|other| *other = other.joined(cause)).or_insert(cause);
        }
        let whole = joined(&given);
        prop_assert_eq!(&halves, &whole);
        prop_assert_eq!(whole.values().map(|cause| cause.times).sum::<u64>(), given.len() as u64);
    }

    /// Keys of different causes differ, whatever stands in them.
    #[test]
    fn keys_are_injective(a in "[ab/~]{0,4}", b in "[ab/~]{0,4}", c in "[ab/~]{0,4}", d in "[ab/~]{0,4}") {
        let key = |x: &str, y: &str| cause_key("s", CauseKind::Alarm, x, &[y]);
        prop_assert_eq!(key(&a, &b) == key(&c, &d), (a, b) == (c, d));
    }

    /// Silence begins exactly when the window is over, and a device that beats in time never falls silent.
    #[test]
    fn silence_begins_at_the_end_of_the_window(every in 1u32..3_600, missed in 1u32..6, seen in 0i64..1_000_000) {
        let window = i64::from(every) * i64::from(missed) * 1_000;
        prop_assert_eq!(silent_since(seen, every, missed, seen + window - 1), None);
        prop_assert_eq!(silent_since(seen, every, missed, seen + window), Some(seen + window));
        prop_assert_eq!(silent_since(seen, every, missed, seen + 10 * window), Some(seen + window));
    }

    #[test]
    fn a_clock_is_off_either_way(off in -200_000i64..200_000, received in 0i64..2_000_000_000_000) {
        prop_assert_eq!(drifts(drift(received + off, received), 60), off.abs() > 60_000);
    }

    /// Whatever bytes come in, every line is either taken or told, and nothing panics.
    #[test]
    fn every_line_is_taken_or_told(lines in proptest::collection::vec(prop_oneof![
        Just(r#"{"device":"SX-1","kind":"heartbeat","at":1672502400000}"#.to_owned()),
        Just(r#"{"device":"SX-1","kind":"alarm","cause":"烟火"}"#.to_owned()),
        Just(r#"{"device":"SX-1","kind":"alarm"}"#.to_owned()),
        Just("{\"device\":".to_owned()),
        "[^\n\r\\[]{1,30}",
    ], 1..20)) {
        let text = lines.join("\n");
        // A mark of the byte order at the beginning is no line.
        let shown = text.trim_start_matches('\u{feff}');
        let filled = shown.lines().filter(|line| !line.trim().is_empty()).count();
        if let Ok((told, faults)) = read_batch(text.as_bytes()) {
            prop_assert_eq!(told.len() + faults.len(), filled);
        } else {
            prop_assert!(filled == 0 || shown.trim_start().starts_with('['));
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(fault) = read_batch(&bytes) {
            prop_assert_eq!(fault.line, 0);
        }
    }
}

#[test]
fn what_is_wrong_with_a_line_is_told_under_its_number() {
    let text = concat!(
        "{\"device\":\"SX-1\",\"kind\":\"heartbeat\",\"at\":\"2022-11-25T08:00:00+08:00\"}\n",
        "{\"device\":\"\",\"kind\":\"heartbeat\"}\n",
        "\n",
        "{\"device\":\"SX-1\",\"kind\":\"shout\"}\n",
        "{\"device\":\"SX-1\",\"kind\":\"heartbeat\",\"at\":\"yesterday\"}\n",
        "{\"device\":\"SX-1\",\"kind\":\"heartbeat\",\"devices\":[\"a\"]}\n",
        "{\"device\":\"SX-1\",\"kind\":\"heartbeat\",\"video\":\"...\"}\n",
        "{\"device\":\"SX-1\",\"kind\":\"alarm\"}\n",
        "{\"device\":\"SX-1\",",
    );
    let (told, faults) = read_batch(text.as_bytes()).unwrap();
    assert_eq!((told.len(), told[0].at), (1, Some(1_669_334_400_000)));
    let found: Vec<(usize, &str)> = faults.iter().map(|fault| (fault.line, fault.code)).collect();
    let expected = [
        (2, "signal.device"),
        (4, "signal.kind"),
        (5, "signal.time"),
        (6, "signal.list"),
        (7, "signal.line"),
        (8, "signal.cause-missing"),
        (9, "signal.line"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_batch_is_refused_whole() {
    let code = |bytes: &[u8]| read_batch(bytes).unwrap_err().code;
    assert_eq!(code(b""), "signal.batch-empty");
    assert_eq!(code(b"[]"), "signal.batch-empty");
    assert_eq!(code(b"[{\"device\":\"a\",\"kind\":\"heartbeat\"}"), "signal.json");
    assert_eq!(code(&[0xff, 0xfe]), "signal.encoding");
    assert_eq!(code(&vec![b' '; BATCH_LIMIT + 1]), "signal.batch-size");
    let many = "{\"device\":\"a\",\"kind\":\"heartbeat\"}\n".repeat(LINES_LIMIT);
    assert_eq!(read_batch(many.as_bytes()).unwrap().0.len(), LINES_LIMIT);
    assert_eq!(code(format!("{many}{{}}").as_bytes()), "signal.batch-lines");
}

#[test]
fn a_list_in_any_order_is_the_same_list() {
    assert_eq!(mismatch(["b", "a"], ["a", "b"]).sentence(), None);
    let many: Vec<String> = (0..5).map(|n| format!("X{n}")).collect();
    let told = mismatch(many.iter().map(String::as_str), []).sentence();
    assert_eq!(told.as_deref(), Some("名册外5个：X0、X1、X2等"));
}

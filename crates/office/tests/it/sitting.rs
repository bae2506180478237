//! Acts of one sitting are each whole, find one another, are signed once, and are durable at its end and not before.

use crate::district::District;
use crate::{by, now};
use office::{Given, Office};

fn budget(year: u32, sum: &str) -> Vec<Given> {
    let cell = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    vec![Given {
        register: "教育经费".to_owned(),
        cells: vec![cell("年度", &year.to_string()), cell("科目", "样例"), cell("金额", sum)],
    }]
}

/// What a reader of his own connection finds of the sample's subject.
fn read(district: &District) -> usize {
    let query = office::RowQuery {
        equal: vec![("科目".to_owned(), "样例".to_owned())],
        limit: 200,
        ..office::RowQuery::default()
    };
    now(&district.office).rows("教育经费", &query).unwrap().rows.len()
}

#[test]
fn what_is_done_at_a_sitting_is_durable_at_its_end() {
    let district = District::filled();
    let before = now(&district.office).journal_root().unwrap().size;
    let verified = || district.office.journal_verify(&by(&district.office, "样例审计"), None, None).unwrap();
    let checkpoints = verified().checkpoints;
    let act = |office: &Office, year: u32, sum: &str| {
        let outcome = office.record(&by(office, "样例陈校办"), &budget(year, sum)).unwrap();
        (outcome.entries, office::has_error(&outcome.findings))
    };
    let seen = district
        .office
        .sitting(|office| {
            assert_eq!(act(office, 2031, "10"), (1, false));
            // The second finds the first: the same again is nothing new.
            assert_eq!(act(office, 2031, "10"), (0, false));
            assert!(act(office, 2032, "很多").1, "one that is refused spoils nothing");
            assert_eq!(act(office, 2033, "30"), (1, false));
            read(&district)
        })
        .unwrap();
    assert_eq!(seen, 0, "nobody sees what is not durable");
    assert_eq!(read(&district), 2);
    let root = now(&district.office).journal_root().unwrap();
    assert_eq!(root.size, before + 2);
    let audit = verified();
    assert!(audit.findings.is_empty(), "{:?}", audit.findings);
    assert_eq!(audit.checkpoints, checkpoints + 1, "one is signed for all of them");
}

#[test]
fn a_sitting_of_more_acts_than_a_round_holds_keeps_them_all() {
    let district = District::filled();
    district
        .office
        .sitting(|office| {
            for year in 1990..2090 {
                let outcome = office.record(&by(office, "样例陈校办"), &budget(year, "1")).unwrap();
                assert_eq!(outcome.entries, 1, "{year}: {:?}", outcome.findings);
            }
        })
        .unwrap();
    assert_eq!(read(&district), 100);
}

#[test]
fn a_cut_in_a_sitting_is_told_and_leaves_what_was_durable() {
    let district = District::filled();
    let before = now(&district.office).journal_root().unwrap().size;
    let told = district.office.sitting(|office| {
        let first = office.record(&by(office, "样例陈校办"), &budget(2041, "1"));
        // Whoever does this takes the turn, and so ends the round with the first act.
        office.cut_power_after(40);
        (
            first.is_ok(),
            (2042..2080).any(|year| office.record(&by(office, "样例陈校办"), &budget(year, "1")).is_err()),
        )
    });
    match told {
        Ok((_, refused)) => assert!(refused, "a store without power agreed to everything"),
        Err(error) => assert!(matches!(error, office::Error::Undone | office::Error::Store(_)), "{error:?}"),
    }
    let again = Office::open(district.office.dir()).unwrap();
    let size = now(&again).journal_root().unwrap().size;
    assert_eq!(
        size,
        before + 1,
        "what was durable before the cut is there, and nothing of what came in after it"
    );
}

#[test]
fn an_act_finds_what_the_one_before_wrote_into_a_register_that_nobody_has_looked_at_yet() {
    let district = District::filled();
    // Opened anew, nothing of it is in memory.
    let office = Office::open(&district.dir()).unwrap();
    office.confirm_clock().unwrap();
    let session = by(&office, "样例陈校办");
    let done = office.sitting(|office| {
        let recorded = office.record_form(&session, &budget(2031, "10")[0], None).unwrap();
        let number = recorded.number.expect("it was recorded");
        let twice = office.record_form(&session, &budget(2032, "20")[0], None).unwrap();
        assert!(twice.number.is_some(), "{:?}", twice.findings);
        office.withdraw_row(&session, "教育经费", number, "样例：记错").map(|outcome| outcome.entries)
    });
    assert_eq!(done.unwrap().unwrap(), 1);
    assert_eq!(read(&district), 1, "one of the two is left");
}

#[test]
fn who_reads_at_the_moment_of_signing_finds_it_signed() {
    const ACTS: u32 = 400;
    let district = District::filled();
    let done = std::sync::atomic::AtomicBool::new(false);
    let order = std::sync::atomic::Ordering::SeqCst;
    let seen: Vec<u64> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = 0;
                    while !done.load(order) {
                        // When its last entry was made is told of an entry that the signed checkpoint covers.
                        let standing = now(&district.office).standing().unwrap();
                        assert!(standing.size >= seen, "what was read is not taken back");
                        seen = standing.size;
                    }
                    seen
                })
            })
            .collect();
        for nth in 0..ACTS {
            let session = by(&district.office, "样例陈校办");
            let outcome = district.office.record(&session, &budget(2031, &format!("{nth}"))).unwrap();
            assert_eq!((outcome.entries, office::has_error(&outcome.findings)), (1, false));
        }
        done.store(true, order);
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    });
    assert!(seen.iter().all(|size| *size > 0));
}

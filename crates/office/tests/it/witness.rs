//! What others remember of a log: a lost tail, an older copy, a second history and another key show against any checkpoint
//! that somebody kept.

use crate::district::{BUDGET, Dice, District, Folder};
use crate::now;
use office::{Office, Shelf, witness, witnessed};

/// The copy, opened under the clock of the district that it is of.
fn open(copy: &Folder, district: &District) -> Office {
    let (clock, chance) = (Box::new(district.hands.clone()), Box::new(Dice(5)));
    Office::open_with(&copy.0, clock, chance, &Shelf::default()).unwrap()
}

fn code(office: &Office, checkpoint: &str) -> Option<&'static str> {
    now(office).consistent(checkpoint).unwrap().findings.first().map(|finding| finding.code)
}

#[test]
fn a_journal_goes_on_from_every_checkpoint_it_gave_out_and_no_other_does() {
    let district = District::filled();
    let older = district.copy();
    let first = now(&district.office).journal_root().unwrap().checkpoint;
    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    let second = now(&district.office).journal_root().unwrap().checkpoint;
    assert_eq!((code(&district.office, &first), code(&district.office, &second)), (None, None));

    let old = open(&older, &district);
    assert_eq!(code(&old, &second), Some("consistent.tail-lost"), "an older copy, or a tail that is lost");
    // Somebody goes on from the older copy with the district's own key: a second history.
    let session = crate::by(&old, "本机");
    let file = ("教育经费.csv".to_owned(), BUDGET.replace("1500000000", "1600000000").into_bytes());
    assert!(old.import(&session, &[file], &Default::default(), &mut |_| {}).unwrap().recorded);
    assert_eq!(code(&old, &first), None);
    assert_eq!(code(&old, &second), Some("consistent.other-history"));

    let changed = second.replacen("time 2023", "time 2024", 1);
    assert_eq!(code(&district.office, &changed), Some("consistent.signature"));
    assert_eq!(code(&district.office, "检查点"), Some("consistent.form"));
    let other = second.replace("duheng/small/", "duheng/other/");
    assert_eq!(code(&district.office, &other), Some("consistent.other-log"));
}

#[test]
fn a_witness_signs_what_goes_on_from_what_he_signed_and_nothing_else() {
    let district = District::filled();
    let older = district.copy();
    let (books, hands) = (Folder::new(), district.hands.clone());
    let key = district.office.public_key().lines;
    let ask = |office: &Office, old: u64| {
        let request = now(office).witness_request(old).unwrap();
        witness(&books.0, "市教委督导室", &request, &key, &mut Dice(9), &hands).unwrap()
    };
    let first = ask(&district.office, 0);
    let note = first.checkpoint.clone().unwrap();
    assert_eq!(witnessed(&note, &first.line).as_deref(), Some("2023-01-05T08:00:00+08:00"));
    assert_eq!(witnessed(&note.replacen("time 2023", "time 2024", 1), &first.line), None);
    assert_eq!(code(&district.office, &note), None, "a witnessed checkpoint is a checkpoint");
    let stale = ask(&district.office, 3);
    assert!(stale.checkpoint.is_none() && stale.findings[0].sentence.contains("9条"), "{stale:?}");

    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    assert_eq!(ask(&district.office, first.size).size, district.entries());
    // The same key over a second history, and an older copy.
    let old = open(&older, &district);
    let back = ask(&old, first.size);
    assert!(back.findings[0].sentence.contains("还短"), "{back:?}");
    let session = crate::by(&old, "本机");
    for amount in ["1600000000", "1700000000"] {
        let file = ("教育经费.csv".to_owned(), BUDGET.replace("1500000000", amount).into_bytes());
        assert!(old.import(&session, &[file], &Default::default(), &mut |_| {}).unwrap().recorded);
    }
    let forked = ask(&old, district.entries());
    assert!(forked.checkpoint.is_none() && forked.findings[0].sentence.contains("另一份历史"), "{forked:?}");
    let stranger = District::with(&[]).office.public_key().lines;
    let request = now(&district.office).witness_request(district.entries()).unwrap();
    let refused =
        witness(&books.0, "市教委督导室", &request.replace("old", "odd"), &stranger, &mut Dice(9), &hands);
    assert_eq!(refused.unwrap().findings[0].code, "witness.form");
}

//! A clock that leapt writes nothing until somebody has looked at it; one that went back is told, and dates nothing back.

use crate::district::{BUDGET, CLASSES, Dice, Doubtful, Folder, Hands, SCHOOLS, START, pack};
use crate::{at, by, now};
use office::{AsOf, Grade, ImportOptions, Office, Shelf, view::ImportOutcome};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const DAY: i64 = 86_400_000;

struct Desk {
    office: Office,
    hands: Hands,
    _folder: Folder,
}

impl Desk {
    fn new() -> Desk {
        let (folder, hands) = (Folder::new(), Hands(Arc::new(AtomicI64::new(START))));
        let clock = Box::new(Doubtful(hands.clone()));
        let dir = folder.0.join("district");
        let office = Office::init_with(&dir, "small", &pack(), clock, Box::new(Dice(1)), &Shelf::default());
        Desk { office: office.unwrap(), hands, _folder: folder }
    }

    fn set(&self, after: i64) {
        self.hands.0.store(START + after, Ordering::SeqCst);
    }

    fn import(&self, name: &str, text: &str) -> ImportOutcome {
        let files = [(name.to_owned(), text.as_bytes().to_vec())];
        self.office.import(&by(&self.office, "本机"), &files, &ImportOptions::default(), &mut |_| {}).unwrap()
    }

    fn size(&self) -> u64 {
        now(&self.office).journal_root().unwrap().size
    }
}

fn told(outcome: &ImportOutcome) -> Vec<(&str, Grade)> {
    outcome.findings.iter().map(|finding| (finding.code, finding.grade)).collect()
}

#[test]
fn a_clock_that_leapt_writes_nothing_until_it_is_confirmed() {
    let desk = Desk::new();
    desk.set(DAY);
    assert!(desk.import("教育经费.csv", BUDGET).recorded, "a day is no leap");
    desk.set(2 * DAY + 1);
    let refused = desk.import("学校.csv", SCHOOLS);
    assert_eq!((refused.recorded, told(&refused)), (false, vec![("clock.ahead", Grade::Error)]));
    assert!(refused.findings[0].hint.as_deref().unwrap().contains("--clock-confirmed"));
    assert_eq!(desk.size(), 4);
    assert_eq!(told(&desk.import("教育经费.csv", BUDGET)), [], "what is there already asks for no clock");
    desk.office.confirm_clock().unwrap();
    assert!(desk.import("学校.csv", SCHOOLS).recorded);
}

#[test]
fn a_quiet_week_of_an_open_office_is_no_leap() {
    let desk = Desk::new();
    for hour in 0..24 * 7 {
        desk.set(hour * 3_600_001);
        assert_eq!(desk.office.note_clock().unwrap(), None);
    }
    assert!(desk.import("教育经费.csv", BUDGET).recorded);
    desk.set(400 * DAY);
    assert_eq!(desk.office.note_clock().unwrap().map(|finding| finding.code), Some("clock.ahead"));
    assert_eq!(
        told(&desk.import("学校.csv", SCHOOLS)),
        [("clock.ahead", Grade::Error)],
        "nor is it believed later"
    );
}

#[test]
fn a_clock_set_back_is_told_and_dates_nothing_back() {
    let desk = Desk::new();
    desk.set(2 * DAY);
    desk.office.confirm_clock().unwrap();
    desk.set(-1_000 * DAY);
    let outcome = desk.import("教育经费.csv", BUDGET);
    assert_eq!((outcome.recorded, told(&outcome)), (true, vec![("clock.behind", Grade::Warning)]));
    let entry = now(&desk.office).entry(1).unwrap();
    assert_eq!(entry.time, office::instant(START + 2 * DAY));
    // What was recorded today was not known the day before yesterday, whatever the clock said meanwhile.
    let before = at(&desk.office, &AsOf::Day(office::instant(START)[..10].to_owned()), None);
    assert_eq!(before.registers().unwrap().iter().map(|one| one.rows).sum::<u64>(), 0);
    desk.set(2 * DAY - 60_000);
    assert_eq!(told(&desk.import("学校.csv", SCHOOLS)), [], "a minute is no matter");
    desk.set(2 * DAY);
    assert_eq!(told(&desk.import("班级.csv", CLASSES)), []);
}

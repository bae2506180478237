//! A district moved to a server and back: the same journal, whenever it was cut off.

use crate::district::{BUDGET, CLASSES, Dice, District, Folder, Hands, SCHOOLS, START};
use crate::{by, now};
use office::{Address, Error, Office, Shelf, move_to_files, move_to_server};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

fn address() -> Address {
    Address::read(&crate::server::server().schema()).unwrap()
}

/// A district in files that nobody has open, and what it says.
fn closed() -> (Folder, String) {
    let folder = Folder::new();
    let district = District::in_folder(folder, &[]);
    let files = [("教育经费.csv", BUDGET), ("学校.csv", SCHOOLS), ("班级.csv", CLASSES)];
    assert!(district.import(&files).recorded);
    let session = by(&district.office, "本机");
    district.office.add_account_without_password(&session, "jia", "张三").unwrap().unwrap();
    let said = said(&district.office);
    let District { office, folder, .. } = district;
    office.rest().unwrap();
    drop(office);
    (folder, said)
}

/// Root, figures and rows of an office.
fn said(office: &Office) -> String {
    let (reading, root) = (now(office), now(office).journal_root().unwrap());
    let board = reading.evaluate().unwrap();
    let printed: Vec<_> = board.indicators.iter().map(|one| (&one.id, &one.printed, one.verdict)).collect();
    let accounts = office.accounts(&by(office, "本机")).map(|all| all.len());
    format!("{} {} {printed:?} {:?}", root.root, root.size, accounts.ok())
}

fn opened(dir: &Path) -> Office {
    let clock = Box::new(Hands(Arc::new(AtomicI64::new(START))));
    Office::open_with(dir, clock, Box::new(Dice(3)), &Shelf::default()).unwrap()
}

#[test]
fn there_and_back_it_is_the_same_district() {
    let (folder, before) = closed();
    let (dir, address) = (folder.0.join("district"), address());
    let there = move_to_server(&dir, &address, &mut |_| {}).unwrap();
    assert!(!dir.join("duheng.db").exists() && dir.join("duheng.db.moved").exists());
    let office = opened(&dir);
    assert_eq!(said(&office), before);
    assert!(office.journal_verify(&by(&office, "本机"), None, None).unwrap().findings.is_empty());
    office.rest().unwrap();
    drop(office);
    assert_eq!(move_to_server(&dir, &address, &mut |_| {}).unwrap(), there, "asked twice it is there");
    assert_eq!(move_to_files(&dir, &address, &mut |_| {}).unwrap(), there);
    assert!(dir.join("duheng.db").exists() && !dir.join("database").exists());
    let office = opened(&dir);
    assert_eq!(said(&office), before);
    let check = office.journal_verify(&by(&office, "本机"), None, None).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
    drop(office);
    // What was left on the server is nobody's, and is filled anew.
    assert_eq!(move_to_server(&dir, &address, &mut |_| {}).unwrap(), there);
    assert_eq!(said(&opened(&dir)), before);
}

#[test]
fn killed_at_any_row_it_goes_on_and_ends_right() {
    for back in [false, true] {
        let (folder, before) = closed();
        let (dir, address) = (folder.0.join("district"), address());
        if back {
            move_to_server(&dir, &address, &mut |_| {}).unwrap();
        }
        let go = |step: &mut dyn FnMut(office::Progress)| match back {
            false => move_to_server(&dir, &address, step),
            true => move_to_files(&dir, &address, step),
        };
        let mut kills = 0;
        loop {
            let mut left = 1 + kills / 3;
            let killed = catch_unwind(AssertUnwindSafe(|| {
                go(&mut |_| {
                    left -= 1;
                    assert!(left > 0, "killed");
                })
            }));
            match killed {
                Ok(done) => break drop(done.unwrap()),
                Err(_) => kills += 1,
            }
            // Where it was: until the last step that is the old home.
            assert_eq!(said(&opened(&dir)), before, "killed {kills} times");
            assert!(kills < 60, "it does not go on");
        }
        assert!(kills > 5, "{kills}");
        let office = opened(&dir);
        assert_eq!(said(&office), before);
        assert!(office.journal_verify(&by(&office, "本机"), None, None).unwrap().findings.is_empty());
    }
}

#[test]
fn what_was_left_is_not_written_into_any_more() {
    let (folder, _) = closed();
    let (dir, address) = (folder.0.join("district"), address());
    let old = folder.0.join("old");
    std::fs::create_dir_all(&old).unwrap();
    let running = opened(&dir);
    move_to_server(&dir, &address, &mut |_| {}).unwrap();
    // A process that had it open is refused whatever it asks or does, and however often.
    let files = [("教育经费.csv".to_owned(), "年度,科目,金额\n2023,教育事业费,1\n".as_bytes().to_vec())];
    let session = by(&opened(&dir), "本机");
    for _ in 0..2 {
        let asked = running.at(&session, &office::AsOf::Now, None);
        assert!(matches!(asked, Err(Error::Moved(_))), "{:?}", asked.err());
        let refused = running.import(&session, &files, &office::ImportOptions::default(), &mut |_| {});
        assert!(matches!(refused, Err(Error::Moved(_))), "{refused:?}");
    }
    drop(running);
    for name in ["duheng.db", "checkpoint.key"] {
        let from = if name == "duheng.db" { "duheng.db.moved" } else { name };
        std::fs::copy(dir.join(from), old.join(name)).unwrap();
    }
    assert!(matches!(Office::open(&old), Err(Error::Moved(to)) if to == address.to_string()));
    let other = crate::moving::address();
    assert!(matches!(move_to_server(&old, &other, &mut |_| {}), Err(Error::Moved(_))));
}

#[test]
fn a_district_is_not_moved_over_another_one() {
    let (first, second, address) = (closed().0, closed(), address());
    move_to_server(&first.0.join("district"), &address, &mut |_| {}).unwrap();
    let dir = second.0.0.join("district");
    let refused = move_to_server(&dir, &address, &mut |_| {});
    assert!(matches!(refused, Err(Error::Taken(_))), "{refused:?}");
    assert_eq!(said(&opened(&dir)), second.1);
    assert_eq!(now(&opened(&first.0.join("district"))).journal_root().unwrap().size, closed_size(&second.1));
}

fn closed_size(said: &str) -> u64 {
    said.split(' ').nth(1).unwrap().parse().unwrap()
}

//! A process that dies in the middle of an import leaves the district as it was.

use crate::district::{District, pack};
use crate::{by, now};
use office::{ImportOptions, Office};
use std::process::Command;

const FOLDER: &str = "DUHENG_TEST_CRASH_FOLDER";

fn many(amount: &str) -> String {
    let mut text = String::from("年度,科目,金额\n");
    for number in 0..40_000 {
        text += &format!("2020,科目{number:05},{amount}\n");
    }
    text
}

/// Not a test of its own: the process that is started by the next one, and dies.
#[test]
fn child_that_dies() {
    let Ok(dir) = std::env::var(FOLDER) else { return };
    let office = Office::open(dir.as_ref()).unwrap();
    let file = ("教育经费.csv".to_owned(), many("2.00").into_bytes());
    office
        .import(&by(&office, "本机"), &[file], &ImportOptions::default(), &mut |step| {
            if step.done >= 20_000 {
                std::process::abort();
            }
        })
        .unwrap();
}

#[test]
fn an_import_that_is_killed_leaves_nothing_half_done() {
    let district = District::filled();
    let before = now(&district.office).journal_root().unwrap();
    let printed = district.printed(&office::AsOf::Now);
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child_that_dies"])
        .env(FOLDER, district.dir())
        .output()
        .unwrap();
    assert!(!status.status.success(), "the child was to die");
    let reopened = Office::open(&district.dir()).unwrap();
    assert_eq!(now(&reopened).journal_root().unwrap(), before);
    assert_eq!(reopened.journal_verify(&by(&reopened, "本机"), None, None).unwrap().findings, []);
    assert_eq!(district.printed(&office::AsOf::Now), printed);
    let after = district.import(&[("教育经费.csv", &many("1.00"))]);
    assert_eq!((after.recorded, after.entries), (true, 40_000));
    assert!(reopened.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn a_folder_whose_making_was_cut_off_can_be_made_again() {
    let folder = crate::district::Folder::new();
    let dir = folder.0.join("district");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("checkpoint.key"), "").unwrap();
    let office = Office::init(&dir, "small", &pack()).unwrap();
    assert_eq!(now(&office).journal_root().unwrap().size, 1);
}

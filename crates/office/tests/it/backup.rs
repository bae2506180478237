//! A backup is one state of the district, whoever writes meanwhile; what is restored is what its receipt says, or nothing.

use crate::district::{BUDGET, CLASSES, District, Folder, SCHOOLS};
use crate::{by, now};
use office::{Error, ImportOptions, Office, Receipt, Restoring, restore};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "DUHENG_TEST_BACKUP_FOLDER";

/// Restores with nothing but what is given, and the codes of what is said.
fn tried(from: &Path, dir: &Path, how: Restoring<'_>) -> (bool, Vec<&'static str>) {
    let outcome = restore(from, dir, how).unwrap();
    assert_eq!(dir.join("duheng.db").exists(), outcome.restored, "all or nothing");
    (outcome.restored, outcome.findings.iter().map(|finding| finding.code).collect())
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copied(&path, &target) } else { std::fs::copy(&path, target).map(|_| ()).unwrap() }
    }
}

#[test]
fn a_backup_is_one_state_whoever_writes_meanwhile() {
    let district = District::filled();
    let root = |size: u64| {
        let reading = crate::at(&district.office, &office::AsOf::Entries(size), None);
        reading.standing().unwrap().root
    };
    std::thread::scope(|threads| {
        let writer = threads.spawn(|| {
            for round in 0..40 {
                let text = format!("年度,科目,金额\n2020,科目{round},1.00\n");
                assert!(district.import(&[("教育经费.csv", &text)]).recorded);
            }
        });
        for round in 0.. {
            let (to, back) =
                (district.folder.0.join(format!("b{round}")), district.folder.0.join(format!("r{round}")));
            let receipt = district.office.backup(&to, true).unwrap();
            assert_eq!(tried(&to, &back, Restoring::default()), (true, vec![]));
            let restored = Office::open(&back).unwrap();
            assert_eq!(now(&restored).size(), receipt.entries);
            assert_eq!(now(&restored).journal_root().unwrap().root, root(receipt.entries));
            if writer.is_finished() && round > 2 {
                break;
            }
        }
    });
}

#[test]
fn a_copy_that_is_not_what_its_receipt_says_is_refused() {
    let district = District::new();
    district.import(&[("教育经费.csv", BUDGET)]);
    let of = |name: &str| district.folder.0.join(name);
    let first = district.office.backup(&of("first"), true).unwrap();
    // The file as it stands while the office is open: what was written last is in the write-ahead file.
    std::fs::create_dir(of("plain")).unwrap();
    district.import(&[("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]);
    std::fs::copy(district.dir().join("duheng.db"), of("plain").join("duheng.db")).unwrap();
    let second = district.office.backup(&of("second"), false).unwrap();
    assert!(second.entries > first.entries && !second.keys);
    let (dir, own) = (of("restored"), district.dir());
    let with = |receipt: &Receipt, keys: Option<&Path>, from: &str| {
        let text = receipt.text();
        tried(&of(from), &dir, Restoring { keys, receipt: Some(&text) })
    };
    assert_eq!(with(&second, Some(&own), "first"), (false, vec!["restore.behind"]));
    assert_eq!(with(&second, Some(&own), "plain"), (false, vec!["restore.behind"]));
    assert_eq!(
        tried(&of("plain"), &dir, Restoring { keys: Some(&own), receipt: None }).1,
        ["restore.receipt-missing"]
    );
    assert_eq!(tried(&of("second"), &dir, Restoring::default()), (false, vec!["restore.keys-missing"]));
    let other = District::new();
    other.import(&[("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]);
    let foreign = other.office.backup(&other.folder.0.join("b"), true).unwrap();
    assert_eq!(with(&foreign, Some(&own), "second").1, ["restore.other-journal"]);
    let keys = of("keys");
    std::fs::create_dir(&keys).unwrap();
    std::fs::write(keys.join("checkpoint.key"), "22".repeat(32)).unwrap();
    assert_eq!(
        tried(&of("second"), &dir, Restoring { keys: Some(&keys), receipt: None }).1,
        ["restore.key-other"]
    );
    let forged = Receipt { entries: second.entries + 1, ..second.clone() };
    assert_eq!(with(&forged, Some(&own), "second").1, ["restore.receipt"]);
    // Any byte of the files.
    let file = of("second").join("duheng.db");
    let whole = std::fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        let how = Restoring { keys: Some(&own), receipt: None };
        assert_eq!(tried(&of("second"), &dir, how).1, ["restore.file-changed"], "byte {at}");
    }
    std::fs::write(&file, whole).unwrap();
    assert_eq!(tried(&of("second"), &dir, Restoring { keys: Some(&own), receipt: None }), (true, vec![]));
    // A whole copy of the closed folder, against the receipt that was kept apart.
    district.office.rest().unwrap();
    copied(&own, &of("whole"));
    let text = second.text();
    let how = Restoring { keys: None, receipt: Some(&text) };
    assert_eq!(tried(&of("whole"), &of("again"), how), (true, vec![]));
    assert!(matches!(restore(&of("whole"), &dir, how), Err(Error::Taken(_))), "nothing is written over");
    assert!(matches!(district.office.backup(&of("second"), false), Err(Error::Taken(_))));
}

/// Not a test of its own: the process that is started by the next one, and killed.
#[test]
fn child_that_backs_up() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    if !folder.join("backup").exists() {
        Office::open(&folder.join("district")).unwrap().backup(&folder.join("backup"), true).unwrap();
    }
    restore(&folder.join("backup"), &folder.join("restored"), Restoring::default()).unwrap();
}

#[test]
fn killed_at_any_moment_both_are_begun_again_and_end_right() {
    let district = District::filled();
    let many: String = (0..4_000).map(|at| format!("2019,科目{at},{at}.00\n")).collect();
    district.import(&[("教育经费.csv", &format!("年度,科目,金额\n{many}"))]);
    let size = district.entries();
    let (mut halfway, mut done) = (0, 0);
    for round in 0..16_u64 {
        let scratch = Folder::new();
        copied(&district.dir(), &scratch.0.join("district"));
        let start = || {
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "backup::child_that_backs_up"]).env(FOLDER, &scratch.0);
            child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let mut child = start();
        std::thread::sleep(Duration::from_millis(10 + round * 15));
        child.kill().ok();
        child.wait().unwrap();
        let (backup, restored) = (scratch.0.join("backup"), scratch.0.join("restored"));
        match (backup.exists(), restored.exists()) {
            (_, true) => done += 1,
            (false, false) if !scratch.0.join("backup.partial").exists() => {}
            _ => halfway += 1,
        }
        if !restored.exists() {
            assert!(start().wait().unwrap().success(), "round {round}");
        }
        let office = Office::open(&restored).unwrap();
        assert_eq!(
            office.journal_verify(&by(&office, "本机"), None, None).unwrap().findings,
            [],
            "round {round}"
        );
        assert_eq!(now(&office).size(), size);
        let outcome = office.import(
            &by(&office, "本机"),
            &[("教育经费.csv".to_owned(), BUDGET.as_bytes().to_vec())],
            &ImportOptions::default(),
            &mut |_| {},
        );
        assert_eq!(outcome.unwrap().findings, [], "it goes on working: what is there already is there");
    }
    assert!(halfway > 1, "{halfway} were cut off, {done} were done");
}

#[test]
fn the_settings_of_a_door_come_back_and_what_is_secret_of_them_with_the_keys_alone() {
    let district = District::new();
    district.import(&[("教育经费.csv", BUDGET)]);
    let own = district.office.dir().to_owned();
    for (name, text) in [("identity.toml", "[[oidc]]"), ("ca.pem", "样例证书"), ("gov.secret", "样例密语")]
    {
        std::fs::write(own.join(name), text).unwrap();
    }
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let beside = office::Beside {
        open: names(&["identity.toml", "ca.pem", "../outside.pem", "not-there.pem"]),
        secret: names(&["gov.secret", "/etc/hostname"]),
    };
    let there = |folder: &Path| {
        ["identity.toml", "ca.pem", "gov.secret", "keys/gov.secret"].map(|name| folder.join(name).is_file())
    };
    for (round, with_keys) in [(0, false), (1, true)] {
        let [to, back] = ["b", "r"].map(|kind| district.folder.0.join(format!("settings-{kind}{round}")));
        let receipt = district.office.backup_beside(&to, with_keys, &beside).unwrap();
        assert_eq!(there(&to), [true, true, false, with_keys]);
        assert!(receipt.files.iter().any(|(name, ..)| name == "identity.toml"), "it is on the receipt");
        assert!(!receipt.files.iter().any(|(name, ..)| name.contains("secret") || name.contains("outside")));
        let how = Restoring { keys: Some(&own), ..Restoring::default() };
        assert_eq!(tried(&to, &back, how), (true, vec![]));
        assert_eq!(there(&back), [true, true, with_keys, false]);
        // Changed in the copy, it is refused.
        let spoiled = district.folder.0.join(format!("settings-s{round}"));
        copied(&to, &spoiled);
        std::fs::write(spoiled.join("identity.toml"), "[[oidc]] # another").unwrap();
        let nowhere = district.folder.0.join(format!("settings-n{round}"));
        assert_eq!(tried(&spoiled, &nowhere, how), (false, vec!["restore.file-changed"]));
    }
}

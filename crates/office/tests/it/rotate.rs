//! The signing key is given up for another one: who signs then, who is led on, and what a change that was cut off leaves.

use crate::district::{BUDGET, Dice, District, Folder, Hands, START};
use crate::{by, now};
use office::view::RotationOutcome;
use office::{AsOf, Error, Machine, Office, Restoring, Shelf, restore, verify_proof, witness};
use proof::{Keys, LogSigner, Signed, Signer};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

const FOLDER: &str = "DUHENG_TEST_ROTATE_FOLDER";

/// A folder, opened under the clock of all these districts.
fn open(dir: &Path) -> Office {
    let hands = Hands(Arc::new(AtomicI64::new(START)));
    Office::open_with(dir, Box::new(hands), Box::new(Machine), &Shelf::default()).unwrap()
}

fn rotated(office: &Office) -> RotationOutcome {
    let outcome = office.rotate_key(&by(office, "本机"), None).unwrap();
    assert!(outcome.findings.is_empty() && outcome.change.is_some(), "{outcome:?}");
    outcome
}

fn more(district: &District, amount: &str) {
    assert!(district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", amount))]).recorded);
}

fn checkpoint(office: &Office) -> String {
    now(office).journal_root().unwrap().checkpoint
}

fn codes(office: &Office, key: Option<&str>) -> Vec<&'static str> {
    let check = office.journal_verify(&by(office, "审计"), key, None).unwrap();
    check.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_entry_is_signed_by_both_and_what_follows_by_the_new_key_alone() {
    let district = District::filled();
    let (first, before) = (district.office.public_key(), checkpoint(&district.office));
    let early = serde_json::to_string(&now(&district.office).journal_prove(2).unwrap()).unwrap();
    let change = rotated(&district.office).change.unwrap();
    let (second, over) = (district.office.public_key(), checkpoint(&district.office));
    assert_eq!((&change.old, &change.new), (&first.fingerprint, &second.fingerprint));
    assert_ne!(change.old, change.new);
    more(&district, "1500000001");
    let after = checkpoint(&district.office);
    let keys = Keys::read(&second.lines).unwrap();
    let by = |text: &str| {
        let signed = Signed::read(text).unwrap();
        keys.all().map(|key| signed.is_by(key)).collect::<Vec<_>>()
    };
    assert_eq!(
        (by(&before), by(&over), by(&after)),
        (vec![true, false], vec![true, true], vec![false, true])
    );
    // The reader who knows the old key is led to the new one; who knows another one is told.
    for named in [&first.fingerprint, &first.lines, &second.fingerprint, &second.lines] {
        assert_eq!(codes(&district.office, Some(named)), Vec::<&str>::new());
    }
    assert_eq!(codes(&district.office, Some("0123456789abcdef0123456789abcdef")), ["journal.other-key"]);
    for older in [&before, &over, &after] {
        assert_eq!(now(&district.office).consistent(older).unwrap().findings, []);
    }
    let late = serde_json::to_string(&now(&district.office).journal_prove(2).unwrap()).unwrap();
    for proof in [&early, &late] {
        for named in [&first.fingerprint, &first.lines, &second.lines] {
            assert!(verify_proof(proof, Some(named)).unwrap().is_named, "{named}");
        }
    }
    assert_eq!(verify_proof(&early, Some(&second.fingerprint)).unwrap_err().code, "proof.other-key");
    assert_eq!(verify_proof(&late, None).unwrap().fingerprint, second.fingerprint);
    // Opened anew, rebuilt, backed up and restored it is the same.
    let root = now(&district.office).journal_root().unwrap();
    assert!(district.office.rebuild(&mut |_| {}).unwrap().equal);
    assert_eq!(codes(&district.office, None), Vec::<&str>::new());
    let (backup, back) = (district.folder.0.join("backup"), district.folder.0.join("back"));
    district.office.backup(&backup, true).unwrap();
    assert!(restore(&backup, &back, Restoring::default()).unwrap().restored);
    let restored = Office::open(&back).unwrap();
    assert_eq!((now(&restored).journal_root().unwrap(), restored.public_key()), (root, second));
    assert!(std::fs::exists(back.join(format!("checkpoint-{}.key", first.fingerprint))).unwrap());
}

/// Two processes have the district open: the one changes the key, the other goes on writing with the new one.
#[test]
fn whoever_has_the_district_open_meanwhile_signs_with_the_new_key() {
    let district = District::filled();
    let other = open(&district.dir());
    let old = other.public_key().fingerprint;
    rotated(&district.office);
    let file = ("教育经费.csv".to_owned(), BUDGET.replace("1500000000", "1600000000").into_bytes());
    let outcome = other.import(&by(&other, "本机"), &[file], &Default::default(), &mut |_| {}).unwrap();
    assert!(outcome.recorded, "{outcome:?}");
    assert_eq!(other.public_key(), district.office.public_key());
    assert_ne!(other.public_key().fingerprint, old);
    assert_eq!(codes(&other, Some(&old)), Vec::<&str>::new());
    assert_eq!(district.printed(&AsOf::Now).len(), crate::now(&other).evaluate().unwrap().indicators.len());
}

#[test]
fn a_key_may_be_given_and_is_none_that_was_used() {
    let district = District::filled();
    let session = by(&district.office, "本机");
    let tried = |secret: &str| district.office.rotate_key(&session, Some(secret)).unwrap();
    assert_eq!(tried("zz").findings[0].code, "rotate.form");
    let old = std::fs::read_to_string(district.dir().join("checkpoint.key")).unwrap();
    assert_eq!(tried(&old).findings[0].code, "rotate.used");
    let secret = "2a".repeat(32);
    let change = tried(&secret).change.unwrap();
    let signer = LogSigner::from_secret(&[0x2a; 32]).unwrap();
    assert_eq!(change.new, signer.public_key().fingerprint());
    assert_eq!(tried(&old).findings[0].code, "rotate.used", "a key that was given up does not come back");
    std::fs::rename(district.dir().join("checkpoint.key"), district.dir().join("elsewhere")).unwrap();
    let reopened = Office::open(&district.dir()).unwrap();
    assert!(matches!(reopened.rotate_key(&session, None), Err(Error::NoKey(_))));
    std::fs::write(district.dir().join("checkpoint.key"), old).unwrap();
    assert!(matches!(Office::open(&district.dir()), Err(Error::OtherKey(_))), "the old key opens nothing");
}

#[test]
fn a_key_on_a_medium_changes_on_the_medium() {
    let district = District::filled();
    let (key, medium) = (district.dir().join("checkpoint.key"), Folder::new());
    std::fs::rename(&key, medium.0.join("签名.key")).unwrap();
    std::os::unix::fs::symlink(medium.0.join("签名.key"), &key).unwrap();
    let old = std::fs::read_to_string(&key).unwrap();
    let change = rotated(&district.office).change.unwrap();
    assert!(std::fs::symlink_metadata(&key).unwrap().is_symlink());
    let kept = std::fs::read_to_string(medium.0.join(format!("checkpoint-{}.key", change.old))).unwrap();
    assert_eq!(kept, old);
    assert_ne!(std::fs::read_to_string(&key).unwrap(), old);
    more(&district, "1500000001");
    assert_eq!(codes(&open(&district.dir()), None), Vec::<&str>::new());
}

/// Somebody who has the old key, and not the new one, goes on signing.
#[test]
fn a_key_that_was_given_up_signs_nothing_more() {
    let district = District::filled();
    let (stolen, before) = (district.copy(), checkpoint(&district.office));
    rotated(&district.office);
    more(&district, "1500000001");
    let thief = open(&stolen.0);
    for amount in ["1600000000", "1700000000", "1800000000"] {
        let file = ("教育经费.csv".to_owned(), BUDGET.replace("1500000000", amount).into_bytes());
        assert!(
            thief.import(&by(&thief, "本机"), &[file], &Default::default(), &mut |_| {}).unwrap().recorded
        );
    }
    let code = |office: &Office, older: &str| {
        now(office).consistent(older).unwrap().findings.first().map(|finding| finding.code)
    };
    assert_eq!(code(&district.office, &checkpoint(&thief)), Some("consistent.given-up-key"));
    assert_eq!(code(&thief, &checkpoint(&district.office)), Some("consistent.signature"));
    assert_eq!(code(&thief, &before), None);
    // A key put into the database without the old one's word.
    let behind = rusqlite::Connection::open(stolen.0.join("duheng.db")).unwrap();
    let other = LogSigner::from_secret(&[3; 32]).unwrap().public_key();
    let keys = Keys::read(&district.office.public_key().lines).unwrap();
    behind.execute("UPDATE meta SET value = ?1 WHERE name = 'key'", [other.lines(keys.origin())]).unwrap();
    assert!(matches!(Office::open(&stolen.0), Err(Error::OtherKey(_))));
    std::fs::remove_file(stolen.0.join("checkpoint.key")).unwrap();
    let reader = Office::open(&stolen.0).unwrap();
    assert!(codes(&reader, None).contains(&"journal.checkpoint-signature"));
}

/// What notes the changes is lost or written over: verification says so, and rebuilding makes it from the entries.
#[test]
fn the_note_of_the_change_follows_from_its_entry() {
    let district = District::filled();
    rotated(&district.office);
    more(&district, "1500000001");
    for sql in
        ["DELETE FROM key_change", "UPDATE key_change SET note = 'x'", "UPDATE key_change SET seq = seq + 1"]
    {
        let folder = district.copy();
        rusqlite::Connection::open(folder.0.join("duheng.db")).unwrap().execute(sql, []).unwrap();
        let office = open(&folder.0);
        assert_eq!(codes(&office, None), ["journal.fact-differs"], "{sql}");
        office.rebuild(&mut |_| {}).unwrap();
        assert_eq!(codes(&office, None), Vec::<&str>::new(), "{sql}");
    }
}

#[test]
fn a_witness_follows_a_key_that_the_old_one_signed_and_no_other() {
    let district = District::filled();
    let (books, hands) = (Folder::new(), district.hands.clone());
    let first = district.office.public_key();
    let ask = |keys: &str, old: u64| {
        let request = now(&district.office).witness_request(old).unwrap();
        let answer = witness(&books.0, "市教委督导室", &request, keys, &mut Dice(9), &hands).unwrap();
        (answer.size, answer.findings.first().map(|finding| finding.code))
    };
    let (size, refused) = ask(&first.lines, 0);
    assert_eq!((size, refused), (district.entries(), None));
    rotated(&district.office);
    more(&district, "1500000001");
    // With the old key alone he sees another key's signature; with the change he follows it, and keeps it.
    assert_eq!(ask(&first.lines, size), (0, Some("witness.refused")));
    let second = district.office.public_key();
    let (size, refused) = ask(&second.lines, size);
    assert_eq!((size, refused), (district.entries(), None));
    more(&district, "1500000002");
    let (size, refused) = ask(&first.lines, size);
    assert_eq!((size, refused), (district.entries(), None));
    let keys = Keys::read(&second.lines).unwrap();
    let alone = keys.newest().lines(keys.origin());
    assert_eq!(ask(&alone, size), (size, None), "the new key alone means the same log");
    let stranger = LogSigner::from_secret(&[3; 32]).unwrap().public_key().lines(keys.origin());
    assert_eq!(ask(&stranger, size), (0, Some("witness.key-changed")));
}

/// Not a test of its own: the process that is started by the next one, and killed.
#[test]
fn child_that_rotates() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let office = open(Path::new(&folder));
    rotated(&office);
}

#[test]
fn killed_at_any_moment_it_is_begun_again_and_ends_right() {
    let district = District::filled();
    let old = district.office.public_key().fingerprint;
    let size = district.entries();
    for round in 0..24_u64 {
        let folder = district.copy();
        let start = || {
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "rotate::child_that_rotates"]).env(FOLDER, &folder.0);
            child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let mut child = start();
        std::thread::sleep(Duration::from_millis(2 + round * 4));
        child.kill().ok();
        child.wait().unwrap();
        ends_right(&folder, &old, size, &format!("round {round}"));
    }
}

/// Every step after which it may have been cut off, made by hand: the kills above meet some of them by chance alone.
#[test]
fn cut_off_after_any_step_it_is_begun_again_and_ends_right() {
    let district = District::filled();
    let (old, size) = (district.office.public_key().fingerprint, district.entries());
    let (untouched, secret) = (district.copy(), "2b".repeat(32));
    let kept = format!("checkpoint-{old}.key");
    let begun = |what: &str, files: &[(&str, &str)]| {
        let folder = crate::district::copy(&untouched.0);
        files.iter().for_each(|(name, text)| std::fs::write(folder.0.join(name), text).unwrap());
        ends_right(&folder, &old, size, what);
    };
    begun("the new key half written", &[("checkpoint.key.next", &secret[..30])]);
    begun("the new key written", &[("checkpoint.key.next", &secret)]);
    begun("the old key half kept", &[("checkpoint.key.next", &secret), (&kept, "2b")]);
    // The power is cut in every step of the transaction.
    let mut written = std::collections::BTreeSet::new();
    for steps in (0..6_000).step_by(160) {
        let folder = crate::district::copy(&untouched.0);
        let office = open(&folder.0);
        let session = by(&office, "本机");
        office.cut_power_after(steps);
        written.insert(office.rotate_key(&session, Some(&secret)).is_ok());
        drop(office);
        ends_right(&folder, &old, size, &format!("power cut after {steps}"));
    }
    assert_eq!(written.len(), 2, "some were cut off, and some were not");
    // The entry is written, and the new key not yet in its place.
    let folder = crate::district::copy(&untouched.0);
    let before = std::fs::read(folder.0.join("checkpoint.key")).unwrap();
    let change = rotated(&open(&folder.0)).change.unwrap();
    std::fs::rename(folder.0.join("checkpoint.key"), folder.0.join("checkpoint.key.next")).unwrap();
    std::fs::write(folder.0.join("checkpoint.key"), before).unwrap();
    let copied = Folder::new();
    for name in ["duheng.db", "checkpoint.key", "checkpoint.key.next", &kept] {
        std::fs::copy(folder.0.join(name), copied.0.join(name)).unwrap();
    }
    let office = open(&folder.0);
    let again = rotated(&office);
    assert!(again.finished && again.change == Some(change), "{again:?}");
    assert!(!folder.0.join("checkpoint.key.next").exists());
    ends_right(&copied, &old, size, "the new key not in its place");
}

/// Run again it ends with one change more at least, everything verified, and the district goes on being written.
fn ends_right(folder: &Folder, old: &str, size: u64, what: &str) {
    let office = open(&folder.0);
    let changed = now(&office).size() > size;
    assert_eq!(codes(&office, Some(old)), Vec::<&str>::new(), "{what}");
    let outcome = rotated(&office);
    assert!(changed || !outcome.finished, "{what}");
    let file = ("教育经费.csv".to_owned(), BUDGET.replace("1500000000", "1600000000").into_bytes());
    let session = by(&office, "本机");
    let recorded = office.import(&session, &[file], &Default::default(), &mut |_| {}).unwrap();
    assert!(recorded.recorded, "{what}: {recorded:?}");
    drop(office);
    let office = open(&folder.0);
    assert_eq!(codes(&office, Some(old)), Vec::<&str>::new(), "{what}");
    assert!(!folder.0.join("checkpoint.key.next").exists(), "{what}");
    let kept = std::fs::read_to_string(folder.0.join(format!("checkpoint-{old}.key"))).unwrap();
    let kept = LogSigner::from_secret(&proof::hex::read(kept.trim()).unwrap()).unwrap();
    assert_eq!(kept.public_key().fingerprint(), old, "{what}");
}

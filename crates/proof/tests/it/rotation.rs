//! Keys that change: who signs what, who is led to whom, and what leads nowhere.

use crate::chance::{Chance, changed};
use proof::*;

const ORIGIN: &str = "duheng/潼南区";

fn signer(byte: u8) -> LogSigner {
    LogSigner::from_secret(&[byte; 32]).unwrap()
}

fn checkpoint(size: u64) -> Checkpoint {
    let time = "2022-12-31T00:00:00Z".to_owned();
    Checkpoint { origin: ORIGIN.to_owned(), size, root: [1; 32], twin: [2; 32], rows: [3; 32], time }
}

/// Three keys, changed at entries 9 and 10.
fn keys() -> Keys {
    let [first, second, third] = [7, 8, 9].map(signer);
    let keys = Keys::new(ORIGIN, first.public_key());
    let keys = keys.rotated(Rotation::sign(ORIGIN, 9, &first, &second)).unwrap();
    keys.rotated(Rotation::sign(ORIGIN, 10, &second, &third)).unwrap()
}

#[test]
fn each_size_has_its_key_and_the_entry_of_a_change_has_both() {
    let keys = keys();
    let named = |size: u64| keys.of(size).map(PublicKey::fingerprint).collect::<Vec<_>>();
    let [first, second, third] = [7, 8, 9].map(|byte| signer(byte).public_key().fingerprint());
    assert_eq!((named(0), named(9)), (vec![first.clone()], vec![first.clone()]));
    assert_eq!(named(10), [first.clone(), second.clone()]);
    assert_eq!(named(11), [second, third.clone()]);
    assert_eq!(named(12), [third]);
    let both = checkpoint(10).sign(&signer(7)).beside(&signer(8));
    assert!(keys.signed(&both));
    for alone in [7, 8] {
        let signed = both.clone().only(&signer(alone).public_key());
        assert_eq!(signed.signatures.len(), 2);
        assert!(!keys.signed(&signed), "the checkpoint of a change under key {alone} alone");
    }
    assert!(!keys.signed(&checkpoint(12).sign(&signer(7))), "a key that was given up");
}

#[test]
fn a_change_leads_on_from_the_newest_key_alone() {
    let keys = keys();
    let [second, third, fourth] = [8, 9, 10].map(signer);
    assert!(keys.rotated(Rotation::sign(ORIGIN, 20, &third, &fourth)).is_some());
    assert_eq!(keys.rotated(Rotation::sign(ORIGIN, 20, &second, &fourth)), None, "not the newest");
    assert_eq!(keys.rotated(Rotation::sign(ORIGIN, 10, &third, &fourth)), None, "not later");
    assert_eq!(keys.rotated(Rotation::sign("duheng/别区", 20, &third, &fourth)), None, "another log");
    assert_eq!(keys.rotated(Rotation::sign(ORIGIN, 20, &third, &second)), None, "back to an earlier key");
}

#[test]
fn whoever_knows_one_of_the_keys_means_the_log() {
    let keys = keys();
    let lines = |byte: u8| signer(byte).public_key().lines(ORIGIN);
    for byte in [7, 8, 9] {
        assert!(keys.is(&signer(byte).public_key().fingerprint()) && keys.is(&lines(byte)), "{byte}");
    }
    assert!(keys.is(&keys.text()) && !keys.is(&lines(10)) && !keys.is(""));
    // A log of which nobody says that the key was changed, to a reader who knows of the changes.
    let second = Keys::new(ORIGIN, signer(8).public_key());
    assert!(second.is(&keys.text()));
    // A thief's change of the first key is not the one that the reader knows.
    let first = Keys::new(ORIGIN, signer(7).public_key());
    let stolen = first.rotated(Rotation::sign(ORIGIN, 9, &signer(7), &signer(66))).unwrap();
    assert!(!stolen.is(&keys.text()) && !keys.go_on_from(&stolen) && keys.go_on_from(&first));
}

#[test]
fn changed_texts_of_keys_are_refused_or_the_same() {
    let (keys, mut chance) = (keys(), Chance(31));
    let text = keys.text();
    for _ in 0..2_000 {
        let other = changed(&text, &mut chance);
        // What is cut off before or behind a whole change leaves keys of the log in their order, and nothing else does.
        assert!(Keys::read(&other).is_none() || keys.is(&other), "{other}");
    }
    let note = keys.rotations()[0].text();
    let half: Vec<&str> = note.lines().collect();
    let without = half[..half.len() - 2].join("\n") + "\n";
    assert_eq!(Rotation::read(&without), None, "signed by the old key alone");
    let far = Rotation::sign(ORIGIN, u64::MAX, &signer(7), &signer(8)).text();
    assert_eq!(Rotation::read(&far), None);
}

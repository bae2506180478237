//! Certificates changed by a machine, thousands of ways, the same in every run: each is refused, or is the same text.

use crate::chance::{Chance, changed};
use crate::draw::certificate;
use proof::draw::{Certificate, verify};

#[test]
fn a_changed_certificate_is_refused_or_is_the_same() {
    let mut chance = Chance(1);
    let (mut refused, mut same) = (0, 0);
    for secret in [None, Some([5; 32])] {
        let text = certificate(secret).print();
        verify(&text).unwrap();
        for _ in 0..1_500 {
            let other = changed(&text, &mut chance);
            match verify(&other) {
                Ok(_) => {
                    assert_eq!(other, text);
                    same += 1;
                }
                Err(differences) => {
                    assert!(!differences.is_empty() && other != text);
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 2_700 && same < 200, "{refused} refused, {same} the same");
}

#[test]
fn no_letter_can_be_changed_added_or_dropped() {
    let text = certificate(Some([5; 32])).print();
    for (at, letter) in text.char_indices() {
        let (front, back) = (&text[..at], &text[at + letter.len_utf8()..]);
        for other in ["", "0"] {
            let changed = format!("{front}{other}{back}");
            assert!(
                other == letter.to_string() || verify(&changed).is_err(),
                "byte {at}: {letter:?} → {other:?}"
            );
        }
        assert!(verify(&format!("{front}{letter}x{back}")).is_err(), "added behind byte {at}");
        assert!(verify(front).is_err());
    }
}

/// Whatever is read is written as it was: nothing in a certificate goes past the reading.
#[test]
fn what_is_read_is_written_again_to_the_letter() {
    let mut chance = Chance(2);
    let text = certificate(None).print();
    let mut read = 0;
    for _ in 0..3_000 {
        let other = changed(&text, &mut chance);
        if let Ok(certificate) = Certificate::parse(&other) {
            assert_eq!(certificate.print(), other);
            read += 1;
        }
    }
    assert!(read > 150, "only {read} changed texts were certificates at all");
}

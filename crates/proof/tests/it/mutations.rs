//! Certificates changed by a machine, thousands of ways, the same in every run: each is refused, or is the same text.

use crate::draw::certificate;
use proof::draw::{Certificate, verify};

/// A generator whose numbers are the same in every run (Knuth's MMIX constants).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// Letters that are put in: digits, structure, look-alikes, what a screen does not show.
const LETTERS: [&str; 18] = [
    "",
    "0",
    "1",
    "9",
    "a",
    "f",
    "A",
    "机",
    "０",
    "\t",
    "\n",
    "\\",
    "\\n",
    "\r",
    "\0",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
];

/// One change somewhere.
pub fn changed(text: &str, chance: &mut Chance) -> String {
    match chance.below(6) {
        0 | 1 => letter(text, chance),
        2 | 3 => lines(text, chance),
        4 => field(text, chance),
        _ => {
            let once = letter(text, chance);
            lines(&once, chance)
        }
    }
}

fn letter(text: &str, chance: &mut Chance) -> String {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = *chance.pick(&starts);
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let gone = if chance.below(3) == 0 { 0 } else { length };
    format!("{}{}{}", &text[..at], chance.pick(&LETTERS), &text[at + gone..])
}

/// A line dropped, doubled, moved, or two of them in each other's place; or the text cut off.
fn lines(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(5) {
        0 => {
            lines.remove(one);
        }
        1 => lines.insert(other, lines[one]),
        2 => lines.swap(one, other),
        3 => {
            let line = lines.remove(one);
            lines.insert(other.min(lines.len()), line);
        }
        _ => lines.truncate(one),
    }
    lines.concat()
}

/// A field replaced by another field of the text, or dropped, or doubled.
fn field(text: &str, chance: &mut Chance) -> String {
    let fields: Vec<&str> = text.split_inclusive(['\t', '\n']).collect();
    let (one, other) = (chance.below(fields.len()), chance.below(fields.len()));
    let mut fields = fields.clone();
    match chance.below(3) {
        0 => fields[one] = fields[other],
        1 => {
            fields.remove(one);
        }
        _ => fields.insert(one, fields[one]),
    }
    fields.concat()
}

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

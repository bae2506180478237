//! Certificates of draws, sealed slips and what opens them.

use super::text;
use crate::run::{Shape, Target, gist, tried};
use proof::draw::{Certificate, Opening, Seals, explain, opened, verify};

const WORDS: &[&str] = &[
    "\t",
    "\n",
    "\\n",
    "plan",
    "objects",
    "inspectors",
    "slips",
    "seed",
    "0",
    "18446744073709551615",
    "一",
    "\r",
];

#[test]
fn certificate() {
    let reads = |input: &[u8]| {
        let text = text(input);
        if let Ok(certificate) = Certificate::parse(&text) {
            assert_eq!(Certificate::parse(&certificate.print()).ok(), Some(certificate.clone()));
            assert!(!explain(&certificate, "a.txt").is_empty());
        }
        match verify(&text) {
            Ok(_) => "holds".to_owned(),
            Err(differences) => gist(&differences.first().map_or_else(String::new, ToString::to_string)),
        }
    };
    tried(&Target { name: "certificate", shape: Shape::Text, words: WORDS, reads, grows: true });
}

#[test]
fn seals() {
    let reads = |input: &[u8]| {
        let text = text(input);
        let (front, back) = text.split_once("\n\n\n").unwrap_or((&text, &text));
        let (seals, opening) = (Seals::parse(back), Opening::parse(front));
        if let (Ok(seals), Ok(opening)) = (&seals, &opening) {
            opening.verify(seals).ok();
        }
        gist(&format!(
            "{} {} {:?}",
            seals.is_ok(),
            opening.is_ok(),
            opened(front, back).map(|_| ()).map_err(|error| error.to_string())
        ))
    };
    tried(&Target { name: "seals", shape: Shape::Text, words: WORDS, reads, grows: true });
}

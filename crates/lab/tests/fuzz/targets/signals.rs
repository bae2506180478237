//! What devices and brokers say.

use super::text;
use crate::run::{Shape, Target, gist, tried};
use jobs::{Message, read_packet};
use ledger::Envelope;

const WORDS: &[&str] = &[
    "{\"device\":\"",
    "\"kind\":\"heartbeat\"",
    "\"kind\":\"alarm\"",
    "\"cause\":\"",
    "\"at\":",
    "\"devices\":[",
    "}\n{",
    "[",
    "]",
    "null",
    "1e99",
    "\"2022-11-25T08:00:00+08:00\"",
    "-9223372036854775808",
    "\\ud800",
    "\u{feff}",
    ":",
    "\"sender\":\"",
    "\"signature\":\"",
];

#[test]
fn signal() {
    let reads = |input: &[u8]| match ledger::read_batch(input) {
        Ok((told, faults)) => {
            let codes: std::collections::BTreeSet<_> = faults.iter().map(|fault| fault.code).collect();
            format!("{} {codes:?}", told.len().min(3))
        }
        Err(fault) => gist(&format!("{} {}", fault.code, fault.sentence)),
    };
    tried(&Target { name: "signal", shape: Shape::Bytes, words: WORDS, reads, grows: true });
}

/// The envelope of a message and of a request, its signature among it.
#[test]
fn envelope() {
    let reads = |input: &[u8]| {
        let text = text(input);
        let header = Envelope::read(&text);
        assert!(
            header.is_none_or(|envelope| !envelope.holds(&[7; 32], input)),
            "a signature of chance holds"
        );
        let message = Message::read(input);
        let held = message.as_ref().map(|message| message.envelope().holds(&[7; 32], message.body));
        format!("{} {held:?}", header.is_some())
    };
    tried(&Target { name: "envelope", shape: Shape::Bytes, words: WORDS, reads, grows: true });
}

/// What a broker sends, to the last packet.
#[test]
fn mqtt() {
    let reads = |input: &[u8]| {
        let (mut at, mut seen) = (0, Vec::new());
        loop {
            match read_packet(&input[at..]) {
                Ok(Some((packet, used))) => {
                    assert!(used > 0 && at + used <= input.len());
                    at += used;
                    seen.push(format!("{:?}", std::mem::discriminant(&packet)));
                }
                Ok(None) => break,
                Err(why) => return gist(&format!("{why} {seen:?}")),
            }
        }
        seen.dedup();
        seen.truncate(6);
        format!("{seen:?}")
    };
    tried(&Target { name: "mqtt", shape: Shape::Bytes, words: &[], reads, grows: true });
}

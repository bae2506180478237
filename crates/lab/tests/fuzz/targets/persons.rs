//! What providers of accounts say.

use super::text;
use crate::run::{Shape, Target, tried};
use identity::said;

/// When the tokens of the corpus are in time.
const NOW: i64 = 1_700_000_000;

/// Tokens of OpenID Connect under keys: nobody is believed to be another than those that were signed for.
#[test]
fn token() {
    let words = &[
        "{\"keys\":[",
        "\"kty\":\"RSA\"",
        "\"kty\":\"oct\",\"k\":\"AAAA\"",
        "\"alg\":\"none\"",
        "\"kid\":\"a\"",
        "\"use\":\"enc\"",
        "eyJhbGciOiJub25lIn0.",
        "eyJhbGciOiJIUzI1NiJ9.",
        "AQAB",
        ".",
        "..",
        "=",
        "\n",
        "null",
    ];
    let reads = |input: &[u8]| match said::by_provider(&text(input), NOW) {
        Ok(who) => {
            assert_eq!(who, "7", "a person of chance is believed");
            who
        }
        Err(why) => why.to_owned(),
    };
    tried(&Target { name: "token", shape: Shape::Bytes, words, reads, grows: true });
}

/// Messages of a directory.
#[test]
fn ldap() {
    let words = &[
        "1.3.6.1.4.1.42.2.27.8.5.1",
        "\u{30}\u{80}",
        "0\x0c\x02\x01\x01a\x07\n\x01\x00\x04\x00\x04\x00",
        "\x02\x01\x02",
        "\x04\x03uid",
    ];
    let reads = |input: &[u8]| said::by_directory(input);
    tried(&Target { name: "ldap", shape: Shape::Bytes, words, reads, grows: true });
}

/// Filters, as an operator writes them.
#[test]
fn filter() {
    let words = &["(&", "(|", "(!", ")", "={}", "(uid={})", "=*", "\\2a", "objectClass=person"];
    let reads = |input: &[u8]| format!("{:?}", said::by_operator(&text(input)).map(|length| length.min(200)));
    tried(&Target { name: "filter", shape: Shape::Text, words, reads, grows: true });
}

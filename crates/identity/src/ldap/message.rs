//! Messages of LDAP (RFC 4511, 4): bind, search, the agreement on TLS, and their answers.

use super::ber::{
    BOOLEAN, ENUMERATED, INTEGER, OCTETS, SEQUENCE, counted, first, number, part, parts, tagged, text,
};
use std::io::{Error, ErrorKind, Read, Result, Write};

/// Codes of results (RFC 4511, appendix A).
pub(super) const SUCCESS: i32 = 0;
pub(super) const SIZE_LIMIT: i32 = 4;
pub(super) const REFERRAL: i32 = 10;
pub(super) const NO_SUCH_OBJECT: i32 = 32;
pub(super) const INVALID_DN: i32 = 34;
pub(super) const INVALID_CREDENTIALS: i32 = 49;

/// Tags of operations.
const BIND_REQUEST: u8 = 0x60;
pub(super) const BIND_RESPONSE: u8 = 0x61;
const SEARCH_REQUEST: u8 = 0x63;
const SEARCH_ENTRY: u8 = 0x64;
const SEARCH_DONE: u8 = 0x65;
const SEARCH_REFERENCE: u8 = 0x73;
const EXTENDED_REQUEST: u8 = 0x77;
pub(super) const EXTENDED_RESPONSE: u8 = 0x78;
const CONTROLS: u8 = 0xa0;

/// What a directory knows the agreement on TLS by (RFC 4511, 4.14).
const START_TLS: &str = "1.3.6.1.4.1.1466.20037";
/// A wish to be told what a policy of passwords says (draft-behera-ldap-password-policy).
const PASSWORD_POLICY: &str = "1.3.6.1.4.1.42.2.27.8.5.1";
/// No attribute at all (RFC 4511, 4.5.1.8): the name of an entry is enough.
const NO_ATTRIBUTE: &str = "1.1";
/// Longest message that is read.
const LONGEST: usize = 1 << 20;
/// Seconds that a search may take.
const SECONDS: i32 = 5;

/// How an operation ended.
#[derive(Debug)]
pub(super) struct Done {
    pub code: i32,
    /// What speaks against a password though it may be right, by the number of the policy's draft.
    pub policy: Option<i32>,
    /// What the directory says of it.
    pub text: String,
}

/// What a search brings.
pub(super) enum Entry {
    /// The distinguished name of an entry.
    Found(String),
    /// That somebody else might know more.
    Elsewhere,
    /// All was told; the code.
    End(i32),
}

/// Asks to go on under TLS.
pub(super) fn start_tls(id: i32) -> Vec<u8> {
    message(id, &part(EXTENDED_REQUEST, &part(0x80, START_TLS.as_bytes())), &[])
}

/// Shows a password.
pub(super) fn bind(id: i32, dn: &str, password: &str) -> Vec<u8> {
    let request = [number(INTEGER, 3), text(dn), part(0x80, password.as_bytes())];
    let control = parts(SEQUENCE, &[text(PASSWORD_POLICY)]);
    message(id, &parts(BIND_REQUEST, &request), &part(CONTROLS, &control))
}

/// Looks for entries: at most two, since more than one are none.
pub(super) fn search(id: i32, base: &str, filter: &[u8]) -> Vec<u8> {
    let request = [
        text(base),
        // The whole tree below; aliases are not gone after.
        number(ENUMERATED, 2),
        number(ENUMERATED, 0),
        number(INTEGER, 2),
        number(INTEGER, SECONDS),
        part(BOOLEAN, &[0]),
        filter.to_vec(),
        parts(SEQUENCE, &[text(NO_ATTRIBUTE)]),
    ];
    message(id, &parts(SEARCH_REQUEST, &request), &[])
}

fn message(id: i32, operation: &[u8], controls: &[u8]) -> Vec<u8> {
    part(SEQUENCE, &[&number(INTEGER, id), operation, controls].concat())
}

/// Sends a message.
pub(super) fn say(wire: &mut impl Write, message: &[u8]) -> Result<()> {
    wire.write_all(message)?;
    wire.flush()
}

/// The answer to an operation.
pub(super) fn done(wire: &mut impl Read, id: i32, answer: u8) -> Result<Done> {
    let content = heard(wire)?;
    let (tag, operation, controls) = operation(&content, id).ok_or_else(strange)?;
    let ended = if tag == answer { result(operation) } else { None };
    let (code, text) = ended.ok_or_else(strange)?;
    Ok(Done { code, policy: policy(controls), text })
}

/// The next that a search brings.
pub(super) fn entry(wire: &mut impl Read, id: i32) -> Result<Entry> {
    let content = heard(wire)?;
    let (tag, operation, _) = operation(&content, id).ok_or_else(strange)?;
    let entry = match tag {
        SEARCH_ENTRY => tagged(operation, OCTETS)
            .and_then(|(dn, _)| String::from_utf8(dn.to_vec()).ok())
            .map(Entry::Found),
        SEARCH_REFERENCE => Some(Entry::Elsewhere),
        SEARCH_DONE => result(operation).map(|(code, _)| Entry::End(code)),
        _ => None,
    };
    entry.ok_or_else(strange)
}

/// What a directory sends, to the last message that is understood: how the first operation ended, then what a search brings.
pub(crate) fn answers(mut wire: &[u8]) -> String {
    let mut told = match done(&mut wire, 1, BIND_RESPONSE) {
        Ok(done) => format!("{} {:?}; ", done.code, done.policy),
        Err(why) => return why.kind().to_string(),
    };
    while let Ok(entry) = entry(&mut wire, 2) {
        told.push_str(match entry {
            Entry::Found(_) => "found ",
            Entry::Elsewhere => "elsewhere ",
            Entry::End(_) => "end ",
        });
    }
    told
}

fn strange() -> Error {
    Error::other("它的答复看不懂")
}

/// The content of the next message: that much is read and no byte more.
fn heard(wire: &mut impl Read) -> Result<Vec<u8>> {
    let mut head = [0u8; 2];
    wire.read_exact(&mut head)?;
    let mut digits = vec![0u8; if head[1] < 0x80 { 0 } else { usize::from(head[1] & 0x7f).min(5) }];
    wire.read_exact(&mut digits)?;
    let written = [&head[1..], &digits].concat();
    let length = super::ber::length(&written).map(|(length, _)| length);
    match length.filter(|length| *length <= LONGEST && head[0] == SEQUENCE) {
        None => Err(ErrorKind::InvalidData.into()),
        Some(length) => {
            let mut content = vec![0; length];
            wire.read_exact(&mut content)?;
            Ok(content)
        }
    }
}

/// The tag and the content of an operation, and what follows it; none when it answers something else.
fn operation(content: &[u8], id: i32) -> Option<(u8, &[u8], &[u8])> {
    let (found, rest) = tagged(content, INTEGER)?;
    if counted(found)? != id {
        return None;
    }
    first(rest)
}

/// Code and text of a result.
fn result(operation: &[u8]) -> Option<(i32, String)> {
    let (code, rest) = tagged(operation, ENUMERATED)?;
    let (_, rest) = tagged(rest, OCTETS)?;
    let (text, _) = tagged(rest, OCTETS)?;
    Some((counted(code)?, String::from_utf8_lossy(text).into_owned()))
}

/// The number of what a policy has against a password.
fn policy(controls: &[u8]) -> Option<i32> {
    let (mut rest, _) = tagged(controls, CONTROLS)?;
    while let Some((control, behind)) = tagged(rest, SEQUENCE) {
        rest = behind;
        let (kind, value) = tagged(control, OCTETS)?;
        if kind != PASSWORD_POLICY.as_bytes() {
            continue;
        }
        // Whether it is critical may stand before the value.
        let value = tagged(value, BOOLEAN).map_or(value, |(_, value)| value);
        let (value, _) = tagged(value, OCTETS)?;
        let (mut said, _) = tagged(value, SEQUENCE)?;
        while let Some((tag, content, behind)) = first(said) {
            if tag == 0x81 {
                return counted(content);
            }
            said = behind;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An answer of a directory to a bind.
    fn answer(id: i32, code: i32, controls: &[u8]) -> Vec<u8> {
        let result = [number(ENUMERATED, code), text(""), text("no")];
        message(id, &parts(BIND_RESPONSE, &result), controls)
    }

    #[test]
    fn an_answer_is_read_with_what_a_policy_says() {
        let locked = parts(SEQUENCE, &[part(0x81, &[1])]);
        let control = parts(SEQUENCE, &[text(PASSWORD_POLICY), part(OCTETS, &locked)]);
        let bytes = answer(7, INVALID_CREDENTIALS, &part(CONTROLS, &control));
        let read = done(&mut &bytes[..], 7, BIND_RESPONSE).unwrap();
        assert_eq!((read.code, read.policy, read.text.as_str()), (INVALID_CREDENTIALS, Some(1), "no"));
        let read = done(&mut &answer(7, 0, &[])[..], 7, BIND_RESPONSE).unwrap();
        assert_eq!((read.code, read.policy), (0, None));
    }

    #[test]
    fn what_answers_something_else_or_is_cut_off_is_no_answer() {
        let bytes = answer(7, 0, &[]);
        assert!(done(&mut &bytes[..], 8, BIND_RESPONSE).is_err(), "another number");
        assert!(done(&mut &bytes[..], 7, EXTENDED_RESPONSE).is_err(), "another operation");
        for cut in 0..bytes.len() {
            assert!(done(&mut &bytes[..cut], 7, BIND_RESPONSE).is_err(), "{cut}");
        }
        for huge in
            [&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff][..], &[0x30, 0x88, 1, 1, 1, 1, 1, 1, 1, 1], &[0x30, 0x80]]
        {
            assert!(done(&mut &huge[..], 7, BIND_RESPONSE).is_err());
        }
    }
}

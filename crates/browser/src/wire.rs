//! JSON over HTTP/1.1 on loopback: just enough of both for a WebDriver, which answers one request at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::Error;
use serde_json::Value;

/// What needs longer than this is broken, and the test should say so. Going through every page of the house within one
/// question takes a minute where two other tests work beside it.
const PATIENCE: Duration = Duration::from_secs(240);
/// A full-page screenshot of a long report is a few megabytes.
const LARGEST_ANSWER: usize = 64 << 20;

/// Sends one WebDriver command and gives the `value` of its answer.
///
/// # Errors
/// [`Error::Wire`] when the driver cannot be reached or does not speak HTTP, [`Error::Refused`] when it answers
/// with a WebDriver error.
pub(crate) fn call(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Error> {
    let (status, answer) =
        exchange(port, method, path, body).map_err(|e| Error::Wire(format!("{method} {path}: {e}")))?;
    let mut answer: Value = serde_json::from_slice(&answer)
        .map_err(|e| Error::Wire(format!("{method} {path}: not JSON: {e}")))?;
    let value = answer["value"].take();
    if status == 200 {
        return Ok(value);
    }
    let text = |key: &str| value[key].as_str().unwrap_or("").lines().next().unwrap_or("").to_owned();
    Err(Error::Refused { kind: text("error"), message: format!("{method} {path}: {}", text("message")) })
}

fn exchange(port: u16, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<(u16, Vec<u8>)> {
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| odd(&line))?;
    let mut length = None;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            None => break,
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = Some(value.trim().parse::<usize>().map_err(|_| odd(&line))?);
            }
            Some(_) => {}
        }
    }
    let length = length.filter(|n| *n <= LARGEST_ANSWER).ok_or_else(|| odd("no usable Content-Length"))?;
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok((status, answer))
}

fn odd(what: &str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, what.trim_end().to_owned())
}

/// Base64 of RFC 4648 back to bytes, as screenshots arrive; `None` when a character is not of its alphabet.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut held = 0u32;
    let mut bits = 0;
    for letter in text.bytes().filter(|b| *b != b'=') {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::from_base64;

    #[test]
    fn base64_of_rfc_4648() {
        for (coded, plain) in
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")]
        {
            assert_eq!(from_base64(coded).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(from_base64("5b6X"), Some("得".as_bytes().to_vec()));
        assert_eq!(from_base64("Zm 9v"), None);
    }
}

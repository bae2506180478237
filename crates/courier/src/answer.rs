//! Answers of HTTP/1.1: a head, and a body of a length that is said before, in one piece or in chunks.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// Longest head and body of an answer that are read, in bytes.
const HEAD_LIMIT: usize = 16 << 10;
const BODY_LIMIT: usize = 4 << 20;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// How long a body is.
enum Length {
    Known(usize),
    Chunked,
}

fn wrong() -> Error {
    ErrorKind::InvalidData.into()
}

/// Reads the status of an answer, and nothing of what follows.
pub(crate) fn status(stream: &mut impl BufRead) -> Result<u16> {
    status_of(&line(stream, &mut { HEAD_LIMIT })?)
}

fn status_of(first: &str) -> Result<u16> {
    let code = first.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5));
    code.and_then(|code| code.parse().ok()).ok_or_else(wrong)
}

/// Reads an answer; and whether the connection may be used again.
pub(crate) fn read(stream: &mut impl BufRead) -> Result<(Answer, bool)> {
    let mut left = HEAD_LIMIT;
    let first = line(stream, &mut left)?;
    let status = status_of(&first)?;
    let (mut length, mut keep) = (None, first.starts_with("HTTP/1.1"));
    loop {
        let header = line(stream, &mut left)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(wrong)?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            // Two lengths are none: where the answer ends would be a matter of taste.
            let known = Length::Known(value.parse().map_err(|_| wrong())?);
            length = if length.is_some() { return Err(wrong()) } else { Some(known) };
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            // What is not understood is not guessed at: nobody knows what became of the parcel.
            let is_chunked = value.eq_ignore_ascii_case("chunked") && length.is_none();
            length = if is_chunked { Some(Length::Chunked) } else { return Err(wrong()) };
        } else if name.eq_ignore_ascii_case("connection") {
            keep &= !value.eq_ignore_ascii_case("close");
        }
    }
    let mut body = Vec::new();
    match length.ok_or_else(wrong)? {
        Length::Known(length) => piece(stream, length, &mut body)?,
        Length::Chunked => chunks(stream, &mut body)?,
    }
    let body = String::from_utf8(body).map_err(|_| wrong())?;
    Ok((Answer { status, body }, keep))
}

/// A line without its end; `left` bytes are read at most.
fn line(stream: &mut impl BufRead, left: &mut usize) -> Result<String> {
    let mut bytes = Vec::new();
    let read = stream.take(u64::try_from(*left).unwrap_or(0)).read_until(b'\n', &mut bytes)?;
    *left -= read;
    match bytes.last() {
        Some(b'\n') => String::from_utf8(bytes).map(|text| text.trim_end().to_owned()).map_err(|_| wrong()),
        _ if *left == 0 => Err(wrong()),
        _ => Err(ErrorKind::UnexpectedEof.into()),
    }
}

/// So many bytes more.
fn piece(stream: &mut impl BufRead, length: usize, body: &mut Vec<u8>) -> Result<()> {
    if length > BODY_LIMIT - body.len() {
        return Err(wrong());
    }
    let before = body.len();
    stream.take(u64::try_from(length).unwrap_or(0)).read_to_end(body)?;
    if body.len() - before == length { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Chunks (RFC 9112, 7.1), up to the empty one.
fn chunks(stream: &mut impl BufRead, body: &mut Vec<u8>) -> Result<()> {
    let mut left = HEAD_LIMIT;
    loop {
        let size = line(stream, &mut left)?;
        let digits = size.split(';').next().unwrap_or_default().trim();
        let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let size = usize::from_str_radix(digits, 16).ok().filter(|_| plain).ok_or_else(wrong)?;
        if size == 0 {
            break;
        }
        piece(stream, size, body)?;
        if !line(stream, &mut left)?.is_empty() {
            return Err(wrong());
        }
    }
    // What may follow is of no use here.
    while !line(stream, &mut left)?.is_empty() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(u16, String, bool)> {
        read(&mut text.as_bytes()).ok().map(|(answer, keep)| (answer.status, answer.body, keep))
    }

    #[test]
    fn a_body_comes_whole_or_in_chunks() {
        let known = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assert_eq!(told(known), Some((200, "ok".to_owned(), true)));
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
        assert_eq!(told(chunked), Some((200, "abc0123456789".to_owned(), false)));
    }

    #[test]
    fn where_an_answer_ends_is_never_guessed() {
        for text in [
            "HTTP/1.1 200 OK\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\na",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
            "HTTP/1.1 200",
        ] {
            assert_eq!(told(text), None, "{text:?}");
        }
        let endless = format!("HTTP/1.1 200 OK\r\nX: {}\r\nContent-Length: 0\r\n\r\n", "x".repeat(20_000));
        assert_eq!(told(&endless), None);
    }
}

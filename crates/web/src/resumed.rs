//! A file that is taken away is taken up again where a line broke (RFC 9110 §14): it says what it is, and whoever has a part of that very
//! file asks for the rest. Of a file that reads otherwise by now he gets the whole.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Largest file that is answered in parts, in bytes.
const LARGEST: usize = 256 << 20;

/// Answers a question about a file with the part that is wanted of it.
pub(crate) async fn resumed(request: Request, next: Next) -> Response {
    let wanted = Wanted::of(request.method(), request.headers());
    let response = next.run(request).await;
    let Some(wanted) = wanted.filter(|_| is_file(&response)) else { return response };
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = tag(&whole);
    let same = wanted.of.as_ref().is_none_or(|of| of.as_bytes() == tag.as_bytes());
    parts.headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    parts.headers.insert(header::ETAG, tag);
    let (status, stretch, content) = match wanted.part.filter(|_| same).map(|part| part.within(whole.len())) {
        None => return Response::from_parts(parts, Body::from(whole)),
        Some(Some((from, to))) => {
            let stretch = format!("bytes {from}-{to}/{}", whole.len());
            (StatusCode::PARTIAL_CONTENT, stretch, whole.slice(from..=to))
        }
        Some(None) => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{}", whole.len()), Bytes::new()),
    };
    parts.status = status;
    parts.headers.remove(header::CONTENT_LENGTH);
    if let Ok(stretch) = HeaderValue::from_str(&stretch) {
        parts.headers.insert(header::CONTENT_RANGE, stretch);
    }
    Response::from_parts(parts, Body::from(content))
}

/// Whether an answer is a file to take away, whole and in memory.
fn is_file(response: &Response) -> bool {
    let held = response.body().size_hint().exact().is_some_and(|size| size <= LARGEST as u64);
    response.status() == StatusCode::OK
        && held
        && response.headers().contains_key(header::CONTENT_DISPOSITION)
}

/// What names this content: its length and FNV-1a over it. It only has to differ when the content does.
fn tag(content: &[u8]) -> HeaderValue {
    let mixed = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = content.iter().fold(0xcbf2_9ce4_8422_2325_u64, mixed);
    let text = format!("\"{:x}-{sum:016x}\"", content.len());
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// What is wanted of a file.
struct Wanted {
    /// Which part; none for the whole.
    part: Option<Part>,
    /// The content of which the part is wanted; none when whoever asks does not say.
    of: Option<HeaderValue>,
}

impl Wanted {
    /// None where parts are not asked about at all. A part that is not understood, and more than one, is the whole, as the norm has it.
    fn of(method: &Method, headers: &HeaderMap) -> Option<Wanted> {
        let part = headers.get(header::RANGE).and_then(|range| Part::read(range.to_str().ok()?));
        (*method == Method::GET).then(|| Wanted { part, of: headers.get(header::IF_RANGE).cloned() })
    }
}

/// A stretch of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// From one to another, both counted in, or to the end.
    From(usize, Option<usize>),
    /// So many at the end.
    Last(usize),
}

impl Part {
    fn read(text: &str) -> Option<Part> {
        let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(usize::MAX))
        };
        match (number(from), number(to)) {
            (Some(from), Some(to)) if from <= to => Some(Part::From(from, Some(to))),
            (Some(from), None) if to.is_empty() => Some(Part::From(from, None)),
            (None, Some(last)) if from.is_empty() => Some(Part::Last(last)),
            _ => None,
        }
    }

    /// First and last byte in a content of that length; none when nothing of it is there.
    fn within(self, length: usize) -> Option<(usize, usize)> {
        let last = length.checked_sub(1)?;
        match self {
            Part::From(from, to) => (from <= last).then(|| (from, to.unwrap_or(last).min(last))),
            Part::Last(0) => None,
            Part::Last(many) => Some((length.saturating_sub(many), last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn a_part_is_read_as_the_norm_has_it() {
        let within = |text: &str, length| Part::read(text).map(|part| part.within(length));
        assert_eq!(within("bytes=0-499", 10_000), Some(Some((0, 499))));
        assert_eq!(within("bytes=9500-", 10_000), Some(Some((9_500, 9_999))));
        assert_eq!(within("bytes=-500", 10_000), Some(Some((9_500, 9_999))));
        assert_eq!(within("bytes=-20000", 10_000), Some(Some((0, 9_999))));
        assert_eq!(within("bytes=9999-99999999999999999999999", 10_000), Some(Some((9_999, 9_999))));
        for beyond in ["bytes=10000-", "bytes=-0"] {
            assert_eq!(within(beyond, 10_000), Some(None), "{beyond}");
        }
        assert_eq!(within("bytes=0-", 0), Some(None));
        for no in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-4",
            "bytes=0-1,3-4",
            "rows=0-1",
            "bytes=+1-2",
            "bytes= 1-2",
        ] {
            assert_eq!(Part::read(no), None, "{no}");
        }
    }
}

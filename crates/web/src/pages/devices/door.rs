//! The door of devices: a batch of signals under the key of whoever sends it. No page, no cookie, no form.

use std::time::Duration;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::Envelope;
use view::{RefusalKind, SignalRefusal};

use super::LONGEST;
use crate::site::Site;

/// How long a batch may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);

/// What stands before the envelope in the header.
const SCHEME: &str = "HMAC-SM3 ";

/// Takes a batch: `Authorization: HMAC-SM3 编号:时间:计数:签名`, a body of JSON lines or a JSON array. The answer comes when
/// what was taken is on the disk.
pub(crate) async fn take(State(site): State<Site>, headers: HeaderMap, request: Request) -> Response {
    let given =
        headers.get(header::AUTHORIZATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let given = given.and_then(|value| value.strip_prefix(SCHEME)).map(|value| value.trim().to_owned());
    let Some(given) = given.filter(|given| Envelope::read(given).is_some()) else {
        return unknown(
            "signal.signature-missing",
            "请求头里要有 Authorization: HMAC-SM3 编号:时间:计数:签名",
        );
    };
    let too_large = || refused(StatusCode::PAYLOAD_TOO_LARGE, "signal.batch-size", "一批太大，或没有传完");
    if length(&headers).is_some_and(|length| length >= LONGEST) {
        return too_large();
    }
    // The signature is over the body too, so it is taken in first: a few at a time, no more than a batch may have, and in a
    // time. It is parsed when the signature holds.
    let _turn = site.bounds().batches.turn().await;
    let body = tokio::time::timeout(ARRIVAL, to_bytes(request.into_body(), LONGEST)).await;
    let Ok(Ok(body)) = body else {
        return too_large();
    };
    let office = site.office();
    let taken = tokio::task::spawn_blocking(move || match Envelope::read(&given) {
        Some(envelope) => office.take_in(&envelope, &body),
        None => Err(office::Error::Unknown(String::new())),
    });
    let taken = taken.await;
    match taken {
        Ok(Ok(Ok(receipt))) => Json(receipt).into_response(),
        Ok(Ok(Err(SignalRefusal { kind, code, sentence }))) => match kind {
            RefusalKind::Unknown => unknown(code, &sentence),
            RefusalKind::Broken => refused(StatusCode::BAD_REQUEST, code, &sentence),
            RefusalKind::Replayed => refused(StatusCode::CONFLICT, code, &sentence),
            RefusalKind::Large => refused(StatusCode::PAYLOAD_TOO_LARGE, code, &sentence),
            RefusalKind::Busy => later(StatusCode::SERVICE_UNAVAILABLE, "1", code, &sentence),
            RefusalKind::Often => later(StatusCode::TOO_MANY_REQUESTS, "10", code, &sentence),
        },
        Ok(Err(error)) => {
            tracing::error!(error = error.logged(), "signals could not be taken in");
            refused(StatusCode::INTERNAL_SERVER_ERROR, "signal.failed", "没有收下，请稍后再报")
        }
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR, "signal.failed", "没有收下，请稍后再报"),
    }
}

/// The length of the body, as far as it is said.
fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn unknown(code: &str, sentence: &str) -> Response {
    let mut answer = refused(StatusCode::UNAUTHORIZED, code, sentence);
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("HMAC-SM3"));
    answer
}

/// A refusal that says in how many seconds to come again.
fn later(status: StatusCode, seconds: &'static str, code: &str, sentence: &str) -> Response {
    let mut answer = refused(status, code, sentence);
    answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static(seconds));
    answer
}

fn refused(status: StatusCode, code: &str, sentence: &str) -> Response {
    (status, Json(serde_json::json!({ "code": code, "sentence": sentence }))).into_response()
}

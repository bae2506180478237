//! The door of devices: a batch of signals under the key of whoever sends it. No page, no cookie, no form.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use view::{RefusalKind, SignalRefusal};

use crate::site::Site;

/// Takes a batch: `Authorization: Bearer 编号:密钥`, a body of JSON lines or a JSON array. The answer comes when what was
/// taken is on the disk.
pub(crate) async fn take(
    State(site): State<Site>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else {
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "signal.batch-size", "一批太大，或没有传完");
    };
    let given =
        headers.get(header::AUTHORIZATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let given =
        given.and_then(|value| value.strip_prefix("Bearer ")).and_then(|value| value.rsplit_once(':'));
    let Some((sender, key)) = given.map(|(sender, key)| (sender.trim().to_owned(), key.to_owned())) else {
        return unknown("signal.key-missing", "请求头里要有 Authorization: Bearer 编号:密钥");
    };
    let office = site.office();
    let taken = tokio::task::spawn_blocking(move || office.take_in(&sender, &key, &body)).await;
    match taken {
        Ok(Ok(Ok(receipt))) => Json(receipt).into_response(),
        Ok(Ok(Err(SignalRefusal { kind, code, sentence }))) => match kind {
            RefusalKind::Unknown => unknown(code, &sentence),
            RefusalKind::Broken => refused(StatusCode::BAD_REQUEST, code, &sentence),
            RefusalKind::Large => refused(StatusCode::PAYLOAD_TOO_LARGE, code, &sentence),
            RefusalKind::Busy => {
                let mut answer = refused(StatusCode::SERVICE_UNAVAILABLE, code, &sentence);
                answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
                answer
            }
        },
        Ok(Err(error)) => {
            tracing::error!(error = error.logged(), "signals could not be taken in");
            refused(StatusCode::INTERNAL_SERVER_ERROR, "signal.failed", "没有收下，请稍后再报")
        }
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR, "signal.failed", "没有收下，请稍后再报"),
    }
}

fn unknown(code: &str, sentence: &str) -> Response {
    let mut answer = refused(StatusCode::UNAUTHORIZED, code, sentence);
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    answer
}

fn refused(status: StatusCode, code: &str, sentence: &str) -> Response {
    (status, Json(serde_json::json!({ "code": code, "sentence": sentence }))).into_response()
}

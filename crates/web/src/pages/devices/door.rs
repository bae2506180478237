//! The door of devices: a batch of signals under the key of whoever sends it. No page, no cookie, no form.

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use view::{RefusalKind, SignalRefusal};

use super::LONGEST;
use crate::site::Site;

/// Takes a batch: `Authorization: Bearer 编号:密钥`, a body of JSON lines or a JSON array. The answer comes when what was
/// taken is on the disk.
pub(crate) async fn take(State(site): State<Site>, headers: HeaderMap, request: Request) -> Response {
    let given =
        headers.get(header::AUTHORIZATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let given =
        given.and_then(|value| value.strip_prefix("Bearer ")).and_then(|value| value.rsplit_once(':'));
    let Some((sender, key)) = given.map(|(sender, key)| (sender.trim().to_owned(), key.to_owned())) else {
        return unknown("signal.key-missing", "请求头里要有 Authorization: Bearer 编号:密钥");
    };
    // An empty batch asks whether the key holds: nothing of a body is taken in for a key that does not.
    match taken(&site, (&sender, &key), Bytes::new()).await {
        Ok(Ok(Err(refusal))) if refusal.kind == RefusalKind::Unknown => return answer(Ok(Ok(Err(refusal)))),
        _ => {}
    }
    let _turn = site.bounds().batches.turn().await;
    let Ok(body) = to_bytes(request.into_body(), LONGEST).await else {
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "signal.batch-size", "一批太大，或没有传完");
    };
    answer(taken(&site, (&sender, &key), body).await)
}

type Taken = Result<office::Result<Result<view::Receipt, SignalRefusal>>, tokio::task::JoinError>;

async fn taken(site: &Site, (sender, key): (&str, &str), body: Bytes) -> Taken {
    let (office, sender, key) = (site.office(), sender.to_owned(), key.to_owned());
    tokio::task::spawn_blocking(move || office.take_in(&sender, &key, &body)).await
}

fn answer(taken: Taken) -> Response {
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

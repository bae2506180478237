//! The deeds of the interface upon rows: recorded, corrected, withdrawn. They are done in the name of the person who
//! gave the program its token, by his rights, and through the same door as those of his pages.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use office::{Finding, Given, Place};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::problem::Refused;
use crate::address::encoded;
use crate::signed::Signed;
use crate::site::{Desk, Site, Visit};

/// Longest body, in bytes.
const LONGEST: usize = 256 << 10;
/// The header by which a row that is sent twice is known.
pub(super) const ONCE: &str = "idempotency-key";

/// A row that is given.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RowGiven {
    /// Text of each cell by the name of its field.
    cells: BTreeMap<String, String>,
    /// Why, where something is doubtful.
    #[serde(default)]
    reason: String,
}

/// Why a row is withdrawn.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    /// The reason.
    reason: String,
}

/// What became of a deed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Done {
    /// Number of the row; none of a step.
    pub number: Option<u64>,
    /// Remarks; nothing speaks against it.
    pub findings: Vec<Finding>,
}

/// The addresses. Each stands in the document of the interface too (`document`), which a test holds against these.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/api/registers/{register}/rows", post(record))
        .route("/api/registers/{register}/rows/{number}", put(correct))
        .route("/api/registers/{register}/rows/{number}/withdrawal", post(withdraw))
        .layer(DefaultBodyLimit::max(LONGEST))
        .merge(super::steps::routes())
}

pub(super) fn wrong(status: StatusCode, code: &'static str, at: &str, sentence: &str) -> Refused {
    Refused::wrong(status, vec![Finding::error(code, Place::whole(at), sentence.to_owned())])
}

/// Lets a program record that may, and reads what it brings.
pub(super) fn brought<T: DeserializeOwned>(
    visit: &Visit,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<T, Refused> {
    match visit.signed() {
        Some(Signed::Person(visitor)) if visitor.programme.is_some_and(|programme| programme.writes) => {}
        _ => {
            let sentence =
                "记录要用可记录的接口令牌（Authorization: Bearer）；网页的登录和只读令牌不能用来记录";
            return Err(wrong(StatusCode::FORBIDDEN, "api.token", "Authorization", sentence));
        }
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        let sentence = "正文应是 application/json";
        return Err(wrong(StatusCode::UNSUPPORTED_MEDIA_TYPE, "api.body.kind", "Content-Type", sentence));
    }
    serde_json::from_slice(body).map_err(|error| {
        let sentence = format!("正文读不出：第{}行第{}列", error.line(), error.column());
        wrong(StatusCode::BAD_REQUEST, "api.body", "正文", &sentence)
    })
}

/// Does a deed with what a program brings for it, and answers.
async fn done<T: DeserializeOwned + Send + 'static>(
    visit: Visit,
    (headers, body): (HeaderMap, Bytes),
    deed: impl FnOnce(&Desk, T) -> Result<Deed, Refused> + Send + 'static,
) -> Response {
    let language = visit.language();
    let brought = match brought(&visit, &headers, &body) {
        Ok(brought) => brought,
        Err(refused) => return refused.said(language),
    };
    match visit.told(move |desk| deed(desk, brought)).await {
        Ok((status, address, done)) => {
            let mut response = (status, axum::Json(done)).into_response();
            let address = address.and_then(|address| HeaderValue::from_str(&address).ok());
            response.headers_mut().extend(address.map(|address| (header::LOCATION, address)));
            response
        }
        Err(refused) => refused.said(language),
    }
}

/// What became of a deed: its status, where the row is, and what is said.
type Deed = (StatusCode, Option<String>, Done);

fn given(register: &str, row: RowGiven) -> Given {
    let cells = row.cells.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    Given { register: register.to_owned(), cells }
}

/// What speaks against a deed: that it is not his to do, or that it is wrong.
pub(super) fn refused(findings: Vec<Finding>) -> Refused {
    let denied = findings.iter().any(|finding| finding.code.starts_with("access."));
    Refused::wrong(if denied { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY }, findings)
}

/// What an outcome of a row says to a program.
fn said(outcome: view::RowOutcome, status: StatusCode, register: &str) -> Result<Deed, Refused> {
    match outcome.number {
        Some(number) => {
            let address = format!("/api/registers/{}/rows/{number}", encoded(register));
            Ok((status, Some(address), Done { number: Some(number), findings: outcome.findings }))
        }
        None if outcome.theirs.is_some() => {
            Err(Refused::Wrong(StatusCode::PRECONDITION_FAILED, outcome.findings, outcome.theirs))
        }
        None => Err(refused(outcome.findings)),
    }
}

/// The key of its own that a program brings.
pub(super) fn once(headers: &HeaderMap) -> Result<String, Refused> {
    let key = headers.get(ONCE).and_then(|key| key.to_str().ok()).unwrap_or_default();
    if key.is_empty() || key.len() > 200 {
        let sentence = "要带 Idempotency-Key（不超过200个字节）：断了线再发一次，不会办两遍";
        return Err(wrong(StatusCode::BAD_REQUEST, "api.once", "Idempotency-Key", sentence));
    }
    Ok(key.to_owned())
}

/// The key was used for something else.
pub(super) fn used() -> Refused {
    let sentence = "这个 Idempotency-Key 已经用在别的内容上；请换一个";
    wrong(StatusCode::UNPROCESSABLE_ENTITY, "api.once.other", "Idempotency-Key", sentence)
}

async fn record(visit: Visit, Path(register): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let once = once(&headers);
    done(visit, (headers, body), move |desk, row: RowGiven| {
        let once = once?;
        let reason = row.reason.clone();
        match desk.record_by_key(&given(&register, row), &reason, &once)? {
            Some(outcome) => said(outcome, StatusCode::CREATED, &register),
            None => Err(used()),
        }
    })
    .await
}

/// The entry that a program says it saw.
fn seen(headers: &HeaderMap) -> Option<u64> {
    let tag = headers.get(header::IF_MATCH)?.to_str().ok()?;
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

async fn correct(
    visit: Visit,
    Path((register, number)): Path<(String, u64)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let seen = seen(&headers);
    done(visit, (headers, body), move |desk, row: RowGiven| {
        let Some(seen) = seen else {
            let sentence = "更正要带 If-Match：看到的那一版的 ETag，免得盖掉别人刚改的";
            return Err(wrong(StatusCode::PRECONDITION_REQUIRED, "api.seen", "If-Match", sentence));
        };
        let reason = row.reason.clone();
        let outcome = desk.record(&given(&register, row), Some((number, seen)), (&reason, ""))?;
        said(outcome, StatusCode::OK, &register)
    })
    .await
}

/// What a deed comes to that only may be refused.
fn unless(findings: Vec<Finding>, status: StatusCode, number: Option<u64>) -> Result<Deed, Refused> {
    match findings.is_empty() {
        true => Ok((status, None, Done { number, findings })),
        false => Err(refused(findings)),
    }
}

async fn withdraw(
    visit: Visit,
    Path((register, number)): Path<(String, u64)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    done(visit, (headers, body), move |desk, why: Withdrawal| {
        unless(desk.withdraw(&register, number, &why.reason)?, StatusCode::OK, Some(number))
    })
    .await
}

//! 核对: a document is given, and comes back with every claim marked. Nothing of it is kept.

mod marked;
mod show;
mod structure;
mod upload;
mod words;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use sandbox::Cancellation;

use crate::frame::Place;
use crate::site::{Desk, Site, Trouble, Visit};
use crate::words::say;
pub use show::alone;
use show::{Claims, Sheet};
use upload::{Given, UPLOAD_LIMIT, announced};

/// Where a document is asked for.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/claims", get(asked))
}

/// Where it is given.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/claims", post(given).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
}

async fn asked(visit: Visit) -> Response {
    visit.page_of_now(|desk| page(desk, Vec::new(), None)).await
}

/// How long a form may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(60);

async fn given(visit: Visit, headers: HeaderMap, form: Multipart) -> Response {
    let words = words::of(visit.language());
    // The word that only our pages know stands in the address: without it nothing of the form is taken in.
    if !visit.value("token").is_some_and(|token| visit.is_ours(token)) {
        let answer = visit.page_of_now(|desk| page(desk, vec![words.claims_foreign.to_owned()], None)).await;
        return (StatusCode::FORBIDDEN, answer).into_response();
    }
    let turn = visit.bounds().uploads.turn().await;
    let given = tokio::time::timeout(ARRIVAL, Given::read(form, announced(&headers))).await.ok().flatten();
    // When the reader leaves, this work is dropped, and whoever reads the document for him is told so.
    let asked = Cancellation::default();
    let _waits = asked.cancel_on_drop();
    let status = Arc::new(OnceLock::new());
    let found = status.clone();
    let answer = visit.page_of_now(move |desk| {
        let _turn = turn;
        let Some(given) = given else {
            found.get_or_init(|| StatusCode::PAYLOAD_TOO_LARGE);
            return page(desk, vec![words.claims_too_large.to_owned()], None);
        };
        let refused = |code: &str| _ = found.get_or_init(|| refusal(code));
        read(desk, given, words, &asked, &refused)
    });
    let answer = answer.await;
    match status.get() {
        Some(status) if answer.status() == StatusCode::OK => (*status, answer).into_response(),
        _ => answer,
    }
}

/// What an answer says, besides its words, of a document that was not read.
fn refusal(code: &str) -> StatusCode {
    match code {
        "prose.busy" => StatusCode::SERVICE_UNAVAILABLE,
        "prose.too-large" | "prose.too-costly" => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The page with the reading of what was given, or with why it could not be read.
fn read(
    desk: &Desk,
    given: Given,
    words: &'static words::Words,
    asked: &Cancellation,
    note: &dyn Fn(&str),
) -> Result<Claims, Trouble> {
    let Some((name, bytes)) = given.file else { return page(desk, Vec::new(), None) };
    let told = |finding: office::Finding| {
        note(finding.code);
        let hint = finding.hint.map(|hint| format!("；{hint}")).unwrap_or_default();
        format!("{}：{}{hint}", finding.place.source, finding.sentence)
    };
    let mut refused = Vec::new();
    let checked = desk.check(&name, &bytes, asked)?.map_err(|finding| refused.push(told(finding))).ok();
    let before = given.before.map(|(name, bytes)| desk.check(&name, &bytes, asked)).transpose()?;
    let before = before.and_then(|read| read.map_err(|finding| refused.push(told(finding))).ok());
    let Some(checked) = checked else { return page(desk, refused, None) };
    if asked.is_cancelled() {
        return Err(Trouble::Lost);
    }
    let held = match given.against {
        true => Some(desk.reading()?.against(&checked)?),
        false => None,
    };
    let before = before.map(|old| checked.since(&old));
    let sheet = Sheet::new(&checked, held.as_ref(), before.as_ref(), words, true);
    page(desk, refused, Some(sheet))
}

fn page(desk: &Desk, refused: Vec<String>, sheet: Option<Sheet>) -> Result<Claims, Trouble> {
    let frame = desk.frame(Place::Claims)?;
    let words = words::of(frame.language);
    let limit = say(words.claims_limit, &[&(UPLOAD_LIMIT >> 20).to_string()]);
    Ok(Claims { token: desk.word(), limit, refused, sheet, words, frame })
}

//! 佐证材料: the files attached to a row. Whoever sees the row sees them; whoever may correct it attaches and takes off.

mod form;
mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use office::{ATTACHED_LIMIT, Attaching};

use crate::filled::Filled;
use crate::site::{Desk, Site, Trouble, Visit, taken_away};
use form::Given;
use show::Evidence;

/// Room of a form for what stands beside the file.
const BESIDE: usize = 64 << 10;

/// Where evidence is shown and taken away.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/{number}/evidence", get(shown))
        .route("/registers/{id}/{number}/evidence/{digest}", get(file))
        .route("/registers/{id}/{number}/evidence/{digest}/view", get(picture))
}

/// Where it is attached and taken off.
pub(crate) fn acting() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/{number}/evidence", post(attached))
        .layer(DefaultBodyLimit::max(ATTACHED_LIMIT + BESIDE))
        .merge(pieces())
        .route("/registers/{id}/{number}/evidence/{digest}", post(detached))
}

/// Longest piece of a file, in bytes.
const PIECE: usize = 1 << 20;

/// Where a file comes in pieces, before it is attached.
fn pieces() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/{number}/evidence/pieces", post(piece))
        .layer(DefaultBodyLimit::max(PIECE + BESIDE))
}

/// Takes a piece, and answers how many bytes are there: the page goes on from there.
async fn piece(visit: Visit, Path((id, number)): Path<Row>, form: Multipart) -> Response {
    let Some(given) = Given::read(form).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    if !visit.is_ours(&given.word) {
        return visit.foreign();
    }
    let Ok(at) = given.at.parse() else { return StatusCode::BAD_REQUEST.into_response() };
    let there = visit.ask(move |desk| desk.arrives(&given.arriving(&id, number), at, &given.bytes));
    there.await.map_or_else(IntoResponse::into_response, |there| Json(there).into_response())
}

type Row = (String, u64);
type File = (String, u64, String);

async fn shown(visit: Visit, Path((id, number)): Path<Row>) -> Response {
    visit.page_of_now(move |desk| Evidence::new(desk, &id, number, Vec::new(), None)).await
}

/// A file to take away: never shown by the browser, whatever is in it.
async fn file(visit: Visit, Path((id, number, digest)): Path<File>) -> Response {
    match visit.ask(move |desk| Ok(desk.reading()?.evidence_file(&id, number, &digest)?)).await {
        Ok((what, bytes)) => taken_away(&what.name, "application/octet-stream", bytes),
        Err(refusal) => refusal.into_response(),
    }
}

/// A picture, as the kind that its content was found to be.
async fn picture(visit: Visit, Path((id, number, digest)): Path<File>) -> Response {
    match visit.ask(move |desk| Ok(desk.reading()?.evidence_file(&id, number, &digest)?)).await {
        Ok((what, _)) if !what.picture => StatusCode::NOT_FOUND.into_response(),
        Ok((what, bytes)) => {
            let kind = if what.kind == "PNG" { "image/png" } else { "image/jpeg" };
            ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn attached(visit: Visit, Path((id, number)): Path<Row>, form: Multipart) -> Response {
    let turn = visit.bounds().uploads.turn().await;
    let words = words::of(visit.language());
    let Some(given) = Given::read(form).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, format!("{}\n", words.too_large)).into_response();
    };
    if !visit.is_ours(&given.word) {
        return visit.foreign();
    }
    let again = visit.clone();
    let asked = id.clone();
    let done = visit.ask(move |desk| {
        let _turn = turn;
        attach(desk, &asked, number, &given)
    });
    match done.await {
        Ok(told) => {
            let status = if told.entry.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let page =
                again.page_of_now(move |desk| Evidence::new(desk, &id, number, told.findings, told.entry));
            (status, page.await).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn attach(desk: &Desk, id: &str, number: u64, given: &Given) -> Result<view::AttachedView, Trouble> {
    let day = |text: &str| crate::site::day(text.trim());
    let rows: Vec<u64> = std::iter::once(number).chain(given.rows()).collect();
    let arrived = match given.arrived.is_empty() {
        true => None,
        false => desk.arrived(&given.arriving(id, number))?,
    };
    let name = if arrived.is_some() { &given.arrived } else { &given.name };
    let asked = Attaching {
        register: id,
        rows: &rows,
        name,
        bytes: arrived.as_deref().unwrap_or(&given.bytes),
        from: day(&given.from)?,
        until: day(&given.until)?,
        note: &given.note,
    };
    let told = desk.attach(&asked, &given.reason)?;
    if arrived.is_some() && told.entry.is_some() {
        desk.let_go_of_arrived()?;
    }
    Ok(told)
}

async fn detached(visit: Visit, Path((id, number, digest)): Path<File>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    let asked = id.clone();
    match visit.ask(move |desk| desk.detach((&asked, number), &digest, form.text("why"))).await {
        Ok(findings) => {
            let status = if findings.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let page = again.page_of_now(move |desk| Evidence::new(desk, &id, number, findings, None)).await;
            (status, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

//! 表格填报: a block of rows for a register, pasted, checked cell by cell, recorded.

mod show;
mod words;

use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use axum::{Router, body::Body};
use office::{Block, Fill, Progress, Taking};
use view::BlockView;

use crate::filled::Filled;
use crate::site::{Desk, Site, Trouble, Visit};
use show::{Draft, Grid};

/// Longest form, in bytes: ten thousand rows of twenty cells, each letter written in nine.
const LONGEST: usize = 48 << 20;

/// Where the grid is shown.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/grid", get(grid))
        .route("/registers/{id}/choices", get(choices))
        .route("/registers/{id}/grid/progress", get(under_way))
}

/// Where it is taken.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/registers/{id}/grid", post(taken)).layer(DefaultBodyLimit::max(LONGEST))
}

async fn grid(visit: Visit, Path(id): Path<String>) -> Response {
    let fill = match visit.value("fill") {
        Some("present") => Some(Fill::Present),
        Some("last") => Some(Fill::LastYear),
        _ => None,
    };
    let count = visit.site().under_way().of(visit.person(), &id);
    visit.page_of_now(move |desk| Ok(Grid::new(desk, &id, fill)?.while_recording(count))).await
}

/// How far one's own recording has come: rows dealt with and rows in all; `null` when none is under way.
async fn under_way(visit: Visit, Path(id): Path<String>) -> Response {
    Json(visit.site().under_way().of(visit.person(), &id)).into_response()
}

/// What cells may point to, for a script.
async fn choices(visit: Visit, Path(id): Path<String>) -> Response {
    match visit.ask(move |desk| Ok(desk.reading()?.pointed(&id)?)).await {
        Ok(choices) => Json(choices).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// What a form asks for.
fn taking(asked: &str) -> Option<Taking> {
    match asked {
        "record" => Some(Taking::All),
        "good" => Some(Taking::Good),
        "check" => Some(Taking::Check),
        _ => None,
    }
}

async fn taken(visit: Visit, Path(id): Path<String>, headers: HeaderMap, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let said = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let by_script = said.is_some_and(|accept| accept.starts_with("application/json"));
    let draft = Draft::of(&form);
    let Some(taking) = taking(form.text("do")) else {
        return kept(visit, id, draft, form.text("do") == "drop").await;
    };
    let bound = visit.bounds().uploads.clone();
    let again = visit.clone();
    let asked = id.clone();
    let work = match taking {
        Taking::Check => None,
        Taking::All | Taking::Good => Some(visit.site().under_way().begin(visit.person(), &id)),
    };
    let answer = async move {
        let done = visit.ask_among(&bound, move |desk| {
            let mut told = |so_far: Progress| {
                if let Some(work) = &work {
                    work.at((so_far.done, so_far.total));
                }
            };
            answered(desk, &asked, &draft, taking, &mut told).map(|view| (view, draft))
        });
        done.await
    };
    // What was handed over to be recorded is recorded though the browser is closed while it waits for its turn.
    let answer = match taking {
        Taking::Check => answer.await,
        Taking::All | Taking::Good => match tokio::spawn(answer).await {
            Ok(answer) => answer,
            Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    };
    match answer {
        Ok((view, _)) if by_script => (status(&view, taking), Json(view)).into_response(),
        Ok((view, draft)) => {
            let code = status(&view, taking);
            let page = again.page_of_now(move |desk| Grid::checked(desk, &id, draft, view, taking)).await;
            (code, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// What the office says of a block; the draft is kept until its rows are recorded.
fn answered(
    desk: &Desk,
    id: &str,
    draft: &Draft,
    taking: Taking,
    progress: &mut dyn FnMut(Progress),
) -> Result<BlockView, Trouble> {
    let block = Block { register: id.to_owned(), text: draft.text.clone(), seen: draft.seen() };
    let view = desk.block(&block, taking, &draft.reason, progress)?;
    desk.keep_draft(id, &draft.left(&view, taking).written())?;
    Ok(view)
}

async fn kept(visit: Visit, id: String, draft: Draft, dropped: bool) -> Response {
    let again = visit.clone();
    let kept = visit.ask(move |desk| {
        desk.keep_draft(&id, &if dropped { String::new() } else { draft.written() })?;
        Ok(id)
    });
    match kept.await {
        Ok(id) if dropped => again.page_of_now(move |desk| Grid::new(desk, &id, None)).await,
        Ok(_) => (StatusCode::NO_CONTENT, Body::empty()).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// Refused because of what somebody else did, or of what stands in the cells; else it was done.
fn status(view: &BlockView, taking: Taking) -> StatusCode {
    let stale = view.rows.iter().any(|row| row.stale);
    match (taking, view.first_entry) {
        (Taking::Check, _) | (_, Some(_)) => StatusCode::OK,
        (_, None) if stale => StatusCode::PRECONDITION_FAILED,
        (_, None) if view.wrong > 0 || !view.said.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        (_, None) => StatusCode::OK,
    }
}

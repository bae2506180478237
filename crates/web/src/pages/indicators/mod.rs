//! 指标: the indicators by aspect.

mod list;
mod words;

use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

use crate::frame::Place;
use crate::site::{Refusal, Site, Visit};
pub use list::{Indicators, scheme};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/indicators", get(indicators)).route("/api/indicators", get(api))
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Indicators of one verdict alone.
    verdict: String,
}

async fn indicators(visit: Visit) -> Result<Response, Refusal> {
    let only = view::Verdict::of_key(&visit.asked::<Asked>()?.verdict);
    let page = visit.page(move |desk| {
        let board = desk.reading()?.evaluate()?;
        Ok(Indicators::new(desk.frame(Place::Indicators)?, &board, desk.closed(board.year)?, only))
    });
    Ok(page.await)
}

async fn api(visit: Visit) -> Result<Response, Refusal> {
    let board = visit.ask(|desk| Ok(desk.reading()?.evaluate()?)).await?;
    Ok(Json(board).into_response())
}

//! 指标: the indicators by aspect.

mod list;
mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use crate::frame::Place;
use crate::site::{Refusal, Site, Visit};
pub use list::{Indicators, scheme};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/indicators", get(indicators))
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Indicators of one verdict alone.
    verdict: String,
}

async fn indicators(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let only = view::Verdict::of_key(&asked.verdict);
        desk.chosen(&asked.verdict, |_| only.is_some())?;
        let board = desk.reading()?.evaluate()?;
        Ok(Indicators::new(desk.frame(Place::Indicators)?, &board, desk.closed(board.year)?, only))
    });
    Ok(page.await)
}

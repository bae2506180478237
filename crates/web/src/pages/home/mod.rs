//! 概览: what is here, and what to do next.

mod show;
mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::frame::Place;
use crate::site::{Site, Visit};
pub use show::Home;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/overview", get(page))
}

/// The page.
pub(crate) async fn page(visit: Visit) -> Response {
    let page = visit.page(|desk| {
        let reading = desk.reading()?;
        Ok(Home::new(
            desk.frame(Place::Home)?,
            &*reading.evaluate()?,
            &reading.figures()?.figures,
            &reading.registers()?,
            (&reading.journal_root()?, desk.audited()?.as_ref()),
            &reading.district()?,
            &desk.folder,
        ))
    });
    page.await
}

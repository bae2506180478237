//! 工作台: what is due of whoever is signed in, and what he did last. Whoever sits at the machine begins with the overview.

mod show;
mod week;
mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;

use crate::frame::Place;
use crate::pages::home;
use crate::signed::Signed;
use crate::site::{Site, Visit};
use show::Desk;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/", get(first))
}

async fn first(visit: Visit) -> Response {
    match visit.signed() {
        Some(Signed::Person(_)) => {
            let page = visit.page_of_now(|desk| {
                let reading = desk.reading()?;
                Ok(Desk::new(desk.frame(Place::Desk)?, reading.desk()?, reading.offers(), desk.word()))
            });
            page.await
        }
        _ => home::page(visit).await,
    }
}

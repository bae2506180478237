//! 一校一页: every body that a school code names, and everything about one.

mod list;
mod show;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;

use crate::frame::{Place, Work};
use crate::site::{Looked, Refusal, Site, Visit, cut};
pub use list::Schools;
pub use show::School;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/schools", get(schools)).route("/schools/{code}", get(school))
}

async fn schools(visit: Visit) -> Result<Response, Refusal> {
    let q = visit.asked::<Looked>()?.text();
    let page = visit.page(move |desk| {
        Ok(Schools::new(desk.frame(Place::Work(Work::Schools))?, &q, &desk.reading()?.bodies()?))
    });
    Ok(page.await)
}

async fn school(visit: Visit, Path(code): Path<String>) -> Response {
    let code = cut(&code);
    let page = visit.page(move |desk| {
        Ok(School::new(desk.frame(Place::Work(Work::Schools))?, &*desk.reading()?.about(&code)?))
    });
    page.await
}

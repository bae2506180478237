//! 人员: who was in which role, and answered for what, on a day.

mod list;
mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, cut, day};
pub use list::People;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/people", get(people))
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The day; the usual one when empty.
    on: String,
    /// A name, a role or a unit.
    q: String,
}

async fn people(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.people(day(&asked.on)?)?;
        Ok(People::new(desk.frame(Place::Work(Work::People))?, &view, &cut(&asked.q)))
    });
    Ok(page.await)
}

//! 按期应办: all duties in a year, and one as a coverage matrix.

mod list;
mod show;
mod words;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use office::DutyQuery;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, day};
pub use list::Duties;
pub use show::{Asked, Duty};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/duties", get(duties))
        .route("/duties/{id}", get(duty))
        .route("/api/duties", get(api))
}

async fn duties(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.duties(day(&asked.on)?)?;
        Ok(Duties::new(desk.frame(Place::Work(Work::Duties))?, &view))
    });
    Ok(page.await)
}

async fn duty(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let query = DutyQuery {
            day: day(&asked.on)?,
            only_gaps: asked.only == "gaps",
            from: asked.from,
            limit: show::UNITS,
        };
        let view = desk.reading()?.duty(&id, &query)?;
        Ok(Duty::new(desk.frame(Place::Work(Work::Duties))?, &view, &asked))
    });
    Ok(page.await)
}

async fn api(visit: Visit) -> Result<Response, Refusal> {
    let duties = visit.ask(|desk| Ok(desk.reading()?.duties(None)?)).await?;
    Ok(Json(duties).into_response())
}

//! 按期应办: all duties in a year, and one as a coverage matrix.

mod list;
mod nil;
mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use office::DutyQuery;

use crate::filled::Filled;
use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, day};
pub use list::Duties;
use nil::Nil;
pub use show::{Asked, Duty};

/// Longest form, in bytes.
const LONGEST: usize = 256 << 10;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/duties", get(duties))
        .route("/duties/{id}", get(duty))
        .route("/duties/{id}/nil", get(nil))
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
    let mut asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let mut query = DutyQuery {
            day: day(&asked.on)?,
            only_gaps: asked.only == "gaps",
            from: asked.from,
            limit: show::UNITS,
        };
        let mut view = desk.reading()?.duty(&id, &query)?;
        if view.units.is_empty() && view.found > 0 {
            // There are no such units: the last ones are shown.
            asked.from = (view.found - 1) / show::UNITS * show::UNITS;
            query.from = asked.from;
            view = desk.reading()?.duty(&id, &query)?;
        }
        let mut page = Duty::new(desk.frame(Place::Work(Work::Duties))?, &view, &asked);
        if view.units.len() < view.found {
            (query.from, query.limit) = (0, view.found);
            page = page.listing(&*desk.reading()?.duty(&id, &query)?);
        }
        if view.summary.nil_allowed && !desk.reading()?.nil_offers(&id)?.is_empty() {
            page.nil_href = format!("/duties/{}/nil", crate::encoded(&id));
        }
        Ok(page)
    });
    Ok(page.await)
}

/// Where nil reports are taken.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/duties/{id}/nil", post(reported)).layer(DefaultBodyLimit::max(LONGEST))
}

async fn nil(visit: Visit, Path(id): Path<String>) -> Response {
    visit.page_of_now(move |desk| Nil::new(desk, &id, Vec::new())).await
}

async fn reported(visit: Visit, Path(id): Path<String>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    let asked = id.clone();
    match visit.ask(move |desk| Nil::given(desk, &asked, &form)).await {
        Ok(outcomes) => again.page_of_now(move |desk| Nil::new(desk, &id, outcomes)).await,
        Err(refusal) => refusal.into_response(),
    }
}

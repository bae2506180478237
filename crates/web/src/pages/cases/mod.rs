//! 环: all loops in numbers, one with its cases, one case with its steps.

mod case;
mod diagram;
mod list;
mod show;
mod units;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use office::CaseFilter;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, cut, day};
pub use case::CasePage;
pub use list::Loops;
pub use show::{Asked, LoopPage};
use units::Units;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/cases", get(loops))
        .route("/cases/{id}", get(cases))
        .route("/cases/{id}/{case}", get(one))
}

async fn loops(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.loops(day(&asked.on)?)?;
        Ok(Loops::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn cases(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    let page = visit.page(move |desk| {
        let filter = CaseFilter {
            overdue: !asked.overdue.is_empty(),
            containing: Some(asked.q.clone()).filter(|q| !q.is_empty()),
            ..CaseFilter::default()
        };
        let view = desk.reading()?.cases(&id, &filter, day(&asked.on)?)?;
        let mut page = LoopPage::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked);
        // Where campuses are is known by their devices, to whoever sees these.
        let told = view.by_stage.iter().any(|one| !one.name.is_empty());
        if let (true, Ok(devices)) = (told, desk.reading()?.devices(None)) {
            page.units = Units::new(&view, &devices, page.words);
        }
        let today = desk.reading()?.today().to_string();
        if today != page.day {
            page.today_href = crate::address::loop_address(&id, &today);
        }
        Ok(page)
    });
    Ok(page.await)
}

async fn one(visit: Visit, Path((id, case)): Path<(String, String)>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.case(&id, &case, day(&asked.on)?)?;
        let mut page = CasePage::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked.on);
        if !desk.reading()?.steps_offered(&id, &case)?.is_empty() {
            page.do_href = format!("/cases/{}/{}/do", crate::encoded(&id), crate::encoded(&case));
        }
        Ok(page)
    });
    Ok(page.await)
}

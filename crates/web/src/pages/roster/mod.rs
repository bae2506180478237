//! 责任表: all rosters on a day, and one with its posts, persons and call chains.

mod list;
mod posts;
mod show;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, cut, day};
pub use list::Rosters;
pub use show::{Asked, Roster};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/rosters", get(rosters)).route("/rosters/{id}", get(roster))
}

async fn rosters(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.rosters(day(&asked.on)?)?;
        Ok(Rosters::new(desk.frame(Place::Work(Work::Rosters))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn roster(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    (asked.q, asked.chain) = (cut(&asked.q), cut(&asked.chain));
    let page = visit.page(move |desk| {
        let (reading, on) = (desk.reading()?, day(&asked.on)?);
        desk.chosen(&asked.state, posts::is_state)?;
        desk.chosen(&asked.sort, posts::is_order)?;
        let chain = Some(asked.chain.as_str()).filter(|chain| !chain.is_empty());
        // A cell that is not there is told on the page; a roster that is not there has none.
        let (view, no_chain) = match reading.roster(&id, on, chain) {
            Err(office::Error::Unknown(why)) if chain.is_some() => (reading.roster(&id, on, None)?, why),
            view => (view?, String::new()),
        };
        Ok(Roster::new(desk.frame(Place::Work(Work::Rosters))?, &view, asked, no_chain))
    });
    Ok(page.await)
}

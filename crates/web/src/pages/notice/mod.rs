//! 信: the notices sent and the definitions that can be, and one household by household.

mod list;
mod show;
mod state;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use office::LetterQuery;
use view::LetterState;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, cut};
pub use list::Notices;
use show::LETTERS;
pub use show::{Asked, Notice};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/notices", get(notices)).route("/notices/{id}", get(notice))
}

async fn notices(visit: Visit) -> Response {
    let page = visit
        .page(|desk| Ok(Notices::new(desk.frame(Place::Work(Work::Notices))?, &*desk.reading()?.notices()?)));
    page.await
}

async fn notice(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    let page = visit.page_of_now(move |desk| {
        let query = LetterQuery {
            state: LetterState::of_key(&asked.state),
            looked: asked.q.clone(),
            skip: asked.page.saturating_mul(LETTERS),
            limit: LETTERS,
        };
        let view = desk.reading()?.notice(&id, &query)?;
        Ok(Notice::new(desk.frame(Place::Work(Work::Notices))?, &view, &asked))
    });
    Ok(page.await)
}

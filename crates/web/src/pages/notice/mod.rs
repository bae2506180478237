//! 信: the notices sent and the definitions that can be, and one household by household.

mod list;
mod show;
mod state;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use office::LetterQuery;
use view::LetterState;

use crate::filled::Filled;
use crate::frame::{Place, Work};
use crate::pages::outcome::Outcome;
use crate::site::{Desk, Refusal, Site, Trouble, Visit, cut};
pub use list::Notices;
use show::LETTERS;
pub use show::{Asked, Notice};

/// Longest form, in bytes.
const LONGEST: usize = 64 << 10;

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
    Ok(visit.page_of_now(move |desk| shown(desk, &id, &asked, Vec::new())).await)
}

fn shown(desk: &Desk, id: &str, asked: &Asked, outcomes: Vec<Outcome>) -> Result<Notice, Trouble> {
    let query = LetterQuery {
        state: LetterState::of_key(&asked.state),
        looked: asked.q.clone(),
        skip: asked.page.saturating_mul(LETTERS),
        limit: LETTERS,
    };
    let view = desk.reading()?.notice(id, &query)?;
    let mut page = Notice::new(desk.frame(Place::Work(Work::Notices))?, &view, asked);
    if desk.reading()?.acknowledges(&view.summary.definition) {
        page.word = desk.word();
    }
    page.outcomes = outcomes;
    Ok(page)
}

/// Where a named person records that households have acknowledged.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/notices/{id}", post(acknowledged)).layer(DefaultBodyLimit::max(LONGEST))
}

async fn acknowledged(visit: Visit, Path(id): Path<String>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let asked: Asked = match visit.asked() {
        Ok(asked) => asked,
        Err(refusal) => return refusal.into_response(),
    };
    let again = visit.clone();
    let notice = id.clone();
    let done = move |desk: &Desk| {
        let one = |household: &str| Outcome::tried(household, desk.acknowledged(&notice, household));
        form.all("household").take(LETTERS).map(one).collect::<Result<Vec<_>, _>>()
    };
    match visit.ask(done).await {
        Ok(outcomes) => again.page_of_now(move |desk| shown(desk, &id, &asked, outcomes)).await,
        Err(refusal) => refusal.into_response(),
    }
}

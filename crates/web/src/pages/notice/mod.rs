//! 信: the notices sent and the definitions that can be, and one household by household.

mod list;
mod show;
mod state;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use office::{Finding, LetterQuery};
use view::LetterState;

use crate::address::notice_address;
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
    visit.page_of_now(|desk| listed(desk, Vec::new())).await
}

fn listed(desk: &Desk, findings: Vec<Finding>) -> Result<Notices, Trouble> {
    let reading = desk.reading()?;
    let view = reading.notices()?;
    let frame = desk.frame(Place::Work(Work::Notices))?;
    let mut page = Notices::new(frame, &view, &|definition| reading.sends(definition));
    if page.definitions.iter().any(|one| !one.sends.is_empty()) {
        page.word = desk.word();
    }
    page.findings = findings.into_iter().map(|finding| finding.sentence).collect();
    Ok(page)
}

/// Sends a notice, and goes on to its page.
async fn sent(visit: Visit, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    match visit.ask(move |desk| desk.send_notice(form.text("definition"))).await {
        Ok(Ok(notice)) => Redirect::to(&notice_address(&notice)).into_response(),
        Ok(Err(findings)) => {
            let page = again.page_of_now(move |desk| listed(desk, findings)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn notice(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    Ok(visit.page_of_now(move |desk| shown(desk, &id, &asked, Vec::new())).await)
}

fn shown(desk: &Desk, id: &str, asked: &Asked, outcomes: Vec<Outcome>) -> Result<Notice, Trouble> {
    let state = LetterState::of_key(&asked.state);
    desk.chosen(&asked.state, |_| state.is_some())?;
    let letters = |page: usize| {
        let (looked, skip) = (asked.q.clone(), page.saturating_mul(LETTERS));
        desk.reading()?
            .notice(id, &LetterQuery { state, looked, skip, limit: LETTERS })
            .map_err(Trouble::from)
    };
    let (mut asked, mut view) = (asked.clone(), letters(asked.page)?);
    if let (true, Some(last)) = (view.letters.is_empty(), view.found.div_ceil(LETTERS).checked_sub(1)) {
        // There is no such page: the last one is shown.
        asked.page = last;
        view = letters(last)?;
    }
    let mut page = Notice::new(desk.frame(Place::Work(Work::Notices))?, &view, &asked);
    if desk.reading()?.acknowledges(&view.summary.definition) {
        page.word = desk.word();
    }
    page.outcomes = outcomes;
    Ok(page)
}

/// Where a notice is sent, and where a named person records that households have acknowledged.
pub(crate) fn acting() -> Router<Site> {
    Router::new()
        .route("/notices", post(sent))
        .route("/notices/{id}", post(acknowledged))
        .layer(DefaultBodyLimit::max(LONGEST))
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

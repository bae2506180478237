//! 记录: rows and steps by hand. Each page asks office what may be done, and office decides again when it is done.

mod checklist;
mod many;
mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use office::{Given, StepGiven};

use crate::address::{case_address, row_address};
use crate::filled::Filled;
use crate::frame::Place;
use crate::site::{Desk, Refusal, Site, Trouble, Visit};
use many::Many;
use show::{Form, Step};

/// Longest form, in bytes: a row of text fields.
const LONGEST: usize = 256 << 10;
/// What the name of a field of the register begins with in a form.
const CELL: &str = "cell ";

/// Where forms are shown.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/new", get(fresh))
        .route("/registers/{id}/{number}/edit", get(edit))
        .route("/cases/{id}/{case}/do", get(todo))
        .route("/steps/{id}", get(many))
}

/// Where they are taken.
pub(crate) fn acting() -> Router<Site> {
    Router::new()
        .route("/registers/{id}/rows", post(save))
        .route("/registers/{id}/{number}/withdraw", post(withdraw))
        .route("/registers/{id}/{number}/open", post(open))
        .route("/cases/{id}/{case}/do", post(done))
        .route("/steps/{id}", post(many_done))
        .layer(DefaultBodyLimit::max(LONGEST))
}

async fn fresh(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    // What the page that leads here knows already: a field of the register and its text each.
    let known: Vec<(String, String)> = visit.asked()?;
    Ok(visit.page_of_now(move |desk| Ok(Form::new(desk, &id, None)?.knowing(&known))).await)
}

async fn edit(visit: Visit, Path((id, number)): Path<(String, u64)>) -> Response {
    visit.page_of_now(move |desk| Form::new(desk, &id, Some(number))).await
}

/// What is answered to a form against which something speaks.
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Where a form leads when it was taken, and else the page that says why not.
enum Taken<P> {
    There(String),
    Again(StatusCode, Box<P>),
}

/// Goes on where a form leads, or shows it again with what speaks against it.
async fn taken<P: askama::Template + Send + 'static>(
    visit: Visit,
    work: impl FnOnce(&Desk) -> Result<Taken<P>, Trouble> + Send + 'static,
) -> Response {
    let again = visit.clone();
    match visit.ask(work).await {
        Ok(Taken::There(address)) => Redirect::to(&address).into_response(),
        Ok(Taken::Again(status, page)) => {
            let page = again.page_of_now(move |_| Ok(*page)).await;
            (status, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn save(visit: Visit, Path(id): Path<String>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    taken(visit, move |desk| {
        let number: Option<u64> = form.text("number").parse().ok();
        let seen: Option<u64> = form.text("seen").parse().ok();
        let cells = form.under(CELL).map(|(name, text)| (name.to_owned(), text.trim().to_owned()));
        let cells: Vec<(String, String)> = cells.filter(|(_, text)| !text.is_empty()).collect();
        let given = Given { register: id.clone(), cells };
        let reason = form.text("reason");
        let once = form.text("once");
        let ticked = checklist::ticked(desk, &id, &form)?;
        let whole = ticked.as_ref().map_or_else(|| given.clone(), |ticked| ticked.put_into(&given));
        let outcome = desk.record(&whole, number.zip(seen), (reason, once))?;
        match outcome.number {
            Some(number) => {
                if ticked.is_some_and(|ticked| ticked.opens) {
                    desk.open_cases_of(&id, number)?;
                }
                Ok(Taken::There(row_address(&id, number)))
            }
            None => {
                let mut page = Form::again(desk, &id, number, &given, outcome, reason)?;
                page.checklist = ticked.map(|ticked| ticked.points).unwrap_or_default();
                // Somebody was quicker: what he saw is no longer so.
                let status = if page.stale { StatusCode::PRECONDITION_FAILED } else { REFUSED };
                Ok(Taken::Again(status, Box::new(page)))
            }
        }
    })
    .await
}

async fn withdraw(visit: Visit, Path((id, number)): Path<(String, u64)>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    taken(visit, move |desk| {
        let findings = desk.withdraw(&id, number, form.text("why"))?;
        match findings.is_empty() {
            true => Ok(Taken::There(format!("/registers/{}", crate::encoded(&id)))),
            false => {
                Form::said(desk, &id, number, findings).map(|page| Taken::Again(REFUSED, Box::new(page)))
            }
        }
    })
    .await
}

async fn open(visit: Visit, Path((id, number)): Path<(String, u64)>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    visit
        .page_of_now(move |desk| {
            let opened = desk.disclose(&id, number, form.text("why"))?;
            Form::opened(desk, &id, number, opened)
        })
        .await
}

async fn todo(visit: Visit, Path((id, case)): Path<(String, String)>) -> Response {
    visit.page_of_now(move |desk| Step::new(desk, &id, &case, Vec::new())).await
}

/// The step of a case that a form takes.
fn taken_step(form: &Filled, id: &str, case: &str) -> StepGiven {
    StepGiven {
        loop_id: id.to_owned(),
        case: case.to_owned(),
        step: form.take("step"),
        evidence: form.take("evidence"),
        basis: form.take("basis"),
        note: form.take("note"),
        to: form.take("to"),
        stead: form.take("stead"),
        ..StepGiven::default()
    }
}

async fn done(visit: Visit, Path((id, case)): Path<(String, String)>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    taken(visit, move |desk| {
        let findings = desk.step(taken_step(&form, &id, &case))?;
        match findings.is_empty() {
            true => Ok(Taken::There(case_address(&id, &case, &desk.reading()?.today().to_string()))),
            false => Step::new(desk, &id, &case, findings).map(|page| Taken::Again(REFUSED, Box::new(page))),
        }
    })
    .await
}

async fn many(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: many::Asked = visit.asked()?;
    Ok(visit.page_of_now(move |desk| Many::new(desk, &id, &asked, Vec::new())).await)
}

async fn many_done(visit: Visit, Path(id): Path<String>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    let (asked, same) = (id.clone(), many::Asked { step: form.take("step"), ..many::Asked::default() });
    match visit.ask(move |desk| Many::given(desk, &asked, &form)).await {
        Ok(outcomes) => again.page_of_now(move |desk| Many::new(desk, &id, &same, outcomes)).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// The place of the forms of rows, and that of steps.
const ROWS: Place = Place::Registers;

//! 随机抽取: every draw, and one with its certificate.

mod hall;
mod list;
mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use office::Sealing;

use crate::address::draw_address;
use crate::filled::Filled;
use crate::frame::{Place, Work};
use crate::site::{Desk, Refusal, Site, Trouble, Visit, cut, taken_away};
use hall::Hall;
pub use list::Draws;
pub use show::Draw;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/draws", get(draws))
        .route("/draws/{number}", get(draw))
        .route("/draws/{number}/hall", get(hall))
        .route("/draws/{number}/certificate.txt", get(certificate))
        .route("/draws/{number}/seals.txt", get(seals))
        .route(SECOND, get(second))
}

async fn draws(visit: Visit) -> Response {
    visit.page_of_now(|desk| all(desk, Vec::new())).await
}

fn all(desk: &Desk, findings: Vec<String>) -> Result<Draws, Trouble> {
    let mut page = Draws::new(desk.frame(Place::Work(Work::Draws))?, &*desk.reading()?.draws()?);
    (page.offers, page.word, page.findings) = (desk.reading()?.draws_offered(), desk.word(), findings);
    Ok(page)
}

/// Where a draw is sealed and made.
pub(crate) fn acting() -> Router<Site> {
    Router::new()
        .route("/draws", post(sealed))
        .route("/draws/{number}", post(made))
        .layer(DefaultBodyLimit::max(LONGEST))
}

/// Longest form, in bytes.
const LONGEST: usize = 16 << 10;

async fn hall(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    let page = visit.page_of_now(move |desk| {
        Ok(Hall::new(desk.frame(Place::Work(Work::Draws))?, &*desk.reading()?.drawn(&number)?))
    });
    page.await
}

async fn sealed(visit: Visit, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    let done = visit.ask(move |desk| {
        let asked =
            Sealing { draw: form.text("draw"), hidden: form.text("hidden") == "1", ..Sealing::default() };
        desk.seal_draw(&asked)
    });
    match done.await {
        Ok(outcome) if !outcome.number.is_empty() && !office::has_error(&outcome.findings) => {
            Redirect::to(&draw_address(&outcome.number)).into_response()
        }
        Ok(outcome) => {
            let told = outcome.findings.into_iter().map(|finding| finding.sentence).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, again.page_of_now(move |desk| all(desk, told)).await)
                .into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn made(visit: Visit, Path(number): Path<String>, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let again = visit.clone();
    let number = cut(&number);
    let asked = number.clone();
    match visit.ask(move |desk| desk.make_draw(&asked, form.text("value"))).await {
        Ok(findings) if findings.is_empty() => {
            Redirect::to(&format!("{}/hall", draw_address(&number))).into_response()
        }
        Ok(findings) => {
            let told = findings.into_iter().map(|finding| finding.sentence).collect();
            let page = again.page_of_now(move |desk| one(desk, &number, told)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn one(desk: &Desk, number: &str, findings: Vec<String>) -> Result<Draw, Trouble> {
    let view = desk.reading()?.drawn(number)?;
    let mut page = Draw::new(desk.frame(Place::Work(Work::Draws))?, &view);
    let offered = desk.reading()?.draws_offered();
    if view.state == view::DrawState::Listed && offered.iter().any(|one| one.id == view.draw) {
        page.word = desk.word();
    }
    page.findings = findings;
    Ok(page)
}

async fn draw(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    visit.page_of_now(move |desk| one(desk, &number, Vec::new())).await
}

async fn certificate(visit: Visit, Path(number): Path<String>) -> Result<Response, Refusal> {
    let number = cut(&number);
    let file = format!("{number}.draw.txt");
    let text =
        visit.ask(move |desk| desk.reading()?.drawn(&number)?.certificate.clone().ok_or(Trouble::Nothing));
    Ok(taken_away(&file, TEXT, text.await?))
}

async fn seals(visit: Visit, Path(number): Path<String>) -> Result<Response, Refusal> {
    let number = cut(&number);
    let file = format!("{number}.seals.txt");
    let text = visit.ask(move |desk| desk.reading()?.drawn(&number)?.seals.clone().ok_or(Trouble::Nothing));
    Ok(taken_away(&file, TEXT, text.await?))
}

/// Where the second verifier is taken away.
const SECOND: &str = "/verifier.html";

async fn second() -> Response {
    taken_away("duheng-verifier.html", "text/html; charset=utf-8", verifier::page())
}

const TEXT: &str = "text/plain; charset=utf-8";

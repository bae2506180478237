//! 随机抽取: every draw, and one with its certificate.

mod list;
mod show;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;

use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Trouble, Visit, cut, taken_away};
pub use list::Draws;
pub use show::Draw;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/draws", get(draws))
        .route("/draws/{number}", get(draw))
        .route("/draws/{number}/certificate.txt", get(certificate))
        .route("/draws/{number}/seals.txt", get(seals))
        .route(SECOND, get(second))
}

async fn draws(visit: Visit) -> Response {
    let page =
        visit.page(|desk| Ok(Draws::new(desk.frame(Place::Work(Work::Draws))?, &*desk.reading()?.draws()?)));
    page.await
}

async fn draw(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    let page = visit.page(move |desk| {
        Ok(Draw::new(desk.frame(Place::Work(Work::Draws))?, &*desk.reading()?.drawn(&number)?))
    });
    page.await
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

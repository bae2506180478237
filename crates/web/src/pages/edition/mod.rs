//! 报告审签: reports that were put forward, each beside what would be written now or beside another one, and the one that everybody
//! may read once it is issued.

mod issued;
pub mod list;
mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use office::{Finding, Forward};
use serde::Deserialize;

use crate::address::case_address;
use crate::filled::Filled;
use crate::frame::Place;
use crate::runs;
use crate::site::{Desk, Refusal, Site, Trouble, Visit, taken_away};
use issued::Issued;
pub use list::Editions;
pub use show::Edition;

/// Longest form, in bytes.
const LONGEST: usize = 64 << 10;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/report/editions", get(editions)).route("/report/editions/{number}", get(edition))
}

/// Where a report is put forward.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/report/editions", post(forward)).layer(DefaultBodyLimit::max(LONGEST))
}

/// What everybody may read.
pub(crate) fn open() -> Router<Site> {
    Router::new()
        .route("/public/{year}", get(issued))
        .route("/public/{year}/report.txt", get(issued_text))
        .route("/public/{year}/report.pdf", get(issued_pdf))
        .route("/public/{year}/report.ofd", get(issued_ofd))
}

async fn editions(visit: Visit) -> Response {
    visit.page_of_now(|desk| listed(desk, &Forward::default(), Vec::new())).await
}

fn listed(desk: &Desk, given: &Forward, findings: Vec<Finding>) -> Result<Editions, Trouble> {
    let reading = desk.reading()?;
    let word = if reading.may_put_forward()? { desk.word() } else { String::new() };
    let year = reading.year()?;
    let mut page = Editions::new(desk.frame(Place::Report)?, &reading.editions()?, (year, &word), given);
    page.findings = findings.into_iter().map(|finding| finding.sentence).collect();
    Ok(page)
}

/// Puts the report forward, and goes on to its case.
async fn forward(visit: Visit, form: Filled) -> Response {
    if !visit.is_ours(form.text("word")) {
        return visit.foreign();
    }
    let text = |name: &str| form.text(name).to_owned();
    let (disclosed, document, note) = (text("disclosed"), text("document"), text("note"));
    let given = Forward { disclosed, document, note, nature: String::new() };
    let (again, asked) = (visit.clone(), given.clone());
    match visit.ask(move |desk| desk.put_forward(&asked)).await {
        Ok(Ok((way, number))) => Redirect::to(&case_address(&way, &number, "")).into_response(),
        Ok(Err(findings)) => {
            let page = again.page_of_now(move |desk| listed(desk, &given, findings)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The number of the report beside which it is shown; what would be written now when empty.
    with: String,
}

async fn edition(visit: Visit, Path(number): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let with = Some(asked.with.as_str()).filter(|with| !with.is_empty());
        let (shown, all) = (reading.edition(&number, with)?, reading.editions()?);
        Ok(Edition::new(desk.frame(Place::Report)?, &shown, &all))
    });
    Ok(page.await)
}

async fn issued(visit: Visit, Path(year): Path<i32>) -> Response {
    let language = visit.language();
    let page = visit.ask(move |desk| {
        let page = desk.issued(year)?.map(|report| Issued::new(language, &report));
        page.map(|page| runs::page(&page, language).map_err(|_| Trouble::Lost)).transpose()
    });
    match page.await {
        Ok(Some(html)) => Html(html).into_response(),
        Ok(None) => missing(language),
        Err(refusal) => refusal.into_response(),
    }
}

async fn issued_text(visit: Visit, Path(year): Path<i32>) -> Response {
    let language = visit.language();
    let text = visit.ask(move |desk| Ok(desk.issued(year)?.map(|report| report.written.text())));
    match text.await {
        Ok(Some(text)) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response(),
        Ok(None) => missing(language),
        Err(refusal) => refusal.into_response(),
    }
}

async fn issued_pdf(visit: Visit, year: Path<i32>) -> Response {
    issued_file(visit, year, office::Format::Pdf).await
}

async fn issued_ofd(visit: Visit, year: Path<i32>) -> Response {
    issued_file(visit, year, office::Format::Ofd).await
}

async fn issued_file(visit: Visit, Path(year): Path<i32>, format: office::Format) -> Response {
    let language = visit.language();
    match visit.ask(move |desk| desk.issued_as(year, format)).await {
        Ok(Some(bytes)) => {
            let name = format!("{year}年度履行教育职责自评报告.{}", format.ending());
            taken_away(&name, format.media(), bytes.as_ref().clone())
        }
        Ok(None) => missing(language),
        Err(refusal) => refusal.into_response(),
    }
}

/// What was never issued, and what is not for everybody, are not told apart.
fn missing(language: crate::language::Language) -> Response {
    match runs::page(&Issued::none(language), language) {
        Ok(html) => (StatusCode::NOT_FOUND, Html(html)).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

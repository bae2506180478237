//! 报告: the report, every figure a link to its page, and its documents to take away.

mod moved;
mod outline;
pub mod show;
pub mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use office::{Format, Rendition};
use serde::Deserialize;

use crate::frame::Place;
use crate::site::{Refusal, Site, Visit, day, taken_away};
pub use moved::Moved;
pub use show::Report;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/report", get(report))
        .route("/report.docx", get(docx))
        .route("/report.html", get(html))
        .route("/report.txt", get(text))
        .route("/report.pdf", get(pdf))
        .route("/report.ofd", get(ofd))
}

async fn report(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let moved = reading.report_moved(day(&asked.since)?)?;
        let moved = Moved::new(moved.as_ref(), &asked.since);
        Ok(Report::new(desk.frame(Place::Report)?, &*reading.report()?, &reading.figures()?.figures, moved))
    });
    Ok(page.await)
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The day with whose end the report is compared; yesterday when empty.
    since: String,
}

/// The rendition that the address asks for; the one with everything when it does not.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Taken {
    rendition: String,
}

async fn docx(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Docx).await
}

async fn html(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Html).await
}

async fn text(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Text).await
}

async fn ofd(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Ofd).await
}

async fn pdf(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Pdf).await
}

/// The report to take away, under a name that says whose it is.
async fn document(visit: Visit, format: Format) -> Result<Response, Refusal> {
    let asked: Taken = visit.asked()?;
    let rendition = Rendition::named(&asked.rendition).unwrap_or(Rendition::Sources);
    let written = visit.ask(move |desk| {
        let reading = desk.reading()?;
        let (district, year) = (reading.district()?, reading.year()?);
        let name =
            format!("{district}{year}年度履行教育职责自评报告（{}）.{}", rendition.label(), format.ending());
        Ok((name, reading.report_as(format, rendition)?.bytes))
    });
    let (name, bytes) = written.await?;
    Ok(taken_away(&name, format.media(), bytes))
}

//! 报告: the report, every figure a link to its page, and its documents to take away.

mod moved;
mod outline;
pub mod show;
pub mod words;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use office::Format;
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

async fn docx(visit: Visit) -> Result<Response, Refusal> {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    document(visit, Format::Docx, kind).await
}

async fn html(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Html, "text/html; charset=utf-8").await
}

async fn text(visit: Visit) -> Result<Response, Refusal> {
    document(visit, Format::Text, "text/plain; charset=utf-8").await
}

/// The report to take away, under a name that says whose it is.
async fn document(visit: Visit, format: Format, kind: &'static str) -> Result<Response, Refusal> {
    let written = visit.ask(move |desk| {
        let reading = desk.reading()?;
        let (district, year) = (reading.district()?, reading.year()?);
        let name = format!("{district}{year}年度履行教育职责自评报告.{}", format.ending());
        Ok((name, reading.report()?.bytes(format)))
    });
    let (name, bytes) = written.await?;
    Ok(taken_away(&name, kind, bytes))
}

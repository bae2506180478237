//! Paper: what a page of a form or a register shows, and the documents that a row gives, to take away.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use office::{ExportKind, Format};
use serde::Deserialize;

use crate::site::{Refusal, Site, Visit, day, taken_away};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/cases/{id}/pdf", get(pdf))
        .route("/cases/{id}/ofd", get(ofd))
        .route("/cases/{id}/docx", get(docx))
        .route("/cases/{id}/xlsx", get(xlsx))
        .route("/duties/{id}/pdf", get(pdf))
        .route("/duties/{id}/ofd", get(ofd))
        .route("/duties/{id}/docx", get(docx))
        .route("/duties/{id}/xlsx", get(xlsx))
        .route("/rosters/{id}/pdf", get(pdf))
        .route("/rosters/{id}/ofd", get(ofd))
        .route("/rosters/{id}/docx", get(docx))
        .route("/rosters/{id}/xlsx", get(xlsx))
        .route("/plans/{id}/pdf", get(pdf))
        .route("/plans/{id}/ofd", get(ofd))
        .route("/plans/{id}/docx", get(docx))
        .route("/plans/{id}/xlsx", get(xlsx))
        .route("/draws/{number}/pdf", get(pdf))
        .route("/draws/{number}/ofd", get(ofd))
        .route("/draws/{number}/docx", get(docx))
        .route("/draws/{number}/xlsx", get(xlsx))
        .route("/instruments/{id}/{number}/pdf", get(issued_pdf))
        .route("/instruments/{id}/{number}/ofd", get(issued_ofd))
        .route("/instruments/{id}/{number}/docx", get(issued_docx))
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The day looked at; as the page without when empty.
    on: String,
}

async fn pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    printed(visit, id, "pdf").await
}

async fn ofd(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    printed(visit, id, "ofd").await
}

async fn docx(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    printed(visit, id, "docx").await
}

async fn xlsx(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    printed(visit, id, "xlsx").await
}

async fn printed(visit: Visit, id: String, ending: &str) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let known = ExportKind::ALL.iter().find(|(_, known, _)| *known == ending);
    let (kind, ending, media) = known.copied().unwrap_or(ExportKind::ALL[0]);
    let name = format!("{id}.{ending}");
    let written = visit.ask(move |desk| Ok(desk.reading()?.print(&id, day(&asked.on)?, kind)?));
    Ok(taken_away(&name, media, written.await?))
}

async fn issued_pdf(visit: Visit, asked: Path<(String, u64)>) -> Result<Response, Refusal> {
    issued(visit, asked, Format::Pdf).await
}

async fn issued_ofd(visit: Visit, asked: Path<(String, u64)>) -> Result<Response, Refusal> {
    issued(visit, asked, Format::Ofd).await
}

async fn issued_docx(visit: Visit, asked: Path<(String, u64)>) -> Result<Response, Refusal> {
    issued(visit, asked, Format::Docx).await
}

/// A document about a row.
async fn issued(
    visit: Visit,
    Path((id, number)): Path<(String, u64)>,
    format: Format,
) -> Result<Response, Refusal> {
    let name = format!("{id}-{number}.{}", format.ending());
    let written = visit.ask(move |desk| Ok(desk.reading()?.instrument(&id, number, format)?.bytes));
    Ok(taken_away(&name, format.media(), written.await?))
}

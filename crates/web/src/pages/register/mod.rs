//! 台账: the registers, the rows of one, and one row with what made it.

mod kind;
mod list;
mod row;
mod show;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use office::{ExportKind, Format, RowQuery};
use serde::Deserialize;

use crate::frame::Place;
use crate::site::{Looked, Refusal, Site, Trouble, Visit, cut, day, taken_away};
pub use list::Registers;
pub use row::Row;
pub use show::{Asked, Register};

/// Rows on a page of a register.
const ROWS: usize = 50;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/registers", get(registers))
        .route("/registers/{id}", get(register))
        .route("/registers/{id}/xlsx", get(workbook))
        .route("/registers/{id}/csv", get(lines))
        .route("/registers/{id}/pdf", get(pdf))
        .route("/registers/{id}/ofd", get(ofd))
        .route("/registers/{id}/{number}", get(row))
}

async fn registers(visit: Visit) -> Result<Response, Refusal> {
    let q = visit.asked::<Looked>()?.text();
    let page = visit.page(move |desk| {
        Ok(Registers::new(desk.frame(Place::Registers)?, &q, &desk.reading()?.registers()?))
    });
    Ok(page.await)
}

async fn register(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    let page = visit.page(move |desk| {
        let rows = desk.reading()?.rows(&id, &query(&asked))?;
        let mut page = Register::new(desk.frame(Place::Registers)?, &rows, &asked, &desk.folder);
        if desk.reading()?.takes_rows(&id)? {
            page.new_href = format!("/registers/{}/new", crate::encoded(&id));
        }
        Ok(page)
    });
    Ok(page.await)
}

/// The question that an address asks.
fn query(asked: &Asked) -> RowQuery {
    let (sort, descending) = asked.order();
    RowQuery {
        sort: Some(sort.to_owned()).filter(|sort| !sort.is_empty()),
        descending,
        equal: Vec::new(),
        containing: (!asked.q.is_empty()).then(|| (asked.field.clone(), asked.q.clone())),
        failing: Some(asked.failing.clone()).filter(|field| !field.is_empty()),
        after: Some(asked.after.clone()).filter(|after| !after.is_empty()),
        limit: ROWS,
        ..RowQuery::default()
    }
}

async fn workbook(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    exported(visit, id, (ExportKind::Workbook, "xlsx", kind)).await
}

async fn lines(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    exported(visit, id, (ExportKind::Lines, "csv", "text/csv; charset=utf-8")).await
}

async fn pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    exported(visit, id, (ExportKind::Pdf, "pdf", Format::Pdf.media())).await
}

async fn ofd(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    exported(visit, id, (ExportKind::Ofd, "ofd", Format::Ofd.media())).await
}

/// All rows that a page of the register shows one after the other, to take away.
async fn exported(
    visit: Visit,
    id: String,
    (kind, ending, media): (ExportKind, &str, &'static str),
) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    let written = visit.ask(move |desk| {
        let (name, query) = (desk.reading()?.register_name(&id)?, query(&asked));
        Ok((name, desk.reading()?.export(&id, &query, kind)?))
    });
    let (name, bytes) = written.await?;
    Ok(taken_away(&format!("{name}.{ending}"), media, bytes))
}

/// What the address of a row asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct AskedRow {
    /// The day at whose end the row is looked at; now when empty.
    on: String,
}

async fn row(visit: Visit, Path((id, number)): Path<(String, String)>) -> Result<Response, Refusal> {
    let asked: AskedRow = visit.asked()?;
    let page = visit.page(move |desk| {
        let number = number.parse().map_err(|_| Trouble::Nothing)?;
        let history = desk.reading()?.row(&id, number)?;
        let ways = desk.reading()?.ways(&id, number)?;
        let frame = desk.frame(Place::Registers)?;
        let mut page = match day(&asked.on)? {
            None => Row::new(frame, &history, Some(0)),
            Some(on) => {
                let at = desk.reading()?.version_on(&history, on)?;
                Row::new(frame, &history, at).map(|page| page.on(on))
            }
        }
        .ok_or(Trouble::Nothing)?;
        let attached = desk.reading()?.evidence(&id, number)?.len();
        if ways.correct || attached > 0 {
            let words = words::of(page.frame.language);
            let address = format!("{}/evidence", crate::address::row_address(&id, number));
            page.evidence = (address, crate::words::say(words.evidence, &[&attached.to_string()]));
        }
        if ways.correct || ways.withdraw || ways.open {
            page.edit_href = format!("{}/edit", crate::address::row_address(&id, number));
        }
        Ok(page)
    });
    Ok(page.await)
}

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
use crate::site::{Desk, Looked, Refusal, Site, Trouble, Visit, cut, day, offered, taken_away};
pub use list::Registers;
pub use row::{Issued, Row};
pub use show::{Asked, Beside, Register};

/// Rows on a page of a register.
const ROWS: usize = 50;
/// Rows of a register up to which those found are counted.
const COUNTED: usize = 200_000;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/registers", get(registers))
        .route("/registers/{id}", get(register))
        .route("/registers/{id}/xlsx", get(workbook))
        .route("/registers/{id}/csv", get(lines))
        .route("/registers/{id}/docx", get(docx))
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
        let mut rows = offered(desk.reading()?, &id, desk.reading()?.rows(&id, &query(&asked)))?;
        let found = found(desk, &id, &asked, rows.register.rows)?;
        if let (Some(found), true) = (found, rows.rows.is_empty() && asked.page > 1) {
            // There is no such page: the last one is shown.
            asked.page = found.div_ceil(ROWS);
            asked.after.clear();
            rows = desk.reading()?.rows(&id, &query(&asked))?;
        }
        let referred = desk.reading()?.referred(&id, &rows.rows)?;
        let beside = Beside { found, folder: &desk.folder, referred };
        let mut page = Register::new(desk.frame(Place::Registers)?, &rows, &asked, &beside);
        if desk.reading()?.takes_rows(&id)? {
            page.new_href = format!("/registers/{}/new", crate::encoded(&id));
        }
        Ok(page)
    });
    Ok(page.await)
}

/// How many rows there are of what is asked; none of a search through more than is looked through for a number.
fn found(desk: &Desk, id: &str, asked: &Asked, rows: u64) -> Result<Option<usize>, Trouble> {
    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
    if asked.q.is_empty() && asked.failing.is_empty() {
        return Ok(Some(rows));
    }
    let whole = Asked { after: String::new(), page: 0, ..asked.clone() };
    match rows <= COUNTED {
        true => Ok(Some(desk.reading()?.found(id, &query(&whole), rows)?)),
        false => Ok(None),
    }
}

/// The question that an address asks.
fn query(asked: &Asked) -> RowQuery {
    let (sort, descending) = asked.order();
    // Where the page before ended is quicker to find than the how manieth it is.
    let skip = if asked.after.is_empty() { (asked.number() - 1) * ROWS } else { 0 };
    RowQuery {
        skip,
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

async fn docx(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    exported(visit, id, (ExportKind::Docx, "docx", Format::Docx.media())).await
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
    let asked: Asked = visit.asked()?;
    let asked = Asked { q: cut(&asked.q), after: String::new(), page: 0, ..asked };
    let written = visit.ask(move |desk| {
        let (name, query) = (desk.reading()?.register_name(&id)?, query(&asked));
        Ok((name, offered(desk.reading()?, &id, desk.reading()?.export(&id, &query, kind))?))
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
        let versions: Vec<view::RowView> = history.versions.iter().map(|one| one.row.clone()).collect();
        let referred = desk.reading()?.referred(&id, &versions)?;
        let frame = desk.frame(Place::Registers)?;
        let mut page = match day(&asked.on)? {
            None => Row::new(frame, &history, Some(0), &referred),
            Some(on) => {
                let at = desk.reading()?.version_on(&history, on)?;
                Row::new(frame, &history, at, &referred).map(|page| page.on(on))
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
        let issued = desk.reading()?.instruments(&id, number)?.into_iter();
        let words = words::of(page.frame.language);
        page.instruments = issued.map(|one| Issued::new(one, number, words)).collect();
        Ok(page)
    });
    Ok(page.await)
}

//! 日志: the entries of the journal, and one with the proof that it stands in the log.

mod act;
mod entry;
mod list;
mod path;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use office::EntryQuery;
use serde::Deserialize;

use crate::frame::Place;
use crate::site::{Refusal, Site, Trouble, Visit, cut, day, taken_away};
pub use entry::Entry;
pub use list::{Journal, Listed};

/// Entries on a page of the journal.
const ENTRIES: usize = 30;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/journal", get(journal))
        .route("/journal/{seq}", get(entry))
        .route("/journal/{seq}/proof", get(proof))
}

/// What the journal's address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Entries below this one.
    before: Option<u64>,
    /// One entry, by its number.
    entry: String,
    /// What the name of who recorded it contains.
    by: String,
    /// Id of the register in which it writes.
    register: String,
    /// Recorded on this day or later.
    since: String,
    /// Recorded on this day or earlier.
    until: String,
}

async fn journal(visit: Visit) -> Result<Response, Refusal> {
    let Asked { before, entry, by, register, since, until } = visit.asked()?;
    if let Ok(number) = entry.trim().trim_start_matches('#').parse::<u64>() {
        return Ok(Redirect::to(&format!("/journal/{number}")).into_response());
    }
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let registers = reading.registers()?;
        desk.chosen(&register, |id| registers.iter().any(|one| one.id == id))?;
        let query = EntryQuery { by: cut(&by), register, since: day(&since)?, until: day(&until)? };
        let found = match query.is_empty() {
            true => None,
            false => Some(reading.entries_that(&query, before, ENTRIES)?),
        };
        let listed = match found {
            Some(found) => Listed::Found(query, found),
            None => Listed::All(reading.entries(before, ENTRIES)?),
        };
        let root = reading.journal_root()?;
        Ok(Journal::new(desk.frame(Place::Journal)?, &root, &listed, before, &registers, &desk.folder))
    });
    Ok(page.await)
}

/// The proof of an entry as a file, which `duheng journal verify` and the second verifier check without this server.
async fn proof(visit: Visit, Path(seq): Path<String>) -> Result<Response, Refusal> {
    let written = visit.ask(move |desk| {
        let seq: u64 = seq.parse().map_err(|_| Trouble::Nothing)?;
        let proof = desk.reading()?.entry(seq)?.proof;
        Ok((seq, serde_json::to_string_pretty(&proof).map_err(|_| Trouble::Lost)?))
    });
    let (seq, json) = written.await?;
    Ok(taken_away(&format!("证明-{seq}.json"), "application/json", json + "\n"))
}

async fn entry(visit: Visit, Path(seq): Path<String>) -> Response {
    let page = visit.page(move |desk| {
        let seq = seq.parse().map_err(|_| Trouble::Nothing)?;
        let reading = desk.reading()?;
        let entry = reading.entry(seq)?;
        Ok(Entry::new(desk.frame(Place::Journal)?, &entry, &reading.registers()?, &desk.folder))
    });
    page.await
}

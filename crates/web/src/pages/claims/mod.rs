//! 核对: a document is given, and comes back with every claim marked. Nothing of it is kept.

mod marked;
mod show;
mod upload;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::response::Response;
use axum::routing::{get, post};
use sandbox::Cancellation;

use crate::frame::Place;
use crate::site::{Desk, Site, Trouble, Visit};
use crate::words::say;
pub use show::alone;
use show::{Claims, Sheet};
use upload::{Given, UPLOAD_LIMIT};

/// Where a document is asked for.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/claims", get(asked))
}

/// Where it is given.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/claims", post(given).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
}

async fn asked(visit: Visit) -> Response {
    visit.page(|desk| page(desk, Vec::new(), None)).await
}

async fn given(visit: Visit, form: Multipart) -> Response {
    let given = Given::read(form).await;
    let ours = given.as_ref().is_some_and(|given| visit.is_ours(&given.token));
    let words = words::of(visit.language());
    // When the reader leaves, this work is dropped, and whoever reads the document for him is told so.
    let asked = Cancellation::default();
    let _waits = asked.cancel_on_drop();
    let answer = visit.page(move |desk| match given {
        None => page(desk, vec![words.claims_too_large.to_owned()], None),
        Some(_) if !ours => page(desk, vec![words.claims_foreign.to_owned()], None),
        Some(given) => read(desk, given, words, &asked),
    });
    answer.await
}

/// The page with the reading of what was given, or with why it could not be read.
fn read(
    desk: &Desk,
    given: Given,
    words: &'static words::Words,
    asked: &Cancellation,
) -> Result<Claims, Trouble> {
    let Some((name, bytes)) = given.file else { return page(desk, Vec::new(), None) };
    let told = |finding: office::Finding| {
        let hint = finding.hint.map(|hint| format!("；{hint}")).unwrap_or_default();
        format!("{}：{}{hint}", finding.place.source, finding.sentence)
    };
    let mut refused = Vec::new();
    let checked = desk.check(&name, &bytes, asked).map_err(|finding| refused.push(told(finding))).ok();
    let before = given.before.map(|(name, bytes)| desk.check(&name, &bytes, asked));
    let before = before.and_then(|read| read.map_err(|finding| refused.push(told(finding))).ok());
    let Some(checked) = checked else { return page(desk, refused, None) };
    let held = match given.against {
        true => Some(desk.reading()?.against(&checked)?),
        false => None,
    };
    let before = before.map(|old| checked.since(&old));
    let sheet = Sheet::new(&checked, held.as_ref(), before.as_ref(), words, true);
    page(desk, refused, Some(sheet))
}

fn page(desk: &Desk, refused: Vec<String>, sheet: Option<Sheet>) -> Result<Claims, Trouble> {
    let frame = desk.frame(Place::Claims)?;
    let words = words::of(frame.language);
    let limit = say(words.claims_limit, &[&(UPLOAD_LIMIT >> 20).to_string()]);
    Ok(Claims { token: desk.token.to_string(), limit, refused, sheet, words, frame })
}

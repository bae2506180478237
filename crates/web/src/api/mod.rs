//! The interface for programs (接口): what pages show and do, as JSON. A question is one line of [`QUESTIONS`]: its address, what it
//! may be asked with, and the view that answers it, which is the shape that the command line prints with `--json`. What is asked
//! with anything else is refused by name, so that no program believes it was understood. What goes wrong is a problem of
//! RFC 9457 with our findings.
//!
//! The document of the interface (OpenAPI 3.1) is made of the same lines by a test, and lies beside them.

mod acts;
#[cfg(test)]
mod document;
mod files;
mod given;
mod odata;
mod problem;
mod question;
mod questions;
mod steps;

use axum::Router;
use axum::extract::RawPathParams;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::iter::once;

use crate::site::{Site, Visit};
use files::FILES;
use given::Given;
pub(crate) use problem::as_problem;
use question::Question;
use questions::{QUESTIONS, ROW};

/// What the interface is, for programs that read such documents.
const DOCUMENT: &str = include_str!("openapi.json");
/// What every address of the interface begins with.
const PREFIX: &str = "/api/";

/// Where the document is.
const DOCUMENT_AT: &str = "/api/openapi.json";

/// Whether what is asked at an address is held against the declarations of a question.
pub(crate) fn declares(path: &str) -> bool {
    is_for_programs(path) && path != DOCUMENT_AT
}

/// Whether it is a program that asks at an address: it brings a token, and is told in JSON what goes wrong.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path.starts_with(PREFIX) || is_odata(path)
}

/// Whether OData is spoken at an address.
pub(crate) fn is_odata(path: &str) -> bool {
    path.strip_prefix(odata::ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The document, which is open to everybody.
pub(crate) fn open() -> Router<Site> {
    Router::new().route(DOCUMENT_AT, get(document))
}

/// The questions.
pub(crate) fn routes() -> Router<Site> {
    all().fold(odata::routes(), |router, question| {
        let answer = move |visit: Visit, path: RawPathParams| answer(visit, question, path);
        Router::route(router, question.path, get(answer))
    })
}

/// The deeds.
pub(crate) fn acting() -> Router<Site> {
    acts::routes()
}

/// Every question.
fn all() -> impl Iterator<Item = &'static Question> {
    QUESTIONS.iter().chain(FILES).chain(once(&ROW))
}

/// Every address of the interface at which something is asked.
pub fn addresses() -> impl Iterator<Item = &'static str> {
    all().map(|question| question.path)
}

async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

async fn answer(visit: Visit, question: &'static Question, path: RawPathParams) -> Response {
    let language = visit.language();
    let given = match Given::read(question, &path, visit.uri()) {
        Ok(given) => given,
        Err(refused) => return refused.said(language),
    };
    let told = visit.told(move |desk| {
        let reading = desk.reading_at(&given.as_of()?)?;
        (question.answer)(&reading, &given)
    });
    match told.await {
        Ok(answer) => {
            let kind = [(header::CONTENT_TYPE, answer.media)];
            let mut response = (kind, answer.bytes).into_response();
            if let Some(tag) = answer.tag {
                response.headers_mut().insert(header::ETAG, tag);
            }
            response
        }
        Err(refused) => refused.said(language),
    }
}

//! 一校一页: every body that a school code names, and everything about one.

mod list;
mod show;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::address::{school_address, with_query};
use crate::frame::{Place, Work};
use crate::site::{Looked, Refusal, Site, Visit, cut};
pub use list::Schools;
pub use show::School;
use view::BodyLine;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/schools", get(schools)).route("/schools/{code}", get(school))
}

async fn schools(visit: Visit) -> Result<Response, Refusal> {
    let q = visit.asked::<Looked>()?.text();
    let page = visit.page(move |desk| {
        Ok(Schools::new(desk.frame(Place::Work(Work::Schools))?, &q, &desk.reading()?.bodies()?))
    });
    Ok(page.await)
}

async fn school(visit: Visit, Path(code): Path<String>) -> Response {
    let code = cut(&code);
    let named = code.clone();
    match visit.clone().ask(move |desk| Ok(called(&desk.reading()?.bodies()?, &named))).await {
        Ok(Some(address)) => return Redirect::to(&address).into_response(),
        Ok(None) => {}
        Err(refusal) => return refusal.into_response(),
    }
    let page = visit.page(move |desk| {
        Ok(School::new(desk.frame(Place::Work(Work::Schools))?, &*desk.reading()?.about(&code)?))
    });
    page.await
}

/// Where somebody is led who writes what a school is called instead of its code: to its page, or to those that are called so.
fn called(bodies: &[BodyLine], text: &str) -> Option<String> {
    if text.is_empty() || bodies.iter().any(|body| body.code == text) {
        return None;
    }
    let so = bodies.iter().filter(|body| body.name.contains(text)).take(2).collect::<Vec<_>>();
    match so[..] {
        [] => None,
        [one] => Some(school_address(&one.code)),
        _ => Some(with_query("/schools", &[("q", text)])),
    }
}

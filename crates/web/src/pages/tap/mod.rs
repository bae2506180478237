//! 一键应答: the page behind a household's link. Its address is the permission.

mod show;
mod words;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use crate::site::{Site, Visit};
use show::Tap;

/// Longest body of a tap: a button sends none.
const LONGEST: usize = 1 << 10;

/// Where the message is read.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/k/{token}", get(shown))
}

/// Where the button is pressed.
pub(crate) fn acting() -> Router<Site> {
    Router::new().route("/k/{token}", post(pressed).layer(DefaultBodyLimit::max(LONGEST)))
}

async fn shown(visit: Visit, Path(token): Path<String>) -> Response {
    tapped(visit, token, false).await
}

async fn pressed(visit: Visit, Path(token): Path<String>) -> Response {
    tapped(visit, token, true).await
}

/// A household's page, after its acknowledgement when it pressed the button. Pressing twice changes nothing.
async fn tapped(visit: Visit, token: String, pressed: bool) -> Response {
    let language = visit.language();
    if !visit.may_tap() {
        let retry = [(header::RETRY_AFTER, "1")];
        return (StatusCode::TOO_MANY_REQUESTS, retry, words::of(language).tap_busy).into_response();
    }
    let view = visit.ask(move |desk| {
        if pressed {
            // What speaks against it shows on the page: the button stays.
            desk.acknowledge(&token)?;
        }
        desk.tapped(&token)
    });
    let (status, page) = match view.await {
        Ok(Some(view)) => (StatusCode::OK, Tap::new(language, &view)),
        Ok(None) => (StatusCode::NOT_FOUND, Tap::unknown(language)),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, Tap::unknown(language)),
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

//! 一键应答: the page behind a household's link. Its address is the permission.

mod show;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use crate::runs;
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

/// What a tap came to.
enum Tapped {
    Shown(view::TapView),
    /// No letter, or a link that is not its own.
    Unknown,
    TooOften,
}

/// A household's page, after its acknowledgement when it pressed the button. Pressing twice changes nothing.
async fn tapped(visit: Visit, token: String, pressed: bool) -> Response {
    let language = visit.language();
    let (taps, letters) = (visit.bounds().taps.clone(), visit.bounds().letters.clone());
    let answer = visit.ask_among(&taps, move |desk| {
        // The link is proved first, without a lock: what is forged counts for no letter and writes nothing.
        let Some(view) = desk.tapped(&token)? else { return Ok(Tapped::Unknown) };
        if !letters.may(&token) {
            return Ok(Tapped::TooOften);
        }
        if !pressed || view.acknowledged.is_some() {
            return Ok(Tapped::Shown(view));
        }
        // What speaks against it shows on the page: the button stays.
        desk.acknowledge(&token)?;
        Ok(desk.tapped(&token)?.map_or(Tapped::Unknown, Tapped::Shown))
    });
    let (status, page) = match answer.await {
        Ok(Tapped::Shown(view)) => (StatusCode::OK, Tap::new(language, &view)),
        Ok(Tapped::Unknown) => (StatusCode::NOT_FOUND, Tap::unknown(language)),
        Ok(Tapped::TooOften) => {
            let retry = [(header::RETRY_AFTER, "10")];
            return (StatusCode::TOO_MANY_REQUESTS, retry, words::of(language).tap_busy).into_response();
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, Tap::unknown(language)),
    };
    match runs::page(&page, language) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

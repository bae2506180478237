//! 设备: what is heard of devices, and the door at which they are heard.

mod door;
mod show;
mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};

use crate::frame::{Place, Work};
use crate::site::{Site, Visit};
pub use show::Devices;

/// Longest batch of signals, in bytes; one byte more is told apart from a batch that is as long as it may be.
const LONGEST: usize = (1 << 20) + 1;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/devices", get(devices))
}

/// Where devices are heard, under keys of their own.
pub(crate) fn keyed() -> Router<Site> {
    Router::new().route("/signals", post(door::take).layer(DefaultBodyLimit::max(LONGEST)))
}

async fn devices(visit: Visit) -> Response {
    let page = visit.page_of_now(|desk| {
        Ok(Devices::new(desk.frame(Place::Work(Work::Devices))?, desk.reading()?.devices(None)?))
    });
    page.await
}

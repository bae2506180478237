//! The site: every room's addresses, in three routers that say what may come in. What a path accepts follows from the
//! router in which it stands: *reading* is asked with GET and carries nothing; *acting* takes a form of our own pages;
//! *keyed* takes what brings a key of its own.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use office::Office;

use crate::pages::{
    cases, claims, devices, draw, duty, figure, home, indicators, journal, notice, problem, register, report,
    roster, school, tap,
};
use crate::site::Site;
use crate::{Doors, assets, guard};

/// The whole site over an open district, without a socket.
pub fn router(office: impl Into<Arc<Office>>, doors: Doors) -> Router {
    Router::new()
        .merge(reading().route_layer(from_fn(guard::reading)))
        .merge(acting().route_layer(from_fn(guard::acting)))
        .merge(devices::keyed())
        .fallback(problem::nothing)
        .with_state(Site::new(office.into(), doors))
        .layer(from_fn(guard::door))
}

/// What is read: nothing here changes anything.
fn reading() -> Router<Site> {
    Router::new()
        .merge(home::routes())
        .merge(indicators::routes())
        .merge(figure::routes())
        .merge(register::routes())
        .merge(roster::routes())
        .merge(duty::routes())
        .merge(cases::routes())
        .merge(notice::routes())
        .merge(tap::routes())
        .merge(draw::routes())
        .merge(school::routes())
        .merge(devices::routes())
        .merge(report::routes())
        .merge(claims::routes())
        .merge(journal::routes())
        .route("/duheng.css", get(assets::style))
        .route("/duheng.js", get(assets::script))
        .route("/mark.svg", get(assets::mark))
}

/// What takes something in from a reader.
fn acting() -> Router<Site> {
    Router::new().merge(claims::acting()).merge(tap::acting())
}

//! The site: every room's addresses, in three routers that say what may come in. What a path accepts follows from the
//! router in which it stands: *reading* is asked with GET and carries nothing; *acting* takes a form of our own pages;
//! *keyed* takes what brings a key of its own.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use office::Office;

use crate::guard::Names;
use crate::pages::{
    cases, claims, devices, draw, duty, figure, home, indicators, journal, notice, problem, register, report,
    roster, school, tap,
};
use crate::site::Site;
use crate::{Doors, assets, guard};

/// How long a question is answered, a wait for its turn among it.
const READING: Duration = Duration::from_secs(30);
/// How long a form is taken and worked on: two documents, each read within the limits of the sandbox.
const ACTING: Duration = Duration::from_secs(150);
/// How long a batch of signals is taken.
const KEYED: Duration = Duration::from_secs(20);

/// The whole site over an open district, without a socket.
pub fn router(office: impl Into<Arc<Office>>, doors: Doors) -> Router {
    let names = Names { public: doors.public_host.as_deref().map(Into::into) };
    let within = |most| from_fn_with_state(most, guard::in_time);
    Router::new()
        .merge(reading().route_layer(from_fn(guard::reading)).route_layer(within(READING)))
        .merge(acting().route_layer(from_fn(guard::acting)).route_layer(within(ACTING)))
        .merge(devices::keyed().route_layer(within(KEYED)))
        .fallback(problem::nothing)
        .with_state(Site::new(office.into(), doors))
        .layer(from_fn_with_state(names, guard::door))
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

//! The site: every room's addresses, in three routers that say what may come in. What a path accepts follows from the
//! router in which it stands: *reading* is asked with GET by whoever is signed in and carries nothing; *acting* takes a form of
//! our own pages from him; *open* and *entering* are for everybody; *keyed* takes what brings a key of its own.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use office::Office;

use crate::guard::Names;
use crate::pages::{
    account, cases, claims, desk, devices, draw, duty, edition, evidence, figure, grid, home, indicators,
    journal, notice, people, plans, printed, problem, record, register, report, roster, school, tap,
};
use crate::site::{Mounted, Site};
use crate::{Doors, api, assets, guard, resumed, signed};

/// How long a question is answered, a wait for its turn among it.
const READING: Duration = Duration::from_secs(30);
/// How long a form is taken and worked on: two documents, each read within the limits of the sandbox.
const ACTING: Duration = Duration::from_secs(150);
/// How long a batch of signals is taken.
const KEYED: Duration = Duration::from_secs(20);

/// The whole site over an open district, without a socket.
pub fn router(office: impl Into<Arc<Office>>, doors: Doors) -> Router {
    routed(office.into(), doors, None)
}

/// The same as one of many on a server, which asks it without what stands before its addresses.
pub(crate) fn mounted(office: Arc<Office>, doors: Doors, mounted: Mounted) -> Router {
    routed(office, doors, Some(mounted))
}

fn routed(office: Arc<Office>, doors: Doors, mounted: Option<Mounted>) -> Router {
    let (names, observed) = (Names::of(doors.public_url.as_deref()), doors.observed.clone());
    let site = Site::new(office, doors, mounted);
    let people = || from_fn_with_state(site.clone(), signed::signed);
    let within = |most| from_fn_with_state(most, guard::in_time);
    Router::new()
        .merge(
            open()
                .route_layer(from_fn(resumed::resumed))
                .route_layer(from_fn(guard::reading))
                .route_layer(within(READING)),
        )
        .merge(
            reading()
                .route_layer(from_fn(resumed::resumed))
                .route_layer(from_fn_with_state(site.clone(), signed::noticed))
                .route_layer(from_fn(guard::reading))
                .route_layer(people())
                .route_layer(within(READING)),
        )
        .merge(entering().route_layer(from_fn(guard::acting)).route_layer(within(ACTING)))
        .merge(
            acting()
                .route_layer(from_fn_with_state(site.clone(), signed::watched))
                .route_layer(people())
                .route_layer(from_fn(guard::acting))
                .route_layer(within(ACTING)),
        )
        .merge(
            api::acting()
                .route_layer(from_fn_with_state(site.clone(), signed::watched))
                .route_layer(people())
                .route_layer(within(ACTING)),
        )
        .merge(devices::keyed().route_layer(within(KEYED)))
        .fallback(problem::nothing)
        .with_state(site)
        .layer(from_fn_with_state(names, guard::door))
        .layer(from_fn_with_state(observed, crate::observed::counted))
}

/// What is open to everybody: the sign-in page, a household's letter, what pages are drawn with.
fn open() -> Router<Site> {
    Router::new()
        .merge(account::open())
        .merge(api::open())
        .merge(tap::routes())
        .merge(edition::open())
        .route("/duheng.css", get(assets::style))
        .route("/duheng.js", get(assets::script))
        .route("/grid.js", get(assets::grid))
        .route("/mark.svg", get(assets::mark))
}

/// What is read by whoever is signed in: nothing here changes anything.
fn reading() -> Router<Site> {
    Router::new()
        .merge(desk::routes())
        .merge(home::routes())
        .merge(record::routes())
        .merge(grid::routes())
        .merge(evidence::routes())
        .merge(indicators::routes())
        .merge(figure::routes())
        .merge(register::routes())
        .merge(roster::routes())
        .merge(duty::routes())
        .merge(cases::routes())
        .merge(printed::routes())
        .merge(notice::routes())
        .merge(account::routes())
        .merge(draw::routes())
        .merge(school::routes())
        .merge(people::routes())
        .merge(devices::routes())
        .merge(plans::routes())
        .merge(report::routes())
        .merge(edition::routes())
        .merge(claims::routes())
        .merge(journal::routes())
        .merge(api::routes())
}

/// What takes something in from anybody: a sign-in, a household's press.
fn entering() -> Router<Site> {
    Router::new().merge(account::entering()).merge(tap::acting())
}

/// What takes something in from whoever is signed in.
fn acting() -> Router<Site> {
    Router::new()
        .merge(claims::acting())
        .merge(account::acting())
        .merge(record::acting())
        .merge(grid::acting())
        .merge(draw::acting())
        .merge(evidence::acting())
        .merge(duty::acting())
        .merge(notice::acting())
        .merge(edition::acting())
}

//! Many districts on one server (一台服务器多个区县), each with its own log, key, packs, accounts and rights, under `/d/<code>/…`; the server's
//! own are the sign-in page, which asks the district, and the overview (全市总览) for people of the city.
//!
//! | | |
//! |---|---|
//! | `house` | one district: opened, shut, summed up |
//! | `mount` | the way from an address of the server to a district and back |
//! | `under` | addresses and cookies of a district, put under its address |
//! | `entry` | the sign-in page |
//! | `overview` | the overview, as a page, as CSV, as JSON |
//!
//! *One way in.* A district is a whole site ([`crate::router`]) that knows nothing of the others. What comes for it is asked of that
//! site alone, with its own cookies and no others; so a token, a word of a form or a link of one district says nothing to another
//! (decision 52).

mod entry;
mod house;
mod mount;
mod overview;
mod under;
mod words;

use std::any::Any;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use office::{Office, Overseers};

use crate::bounds::Bounds;
use crate::guard::{self, Names};
use crate::{Doors, Error, Observed, Tls, assets, serve};
use house::{House, Open};

/// Files that one more district holds open: measured 15 of 38 with a year of work each.
const FILES: usize = 24;
/// How often it is looked whether anything was recorded.
const LOOKS: Duration = Duration::from_secs(5);
/// Every how many looks it is tried again to open what could not be opened.
const TRIES: u32 = 6;

/// A district that was opened for a server.
pub struct Opened {
    /// The district.
    pub office: Arc<Office>,
    /// Its doors; under which address, with what certificate and counted where is the server's to say.
    pub doors: Doors,
    /// What goes on as long as it is open, such as its standing work: dropped, it ends.
    pub held: Box<dyn Any + Send + Sync>,
}

/// A district of a server, which is opened when it is asked for.
pub struct Member {
    /// What stands in its addresses: small letters, digits and hyphens, the first no hyphen.
    pub code: String,
    /// Opens it, or says in words why not.
    pub opens: Box<dyn Fn() -> Result<Opened, String> + Send + Sync>,
}

/// A server of many districts.
pub struct City {
    /// Its districts, by their codes.
    pub members: Vec<Member>,
    /// Who looks over them.
    pub people: Overseers,
    /// The address under which a proxy, or TLS of our own, leads people here.
    pub public_url: Option<String>,
    /// The certificate; without it only loopback is listened on.
    pub tls: Option<Tls>,
    /// What is counted of the work.
    pub observed: Observed,
    /// The address on which it is told.
    pub metrics: Option<SocketAddr>,
}

/// What the server's own pages have at hand.
pub(crate) struct Town {
    houses: Vec<Arc<House>>,
    city: City,
    bounds: Bounds,
}

impl Town {
    fn house(&self, code: &str) -> Option<Arc<House>> {
        self.houses.iter().find(|house| house.code == code).cloned()
    }

    /// The district, opened if it has not been; none when it cannot be.
    async fn open(self: &Arc<Self>, house: &Arc<House>) -> Option<Arc<Open>> {
        if let Some(open) = house.opened() {
            return Some(open);
        }
        if house.is_shut() {
            return None;
        }
        let (town, house) = (self.clone(), house.clone());
        tokio::task::spawn_blocking(move || house.open(&town.city, &town.bounds)).await.ok().flatten()
    }

    fn is_secure(&self) -> bool {
        self.city.tls.is_some()
            || self.city.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// The districts of a server, without a socket.
#[derive(Clone)]
pub struct Districts(Arc<Town>);

impl Districts {
    /// Nothing is opened yet.
    pub fn of(mut city: City) -> Districts {
        let houses = std::mem::take(&mut city.members).into_iter().map(|member| Arc::new(House::of(member)));
        Districts(Arc::new(Town { houses: houses.collect(), city, bounds: Bounds::new() }))
    }

    /// Opens what is not open, and looks what each district comes to; `again`: also what could not be opened before.
    pub fn look(&self, again: bool) {
        let town = &self.0;
        for house in town.houses.iter().filter(|house| again || !house.is_shut()) {
            house.open(&town.city, &town.bounds);
        }
        for house in &town.houses {
            if house.opened().is_some_and(|open| !house.look(&open)) {
                // It may have moved: it is opened where it is now.
                house.open(&town.city, &town.bounds);
            }
        }
    }

    /// What the overview shows now.
    pub fn overview(&self) -> view::OverviewView {
        overview::of(&self.0)
    }

    /// What is told to whoever watches over the machine.
    pub(crate) fn watched(&self) -> Router {
        let town = self.0.clone();
        let pulses = move || {
            let pulse = |house: &Arc<House>| {
                (house.code.clone(), house.opened().and_then(|open| open.office.pulse().ok()))
            };
            town.houses.iter().map(pulse).collect()
        };
        crate::observed::router_of_many(Arc::new(pulses), self.0.city.observed.clone())
    }

    /// The pages of all districts, and the server's own.
    pub fn router(&self) -> Router {
        let town = self.0.clone();
        let names = Names::of(town.city.public_url.as_deref());
        let looking = Router::new()
            .route("/", get(overview::page))
            .route("/overview.csv", get(overview::csv))
            .route("/api/districts", get(overview::json))
            .route("/login", get(entry::page))
            .route("/health", get(|| async { "ok\n" }))
            .route("/duheng.css", get(assets::style))
            .route("/duheng.js", get(assets::script))
            .route("/mark.svg", get(assets::mark))
            .route_layer(from_fn(guard::reading));
        let acting = Router::new()
            .route("/login", post(entry::enter))
            .route("/logout", post(entry::leave))
            .route_layer(from_fn(guard::acting));
        looking
            .merge(acting)
            .fallback(entry::nothing)
            .with_state(town.clone())
            .layer(from_fn_with_state(names, guard::door))
            .layer(from_fn_with_state(town.clone(), mount::dispatched))
    }
}

/// Serves many districts on `address` until the process is told to end. They are opened one after the other while questions are
/// answered already; one that cannot be opened keeps no other from it, and is tried again.
///
/// # Errors
/// [`Error::NotLoopback`] without a certificate on an address of others, [`Error::Listen`] when the port is taken.
pub fn serve_districts(
    city: City,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    if city.tls.is_none() && !address.ip().is_loopback() {
        return Err(Error::NotLoopback(address));
    }
    let (tls, watched) = (city.tls.clone(), city.metrics);
    let districts = Districts::of(city);
    let router = districts.router();
    let kept_free = serve::KEPT_FREE + districts.0.houses.len() * FILES;
    let ends = Arc::new(AtomicBool::new(false));
    let (looks, ended) = (districts.clone(), ends.clone());
    let looking = std::thread::Builder::new().stack_size(office::STACK).spawn(move || {
        let mut nth = 0u32;
        while !ended.load(Ordering::Relaxed) {
            looks.look(nth.is_multiple_of(TRIES));
            nth = nth.wrapping_add(1);
            std::thread::park_timeout(LOOKS);
        }
    });
    let watched = watched.map(|at| (at, districts.watched()));
    let served = serve::serve(router, tls, address, watched, kept_free, listening);
    ends.store(true, Ordering::Relaxed);
    if let Ok(looking) = looking {
        looking.thread().unpark();
        looking.join().ok();
    }
    served
}

//! What is asked: sites that may be open, clients that must be served, what it costs to serve each from each.

mod amount;
mod certificate;
mod exchange;
mod layout;
mod links;
mod read;
mod trips;

pub use amount::{decimal, scaled};
pub use certificate::{Certificate, Claim, SEAL, Step};
pub use exchange::{Crowd, Exchange};
pub use layout::{
    Action, Cut, LAYOUT_SEAL, Layout, LayoutProof, LayoutStep, Placing, Point, Prices, School, Section,
};
pub use links::Links;
pub use read::{Format, Read, digest, read};
pub use trips::{MOST_COUNTED, MOST_MINUTES, MOST_OF_TRIP, MOST_VISITS, TRIPS_SEAL, Trips, TripsPlan, Visit};

use serde::{Deserialize, Serialize};

/// Greatest sum of all costs, in units of the last place, that a problem may reach: what is computed from it fits 64 bits.
pub const GREATEST_COST: i64 = 1_000_000_000_000_000_000;

/// Greatest room of a site through which whole clients are packed exactly; above it a bound takes them as if they could be split.
pub const MOST_ROOM: i64 = 100_000;

/// What is known of a site before anything is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// To be decided.
    Free,
    /// Stays open.
    Open,
    /// Must not open.
    Closed,
}

/// A site (场址): a school that may be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// As the file calls it.
    pub name: String,
    /// What it costs to have it open, in units of 10⁻ᵖˡᵃᶜᵉˢ.
    pub fixed: i64,
    /// How much it can serve, in the unit of demand; `None` when that is no limit.
    pub capacity: Option<i64>,
    /// What is decided of it beforehand.
    pub standing: Standing,
}

/// A client (需求点): a village whose pupils are to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// As the file calls it.
    pub name: String,
    /// How much of a site's capacity it takes.
    pub demand: i64,
}

/// A problem of places (布点): open sites and serve every client at the least cost.
///
/// ```
/// let text = "2 1\n10 5\n10 6\n4\n3\n2\n";
/// let problem = plan::read(text, "例.txt", plan::Format::Holmberg).unwrap().problem;
/// assert_eq!((problem.sites.len(), problem.clients.len()), (2, 1));
/// assert_eq!(problem.cost(0, 1), Some(2));
/// ```
#[derive(Clone, Debug)]
pub struct Problem {
    /// The sites, in the order of the file.
    pub sites: Vec<Site>,
    /// The clients, in the order of the file.
    pub clients: Vec<Client>,
    /// What it costs to serve a client from a site: the whole client, or one unit of its demand when `split`.
    pub links: Links,
    /// How many sites must be open; `None` when that is free.
    pub count: Option<usize>,
    /// Whether a client may be served by several sites.
    pub split: bool,
    /// Decimal places of every cost.
    pub places: u32,
    /// Digest of the text that was read.
    pub digest: String,
    /// How it was written.
    pub format: Format,
}

impl Problem {
    /// What it costs to serve `client` (or one unit of it) from `site`; `None` when that cannot be.
    pub fn cost(&self, client: usize, site: usize) -> Option<i64> {
        self.links.of(client).find(|(other, _)| *other == site).map(|(_, cost)| cost)
    }

    /// Units of a client by which its cost is multiplied: its demand when it may be split, else 1.
    pub fn units(&self, client: usize) -> i64 {
        if self.split { self.clients[client].demand } else { 1 }
    }

    /// Sum of all demand.
    pub fn demand(&self) -> i64 {
        self.clients.iter().map(|client| client.demand).sum()
    }

    /// The whole number of which every cost is a multiple, so that every total is one too; at least 1.
    pub fn grain(&self) -> i64 {
        let fixed = self.sites.iter().map(|site| site.fixed);
        let served =
            (0..self.clients.len()).flat_map(|client| self.links.of(client).map(move |(_, cost)| cost));
        let mut grain = 0;
        for cost in fixed.chain(served) {
            grain = gcd(grain, cost);
            if grain == 1 {
                break;
            }
        }
        grain.max(1)
    }

    /// A total that no solution exceeds, in units of the last place.
    pub fn worst(&self) -> i128 {
        let fixed: i128 = self.sites.iter().map(|site| i128::from(site.fixed)).sum();
        let dearest = |client| self.links.slices(client).1.last().copied().unwrap_or(0);
        let served = |client| i128::from(dearest(client)) * i128::from(self.units(client));
        fixed + (0..self.clients.len()).map(served).sum::<i128>()
    }
}

/// Greatest common divisor of two numbers that are not negative.
fn gcd(left: i64, right: i64) -> i64 {
    if right == 0 { left } else { gcd(right, left % right) }
}

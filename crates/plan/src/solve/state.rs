//! What is decided at a node, and the links that are left there.

use super::work::Work;
use crate::model::{Links, Standing};

/// Decisions of a node.
#[derive(Clone)]
pub struct State {
    pub standing: Vec<Standing>,
    /// The one site that may serve a client; empty while no client is bound.
    pub forced: Vec<Option<u32>>,
    /// Client and site that do not go together, in order.
    pub banned: Vec<(u32, u32)>,
}

/// What is left to be looked at in a node: links at the places of prices, those of closed sites gone.
pub struct Lens {
    pub links: Links,
    pub range: (usize, usize),
}

impl State {
    pub fn new(work: &Work) -> State {
        let standing = work.problem.sites.iter().map(|site| site.standing).collect();
        State { standing, forced: Vec::new(), banned: Vec::new() }
    }

    /// The site to which a client is bound.
    pub fn forced(&self, client: usize) -> Option<u32> {
        self.forced.get(client).copied().flatten()
    }

    /// Binds a client to a site, which is open then.
    pub fn force(&mut self, client: usize, site: usize, clients: usize) {
        self.forced.resize(clients, None);
        self.forced[client] = Some(site as u32);
        self.standing[site] = Standing::Open;
    }

    /// Parts a client from a site.
    pub fn ban(&mut self, client: usize, site: usize) {
        let pair = (client as u32, site as u32);
        if let Err(at) = self.banned.binary_search(&pair) {
            self.banned.insert(at, pair);
        }
    }

    /// Whether a site may serve a client here.
    pub fn may_serve(&self, client: usize, site: usize) -> bool {
        let bound = self.forced(client).is_none_or(|only| only as usize == site);
        bound
            && self.standing[site] != Standing::Closed
            && self.banned.binary_search(&(client as u32, site as u32)).is_err()
    }

    /// The lens of this state, out of links that hold all of it; `None` when plainly nothing is possible.
    pub fn lens(&self, work: &Work, base: &Links) -> Option<Lens> {
        let range = work.range(&self.standing)?;
        let unbound = self.forced.is_empty() && self.banned.is_empty();
        let mut links = Links::new();
        for client in 0..work.units.len() {
            let before = links.len();
            let left = base.of(client).filter(|(site, _)| match unbound {
                true => self.standing[*site] != Standing::Closed,
                false => self.may_serve(client, *site),
            });
            links.push_sorted(left.map(|(site, cost)| (site as u32, cost)));
            if links.len() == before {
                return None;
            }
        }
        (!self.overfull(work)).then_some(Lens { links, range })
    }

    /// Whether a site is bound to more clients than it holds.
    fn overfull(&self, work: &Work) -> bool {
        let mut load = vec![0i64; self.standing.len()];
        for client in 0..self.forced.len() {
            if let Some(site) = self.forced[client] {
                load[site as usize] += work.sizes[client];
            }
        }
        work.problem
            .sites
            .iter()
            .zip(load)
            .any(|(site, load)| site.capacity.is_some_and(|capacity| load > capacity))
    }

    /// Sites still to be decided.
    pub fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.standing.len()).filter(|site| self.standing[*site] == Standing::Free)
    }
}

//! What dual prices prove: a bound on everything that is left at a node.

use super::choice::Choice;
use super::knapsack::{Item, split, whole};
use super::node::Node;
use crate::model::{Problem, Standing};

/// Prices evaluated at a node.
pub struct Priced {
    /// What clients pay together.
    pub paid: i128,
    /// What having each site open costs beyond what its clients pay; may be less than nought.
    pub prices: Vec<i64>,
    /// Sites, cheapest first.
    pub order: Vec<usize>,
    /// Whether some site must be open that cannot hold whom it must serve.
    pub overfull: bool,
}

/// Evaluates prices at a node; costs are multiplied by `power` to have the places of the prices.
pub fn priced(problem: &Problem, node: &Node, duals: &[i64], power: i64) -> Priced {
    let sites = problem.sites.len();
    let mut paid = 0i128;
    let mut items: Vec<Vec<Item>> = vec![Vec::new(); sites];
    let (mut worth, mut taken) = (vec![0i64; sites], vec![0i64; sites]);
    for (client, &dual) in duals.iter().enumerate() {
        let (units, size) = (problem.units(client), problem.clients[client].demand);
        paid += i128::from(dual) * i128::from(units);
        let plain = node.forced[client].is_none() && node.banned[client].is_empty();
        for (site, cost) in problem.links.of(client) {
            let gain = dual - cost * power;
            if gain <= 0 && node.forced[client].is_none() {
                break;
            }
            if !plain && !node.may_serve(client, site) {
                continue;
            }
            if node.forced[client].is_some() {
                (worth[site], taken[site]) = (worth[site] + gain * units, taken[site] + size);
            } else if problem.sites[site].capacity.is_none() {
                worth[site] += gain * units;
            } else if node.standing[site] != Standing::Closed {
                items[site].push(Item { size, worth: gain * units });
            }
        }
    }
    let mut prices = Vec::with_capacity(sites);
    let mut overfull = false;
    for (at, site) in problem.sites.iter().enumerate() {
        let room = site.capacity.map(|capacity| capacity - taken[at]);
        overfull |= room.is_some_and(|room| room < 0);
        let load = match room {
            Some(room) if problem.split => split(&mut items[at], room.max(0)),
            Some(room) => whole(&mut items[at], room.max(0)),
            None => 0,
        };
        prices.push(site.fixed * power - worth[at] - load);
    }
    let mut order: Vec<usize> = (0..sites).collect();
    order.sort_by_key(|site| prices[*site]);
    Priced { paid, prices, order, overfull }
}

impl Priced {
    /// The bound with sites standing so; `None` when nothing is possible.
    pub fn bound(&self, choice: &Choice, standing: &[Standing]) -> Option<i128> {
        if self.overfull {
            return None;
        }
        Some(self.paid + choice.least(&self.prices, &self.order, standing)?)
    }
}

/// A bound in prices' places as one in costs' places: the least multiple of `grain` that is not below it.
pub fn rounded(bound: i128, power: i64, grain: i64) -> i128 {
    let step = i128::from(power) * i128::from(grain);
    -(-bound).div_euclid(step) * i128::from(grain)
}

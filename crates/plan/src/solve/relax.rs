//! The relaxation: whether clients are served once is not asked but paid for, by dual prices. What is left falls apart
//! into sites.

use super::knapsack::{Item, ONE, units, whole};
use super::state::{Lens, State};
use super::work::Work;
use crate::model::Standing;

/// Prices evaluated in a node.
#[derive(Clone)]
pub struct Relaxed {
    /// No solution of the node costs less; in units of prices.
    pub bound: i128,
    /// What having each site open costs beyond what its clients pay.
    pub prices: Vec<i64>,
    /// Sites that are open at these prices.
    pub chosen: Vec<bool>,
    /// For each client [`ONE`] less how much it is served.
    pub slack: Vec<i64>,
    items: Vec<Vec<Item>>,
}

impl Relaxed {
    /// Room for evaluations.
    pub fn new(work: &Work) -> Relaxed {
        let (sites, clients) = (work.problem.sites.len(), work.units.len());
        Relaxed {
            bound: i128::MIN,
            prices: vec![0; sites],
            chosen: vec![false; sites],
            slack: vec![0; clients],
            items: vec![Vec::new(); if work.capacitated { sites } else { 0 }],
        }
    }

    /// Evaluates prices in a node.
    pub fn evaluate(&mut self, work: &Work, state: &State, lens: &Lens, duals: &[i64]) {
        let paid: i128 =
            duals.iter().zip(&work.units).map(|(dual, units)| i128::from(*dual) * i128::from(*units)).sum();
        for (price, site) in self.prices.iter_mut().zip(&work.problem.sites) {
            *price = site.fixed * work.power;
        }
        if work.capacitated {
            self.load(work, state, lens, duals);
        } else {
            self.gather(work, lens, duals);
        }
        self.bound = paid + self.choose(&state.standing, lens.range);
        self.served(state, lens, duals, work.capacitated);
    }

    /// Sites without limit take whoever is worth it.
    fn gather(&mut self, work: &Work, lens: &Lens, duals: &[i64]) {
        for (client, (&dual, &units)) in duals.iter().zip(&work.units).enumerate() {
            let (sites, costs) = lens.links.slices(client);
            for (site, cost) in sites.iter().zip(costs) {
                if *cost >= dual {
                    break;
                }
                self.prices[*site as usize] -= (dual - cost) * units;
            }
        }
    }

    /// Sites with limited room take the dearest load.
    fn load(&mut self, work: &Work, state: &State, lens: &Lens, duals: &[i64]) {
        let mut taken = vec![0i64; self.prices.len()];
        self.items.iter_mut().for_each(Vec::clear);
        for (client, (&dual, &units)) in duals.iter().zip(&work.units).enumerate() {
            let (sites, costs) = lens.links.slices(client);
            let (size, bound) = (work.sizes[client], state.forced(client).is_some());
            for (site, cost) in sites.iter().map(|site| *site as usize).zip(costs) {
                let worth = (dual - cost) * units;
                if bound {
                    self.prices[site] -= worth;
                    taken[site] += size;
                } else if worth <= 0 {
                    break;
                } else if work.problem.sites[site].capacity.is_none() {
                    self.prices[site] -= worth;
                    self.items[site].push(Item { client: client as u32, size, worth, part: ONE });
                } else {
                    self.items[site].push(Item { client: client as u32, size, worth, part: 0 });
                }
            }
        }
        for (at, site) in work.problem.sites.iter().enumerate() {
            let Some(capacity) = site.capacity else { continue };
            let room = (capacity - taken[at]).max(0);
            let items = &mut self.items[at];
            self.prices[at] -= if work.problem.split { units(items, room) } else { whole(items, room) };
        }
    }

    /// Opens the sites that are best at their prices, as many as may be; what they cost.
    fn choose(&mut self, standing: &[Standing], (least, most): (usize, usize)) -> i128 {
        let (mut count, mut sum) = (0, 0i128);
        let mut free: Vec<u32> = Vec::new();
        for (site, standing) in standing.iter().enumerate() {
            self.chosen[site] = *standing == Standing::Open;
            if *standing == Standing::Open {
                (count, sum) = (count + 1, sum + i128::from(self.prices[site]));
            } else if *standing == Standing::Free {
                free.push(site as u32);
            }
        }
        let prices = &self.prices;
        let wanted = free.iter().filter(|site| prices[**site as usize] < 0).count();
        let wanted = wanted.clamp(least.saturating_sub(count), most - count).min(free.len());
        if wanted > 0 && wanted < free.len() {
            free.select_nth_unstable_by_key(wanted - 1, |site| (prices[*site as usize], *site));
        }
        for &site in &free[..wanted] {
            self.chosen[site as usize] = true;
            sum += i128::from(self.prices[site as usize]);
        }
        sum
    }

    /// How much each client is served by the chosen sites.
    fn served(&mut self, state: &State, lens: &Lens, duals: &[i64], capacitated: bool) {
        self.slack.fill(ONE);
        if !capacitated {
            for (client, &dual) in duals.iter().enumerate() {
                let (sites, costs) = lens.links.slices(client);
                let near = sites.iter().zip(costs).take_while(|(_, cost)| **cost < dual);
                let times = near.filter(|(site, _)| self.chosen[**site as usize]).count();
                self.slack[client] -= ONE * times as i64;
            }
            return;
        }
        for items in
            self.items.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen).map(|(items, _)| items)
        {
            items.iter().for_each(|item| self.slack[item.client as usize] -= item.part);
        }
        for (client, forced) in state.forced.iter().enumerate() {
            self.slack[client] = if forced.is_some() { 0 } else { self.slack[client] };
        }
    }

    /// Who is served by a site at these prices, and how much of it in parts of [`ONE`]; of sites with limited room alone.
    pub fn load_of(&self, site: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        let items = self.items.get(site).map_or(&[][..], Vec::as_slice);
        items.iter().filter(|item| item.part > 0).map(|item| (item.client as usize, item.part))
    }
}

//! Solutions on the way: made of what the relaxation chooses, improved by moves, the best kept.

use super::assign::{Assign, NOBODY};
use super::chance::Chance;
use super::found::Solution;
use super::near::Near;
use super::relax::Relaxed;
use super::transport::transport;
use super::watch::Watch;
use super::work::Work;
use crate::model::Standing;
use std::collections::BTreeSet;

/// Sites of each kind that are tried for an exchange in a problem with capacities.
const TRIED: usize = 12;

/// Most sets of sites that are remembered as tried.
const REMEMBERED: usize = 100_000;

/// The best solution so far and what was tried for it.
pub struct Primal<'w> {
    work: &'w Work<'w>,
    standing: Vec<Standing>,
    assign: Option<Assign<'w>>,
    pub best: Option<Solution>,
    tried: BTreeSet<Vec<bool>>,
    chance: Chance,
}

impl<'w> Primal<'w> {
    pub fn new(work: &'w Work<'w>, seed: u64) -> Primal<'w> {
        Primal {
            work,
            standing: work.problem.sites.iter().map(|site| site.standing).collect(),
            assign: (work.capacitated && !work.problem.split).then(|| Assign::new(work)),
            best: None,
            tried: BTreeSet::new(),
            chance: Chance::new(seed),
        }
    }

    /// Cost of the best solution.
    pub fn cost(&self) -> Option<i128> {
        self.best.as_ref().map(|best| best.cost)
    }

    /// Keeps a solution if it is better.
    pub fn offer(&mut self, solution: Option<Solution>) -> bool {
        let better = solution.filter(|new| self.best.as_ref().is_none_or(|best| new.cost < best.cost));
        let any = better.is_some();
        self.best = better.or(self.best.take());
        any
    }

    /// A first solution.
    pub fn begin(&mut self, watch: &mut dyn Watch) {
        let none = vec![false; self.standing.len()];
        if !self.work.capacitated {
            self.descend(&none, watch);
            return;
        }
        let all: Vec<bool> = self.standing.iter().map(|standing| *standing != Standing::Closed).collect();
        let roomy = self.roomy(&all);
        self.serve(&roomy, None);
    }

    /// All sites that may be open, or of a fixed number those with most room.
    fn roomy(&self, all: &[bool]) -> Vec<bool> {
        let Some(count) = self.work.problem.count else { return all.to_vec() };
        let mut sites: Vec<usize> = (0..all.len()).filter(|site| all[*site]).collect();
        let room = |site: usize| self.work.problem.sites[site].capacity.unwrap_or(i64::MAX);
        sites.sort_by_key(|site| {
            (self.standing[*site] != Standing::Open, std::cmp::Reverse(room(*site)), *site)
        });
        let mut open = vec![false; all.len()];
        sites.iter().take(count).for_each(|site| open[*site] = true);
        open
    }

    fn descend(&mut self, chosen: &[bool], watch: &mut dyn Watch) -> bool {
        let standing = self.standing.clone();
        let Some(mut near) = Near::new(self.work, &standing, chosen) else { return false };
        near.descend(watch);
        let solution = near.solution();
        self.offer(solution)
    }

    /// Serves everybody from a set of sites, if that can be; keeps what is better.
    fn serve(&mut self, open: &[bool], relaxed: Option<&Relaxed>) -> bool {
        if self.work.problem.split {
            let solution = transport(self.work, open).map(|(solution, _)| solution);
            return self.offer(solution);
        }
        let Some(assign) = &self.assign else { return false };
        let mut served = assign.begin(
            open,
            &relaxed.map_or(vec![NOBODY; self.work.sizes.len()], |relaxed| self.leaning(relaxed)),
        );
        let mut whole = assign.complete(&mut served);
        if !whole && relaxed.is_some() {
            served = assign.begin(open, &vec![NOBODY; self.work.sizes.len()]);
            whole = assign.complete(&mut served);
        }
        if !whole {
            return false;
        }
        assign.polish(&mut served);
        let solution = assign.solution(&served);
        self.offer(Some(solution))
    }

    /// Each client's cheapest site among those that serve it in the relaxation.
    fn leaning(&self, relaxed: &Relaxed) -> Vec<u32> {
        let mut sites = vec![NOBODY; self.work.sizes.len()];
        let mut least = vec![i64::MAX; sites.len()];
        for site in (0..relaxed.chosen.len()).filter(|site| relaxed.chosen[*site]) {
            for (client, _) in relaxed.load_of(site) {
                let cost = self.work.problem.cost(client, site).unwrap_or(i64::MAX);
                if cost < least[client] {
                    (least[client], sites[client]) = (cost, site as u32);
                }
            }
        }
        sites
    }

    /// Makes a solution of what the relaxation chooses; `deep` when it may take its time.
    pub fn take_up(&mut self, relaxed: &Relaxed, deep: bool, watch: &mut dyn Watch) -> bool {
        if self.tried.len() >= REMEMBERED {
            self.tried.clear();
        }
        let fresh = self.tried.insert(relaxed.chosen.clone());
        if !fresh && (self.work.problem.split || !self.work.capacitated) {
            return false;
        }
        if self.work.capacitated {
            return self.serve(&relaxed.chosen, Some(relaxed));
        }
        let solution = Solution::nearest(self.work, &relaxed.chosen);
        let close = match (&solution, &self.best) {
            (Some(new), Some(best)) => new.cost - best.cost < best.cost / 100,
            _ => true,
        };
        self.offer(solution) | ((deep || close) && self.descend(&relaxed.chosen, watch))
    }

    /// Improves the best solution by moves of sites that, by what the relaxation says, may be better.
    pub fn improve(&mut self, relaxed: &Relaxed, watch: &mut dyn Watch) {
        while self.work.capacitated && watch.go_on() && self.round(relaxed, watch) {}
    }

    fn round(&mut self, relaxed: &Relaxed, watch: &mut dyn Watch) -> bool {
        let prices = &relaxed.prices;
        let chosen = (0..prices.len()).filter(|site| relaxed.chosen[*site]);
        let paid = relaxed.bound - chosen.map(|site| i128::from(prices[site])).sum::<i128>();
        let Some(best) = &self.best else { return false };
        let mut open = vec![false; self.standing.len()];
        best.open.iter().for_each(|site| open[*site] = true);
        let before = best.served.iter().map(|parts| parts[0].0).collect::<Vec<u32>>();
        let free = |site: &usize| self.standing[*site] == Standing::Free;
        let mut inside: Vec<usize> = (0..open.len()).filter(|site| open[*site]).filter(free).collect();
        let mut outside: Vec<usize> = (0..open.len()).filter(|site| !open[*site]).filter(free).collect();
        inside.sort_by_key(|site| std::cmp::Reverse(prices[*site]));
        outside.sort_by_key(|site| prices[*site]);
        let (inside, outside) =
            (&inside[..inside.len().min(TRIED * 2)], &outside[..outside.len().min(TRIED)]);
        let drops = inside.iter().map(|drop| (Some(*drop), None));
        let adds = outside.iter().map(|add| (None, Some(*add)));
        let swaps = inside.iter().flat_map(|drop| outside.iter().map(|add| (Some(*drop), Some(*add))));
        for (drop, add) in drops.chain(adds).chain(swaps) {
            let mut tried = open.clone();
            drop.into_iter().for_each(|site| tried[site] = false);
            add.into_iter().for_each(|site| tried[site] = true);
            if !watch.go_on() {
                return false;
            }
            let opened = (0..tried.len()).filter(|site| tried[*site]);
            let least = paid + opened.map(|site| i128::from(prices[site])).sum::<i128>();
            let hopeless = least >= self.work.target(self.cost());
            if !hopeless && self.fits(&tried) && self.moved(&tried, &before) {
                return true;
            }
        }
        false
    }

    /// Whether so many sites may be open and have room for all.
    fn fits(&self, open: &[bool]) -> bool {
        let standing: Vec<Standing> =
            open.iter().map(|open| if *open { Standing::Open } else { Standing::Closed }).collect();
        self.work.range(&standing).is_some()
    }

    fn moved(&mut self, open: &[bool], before: &[u32]) -> bool {
        let Some(assign) = &self.assign else { return self.serve(open, None) };
        let mut served = assign.begin(open, before);
        if !assign.complete(&mut served) {
            return false;
        }
        assign.polish(&mut served);
        if self.cost().is_some_and(|best| i128::from(assign.total(&served)) >= best) {
            return false;
        }
        let solution = assign.solution(&served);
        self.offer(Some(solution))
    }

    /// Shakes the best solution and descends again, so many times without success.
    pub fn wander(&mut self, times: usize, watch: &mut dyn Watch) -> bool {
        let (mut idle, mut any) = (0, false);
        let standing = self.standing.clone();
        while !self.work.capacitated && idle < times && watch.go_on() {
            let Some(best) = &self.best else { return any };
            let mut open = vec![false; standing.len()];
            best.open.iter().for_each(|site| open[*site] = true);
            let width = 1 + idle % 6;
            let Some(mut near) = Near::new(self.work, &standing, &open) else { return any };
            near.shake(width, &mut self.chance);
            near.descend(watch);
            let solution = near.solution();
            let better = self.offer(solution);
            (idle, any) = (if better { 0 } else { idle + 1 }, any | better);
        }
        any
    }
}

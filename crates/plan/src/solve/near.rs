//! Solutions where no capacity binds: sites are added, dropped and exchanged as long as that is cheaper (the fast
//! interchange of Whitaker, with the bookkeeping of Resende and Werneck).

use super::chance::Chance;
use super::found::Solution;
use super::watch::Watch;
use super::work::Work;
use crate::model::Standing;

/// A set of open sites and each client's nearest and second of them.
pub struct Near<'w> {
    work: &'w Work<'w>,
    standing: &'w [Standing],
    range: (usize, usize),
    /// What being served by nobody costs a unit.
    far: i64,
    pub open: Vec<bool>,
    count: usize,
    first: Vec<(u32, i64)>,
    second: Vec<i64>,
}

/// No site.
const NOBODY: u32 = u32::MAX;

/// What to do next.
#[derive(Clone, Copy)]
struct Move {
    change: i64,
    add: Option<usize>,
    drop: Option<usize>,
}

impl<'w> Near<'w> {
    /// Starts from a set; sites decided in `standing` stay so. `None` when the number of sites cannot be.
    pub fn new(work: &'w Work<'w>, standing: &'w [Standing], chosen: &[bool]) -> Option<Near<'w>> {
        let range = work.range(standing)?;
        let clients = work.units.len();
        let dearest = (0..clients).filter_map(|client| work.problem.links.slices(client).1.last()).max();
        let mut near = Near {
            work,
            standing,
            range,
            far: dearest.map_or(1, |cost| cost * 2 + 1),
            open: (0..standing.len())
                .map(|s| standing[s] == Standing::Open || (chosen[s] && standing[s] == Standing::Free))
                .collect(),
            count: 0,
            first: vec![(NOBODY, 0); clients],
            second: vec![0; clients],
        };
        near.recount();
        Some(near)
    }

    /// Anew for each client: the two nearest open sites.
    fn recount(&mut self) {
        self.count = self.open.iter().filter(|open| **open).count();
        for client in 0..self.first.len() {
            let (sites, costs) = self.work.problem.links.slices(client);
            let mut open = sites.iter().zip(costs).filter(|(site, _)| self.open[**site as usize]);
            self.first[client] = open.next().map_or((NOBODY, self.far), |(site, cost)| (*site, *cost));
            self.second[client] = open.next().map_or(self.far, |(_, cost)| *cost);
        }
    }

    /// Moves as long as it gets cheaper and somebody wants it to go on; to a number of sites that may be in any case.
    pub fn descend(&mut self, watch: &mut dyn Watch) {
        while let Some(best) = self.best() {
            let within = self.range.0 <= self.count && self.count <= self.range.1;
            if within && (best.change >= 0 || !watch.go_on()) {
                return;
            }
            self.apply(best);
        }
    }

    fn apply(&mut self, step: Move) {
        step.add.into_iter().for_each(|site| self.open[site] = true);
        step.drop.into_iter().for_each(|site| self.open[site] = false);
        self.recount();
    }

    /// The best move that leads to, or leaves, a number of sites that may be.
    fn best(&self) -> Option<Move> {
        let opened: Vec<usize> = (0..self.open.len()).filter(|site| self.open[*site]).collect();
        let (gain, loss, both) = self.effects(&opened);
        let fixed = |site: usize| self.work.problem.sites[site].fixed;
        let may_drop = |site: usize| self.standing[site] == Standing::Free;
        let mut best: Option<Move> = None;
        let mut offer = |change: i64, add: Option<usize>, drop: Option<usize>| {
            if best.is_none_or(|best| change < best.change) {
                best = Some(Move { change, add, drop });
            }
        };
        let (few, many) = (self.count < self.range.0, self.count > self.range.1);
        for add in
            (0..self.open.len()).filter(|site| !self.open[*site] && self.standing[*site] == Standing::Free)
        {
            let added = fixed(add) - gain[add];
            if self.count < self.range.1 {
                offer(added, Some(add), None);
            }
            if few || many {
                continue;
            }
            let row = &both[add * opened.len()..(add + 1) * opened.len()];
            for (at, &drop) in opened.iter().enumerate().filter(|(_, drop)| may_drop(**drop)) {
                offer(added + loss[at] - row[at] - fixed(drop), Some(add), Some(drop));
            }
        }
        if self.count > self.range.0 {
            for (at, &drop) in opened.iter().enumerate().filter(|(_, drop)| may_drop(**drop)) {
                offer(loss[at] - fixed(drop), None, Some(drop));
            }
        }
        best
    }

    /// What adding each site gains, dropping each open one loses, and how much less when both is done.
    fn effects(&self, opened: &[usize]) -> (Vec<i64>, Vec<i64>, Vec<i64>) {
        let (sites, wide) = (self.open.len(), opened.len());
        let mut place = vec![0usize; sites];
        opened.iter().enumerate().for_each(|(at, site)| place[*site] = at);
        let (mut gain, mut loss, mut both) = (vec![0i64; sites], vec![0i64; wide], vec![0i64; sites * wide]);
        for client in 0..self.first.len() {
            let ((mine, first), second, units) =
                (self.first[client], self.second[client], self.work.units[client]);
            if mine != NOBODY {
                loss[place[mine as usize]] += (second - first) * units;
            }
            let (others, costs) = self.work.problem.links.slices(client);
            for (site, cost) in others.iter().map(|site| *site as usize).zip(costs) {
                if *cost >= second {
                    break;
                }
                gain[site] += (first - cost).max(0) * units;
                if mine != NOBODY {
                    both[site * wide + place[mine as usize]] += (second - (*cost).max(first)) * units;
                }
            }
        }
        (gain, loss, both)
    }

    /// Exchanges so many sites at random.
    pub fn shake(&mut self, times: usize, chance: &mut Chance) {
        let free = |open: bool, near: &Near| {
            let of = |site: &usize| near.open[*site] == open && near.standing[*site] == Standing::Free;
            (0..near.open.len()).filter(of).collect::<Vec<_>>()
        };
        for _ in 0..times {
            let (inside, outside) = (free(true, self), free(false, self));
            if inside.is_empty() || outside.is_empty() {
                return;
            }
            self.open[inside[chance.below(inside.len())]] = false;
            self.open[outside[chance.below(outside.len())]] = true;
        }
        self.recount();
    }

    /// The solution, if everybody is served by as many sites as may be.
    pub fn solution(&self) -> Option<Solution> {
        let fits = self.range.0 <= self.count && self.count <= self.range.1;
        if fits { Solution::nearest(self.work, &self.open) } else { None }
    }
}

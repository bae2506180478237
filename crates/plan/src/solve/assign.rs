//! Serving whole clients from sites with limited room: greedy by what is lost by waiting, then shifts and exchanges.

use super::found::Solution;
use super::work::Work;

/// No link; many of them can be summed.
const FAR: i64 = i64::MAX / 4;

/// Who serves whom, and how much room is left.
#[derive(Clone)]
pub struct Served {
    pub site: Vec<u32>,
    room: Vec<i64>,
    pub open: Vec<bool>,
}

/// Not yet served.
pub const NOBODY: u32 = u32::MAX;

/// All costs at hand.
pub struct Assign<'w> {
    work: &'w Work<'w>,
    costs: Vec<i64>,
    wide: usize,
}

impl<'w> Assign<'w> {
    pub fn new(work: &'w Work<'w>) -> Assign<'w> {
        let wide = work.problem.sites.len();
        let mut costs = vec![FAR; wide * work.sizes.len()];
        for client in 0..work.sizes.len() {
            work.problem.links.of(client).for_each(|(site, cost)| costs[client * wide + site] = cost);
        }
        Assign { work, costs, wide }
    }

    fn cost(&self, client: usize, site: usize) -> i64 {
        self.costs[client * self.wide + site]
    }

    /// Whom sites serve already; whoever does not fit is left out.
    pub fn begin(&self, open: &[bool], site: &[u32]) -> Served {
        let all: i64 = self.work.sizes.iter().sum();
        let room = self.work.problem.sites.iter().map(|site| site.capacity.unwrap_or(all)).collect();
        let mut served = Served { site: vec![NOBODY; site.len()], room, open: open.to_vec() };
        for (client, &at) in site.iter().enumerate() {
            if at != NOBODY && open[at as usize] && served.room[at as usize] >= self.work.sizes[client] {
                self.put(&mut served, client, at as usize);
            }
        }
        served
    }

    fn put(&self, served: &mut Served, client: usize, site: usize) {
        let before = served.site[client];
        if before != NOBODY {
            served.room[before as usize] += self.work.sizes[client];
        }
        served.room[site] -= self.work.sizes[client];
        served.site[client] = site as u32;
    }

    /// The open site with room that is cheapest for a client, and what the second one costs more.
    fn two(&self, served: &Served, client: usize) -> Option<(usize, i64)> {
        let (mut best, mut second) = ((usize::MAX, FAR), FAR);
        for site in (0..self.wide).filter(|site| served.open[*site]) {
            let fits = served.room[site] >= self.work.sizes[client];
            let cost = if fits { self.cost(client, site) } else { FAR };
            if cost < best.1 {
                (best, second) = ((site, cost), best.1);
            } else {
                second = second.min(cost);
            }
        }
        (best.1 < FAR).then_some((best.0, second - best.1))
    }

    /// Serves everybody who is not yet, those first who would lose most; `false` when somebody finds no room.
    pub fn complete(&self, served: &mut Served) -> bool {
        let mut waiting: Vec<usize> =
            (0..served.site.len()).filter(|client| served.site[*client] == NOBODY).collect();
        // The greatest first when room is short: at the same loss they are harder to place.
        waiting.sort_by_key(|client| std::cmp::Reverse(self.work.sizes[*client]));
        let mut choice: Vec<Option<(usize, i64)>> =
            waiting.iter().map(|client| self.two(served, *client)).collect();
        while let Some(at) = (0..waiting.len())
            .max_by_key(|at| (choice[*at].map_or(i64::MAX, |two| two.1), std::cmp::Reverse(*at)))
        {
            let Some((site, _)) = choice[at] else { return false };
            let client = waiting.remove(at);
            choice.remove(at);
            self.put(served, client, site);
            for (client, choice) in waiting.iter().zip(&mut choice) {
                if choice
                    .is_none_or(|(best, _)| best == site || served.room[site] < self.work.sizes[*client] * 3)
                {
                    *choice = self.two(served, *client);
                }
            }
        }
        true
    }

    /// Shifts one client or exchanges two as long as that is cheaper.
    pub fn polish(&self, served: &mut Served) {
        while self.shift(served) || self.exchange(served) {}
    }

    fn shift(&self, served: &mut Served) -> bool {
        let mut any = false;
        for client in 0..served.site.len() {
            let mine = served.site[client] as usize;
            let others = (0..self.wide)
                .filter(|site| served.open[*site] && served.room[*site] >= self.work.sizes[client]);
            let best = others.min_by_key(|site| self.cost(client, *site));
            if let Some(site) = best.filter(|site| self.cost(client, *site) < self.cost(client, mine)) {
                self.put(served, client, site);
                any = true;
            }
        }
        any
    }

    /// Exchanges a client that would gain elsewhere with one that is served there.
    fn exchange(&self, served: &mut Served) -> bool {
        let mut any = false;
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.wide];
        served.site.iter().enumerate().for_each(|(client, site)| members[*site as usize].push(client));
        for left in 0..served.site.len() {
            let a = served.site[left] as usize;
            for b in (0..self.wide).filter(|b| served.open[*b]) {
                let gain = self.cost(left, a) - self.cost(left, b);
                if gain <= 0 {
                    continue;
                }
                let Some(at) = self.partner(served, (left, a), (&members[b], b), gain) else { continue };
                let right = members[b][at];
                let more = self.work.sizes[left] - self.work.sizes[right];
                (served.room[a], served.room[b]) = (served.room[a] + more, served.room[b] - more);
                (served.site[left], served.site[right]) = (b as u32, a as u32);
                members[b][at] = left;
                members[a].retain(|client| *client != left);
                members[a].push(right);
                any = true;
                break;
            }
        }
        any
    }

    /// Among the clients of site `b` the place of one that fits into `a` in the place of `left` and loses less than `gain`.
    fn partner(
        &self,
        served: &Served,
        (left, a): (usize, usize),
        (members, b): (&[usize], usize),
        gain: i64,
    ) -> Option<usize> {
        members.iter().position(|right| {
            let more = self.work.sizes[left] - self.work.sizes[*right];
            let fits = served.room[a] + more >= 0 && served.room[b] - more >= 0;
            fits && self.cost(*right, a) - self.cost(*right, b) < gain
        })
    }

    /// What it costs.
    pub fn total(&self, served: &Served) -> i64 {
        let fixed: i64 = (0..self.wide)
            .filter(|site| served.open[*site])
            .map(|site| self.work.problem.sites[site].fixed)
            .sum();
        fixed
            + served
                .site
                .iter()
                .enumerate()
                .map(|(client, site)| self.cost(client, *site as usize))
                .sum::<i64>()
    }

    /// As a solution.
    pub fn solution(&self, served: &Served) -> Solution {
        let parts =
            served.site.iter().zip(&self.work.sizes).map(|(site, size)| vec![(*site, *size)]).collect();
        let cost: i64 =
            served.site.iter().enumerate().map(|(client, site)| self.cost(client, *site as usize)).sum();
        Solution::opened(self.work, &served.open, i128::from(cost), parts)
    }
}

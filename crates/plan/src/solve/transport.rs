//! Serving split clients from open sites with limited room at the least cost: shortest augmenting paths over the sites.

use super::found::Solution;
use super::work::Work;

/// No link.
const NONE: i64 = i64::MAX / 4;

/// The flow so far.
struct Flow<'w> {
    work: &'w Work<'w>,
    sites: Vec<usize>,
    /// Cost of a unit, client by client over `sites`.
    costs: Vec<i64>,
    /// Units, likewise.
    flow: Vec<i64>,
    room: Vec<i64>,
    /// Cheapest way to move a unit from one site to another: cost and client.
    moves: Vec<(i64, u32)>,
    /// Sites whose moves are not up to date.
    stale: Vec<bool>,
}

/// The best service by the open sites, and for each client what one more unit of it would cost; `None` when there is
/// not room for all.
pub fn transport(work: &Work, open: &[bool]) -> Option<(Solution, Vec<i64>)> {
    let mut flow = Flow::new(work, open);
    let room: i128 = flow.room.iter().map(|room| i128::from(*room)).sum();
    if room < work.sizes.iter().map(|size| i128::from(*size)).sum() {
        return None;
    }
    for client in flow.order() {
        flow.serve(client)?;
    }
    flow.refresh();
    let duals = flow.duals();
    let mut served = vec![Vec::new(); work.sizes.len()];
    let (mut cost, wide) = (0i128, flow.sites.len());
    for (client, parts) in served.iter_mut().enumerate() {
        for (at, &site) in flow.sites.iter().enumerate() {
            let amount = flow.flow[client * wide + at];
            if amount > 0 {
                parts.push((site as u32, amount));
                cost += i128::from(amount) * i128::from(flow.costs[client * wide + at]);
            }
        }
    }
    Some((Solution::opened(work, open, cost, served), duals))
}

/// Clients that compete for too little room, where [`transport`] finds none for all.
pub fn crowd(work: &Work, open: &[bool]) -> Vec<usize> {
    let mut flow = Flow::new(work, open);
    let wide = flow.sites.len();
    for client in flow.order() {
        if flow.serve(client).is_some() {
            continue;
        }
        // All sites to which somebody could still be moved are full; whoever can go nowhere else crowds them.
        flow.refresh();
        let row = flow.costs[client * wide..(client + 1) * wide].to_vec();
        let (cost, _) = flow.shortest(&row);
        let inside = |client: &usize| {
            let row = &flow.costs[client * wide..(client + 1) * wide];
            row.iter().zip(&cost).all(|(link, reached)| *link >= NONE || *reached < NONE)
        };
        return (0..work.sizes.len()).filter(inside).collect();
    }
    (0..work.sizes.len()).collect()
}

impl<'w> Flow<'w> {
    fn new(work: &'w Work<'w>, open: &[bool]) -> Flow<'w> {
        let sites: Vec<usize> = (0..open.len()).filter(|site| open[*site]).collect();
        let (wide, clients) = (sites.len(), work.sizes.len());
        let mut place = vec![usize::MAX; open.len()];
        sites.iter().enumerate().for_each(|(at, site)| place[*site] = at);
        let mut costs = vec![NONE; wide * clients];
        for client in 0..clients {
            for (site, cost) in work.problem.links.of(client).filter(|(site, _)| open[*site]) {
                costs[client * wide + place[site]] = cost;
            }
        }
        let all: i64 = work.sizes.iter().sum();
        let room = sites.iter().map(|site| work.problem.sites[*site].capacity.unwrap_or(all)).collect();
        let (flow, moves) = (vec![0; wide * clients], vec![(NONE, 0); wide * wide]);
        let stale = vec![false; wide];
        Flow { work, sites, costs, flow, room, moves, stale }
    }

    /// Clients in the order of what it costs them not to have the best, most first.
    fn order(&self) -> Vec<usize> {
        let wide = self.sites.len();
        let regret = |client: usize| {
            let (mut first, mut second) = (NONE, NONE);
            for &cost in &self.costs[client * wide..(client + 1) * wide] {
                (first, second) = if cost < first { (cost, first) } else { (first, second.min(cost)) };
            }
            second - first
        };
        let mut order: Vec<usize> = (0..self.work.sizes.len()).collect();
        order.sort_by_cached_key(|client| std::cmp::Reverse(regret(*client)));
        order
    }

    /// Serves a client whole, moving others where that is cheaper.
    fn serve(&mut self, client: usize) -> Option<()> {
        let wide = self.sites.len();
        let mut rest = self.work.sizes[client];
        while rest > 0 {
            let row = self.costs[client * wide..(client + 1) * wide].to_vec();
            let path = self.path(&row)?;
            let end = *path.last()?;
            let mut amount = rest.min(self.room[end]);
            for pair in path.windows(2) {
                let mover = self.moves[pair[0] * wide + pair[1]].1 as usize;
                amount = amount.min(self.flow[mover * wide + pair[0]]);
            }
            for pair in path.windows(2) {
                let mover = self.moves[pair[0] * wide + pair[1]].1 as usize;
                self.flow[mover * wide + pair[0]] -= amount;
                self.flow[mover * wide + pair[1]] += amount;
            }
            self.flow[client * wide + path[0]] += amount;
            self.room[end] -= amount;
            rest -= amount;
            path.iter().for_each(|site| self.stale[*site] = true);
        }
        Some(())
    }

    /// The cheapest way from a client (or from nowhere, at these first costs) to a site with room.
    fn path(&mut self, first: &[i64]) -> Option<Vec<usize>> {
        let near = (0..first.len()).min_by_key(|at| first[*at])?;
        if self.room[near] > 0 && first[near] < NONE {
            return Some(vec![near]);
        }
        self.refresh();
        let (cost, before) = self.shortest(first);
        let end =
            (0..cost.len()).filter(|at| self.room[*at] > 0 && cost[*at] < NONE).min_by_key(|at| cost[*at])?;
        let mut path = vec![end];
        while let Some(last) = path.last().and_then(|at| before[*at]) {
            path.push(last);
        }
        path.reverse();
        Some(path)
    }

    /// Cheapest costs to all sites by moves (Bellman and Ford), and the site before each.
    fn shortest(&self, first: &[i64]) -> (Vec<i64>, Vec<Option<usize>>) {
        let wide = first.len();
        let (mut cost, mut before) = (first.to_vec(), vec![None; wide]);
        for _ in 0..wide {
            let mut changed = false;
            for from in (0..wide).filter(|from| self.room[*from] == 0) {
                for to in 0..wide {
                    let step = self.moves[from * wide + to].0;
                    if step < NONE && cost[from] < NONE && cost[from] + step < cost[to] {
                        (cost[to], before[to], changed) = (cost[from] + step, Some(from), true);
                    }
                }
            }
            if !changed {
                break;
            }
        }
        (cost, before)
    }

    /// Brings all moves up to date.
    fn refresh(&mut self) {
        for site in 0..self.sites.len() {
            if std::mem::take(&mut self.stale[site]) {
                self.remember(site);
            }
        }
    }

    /// Finds the cheapest moves out of a site anew.
    fn remember(&mut self, from: usize) {
        let wide = self.sites.len();
        let row = &mut self.moves[from * wide..(from + 1) * wide];
        row.fill((NONE, 0));
        for client in 0..self.work.sizes.len() {
            if self.flow[client * wide + from] == 0 {
                continue;
            }
            let costs = &self.costs[client * wide..(client + 1) * wide];
            for (to, &cost) in costs.iter().enumerate().filter(|(to, cost)| *to != from && **cost < NONE) {
                if cost - costs[from] < row[to].0 {
                    row[to] = (cost - costs[from], client as u32);
                }
            }
        }
    }

    /// What a unit of each client costs at the margin: its cost and the price of room, which is what it costs to make some.
    fn duals(&self) -> Vec<i64> {
        let wide = self.sites.len();
        let full = self.room.iter().all(|room| *room == 0);
        // From a site with room backwards; where all are full, from any one.
        let mut price: Vec<i64> =
            (0..wide).map(|at| if self.room[at] > 0 || (full && at == 0) { 0 } else { NONE }).collect();
        for _ in 0..wide {
            for from in 0..wide {
                for to in 0..wide {
                    let step = self.moves[from * wide + to].0;
                    if step < NONE && price[to] < NONE && step + price[to] < price[from] {
                        price[from] = step + price[to];
                    }
                }
            }
        }
        let least = price.iter().copied().min().unwrap_or(0).min(0);
        let row = |client: usize| &self.costs[client * wide..(client + 1) * wide];
        let dual = |client: usize| {
            let at = (0..wide).filter(|at| row(client)[*at] < NONE && price[*at] < NONE);
            at.map(|at| row(client)[at] + price[at] - least).min().unwrap_or(0)
        };
        (0..self.work.sizes.len()).map(dual).collect()
    }
}

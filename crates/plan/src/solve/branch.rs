//! What becomes of a node that its bound does not end: nothing is left to decide, or it is parted in two.

use super::ascent::Peak;
use super::found::Solution;
use super::relax::Relaxed;
use super::search::{Pending, Search};
use super::state::Lens;
use super::transport::{crowd, transport};
use super::tree::Kind;
use crate::model::Standing;

impl Search<'_, '_> {
    /// Where every site is decided and clients may be split or no capacity binds, the best is plain.
    pub(super) fn decided(&mut self, node: &Pending, lens: &Lens) -> Option<Kind> {
        let opened = node.state.standing.iter().filter(|standing| **standing == Standing::Open).count();
        let all = node.state.free().next().is_none() || opened == lens.range.1;
        if !all || (self.work.capacitated && !self.work.problem.split) {
            return None;
        }
        let open: Vec<bool> =
            node.state.standing.iter().map(|standing| *standing == Standing::Open).collect();
        let duals = if self.work.capacitated {
            let Some((solution, duals)) = transport(self.work, &open) else {
                return Some(self.impossible(node, lens));
            };
            self.primal.offer(Some(solution));
            duals.into_iter().map(|dual| dual * self.work.power).collect()
        } else {
            let solution = Solution::nearest(self.work, &open)?;
            let nearest = solution.served.iter().enumerate().map(|(client, parts)| {
                self.work.problem.cost(client, parts[0].0 as usize).unwrap_or(0) * self.work.power
            });
            let duals = nearest.collect();
            self.primal.offer(Some(solution));
            duals
        };
        Some(Kind::Leaf(self.tree.keep(duals)))
    }

    /// No service is possible from these sites: prices rise for those who compete for too little room until that is plain.
    fn impossible(&mut self, node: &Pending, lens: &Lens) -> Kind {
        let mut duals = self.tree.duals(node.duals).to_vec();
        let open: Vec<bool> =
            node.state.standing.iter().map(|standing| *standing == Standing::Open).collect();
        let crowd = crowd(self.work, &open);
        let target = self.work.target(self.primal.cost());
        let mut relaxed = Relaxed::new(self.work);
        let mut step = (self.work.dearest + self.work.power).max(1);
        while self.primal.best.is_some() {
            relaxed.evaluate(self.work, &node.state, lens, &duals);
            if relaxed.bound >= target || step > i64::MAX / 1_000_000 {
                break;
            }
            crowd.iter().for_each(|client| duals[*client] = duals[*client].saturating_add(step));
            step *= 2;
        }
        Kind::Leaf(self.tree.keep(duals))
    }

    pub(super) fn branch(&mut self, node: Pending, bound: i128, peak: &Peak) {
        let undecided = |site: &usize| (peak.share[*site] - (1 << 19)).abs();
        let Some(site) = node.state.free().min_by_key(|site| (undecided(site), *site)) else {
            return self.branch_link(node, bound, peak);
        };
        let (duals, mut ends) = (node.duals, Vec::new());
        for standing in [Standing::Open, Standing::Closed] {
            let mut state = node.state.clone();
            state.standing[site] = standing;
            let tree = self.tree.add(Kind::Waiting(duals));
            self.wait(bound, Pending { tree, state, duals });
            ends.push(tree);
        }
        self.tree.set(node.tree, Kind::Site { site, open: ends[0], closed: ends[1] });
    }

    /// All sites are decided: a client is bound to one of those that want it, or parted from it.
    fn branch_link(&mut self, node: Pending, bound: i128, peak: &Peak) {
        let clients = self.work.sizes.len();
        let mut wanted: Vec<Vec<usize>> = vec![Vec::new(); clients];
        for site in (0..peak.relaxed.chosen.len()).filter(|site| peak.relaxed.chosen[*site]) {
            peak.relaxed.load_of(site).for_each(|(client, _)| wanted[client].push(site));
        }
        let unsettled = |client: &usize| node.state.forced(*client).is_none();
        let pick = (0..clients).filter(unsettled).max_by_key(|client| {
            (wanted[*client].len().abs_diff(1), self.work.sizes[*client], std::cmp::Reverse(*client))
        });
        let Some(client) = pick else {
            // Everybody is bound: these prices say exactly what that costs.
            return self.tree.set(node.tree, Kind::Leaf(node.duals));
        };
        let near = |site: &usize| self.work.problem.cost(client, *site).unwrap_or(i64::MAX);
        let cheapest = wanted[client].iter().copied().min_by_key(near);
        let allowed = self.work.problem.links.of(client).map(|(site, _)| site);
        let site = cheapest.or_else(|| allowed.into_iter().find(|site| node.state.may_serve(client, *site)));
        let Some(site) = site else { return self.tree.set(node.tree, Kind::Empty) };
        let (duals, mut ends) = (node.duals, Vec::new());
        for bind in [true, false] {
            let mut state = node.state.clone();
            if bind {
                state.force(client, site, clients);
            } else {
                state.ban(client, site);
            }
            let tree = self.tree.add(Kind::Waiting(duals));
            self.wait(bound, Pending { tree, state, duals });
            ends.push(tree);
        }
        self.tree.set(node.tree, Kind::Link { client, site, bound: ends[0], parted: ends[1] });
    }
}

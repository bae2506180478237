//! Branch and bound: the node with the lowest bound first, until none is below the best solution.

use super::ascent::{Effort, Peak, climb};
use super::fix::fixed;
use super::primal::Primal;
use super::relax::Relaxed;
use super::state::{Lens, State};
use super::tree::{Kind, Tree};
use super::watch::{Progress, Watch};
use super::work::Work;
use crate::model::Links;
use std::collections::BTreeMap;

/// The first step of an ascent: whole at the root, shorter below it.
const WHOLE: i64 = 1 << 16;

/// Most prices that a tree keeps, half a gigabyte of them: a longer proof nobody would read, and the search stops.
const MOST_PRICES: usize = 60_000_000;

/// A node that waits.
pub struct Pending {
    pub tree: usize,
    pub state: State,
    pub duals: usize,
}

/// The search as it goes.
pub struct Search<'w, 'p> {
    pub work: &'w Work<'w>,
    pub primal: &'p mut Primal<'w>,
    pub tree: Tree,
    waiting: BTreeMap<(i128, u64), Pending>,
    /// Links that any node may still have.
    base: Links,
    seen: u64,
    nodes: u64,
    /// Whether some node was left because nobody wanted it to go on.
    stopped: bool,
}

impl<'w, 'p> Search<'w, 'p> {
    /// With the root alone.
    pub fn new(work: &'w Work<'w>, primal: &'p mut Primal<'w>) -> Search<'w, 'p> {
        let mut tree = Tree::default();
        let start = start(work, primal);
        let duals = tree.keep(start);
        let root = tree.add(Kind::Waiting(duals));
        let mut search = Search {
            work,
            primal,
            tree,
            waiting: BTreeMap::new(),
            base: work.links(),
            seen: 0,
            nodes: 0,
            stopped: false,
        };
        search.wait(i128::MIN, Pending { tree: root, state: State::new(work), duals });
        search
    }

    pub(super) fn wait(&mut self, bound: i128, node: Pending) {
        self.seen += 1;
        self.waiting.insert((bound, u64::MAX - self.seen), node);
    }

    /// To the end, or until nobody wants it to go on; whether it came to the end.
    pub fn run(&mut self, watch: &mut dyn Watch) -> bool {
        self.go(false, watch)
    }

    /// The same, but a first solution is enough.
    pub fn run_to_first(&mut self, watch: &mut dyn Watch) -> bool {
        self.go(true, watch)
    }

    fn go(&mut self, to_first: bool, watch: &mut dyn Watch) -> bool {
        while let Some(((bound, _), node)) = self.waiting.pop_first() {
            if bound >= self.work.target(self.primal.cost()) {
                self.tree.set(node.tree, Kind::Leaf(node.duals));
                continue;
            }
            let enough = (to_first && self.primal.best.is_some()) || self.tree.prices() > MOST_PRICES;
            if enough || !watch.go_on() {
                return false;
            }
            self.look(node, bound, watch);
            self.nodes += 1;
            if self.nodes.is_power_of_two() || self.nodes.is_multiple_of(256) {
                watch.tell(&self.progress(), self.work.problem.places);
            }
        }
        // What a stopped search has left is not in the queue: its certificate says what is proven.
        if !self.stopped {
            watch.tell(&self.progress(), self.work.problem.places);
        }
        !self.stopped
    }

    fn progress(&self) -> Progress {
        let objective = self.primal.cost();
        let open = self.waiting.keys().next().map(|(bound, _)| bound.div_euclid(i128::from(self.work.power)));
        Progress { objective, bound: open.or(objective), nodes: self.nodes }
    }

    /// Climbs in a node, decides what follows, and branches on what does not.
    fn look(&mut self, mut node: Pending, mut bound: i128, watch: &mut dyn Watch) {
        let root = self.nodes == 0;
        for round in 0.. {
            let Some(lens) = node.state.lens(self.work, &self.base) else {
                return self.tree.set(node.tree, Kind::Empty);
            };
            if let Some(done) = self.decided(&node, &lens) {
                return self.tree.set(node.tree, done);
            }
            if root {
                // What is closed at the root is closed everywhere.
                self.base = lens.links.clone();
            }
            let peak = self.climb(&node, &lens, root, round, watch);
            let target = self.work.target(self.primal.cost());
            let better = peak.relaxed.bound > bound;
            if better {
                bound = peak.relaxed.bound;
                node.duals = self.tree.keep(peak.duals.clone());
            }
            if bound >= target {
                return self.tree.set(node.tree, Kind::Leaf(node.duals));
            }
            let free = node.state.free().count();
            let fixed = fixed(&peak.relaxed, &node.state, lens.range, target);
            let count = fixed.count();
            if count > 0 {
                let duals = if better { node.duals } else { self.tree.keep(peak.duals.clone()) };
                let below = self.tree.add(Kind::Waiting(duals));
                fixed.apply(&mut node.state);
                self.tree.set(node.tree, Kind::Fix { duals, open: fixed.open, closed: fixed.closed, below });
                (node.tree, node.duals) = (below, duals);
            }
            if !watch.go_on() {
                self.stopped = true;
                return;
            }
            if count * 5 < free.max(1) || round >= 6 {
                return self.branch(node, bound, &peak);
            }
        }
    }

    fn climb(&mut self, node: &Pending, lens: &Lens, root: bool, round: u32, watch: &mut dyn Watch) -> Peak {
        let effort = match (root, round) {
            (true, 0) => Effort { steps: if self.work.capacitated { 1500 } else { 1000 }, length: WHOLE },
            (true, _) => Effort { steps: 300, length: WHOLE / 4 },
            _ => Effort { steps: 60, length: WHOLE / 4 },
        };
        let (work, mut calls) = (self.work, 0u32);
        let target = work.target(self.primal.cost());
        let primal = &mut *self.primal;
        // The larger the problem, the longer a solution takes beside a step.
        let often = 10 + (work.sizes.len() * work.problem.sites.len() / 5000) as u32;
        let mut seen = |relaxed: &Relaxed, watch: &mut dyn Watch| {
            calls += 1;
            let due = root && calls.is_multiple_of(if work.capacitated { often } else { 10 });
            let better = due && primal.take_up(relaxed, calls.is_multiple_of(20), watch);
            better.then(|| work.target(primal.cost()))
        };
        let start = self.tree.duals(node.duals);
        let peak = climb(work, (&node.state, lens), start, target, effort, (&mut seen, watch));
        let better = self.primal.take_up(&peak.relaxed, root, watch);
        if root && round == 0 {
            self.primal.improve(&peak.relaxed, watch);
            if peak.relaxed.bound < work.target(self.primal.cost()) {
                self.primal.wander(60, watch);
            }
        } else if better {
            self.primal.improve(&peak.relaxed, watch);
            self.primal.wander(10, watch);
        }
        peak
    }
}

/// First prices: what each client costs in the first solution, or its cheapest link.
fn start(work: &Work, primal: &Primal) -> Vec<i64> {
    let problem = work.problem;
    let Some(best) = &primal.best else {
        return (0..work.sizes.len())
            .map(|client| problem.links.slices(client).1.first().map_or(0, |cost| cost * work.power))
            .collect();
    };
    let mut open = vec![false; problem.sites.len()];
    best.open.iter().for_each(|site| open[*site] = true);
    let start = |client: usize| {
        let mut near = problem.links.of(client).filter(|(site, _)| open[*site]).map(|(_, cost)| cost);
        let first = near.next().unwrap_or(0);
        let second = near.next().unwrap_or(first);
        (first + second) * (work.power / 2).max(1)
    };
    (0..work.sizes.len()).map(start).collect()
}

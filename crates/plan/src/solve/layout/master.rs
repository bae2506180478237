//! Which actions: the cheapest that satisfy all rows, with the tree that proves it.

use super::row::{Rest, Row};
use super::weigh::Scale;
use crate::model::{Layout, LayoutStep, Standing};
use crate::solve::Watch;

/// Nodes after which the rest is closed as it is.
const MOST_NODES: usize = 40_000;

/// The outcome: actions, the bound, the tree.
pub(super) struct Chosen {
    pub taken: Option<Vec<bool>>,
    /// None when nothing satisfies the rows.
    pub bound: Option<i64>,
    pub tree: Vec<LayoutStep>,
}

struct Search<'s, 'w> {
    rows: &'s [Row],
    costs: Vec<i64>,
    grain: i64,
    decided: Vec<Standing>,
    best: Option<(i64, Vec<bool>)>,
    bound: Option<i128>,
    tree: Vec<LayoutStep>,
    watch: &'w mut dyn Watch,
    over: bool,
}

/// The cheapest actions that satisfy the rows.
pub(super) fn choose(layout: &Layout, rows: &[Row], watch: &mut dyn Watch) -> Chosen {
    let costs: Vec<i64> = layout.actions.iter().map(|action| action.cost).collect();
    let grain = costs.iter().fold(0, |one, other| gcd(one, *other)).max(1);
    let decided = layout.actions.iter().map(|action| action.standing).collect();
    let (best, bound, tree, over) = Default::default();
    let mut search = Search { rows, costs, grain, decided, best, bound, tree, watch, over };
    search.node();
    let bound = search.bound.map(|bound| i64::try_from(bound).unwrap_or(i64::MAX));
    Chosen { taken: search.best.map(|(_, taken)| taken), bound, tree: search.tree }
}

impl Search<'_, '_> {
    fn node(&mut self) {
        let spent: i64 = self.open().map(|at| self.costs[at]).sum();
        let mut rest = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            match row.rest(&self.decided) {
                Rest::Vacant => {}
                Rest::Hopeless => return self.tree.push(LayoutStep::Empty(at)),
                Rest::Row(row) => rest.push((at, row)),
            }
        }
        self.try_as_it_stands(spent);
        let enough = self.best.as_ref().map_or(i128::MAX, |(cost, _)| i128::from(*cost));
        let scale = Scale { rows: &rest, costs: &self.costs };
        let (weights, above) = scale.weigh(enough - i128::from(spent));
        let bound = self.rounded(i128::from(spent) + above);
        self.over |= self.tree.len() >= MOST_NODES || !self.watch.go_on();
        let branch = if bound >= enough || self.over { None } else { self.branch(&rest) };
        let Some(branch) = branch else {
            let weighed = rest.iter().zip(weights).filter(|(_, weight)| *weight > 0);
            self.tree.push(LayoutStep::Leaf(weighed.map(|((at, _), weight)| (*at, weight)).collect()));
            self.bound = Some(self.bound.map_or(bound, |known| known.min(bound)));
            return;
        };
        self.tree.push(LayoutStep::Branch(branch));
        for standing in [Standing::Open, Standing::Closed] {
            self.decided[branch] = standing;
            self.node();
        }
        self.decided[branch] = Standing::Free;
    }

    fn open(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.decided.len()).filter(|at| self.decided[*at] == Standing::Open)
    }

    /// A total is a multiple of the grain of all costs.
    fn rounded(&self, bound: i128) -> i128 {
        let grain = i128::from(self.grain);
        (bound + grain - 1).div_euclid(grain) * grain
    }

    /// Nothing more than what is decided, if that satisfies all rows and costs less than what is known.
    fn try_as_it_stands(&mut self, spent: i64) {
        let cheaper = self.best.as_ref().is_none_or(|(cost, _)| spent < *cost);
        if cheaper && self.rows.iter().all(|row| row.lacking(&self.decided) <= 0) {
            let taken = self.decided.iter().map(|one| *one == Standing::Open).collect();
            self.best = Some((spent, taken));
        }
    }

    /// The action to decide next: one without which a row is lost, else the one that fills most for its cost.
    fn branch(&self, rest: &[(usize, Row)]) -> Option<usize> {
        let lacking = rest.iter().filter(|(at, _)| self.rows[*at].lacking(&self.decided) > 0);
        let (_, row) = lacking.max_by_key(|(_, row)| row.least * 1_000 / row.most().max(1))?;
        let worth =
            |(at, seats): &&(usize, i64)| (i128::from(*seats) << 40) / i128::from(self.costs[*at].max(1));
        row.terms.iter().filter(|(_, seats)| *seats > 0).max_by_key(worth).map(|(at, _)| *at)
    }
}

impl Row {
    /// What all of it comes to at most.
    fn most(&self) -> i64 {
        self.terms.iter().map(|(_, seats)| (*seats).max(0)).sum()
    }
}

fn gcd(left: i64, right: i64) -> i64 {
    if right == 0 { left } else { gcd(right, left % right) }
}

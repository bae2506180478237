//! The tree of a layout, walked again: each leaf's bound is computed from the rows and its weights.

use super::LayoutFlaw;
use crate::model::{Cut, Layout, LayoutStep, Standing};
use std::collections::BTreeMap;

/// A row: actions with the seats each adds, and how many are needed.
struct Need {
    seats: BTreeMap<usize, i128>,
    least: i128,
}

/// Where the walk stands.
pub(super) struct Walk<'l> {
    layout: &'l Layout,
    needs: Vec<Need>,
    decided: Vec<Standing>,
    lowest: Option<i128>,
}

impl<'l> Walk<'l> {
    /// With the rows that follow from the layout and its shortages.
    pub fn new(layout: &'l Layout, cuts: &[Cut]) -> Walk<'l> {
        let apart = layout
            .apart
            .iter()
            .map(|(one, other)| Need { seats: BTreeMap::from([(*one, -1), (*other, -1)]), least: -1 });
        let needs = apart.chain(cuts.iter().map(|cut| need(layout, cut))).collect();
        let decided = layout.actions.iter().map(|action| action.standing).collect();
        Walk { layout, needs, decided, lowest: None }
    }

    /// The lowest bound of all leaves; none when there is no leaf.
    pub fn lowest(mut self, tree: &[LayoutStep]) -> Result<Option<i128>, LayoutFlaw> {
        let mut waiting: Vec<usize> = Vec::new();
        let mut over = false;
        for (at, step) in tree.iter().enumerate() {
            if over {
                return Err(LayoutFlaw::Tree(at));
            }
            match step {
                LayoutStep::Branch(action) => {
                    if self.decided.get(*action) != Some(&Standing::Free) {
                        return Err(LayoutFlaw::Tree(at));
                    }
                    self.decided[*action] = Standing::Open;
                    waiting.push(*action);
                    continue;
                }
                LayoutStep::Leaf(weights) => {
                    let bound = self.bound(weights).ok_or(LayoutFlaw::Tree(at))?;
                    self.lowest = Some(self.lowest.map_or(bound, |known| known.min(bound)));
                }
                LayoutStep::Empty(row) => {
                    if !self.needs.get(*row).is_some_and(|need| self.hopeless(need)) {
                        return Err(LayoutFlaw::Tree(at));
                    }
                }
            }
            over = self.turn(&mut waiting);
        }
        if over { Ok(self.lowest) } else { Err(LayoutFlaw::Tree(tree.len())) }
    }

    /// Goes over to the other half of the last branching that still has one; whether there is none.
    fn turn(&mut self, waiting: &mut Vec<usize>) -> bool {
        while let Some(action) = waiting.last().copied() {
            if self.decided[action] == Standing::Open {
                self.decided[action] = Standing::Closed;
                return false;
            }
            self.decided[action] = Standing::Free;
            waiting.pop();
        }
        true
    }

    /// What is still needed of a row, and the most and the least that free actions can add.
    fn left(&self, need: &Need) -> (i128, i128, i128) {
        let (mut least, mut most, mut worst) = (need.least, 0, 0);
        for (at, seats) in &need.seats {
            match self.decided[*at] {
                Standing::Open => least -= seats,
                Standing::Closed => {}
                Standing::Free if *seats > 0 => most += seats,
                Standing::Free => worst += seats,
            }
        }
        (least, most, worst)
    }

    fn hopeless(&self, need: &Need) -> bool {
        let (least, most, _) = self.left(need);
        most < least
    }

    /// The bound that weighed rows prove here, rounded up to what totals can be.
    fn bound(&self, weights: &[(usize, i64)]) -> Option<i128> {
        let actions = &self.layout.actions;
        let mut costs: Vec<i128> = actions.iter().map(|action| i128::from(action.cost)).collect();
        let decided = (0..actions.len()).filter(|at| self.decided[*at] == Standing::Open);
        let mut bound: i128 = decided.map(|at| costs[at]).sum();
        for (row, weight) in weights {
            let (need, weight) = (self.needs.get(*row)?, i128::from(*weight));
            let (least, _, worst) = self.left(need);
            if !(0..=1 << 62).contains(&weight) || weight > 0 && least <= worst {
                return None;
            }
            bound += weight * least;
            for (at, seats) in need.seats.iter().filter(|(at, _)| self.decided[**at] == Standing::Free) {
                // Where all is filled, more seats are worth nothing.
                costs[*at] -= weight * (*seats).min(least - worst);
            }
        }
        let free = (0..actions.len()).filter(|at| self.decided[*at] == Standing::Free);
        bound += free.map(|at| costs[at].min(0)).sum::<i128>();
        let grain = actions.iter().fold(0i128, |one, action| divisor(one, i128::from(action.cost))).max(1);
        Some((bound + grain - 1).div_euclid(grain) * grain)
    }
}

/// The seats that pupils of a shortage lack, and which actions add some.
fn need(layout: &Layout, cut: &Cut) -> Need {
    let mut seats = BTreeMap::new();
    for (at, action) in layout.actions.iter().enumerate() {
        let mut more = 0;
        for (section, classes) in action.effects.iter().filter(|_| action.from <= cut.year) {
            if cut.sections.contains(section) && !cut.schools.contains(&layout.sections[*section].school) {
                more += i128::from(*classes) * i128::from(layout.sections[*section].norm);
            }
        }
        if more != 0 {
            seats.insert(at, more);
        }
    }
    let pupils = cut.points.iter().map(|point| i128::from(layout.points[*point].pupils[cut.year]));
    let there = cut.sections.iter().filter(|at| !cut.schools.contains(&layout.sections[**at].school));
    let there = there.map(|at| &layout.sections[*at]);
    let there = there.map(|section| i128::from(section.classes) * i128::from(section.norm));
    let limits = cut.schools.iter().filter_map(|at| layout.schools[*at].limit).map(i128::from);
    Need { seats, least: pupils.sum::<i128>() - there.sum::<i128>() - limits.sum::<i128>() }
}

fn divisor(left: i128, right: i128) -> i128 {
    if right == 0 { left } else { divisor(right, left % right) }
}

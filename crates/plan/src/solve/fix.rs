//! Sites whose contrary is already too dear: they are decided without branching.

use super::relax::Relaxed;
use super::state::State;
use crate::model::Standing;

/// Sites to open and to close.
pub struct Fixed {
    pub open: Vec<usize>,
    pub closed: Vec<usize>,
}

/// What follows when nothing below `target` is wanted.
pub fn fixed(relaxed: &Relaxed, state: &State, (least, most): (usize, usize), target: i128) -> Fixed {
    let chosen = relaxed.chosen.iter().filter(|chosen| **chosen).count();
    let (mut dearest, mut cheapest) = (None::<i64>, None::<i64>);
    for site in state.free() {
        let price = relaxed.prices[site];
        if relaxed.chosen[site] {
            dearest = Some(dearest.map_or(price, |most| most.max(price)));
        } else {
            cheapest = Some(cheapest.map_or(price, |least| least.min(price)));
        }
    }
    let bound = relaxed.bound;
    let opened = |price: i64| match dearest {
        None if chosen == most => i128::MAX,
        None => bound + i128::from(price),
        Some(out) if chosen == most => bound + i128::from(price) - i128::from(out),
        Some(out) => bound + i128::from(price) - i128::from(out.max(0)),
    };
    let closed = |price: i64| match cheapest {
        None if chosen == least => i128::MAX,
        None => bound - i128::from(price),
        Some(other) if chosen == least => bound - i128::from(price) + i128::from(other),
        Some(other) => bound - i128::from(price) + i128::from(other.min(0)),
    };
    let mut fixed = Fixed { open: Vec::new(), closed: Vec::new() };
    for site in state.free() {
        let price = relaxed.prices[site];
        if relaxed.chosen[site] && closed(price) >= target {
            fixed.open.push(site);
        } else if !relaxed.chosen[site] && opened(price) >= target {
            fixed.closed.push(site);
        }
    }
    fixed
}

impl Fixed {
    pub fn count(&self) -> usize {
        self.open.len() + self.closed.len()
    }

    pub fn apply(&self, state: &mut State) {
        self.open.iter().for_each(|site| state.standing[*site] = Standing::Open);
        self.closed.iter().for_each(|site| state.standing[*site] = Standing::Closed);
    }
}

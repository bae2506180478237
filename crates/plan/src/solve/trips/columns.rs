//! Every trip that there may be.

use crate::model::Trips;

/// A trip that there may be.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its stops, a bit each.
    pub mask: u64,
    /// Its minutes with the car.
    pub cost: i64,
    /// The shortest order.
    pub order: Vec<usize>,
}

/// All trips within a day, by mask.
pub fn columns(trips: &Trips) -> Vec<Column> {
    let mut all = Vec::new();
    let mut of = Vec::new();
    grow(trips, 0, &mut of, &mut all);
    all.sort_by_key(|column| column.mask);
    all
}

/// Adds the trips that hold `of` and further stops from `from` on.
fn grow(trips: &Trips, from: usize, of: &mut Vec<usize>, all: &mut Vec<Column>) {
    for next in from..trips.visits.len() {
        of.push(next);
        if trips.crew(of).len() <= trips.seats {
            let order = shortest(trips, of);
            let length = trips.length(&order);
            if length <= trips.day {
                let mask = of.iter().map(|at| 1_u64 << at).sum();
                all.push(Column { mask, cost: length + trips.car, order });
            }
            // Ways need not be the shortest that there are: a trip that is too long may be mended by a stop on the way.
            if of.len() < trips.most {
                grow(trips, next + 1, of, all);
            }
        }
        of.pop();
    }
}

/// The shortest order of a few stops, the first of those in which they may be written.
fn shortest(trips: &Trips, of: &[usize]) -> Vec<usize> {
    let mut best: Option<(i64, Vec<usize>)> = None;
    let mut order = of.to_vec();
    turns(&mut order, 0, &mut |order| {
        let length = trips.length(order);
        if best.as_ref().is_none_or(|(known, _)| length < *known) {
            best = Some((length, order.to_vec()));
        }
    });
    best.map_or_else(Vec::new, |(_, order)| order)
}

/// Every order of the stops from a place on.
fn turns(order: &mut Vec<usize>, from: usize, look: &mut impl FnMut(&[usize])) {
    if from == order.len() {
        return look(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        turns(order, from + 1, look);
        order.swap(from, at);
    }
}

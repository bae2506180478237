//! Exchanges found: pair by pair, between town and country first, near ones before far ones.

use crate::model::{Crowd, Exchange};
use std::collections::BTreeMap;

/// Pairs of crowds whose teachers change places, with how many of each. It ends when enough move, or when nobody is left who can.
pub fn exchange(asked: &Exchange) -> Vec<(usize, usize, i64)> {
    let crowds = &asked.crowds;
    let mut left: Vec<i64> = crowds.iter().zip(&asked.gone).map(|(crowd, gone)| crowd.many - gone).collect();
    let backbone = |at: usize| i64::from(crowds[at].backbone);
    let mut moves: i64 = asked.gone.iter().sum();
    let mut backbones: i64 = (0..crowds.len()).map(|at| backbone(at) * asked.gone[at]).sum();
    let mut possible = Pairs::of(asked);
    let mut pairs: Vec<(usize, usize, i64)> = Vec::new();
    while moves < asked.least() || backbones < asked.least_backbones(moves) {
        let wanted = backbones < asked.least_backbones(moves.max(asked.least()));
        let Some((one, other)) = possible.next(&left, wanted) else { break };
        let helped = backbone(one) + backbone(other);
        // As many of the two crowds at once as are still asked for.
        let asked_for = match wanted && helped > 0 {
            true => (asked.least_backbones(moves.max(asked.least())) - backbones + helped - 1) / helped,
            false => (asked.least() - moves + 1) / 2,
        };
        let many = asked_for.max(1).min(left[one]).min(left[other]);
        (left[one], left[other]) = (left[one] - many, left[other] - many);
        (moves, backbones) = (moves + 2 * many, backbones + helped * many);
        pairs.push((one, other, many));
    }
    pairs
}

/// Pairs of crowds of one kind at two schools who can reach each other's, each with what it helps, whether it stays in one area, and
/// its minutes there and back.
struct Pairs {
    all: Vec<Pair>,
    /// Positions in order, with backbone teachers first and last, each with how far it has been gone through: who has nobody left is
    /// passed over for good.
    orders: [(Vec<usize>, usize); 2],
}

type Pair = (i64, bool, i64, usize, usize);

impl Pairs {
    fn of(asked: &Exchange) -> Pairs {
        let crowds = &asked.crowds;
        let mut kinds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, crowd) in crowds.iter().enumerate() {
            kinds.entry(crowd.kind).or_default().push(at);
        }
        let ways: Vec<BTreeMap<usize, i64>> = crowds.iter().map(reached).collect();
        let mut all: Vec<Pair> = Vec::new();
        for alike in kinds.values() {
            for (nth, one) in alike.iter().enumerate() {
                for other in &alike[nth + 1..] {
                    let (a, b) = (&crowds[*one], &crowds[*other]);
                    if a.school == b.school {
                        continue;
                    }
                    let (Some(there), Some(back)) = (ways[*one].get(&b.school), ways[*other].get(&a.school))
                    else {
                        continue;
                    };
                    let helped = i64::from(a.backbone) + i64::from(b.backbone);
                    all.push((helped, a.area == b.area, there + back, *one, *other));
                }
            }
        }
        Pairs { all, orders: Default::default() }
    }

    /// The next pair: with backbone teachers while they are wanted, between areas, the shortest way.
    fn next(&mut self, left: &[i64], wanted: bool) -> Option<(usize, usize)> {
        let (order, from) = &mut self.orders[usize::from(wanted)];
        if order.is_empty() {
            *order = (0..self.all.len()).collect();
            let sign = if wanted { -1 } else { 1 };
            order.sort_unstable_by_key(|at| {
                let (helped, near, minutes, one, other) = self.all[*at];
                (sign * helped, near, minutes, one, other)
            });
        }
        let can = |at: &usize| left[self.all[*at].3] > 0 && left[self.all[*at].4] > 0;
        *from += order[*from..].iter().take_while(|at| !can(at)).count();
        order.get(*from).map(|at| (self.all[*at].3, self.all[*at].4))
    }
}

/// Minutes to each school that a crowd can reach.
fn reached(crowd: &Crowd) -> BTreeMap<usize, i64> {
    // Of two ways to one school the first counts.
    crowd.reach.iter().rev().copied().collect()
}

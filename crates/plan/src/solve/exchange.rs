//! Exchanges found: pair by pair, between town and country first, near ones before far ones.

use crate::model::Exchange;
use std::collections::BTreeMap;

/// Pairs of crowds whose teachers change places, with how many of each. It ends when enough move, or when nobody is left who can.
pub fn exchange(asked: &Exchange) -> Vec<(usize, usize, i64)> {
    let crowds = &asked.crowds;
    let mut left: Vec<i64> = crowds.iter().zip(&asked.gone).map(|(crowd, gone)| crowd.many - gone).collect();
    let backbone = |at: usize| i64::from(crowds[at].backbone);
    let mut moves: i64 = asked.gone.iter().sum();
    let mut backbones: i64 = (0..crowds.len()).map(|at| backbone(at) * asked.gone[at]).sum();
    let mut kinds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, crowd) in crowds.iter().enumerate() {
        kinds.entry(crowd.kind).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize, i64)> = Vec::new();
    while moves < asked.least() || backbones < asked.least_backbones(moves) {
        let wanted = backbones < asked.least_backbones(moves.max(asked.least()));
        let Some((one, other)) = pair(asked, &kinds, &left, wanted) else { break };
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

/// The next pair: with backbone teachers while they are wanted, between areas, the shortest way.
fn pair(
    asked: &Exchange,
    kinds: &BTreeMap<usize, Vec<usize>>,
    left: &[i64],
    wanted: bool,
) -> Option<(usize, usize)> {
    let crowds = &asked.crowds;
    let way = |from: usize, to: usize| {
        let school = crowds[to].school;
        crowds[from].reach.iter().find(|(at, _)| *at == school).map(|(_, minutes)| *minutes)
    };
    let mut best = None;
    for alike in kinds.values() {
        let here: Vec<usize> = alike.iter().copied().filter(|at| left[*at] > 0).collect();
        let pairs = here.iter().enumerate();
        let pairs = pairs.flat_map(|(nth, one)| here[nth + 1..].iter().map(|other| (*one, *other)));
        for (one, other) in pairs.filter(|(one, other)| crowds[*one].school != crowds[*other].school) {
            let (a, b) = (&crowds[one], &crowds[other]);
            let Some(minutes) = way(one, other).zip(way(other, one)).map(|(there, back)| there + back) else {
                continue;
            };
            let helped = i64::from(a.backbone) + i64::from(b.backbone);
            let rank = (if wanted { -helped } else { helped }, a.area == b.area, minutes, one, other);
            if best.is_none_or(|known| rank < known) {
                best = Some(rank);
            }
        }
    }
    best.map(|(.., one, other)| (one, other))
}

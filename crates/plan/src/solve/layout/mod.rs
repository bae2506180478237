//! Layouts solved (布局): shortages are looked for and filled at the least cost until there is none.
//!
//! What actions cost is minded first, how far pupils go after it. Each round takes the cheapest actions that fill all
//! shortages known so far and seats the pupils; whoever finds no seat shows a shortage more. It ends, for there are finitely
//! many, and the last round's tree proves that nothing cheaper fills them.

mod easing;
mod master;
mod network;
mod row;
mod weigh;

pub use easing::{Easing, LayoutRule, clash, ease};

use super::Watch;
use crate::model::{Cut, LAYOUT_SEAL, Layout, LayoutProof, Placing, Prices};
use master::Chosen;
use network::Network;
use row::Row;

/// Pupils of a year seated as well as can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seating {
    /// Point, section, pupils.
    pub flows: Vec<(usize, usize, i64)>,
    /// Pupils of each point without a seat by the norm.
    pub left: Vec<i64>,
}

/// The cheapest plan of a sound layout with its proof, or the proof that there is none. None when the watch stopped it before
/// either was found.
///
/// ```
/// use plan::model::{Action, Layout, Point, School, Section, Standing};
/// let section = |classes| Section { name: "一小".into(), kind: 0, school: 0, classes, norm: 45 };
/// let build = |name: &str, cost, classes| Action {
///     name: name.into(), cost, from: 0, effects: vec![(0, classes)], standing: Standing::Free,
/// };
/// let layout = Layout {
///     years: vec![2025],
///     due: 0,
///     points: vec![Point { name: "甲村".into(), kind: 0, pupils: vec![130], reach: vec![(0, 3)] }],
///     schools: vec![School { name: "一小".into(), limit: None }],
///     sections: vec![section(2)],
///     actions: vec![build("一个班", 70, 1), build("两个班", 90, 2)],
///     apart: vec![],
/// };
/// let proof = plan::solve_layout(&layout, &mut plan::Unhurried).unwrap();
/// assert_eq!((proof.cost, proof.bound), (Some(70), Some(70)));
/// plan::check_layout(&proof, &layout).unwrap();
/// ```
pub fn solve_layout(layout: &Layout, watch: &mut dyn Watch) -> Option<LayoutProof> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut rows: Vec<Row> = row::apart(layout);
    loop {
        let chosen = master::choose(layout, &rows, watch);
        let Some(taken) = &chosen.taken else {
            return chosen.bound.is_none().then(|| proof(layout, &chosen, &cuts, Vec::new()));
        };
        let due = layout.due..layout.years.len();
        let networks: Vec<(usize, Network<'_>)> =
            due.map(|year| (year, Network::new(layout, year, taken))).collect();
        let before = cuts.len();
        for (year, network) in &networks {
            cuts_of(layout, network, *year, &mut cuts);
        }
        if cuts.len() == before {
            let placing = |(year, network): &(usize, Network<'_>)| placing(*year, network);
            return Some(proof(layout, &chosen, &cuts, networks.iter().map(placing).collect()));
        }
        rows.extend(cuts[before..].iter().map(|cut| row::of_cut(layout, cut)));
        if !watch.go_on() {
            return None;
        }
    }
}

/// What was found, as it is handed out.
fn proof(layout: &Layout, chosen: &Chosen, cuts: &[Cut], placings: Vec<Placing>) -> LayoutProof {
    let taken = chosen.taken.as_ref();
    LayoutProof {
        kind: LAYOUT_SEAL.to_owned(),
        layout: layout.digest(),
        taken: taken.map(|taken| (0..taken.len()).filter(|at| taken[*at]).collect()),
        cost: taken.map(|taken| layout.cost(taken)),
        bound: chosen.bound,
        placings,
        cuts: cuts.to_vec(),
        tree: chosen.tree.clone(),
        seal: String::new(),
    }
    .sealed()
}

/// Seats the pupils of a year in the rooms that there are when these actions are taken.
pub fn seat(layout: &Layout, year: usize, taken: &[bool]) -> Seating {
    let network = Network::new(layout, year, taken);
    Seating { flows: network.flows(), left: network.left }
}

/// The shortages that pupils without a seat show; each once.
fn cuts_of(layout: &Layout, network: &Network<'_>, year: usize, cuts: &mut Vec<Cut>) {
    for point in (0..network.left.len()).filter(|point| network.left[*point] > 0) {
        let cut = cut_of(layout, network, year, &network.reached(point));
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }
}

/// The one shortage of everybody who finds no seat in a year when nothing is done; none where all do.
pub fn shortage(layout: &Layout, year: usize) -> Option<Cut> {
    let network = Network::new(layout, year, &[]);
    let mut all: Option<Vec<bool>> = None;
    for point in (0..network.left.len()).filter(|point| network.left[*point] > 0) {
        let seen = network.reached(point);
        all = Some(match all {
            Some(known) => known.iter().zip(&seen).map(|(one, other)| *one || *other).collect(),
            None => seen,
        });
    }
    all.map(|seen| cut_of(layout, &network, year, &seen))
}

/// The shortage of the nodes that pupils without a seat lead to.
fn cut_of(layout: &Layout, network: &Network<'_>, year: usize, seen: &[bool]) -> Cut {
    let (points, sections, schools) = network.parts(seen);
    let all = |seen: &[bool]| (0..seen.len()).filter(|at| seen[*at]).collect::<Vec<usize>>();
    let bound = |section: &usize| !schools[layout.sections[*section].school];
    let sections = all(sections).into_iter().filter(bound).collect();
    Cut { year, points: all(points), sections, schools: all(schools) }
}

/// Who goes where, with the prices that show that ways are short.
fn placing(year: usize, network: &Network<'_>) -> Placing {
    let settled = network.settled();
    let (_, sections, schools) = network.parts(&settled);
    let end = network.at_end(&settled);
    let prices = Prices {
        sections: (0..sections.len())
            .map(|at| (schools[network.school_of(at)] - sections[at]).max(0))
            .collect(),
        schools: schools.iter().map(|school| (end - school).max(0)).collect(),
    };
    Placing { year, flows: network.flows(), prices }
}

//! Placement (安置): where each assessed child learns, by its assessment, what is in reach and where there is room; each with its
//! reason, and nobody left out without one.

mod bound;
mod reason;
mod visits;

use super::rule_word;
use crate::Records;
use define::{Date, Plan, PlanWork};
use finding::{Finding, Grade};
use plan::model::{Layout, LayoutProof};
use plan::{LayoutRule, Unhurried};

/// What a way comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementShare {
    /// What it is called.
    pub name: String,
    /// The unit of how far it is; empty where everybody reaches it.
    pub unit: String,
    /// Whether it is the one that is left when none is in reach.
    pub last: bool,
    /// Seats of all its places.
    pub seats: i64,
    /// Children who go it.
    pub children: i64,
}

/// A place where a way is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementPlace {
    /// Its name.
    pub name: String,
    /// Position of the way.
    pub way: usize,
    /// Seats.
    pub seats: i64,
    /// Children there.
    pub children: i64,
    /// Number of its row.
    pub row: u64,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementChild {
    /// What names it to a reader: no number of a case, and no name.
    pub label: String,
    /// What names it from year to year: not to be shown.
    pub case: String,
    /// The stage; empty where nothing was assessed.
    pub stage: String,
    /// The way that was decided; empty while nothing was.
    pub decided: String,
    /// Position of the way that it goes; none where there is none for it.
    pub way: Option<usize>,
    /// Position of the place, and how far it is.
    pub place: Option<(usize, i64)>,
    /// Why.
    pub reason: String,
    /// Numbers of its rows on the roll and among cases.
    pub rows: (Option<u64>, Option<u64>),
}

/// All children placed.
#[derive(Clone, Debug)]
pub struct PlacementSheet {
    /// The year.
    pub year: i32,
    /// Ways, the preferred first.
    pub ways: Vec<PlacementShare>,
    /// Every place.
    pub places: Vec<PlacementPlace>,
    /// Every child.
    pub children: Vec<PlacementChild>,
    /// The question: of those who reach anything.
    pub layout: Layout,
    /// The proof that they are placed as well as can be, or that not all can be.
    pub proof: Option<LayoutProof>,
    /// What speaks against the rows; with an error nobody is placed.
    pub findings: Vec<Finding>,
}

impl PlacementSheet {
    /// The children of a day's year placed; none of a plan of something else.
    pub fn of(plan: &Plan, records: &Records, day: Date) -> Option<PlacementSheet> {
        let PlanWork::Placement(of) = &plan.work else { return None };
        let bound = bound::bind(of, records, day.year);
        let wrong = bound.findings.iter().any(|one| one.grade == Grade::Error);
        let proof = if wrong { None } else { plan::solve_layout(&bound.layout, &mut Unhurried) };
        Some(placed(bound, proof, day.year))
    }

    /// Whether the proof holds, found by other code.
    pub fn held(&self) -> bool {
        self.proof.as_ref().is_some_and(|proof| plan::check_layout(proof, &self.layout).is_ok())
    }

    /// Children for whom there is no way.
    pub fn unplaced(&self) -> impl Iterator<Item = &PlacementChild> {
        self.children.iter().filter(|child| child.way.is_none())
    }

    /// Children for whom something else was decided than follows now.
    pub fn otherwise(&self) -> impl Iterator<Item = &PlacementChild> {
        self.children.iter().filter(|child| {
            let way = child.way.map(|way| self.ways[way].name.as_str());
            !child.decided.is_empty() && way != Some(child.decided.as_str())
        })
    }

    /// Rules that contradict each other when there is not room for all, the smallest set.
    pub fn clash(&self) -> Vec<&'static str> {
        if self.proof.as_ref().is_none_or(|proof| proof.cost.is_some()) {
            return Vec::new();
        }
        let rules = plan::clash(&self.layout, None, &mut Unhurried).unwrap_or_default();
        rules.into_iter().map(word).collect()
    }
}

/// What a rule is called here.
fn word(rule: LayoutRule) -> &'static str {
    match rule {
        LayoutRule::Norm => "各处的学位",
        LayoutRule::Limit => "一处合计的学位",
        LayoutRule::Reach => "评估和路程",
        other => rule_word(other),
    }
}

/// Hands the answer of the solver back to the children.
fn placed(bound: bound::Bound, proof: Option<LayoutProof>, year: i32) -> PlacementSheet {
    let bound::Bound { layout, ways, mut places, children, section_place, findings } = bound;
    let seated = if proof.is_some() { plan::seat(&layout, 0, &[]).flows } else { Vec::new() };
    let mut all: Vec<PlacementChild> = Vec::new();
    for child in children {
        let section = child.point.and_then(|point| seated.iter().find(|(of, ..)| *of == point));
        let section = section.map(|(_, section, _)| *section);
        let place = section.map(|section| section_place[section]);
        let way = place.map(|place: usize| places[place].way);
        let taken = section.zip(way).and_then(|(section, way)| {
            let near = child.near(way)?.iter().find(|(at, _)| *at == section)?;
            Some((section_place[section], near.1))
        });
        if let Some((place, _)) = taken {
            places[place].children += 1;
        }
        let reason = match proof.is_some() || child.point.is_none() {
            true => reason::told(&ways, &child, taken.map(|(at, far)| (&places[at], far))),
            false => "台账有错，没有排".to_owned(),
        };
        let (label, case, stage, decided, rows) =
            (child.label, child.case, child.stage, child.decided, child.rows);
        all.push(PlacementChild { label, case, stage, decided, way, place: taken, reason, rows });
    }
    let mut shares = ways;
    for (at, share) in shares.iter_mut().enumerate() {
        let own = places.iter().filter(|place| place.way == at);
        (share.seats, share.children) =
            own.fold((0, 0), |sum, place| (sum.0 + place.seats, sum.1 + place.children));
    }
    PlacementSheet { year, ways: shares, places, children: all, layout, proof, findings }
}

//! A scenario solved: what is done, who goes where year by year, what is lacking.

use super::bound::{Bound, Scenario, bind, scenarios};
use super::settled::Settled;
use crate::Records;
use define::house::PlanScenario;
use define::{Date, Plan};
use finding::Grade;
use plan::model::{Cut, LayoutProof};
use plan::{Layout, LayoutRule, Seating, Watch};
use std::collections::BTreeSet;

/// Nodes that a solver may look at for one question: the same work whatever the machine.
pub(super) const PATIENCE: u32 = 60_000;

/// Counts how often it is asked, and says no after a while.
pub(super) struct Patience(pub u32);

impl Watch for Patience {
    fn go_on(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }
}

/// How a scenario comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// A plan within its budget that is proven to be the cheapest.
    Proven,
    /// A plan within its budget; what may be spared at most is told.
    Found,
    /// The cheapest plan costs more than may be spent.
    OverBudget,
    /// No plan whatever it costs.
    Nothing,
    /// Not found out within the patience of a question.
    Open,
    /// Rows speak against it.
    Faulty,
}

/// Pupils whose every way ends in schools that have too few seats for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Position of the year.
    pub year: usize,
    /// Positions of the points.
    pub points: Vec<usize>,
    /// Pupils.
    pub pupils: i64,
    /// Seats by the norm, with nothing done.
    pub seats: i64,
    /// Positions of actions that would help.
    pub helps: Vec<usize>,
}

/// A scenario solved.
#[derive(Clone, Debug)]
pub struct PlacesSheet {
    /// The scenario.
    pub scenario: Scenario,
    /// What was asked.
    pub bound: Bound,
    /// How it comes out.
    pub outlook: Outlook,
    /// The proof, of a plan or that there is none.
    pub proof: Option<LayoutProof>,
    /// What is done: the plan, or where there is none within the budget what is decided beforehand.
    pub taken: Vec<bool>,
    /// Pupils seated year by year, with what is done.
    pub seated: Vec<Seating>,
    /// The same with nothing done.
    pub before: Vec<Seating>,
}

impl PlacesSheet {
    /// A scenario of a plan, by id or name; without one the adopted one. None when there is no such.
    pub fn of(plan: &Plan, records: &Records, day: Date, scenario: Option<&str>) -> Option<PlacesSheet> {
        let all = scenarios(plan, records);
        let wanted = |one: &&Scenario| match scenario {
            Some(name) => one.says.id == name || one.says.name == name,
            None => one.says.state == PlanScenario::ADOPTED,
        };
        let scenario = all.iter().find(wanted)?.clone();
        let bound = bind(plan.places()?, records, &scenario, day.year);
        Some(solved(scenario, bound, &records.settled()))
    }

    /// What may be spent, in yuan; none without a bound.
    pub fn budget(&self) -> Option<i64> {
        spendable(&self.scenario)
    }

    /// Which rules contradict each other where there is no plan, the smallest set; empty where there is one.
    pub fn clash(&self) -> Vec<LayoutRule> {
        match self.outlook {
            Outlook::OverBudget | Outlook::Nothing => {
                plan::clash(&self.bound.layout, self.budget(), &mut Patience(PATIENCE * 4))
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The least by which one rule would have to give way.
    pub fn easing(&self) -> plan::Easing {
        plan::ease(&self.bound.layout, self.budget(), &mut Patience(PATIENCE * 4))
    }

    /// Whether the proof holds, found by code that knows nothing of how it was made; why not otherwise. Nothing where there is none.
    pub fn held(&self) -> Option<Result<(), String>> {
        let proof = self.proof.as_ref()?;
        Some(plan::check_layout(proof, &self.bound.layout).map_err(|flaw| flaw.to_string()))
    }

    /// The question and its proof as texts (JSON), for whoever wants to check them elsewhere.
    pub fn papers(&self) -> (String, Option<String>) {
        let layout = serde_json::to_string(&self.bound.layout).unwrap_or_default() + "\n";
        (layout, self.proof.as_ref().map(LayoutProof::text))
    }

    /// Pupils times the length of their ways in a year, and how many have a seat.
    pub fn ways(&self, seating: &Seating) -> (i64, i64) {
        let length = |(point, section, pupils): &(usize, usize, i64)| {
            let reach = &self.bound.layout.points[*point].reach;
            reach.iter().find(|(at, _)| at == section).map_or(0, |(_, length)| length * pupils)
        };
        (seating.flows.iter().map(length).sum(), seating.flows.iter().map(|(.., pupils)| pupils).sum())
    }

    /// Shortages that any plan must fill: position of the year, points, pupils, seats by the norm, what would help.
    pub fn shortages(&self) -> Vec<Shortage> {
        let layout = &self.bound.layout;
        let of = |cut: &Cut| {
            let seats = |at: &usize| layout.sections[*at].classes * layout.sections[*at].norm;
            let limits = cut.schools.iter().filter_map(|at| layout.schools[*at].limit);
            let helps = layout.actions.iter().enumerate().filter(|(_, action)| {
                action.from <= cut.year
                    && action.effects.iter().any(|(at, more)| *more > 0 && cut.sections.contains(at))
            });
            Shortage {
                year: cut.year,
                points: cut.points.clone(),
                pupils: cut.points.iter().map(|at| layout.points[*at].pupils[cut.year]).sum(),
                seats: cut.sections.iter().map(seats).sum::<i64>() + limits.sum::<i64>(),
                helps: helps.map(|(at, _)| at).collect(),
            }
        };
        let mut all: Vec<Shortage> = self
            .proof
            .iter()
            .flat_map(|proof| &proof.cuts)
            .map(of)
            .filter(|one| one.pupils > one.seats)
            .collect();
        all.sort_by_key(|one| (one.seats - one.pupils, one.points.len()));
        // Of shortages of the same pupils the greatest says enough.
        let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
        all.retain(|one| one.points.iter().all(|point| told.insert((one.year, *point))));
        all
    }

    /// What a seating comes to in each section: pupils in it, those for whom it is the nearest though it has no seat for
    /// them, and where they live.
    pub fn held_by(&self, seating: &Seating) -> Vec<(i64, i64, Vec<usize>)> {
        let layout = &self.bound.layout;
        let mut held = vec![(0, 0, Vec::new()); layout.sections.len()];
        for (point, section, pupils) in &seating.flows {
            held[*section].0 += pupils;
            held[*section].2.push(*point);
        }
        for (point, left) in seating.left.iter().enumerate().filter(|(_, left)| **left > 0) {
            let reach = &layout.points[point].reach;
            // A school that is only thought of is nearest to nobody.
            let there = reach.iter().filter(|(section, _)| layout.sections[*section].classes > 0);
            if let Some((section, _)) = there.min_by_key(|(_, length)| *length).or(reach.first()) {
                held[*section].1 += left;
                held[*section].2.push(point);
            }
        }
        held
    }

    /// Whether a measure was decided beforehand: done, or left alone.
    pub fn decided(&self, measure: usize) -> Option<bool> {
        match self.bound.layout.actions[measure].standing {
            plan::model::Standing::Free => None,
            standing => Some(standing == plan::model::Standing::Open),
        }
    }

    /// What is done, in words of its rows.
    pub fn done(&self) -> impl Iterator<Item = (usize, &super::bound::Measure)> {
        self.bound.measures.iter().enumerate().filter(|(at, _)| self.taken[*at])
    }

    /// Pupils without a seat by the norm in a year.
    pub fn lacking(&self, year: usize) -> i64 {
        self.seated[year].left.iter().sum()
    }
}

/// The budget of a scenario in whole yuan.
fn spendable(scenario: &Scenario) -> Option<i64> {
    let fen = scenario.says.budget?.scaled(2)?;
    i64::try_from(fen.div_euclid(100)).ok()
}

/// What a layout comes to with so much to spend.
#[derive(Debug)]
pub(crate) struct Settlement {
    outlook: Outlook,
    proof: Option<LayoutProof>,
    taken: Vec<bool>,
    seated: Vec<Seating>,
    before: Vec<Seating>,
}

fn solved(scenario: Scenario, bound: Bound, settled: &Settled) -> PlacesSheet {
    if bound.findings.iter().any(|finding| finding.grade == Grade::Error) {
        let (outlook, taken) = (Outlook::Faulty, vec![false; bound.layout.actions.len()]);
        return PlacesSheet {
            scenario,
            bound,
            outlook,
            proof: None,
            taken,
            seated: Vec::new(),
            before: Vec::new(),
        };
    }
    let (layout, budget) = (&bound.layout, spendable(&scenario));
    let settlement = settled.of(layout, budget, || settle(layout, budget));
    let Settlement { outlook, proof, taken, seated, before } = &*settlement;
    let proof = proof.as_ref().map(|proof| proof.of(layout));
    let (taken, seated, before) = (taken.clone(), seated.clone(), before.clone());
    PlacesSheet { scenario, outlook: *outlook, proof, taken, seated, before, bound }
}

fn settle(layout: &Layout, budget: Option<i64>) -> Settlement {
    let proof = plan::solve_layout(layout, &mut Patience(PATIENCE));
    let within = |cost: i64| budget.is_none_or(|budget| cost <= budget);
    let outlook = match &proof {
        None => Outlook::Open,
        Some(proof) => match (proof.cost, proof.bound) {
            (None, _) => Outlook::Nothing,
            (Some(cost), Some(bound)) if within(cost) && cost == bound => Outlook::Proven,
            (Some(cost), _) if within(cost) => Outlook::Found,
            (_, Some(bound)) if within(bound) => Outlook::Open,
            _ => Outlook::OverBudget,
        },
    };
    let holds = matches!(outlook, Outlook::Proven | Outlook::Found);
    let list = proof.as_ref().and_then(|proof| proof.taken.as_ref()).filter(|_| holds);
    let decided = |at: usize| layout.actions[at].standing == plan::model::Standing::Open;
    let taken: Vec<bool> =
        (0..layout.actions.len()).map(|at| list.map_or(decided(at), |list| list.contains(&at))).collect();
    let nothing = vec![false; layout.actions.len()];
    let seats =
        |taken: &[bool]| (0..layout.years.len()).map(|year| plan::seat(layout, year, taken)).collect();
    let (seated, before) = (seats(&taken), seats(&nothing));
    Settlement { outlook, proof, taken, seated, before }
}

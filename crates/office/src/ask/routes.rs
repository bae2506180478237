//! What is asked of plans of routes (行程): the joint visits of a draw as day trips, by ways that are rows.

use super::Reading;
use crate::error::{Error, Result};
use crate::view::{DrawSlip, DrawView, Known, RoutesView, TripStop, TripView};
use assess::plan::{RoutesGround, RoutesStop, RoutesTrips};
use define::{Date, Form, Plan, PlanWork};
use finding::{Finding, Place};
use std::sync::Arc;

impl Reading {
    /// The visits of a draw as day trips, by a plan of routes (by id or name; the first without).
    ///
    /// # Errors
    /// [`Error::Unknown`] for a plan or a draw that is not there, or one that is not drawn and opened yet.
    pub fn routes(&self, plan: Option<&str>, draw: &str, day: Option<Date>) -> Result<Known<RoutesView>> {
        let plan = match plan {
            Some(plan) => self.plan(plan)?,
            None => self.plans_of_routes().next().ok_or_else(|| Error::Unknown("没有行程规划".to_owned()))?,
        };
        let (usual, day, drawn) = (day.is_none(), self.day(day)?, self.drawn(draw)?);
        if drawn.table.is_empty() || drawn.opened < drawn.slips {
            return Err(Error::Unknown(format!("“{draw}”还没有抽出，或没有启封完，排不了行程")));
        }
        let key = format!("routes {} {draw} {day}", plan.head.id);
        let what = || Ok(self.trips_of(plan, &drawn, self.ground(plan, day)?));
        match usual {
            true => self.known(&key, crate::state::Needs::All, what),
            false => Ok(Known { standing: self.standing()?, what: Arc::new(what()?) }),
        }
    }

    /// What a plan of routes says of itself.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a plan that is not there, or one of something else.
    pub fn routes_card(&self, plan: &str) -> Result<crate::view::Card> {
        let plan = self.plan(plan)?;
        match plan.work {
            PlanWork::Routes(_) => Ok(crate::card::card(&plan.head)),
            _ => Err(Error::Unknown(format!("“{}”不是行程规划", plan.head.name))),
        }
    }

    /// The plans of routes that may be looked at.
    pub(super) fn plans_of_routes(&self) -> impl Iterator<Item = &Plan> {
        let plans = self.pack().forms.plans.iter();
        plans.filter(|plan| matches!(plan.work, PlanWork::Routes(_)) && self.tells_plan(plan))
    }

    /// Minutes between places, as rows tell them.
    pub(super) fn ground(&self, plan: &Plan, day: Date) -> Result<RoutesGround> {
        let ground = RoutesGround::of(plan, &self.records(plan as &dyn Form)?, day.year);
        ground.ok_or_else(|| Error::Unknown(format!("“{}”不是行程规划", plan.head.name)))
    }

    fn trips_of(&self, plan: &Plan, draw: &DrawView, ground: RoutesGround) -> RoutesView {
        let stay = ground.rules().map_or(0, |rules| rules.stay);
        let stop = |slip: &DrawSlip| RoutesStop {
            name: if slip.name.is_empty() { slip.object.clone() } else { slip.name.clone() },
            at: ground.at(&slip.object),
            stay,
            crew: slip.inspectors.clone(),
        };
        let stops: Vec<RoutesStop> = draw.table.iter().map(stop).collect();
        trips(&ground, &stops, (&draw.number, &draw.name), &plan.head.name)
    }
}

/// Stops as day trips, or why there are none.
pub(super) fn trips(
    ground: &RoutesGround,
    stops: &[RoutesStop],
    (of, name): (&str, &str),
    plan: &str,
) -> RoutesView {
    let found = ground.trips(stops).and_then(|problem| {
        let wrong = |why: String| vec![Finding::error("plan.trips", Place::whole(plan), why)];
        RoutesTrips::solved(problem).map_err(wrong)
    });
    match found {
        Ok(found) => trips_view((of, name), &found),
        Err(findings) => RoutesView { findings, ..nothing(of, name) },
    }
}

pub(super) fn nothing(of: &str, name: &str) -> RoutesView {
    RoutesView {
        of: of.to_owned(),
        name: name.to_owned(),
        trips: Vec::new(),
        days: 0,
        minutes: 0,
        cost: 0,
        bound: 0,
        fewest: [0, 0],
        proven: false,
        checked: false,
        spread: [0, 0],
        findings: Vec::new(),
    }
}

/// Day trips that are solved and checked, as they are told.
pub fn trips_view((of, name): (&str, &str), found: &RoutesTrips) -> RoutesView {
    let (problem, plan) = (&found.problem, &found.plan);
    let trip = |(order, day): (&Vec<usize>, &usize)| {
        let way = |nth: usize| match nth {
            0 => problem.home[order[0]],
            nth => problem.ways[order[nth - 1]][order[nth]],
        };
        let stop = |nth: usize| TripStop {
            name: problem.visits[order[nth]].name.clone(),
            way: way(nth),
            stay: problem.visits[order[nth]].stay,
        };
        TripView {
            day: day + 1,
            minutes: problem.length(order),
            stops: (0..order.len()).map(stop).collect(),
            back: order.last().map_or(0, |last| problem.home[*last]),
            people: problem.crew(order).into_iter().map(str::to_owned).collect(),
        }
    };
    let mut trips: Vec<TripView> = plan.trips.iter().zip(&plan.days).map(trip).collect();
    trips.sort_by_key(|trip| trip.day);
    let lengths = || trips.iter().map(|trip| trip.minutes);
    RoutesView {
        days: trips.iter().map(|trip| trip.day).max().unwrap_or(0),
        minutes: lengths().sum(),
        cost: plan.cost,
        bound: plan.bound,
        fewest: found.fewest(),
        proven: plan.cost == plan.bound,
        checked: true,
        spread: [lengths().min().unwrap_or(0), lengths().max().unwrap_or(0)],
        trips,
        ..nothing(of, name)
    }
}

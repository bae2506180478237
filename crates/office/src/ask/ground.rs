//! A scenario of places on the ground, how equal it leaves schools, and what the least money is as a rule gives way.

use super::Reading;
use super::plans::{WhatIf, mean};
use crate::error::Result;
use crate::view::{
    CurvePointView, CurveView, Known, PlanMapFlow, PlanMapPoint, PlanMapSchool, PlanMapView, Point,
    SpreadView,
};
use assess::plan::{Bend, CurvePoint, Ground, PlacesSheet, Spot};
use define::house::Boundary;
use define::{Date, Form};
use quantity::Decimal;

impl Reading {
    /// Villages and schools of a scenario, with who goes where, in its last year.
    ///
    /// # Errors
    /// As [`Reading::places`].
    pub fn places_map(&self, plan: &str, day: Option<Date>, asked: &WhatIf) -> Result<Known<PlanMapView>> {
        let known = self.places(plan, day, asked)?;
        Ok(Known { standing: known.standing, what: known.what.map.clone().into() })
    }

    /// The trade-off of a scenario: the least money as its norm is eased and its ways are shortened, each step solved by itself.
    ///
    /// # Errors
    /// As [`Reading::places`].
    pub fn curve(&self, plan: &str, day: Option<Date>, asked: &WhatIf) -> Result<Known<CurveView>> {
        let (usual, plan, day) = (day.is_none() && asked.is_usual(), self.plan(plan)?, self.day(day)?);
        let key = format!("curve {} {day} {asked:?}", plan.head.id);
        self.known_when(usual, &key, self.needing([plan as &dyn Form]), || {
            let sheet = self.solved(plan, day, asked)?;
            Ok(CurveView {
                day: day.to_string(),
                card: crate::card::card(&plan.head),
                scenario: sheet.scenario.says.name.clone(),
                unit: plan.places().map(|places| places.reach.unit.clone()).unwrap_or_default(),
                budget: sheet.budget(),
                points: sheet.curve().iter().map(point).collect(),
            })
        })
    }

    /// The ground with the district's boundary.
    pub(super) fn map_of(&self, ground: &Ground) -> Result<PlanMapView> {
        let names = [Boundary::HOUSE.register.to_owned()].into();
        let records = self.state.records(&self.store, &names)?;
        let boundary = records.of_house(&Boundary::HOUSE).filter_map(|record| {
            let ring = Boundary::read(&record);
            Some(Point { longitude: millionths(ring.longitude?)?, latitude: millionths(ring.latitude?)? })
        });
        let at = |spot: &Spot| Point { longitude: spot.at.0, latitude: spot.at.1 };
        let village =
            |spot: &Spot| PlanMapPoint { name: spot.name.clone(), at: at(spot), pupils: spot.pupils };
        let school = |spot: &Spot| PlanMapSchool {
            name: spot.name.clone(),
            at: at(spot),
            pupils: spot.pupils,
            seats: spot.seats,
            lacking: spot.lacking,
        };
        let flow =
            |(from, to, pupils): &(usize, usize, i64)| PlanMapFlow { from: *from, to: *to, pupils: *pupils };
        Ok(PlanMapView {
            boundary: boundary.collect(),
            points: ground.points.iter().map(village).collect(),
            schools: ground.schools.iter().map(school).collect(),
            flows: ground.flows.iter().map(flow).collect(),
            missing: ground.missing,
        })
    }
}

fn millionths(degrees: Decimal) -> Option<i64> {
    i64::try_from(degrees.scaled(6)?).ok()
}

fn point(one: &CurvePoint) -> CurvePointView {
    let (norm, reach) = match one.bend {
        Bend::Norm(more) => (Some(more), None),
        Bend::Reach(most) => (None, Some(most)),
    };
    CurvePointView {
        norm,
        reach,
        cost: one.cost,
        bound: one.bound,
        proven: one.told && one.cost == one.bound,
        checked: one.held,
        way: mean(one.ways),
        over: one.over,
    }
}

/// Coefficients in thousandths, as they are told.
pub(super) fn spread(sheet: &PlacesSheet) -> Vec<SpreadView> {
    let told =
        |one: Option<i64>| one.map(|one| format!("{}.{:03}", one / 1_000, one % 1_000)).unwrap_or_default();
    let stage = |one: &assess::plan::Spread| SpreadView {
        stage: one.stage.clone(),
        before: told(one.before),
        after: told(one.after),
    };
    sheet.spread().iter().map(stage).collect()
}

//! Plans of placement (安置): where each assessed child learns, the first way that there is for it.

use super::{Gives, List};
use crate::{Pack, Written};
use finding::Finding;

/// A plan of placement: each child goes the first way that its assessment allows, within reach, while there is room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementPlan {
    /// Children of the year who must be placed.
    pub roll: PlacementRoll,
    /// What was assessed of them.
    pub cases: PlacementCases,
    /// Ways to learn, the one that is to be preferred first.
    pub ways: Vec<PlacementWay>,
    /// Visits at home of those who are taught there; none when nobody asks for trips.
    pub visits: Option<PlacementVisits>,
}

/// Children who must be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementRoll {
    /// The rows of the year.
    pub list: List,
    /// Field: the number of the child's case.
    pub child: Written,
}

/// Assessments, a row for each child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementCases {
    /// The rows, of any year.
    pub list: List,
    /// Field: the number of the case.
    pub child: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Field: the way that was decided, as a way is called; empty while nothing was.
    pub decided: Written,
}

/// A way to learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementWay {
    /// What it is called.
    pub name: String,
    /// Row formula over cases: whether the assessment allows it.
    pub able: Written,
    /// Whether it is open, too, to those who reach none of the ways before it.
    pub last: bool,
    /// Where it is offered.
    pub places: PlacementPlaces,
    /// How far a child may be from there; without it everybody reaches it.
    pub reach: Option<PlacementReach>,
}

/// Where a way is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementPlaces {
    /// The rows of the year.
    pub list: List,
    /// Field: what names the place; rows of the same place share its limit.
    pub place: Written,
    /// Field: the stage; without it, children of any.
    pub stage: Option<Written>,
    /// Row formula: seats, a plain whole number.
    pub seats: Written,
    /// Row formula: seats of the place with all its rows, a plain whole number; without it no such limit.
    pub limit: Option<Written>,
}

/// Ways to places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementReach {
    /// The rows; its condition says what is near enough.
    pub list: List,
    /// Field: from where.
    pub from: Written,
    /// Field: to where, as places are named.
    pub to: Written,
    /// Field: the stage; without it, children of any.
    pub stage: Option<Written>,
    /// Row formula: how far, a plain whole number.
    pub length: Written,
    /// Its unit, as it is said.
    pub unit: String,
    /// Field of cases: where the child is, as `from` names it.
    pub home: Written,
}

/// Visits of children who are taught at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementVisits {
    /// Who teaches whom.
    pub list: List,
    /// Field: the number of the case.
    pub child: Written,
    /// Field: who comes.
    pub teacher: Written,
    /// Field of cases: where the child is, as ways between places name it.
    pub home: Written,
    /// Row formula over cases: minutes of one visit, a plain whole number.
    pub stay: Written,
    /// Id of the plan of routes by which trips are made.
    pub routes: Written,
}

impl PlacementPlan {
    /// Registers with the fields that it names.
    pub(crate) fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let (roll, cases) = (&self.roll, &self.cases);
        let mut own = vec![&cases.child, &cases.stage, &cases.decided];
        own.extend(self.ways.iter().filter_map(|way| Some(&way.reach.as_ref()?.home)));
        own.extend(self.visits.iter().map(|visits| &visits.home));
        let mut all = vec![(&roll.list.register, vec![&roll.child]), (&cases.list.register, own)];
        for way in &self.ways {
            let places = &way.places;
            all.push((&places.list.register, std::iter::once(&places.place).chain(&places.stage).collect()));
            if let Some(reach) = &way.reach {
                let named = [&reach.from, &reach.to].into_iter().chain(&reach.stage);
                all.push((&reach.list.register, named.collect()));
            }
        }
        if let Some(visits) = &self.visits {
            all.push((&visits.list.register, vec![&visits.child, &visits.teacher]));
        }
        all
    }

    /// Fields of cases that say where a child is.
    pub(crate) fn called(&self) -> Vec<(&Written, &Written)> {
        let homes = self.ways.iter().filter_map(|way| Some(&way.reach.as_ref()?.home));
        let homes = homes.chain(self.visits.iter().map(|visits| &visits.home));
        homes.map(|home| (&self.cases.list.register, home)).collect()
    }

    /// Row formulas.
    pub(crate) fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let (roll, cases) = (&self.roll, &self.cases);
        let mut lists = vec![&roll.list, &cases.list];
        let mut own = Vec::new();
        for way in &self.ways {
            let places = &way.places;
            let register = &places.list.register;
            lists.push(&places.list);
            own.push((&way.able, &cases.list.register, Gives::Truth));
            own.push((&places.seats, register, Gives::Number));
            own.extend(places.limit.iter().map(|limit| (limit, register, Gives::Number)));
            if let Some(reach) = &way.reach {
                lists.push(&reach.list);
                own.push((&reach.length, &reach.list.register, Gives::Number));
            }
        }
        if let Some(visits) = &self.visits {
            lists.push(&visits.list);
            own.push((&visits.stay, &cases.list.register, Gives::Number));
        }
        let conditions = lists.into_iter();
        let conditions =
            conditions.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)));
        conditions.chain(own).collect()
    }

    /// The plan of routes that visits go by must be there.
    pub(crate) fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        let Some(visits) = &self.visits else { return };
        let of_routes = |plan: &crate::Plan| matches!(plan.work, crate::PlanWork::Routes(_));
        let known = pack.forms.plans.iter().filter(|plan| of_routes(plan));
        if !known.into_iter().any(|plan| plan.is_named(&visits.routes.text)) {
            let sentence = format!("没有行程规划“{}”", visits.routes.text);
            findings.push(Finding::error("define.plan-routes", visits.routes.place(), sentence));
        }
    }
}

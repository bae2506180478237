//! Plans (布): what may be decided, by which rows and at which cost, so that what follows can be shown before it is decided.

use super::{Form, FormHead, FundsPlan, Gives, List, PlacementPlan, RoutesPlan, StaffPlan};
use crate::house::{House, PlanChoice, PlanScenario};
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// A plan: what is asked for, what there is, what may be done about it.
///
/// Its scenarios (规划情景) and what is decided in each beforehand (规划取舍) are rows of the house; the one that is adopted (采用) is
/// the one that formulas see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it says of itself.
    pub head: FormHead,
    /// What it is a plan of.
    pub work: PlanWork,
}

/// What a plan is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanWork {
    /// Places (学位): which schools open, grow, move or close, and who goes where.
    Places(Box<PlacesPlan>),
    /// People (师资): who moves where so that nobody lacks any.
    Staff(Box<StaffPlan>),
    /// Money (经费): what the rules give each school, and whether a budget holds against law.
    Funds(Box<FundsPlan>),
    /// Placement (安置): where each assessed child learns.
    Placement(Box<PlacementPlan>),
    /// Routes (行程): visits as day trips.
    Routes(Box<RoutesPlan>),
}

/// A plan of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacesPlan {
    /// Where they live, by name.
    pub points: PlanPoints,
    /// Who will go to school where.
    pub demand: PlanDemand,
    /// Stages of schools with their classes.
    pub capacity: PlanCapacity,
    /// Schools and how many pupils each may have.
    pub schools: PlanSchools,
    /// Ways that are short enough.
    pub reach: PlanReach,
    /// What may be done.
    pub actions: PlanActions,
    /// Where villages and schools lie, for the map.
    pub spots: Vec<PlanSpots>,
}

/// Where pupils live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPoints {
    /// The rows.
    pub list: List,
    /// Field: by what the forecast names one.
    pub point: Written,
}

/// Where places lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSpots {
    /// The rows.
    pub list: List,
    /// Field: the place, as points, schools and actions are named.
    pub place: Written,
    /// Field: longitude in degrees.
    pub east: Written,
    /// Field: latitude in degrees.
    pub north: Written,
}

/// Pupils forecast, a row for each place, stage and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDemand {
    /// The rows.
    pub list: List,
    /// Field: where they live.
    pub point: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Field: the year.
    pub year: Written,
    /// Field: how many.
    pub pupils: Written,
}

/// Stages of schools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCapacity {
    /// The rows, of the year in which it is asked.
    pub list: List,
    /// Field: the school.
    pub school: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Row formula: classes, a plain whole number.
    pub classes: Written,
    /// Row formula: most pupils of a class, a plain whole number.
    pub norm: Written,
}

/// Schools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSchools {
    /// The rows, of the year in which it is asked.
    pub list: List,
    /// Field: by what capacity and ways name a school.
    pub school: Written,
    /// Row formula: most pupils of a school, a plain whole number.
    pub limit: Written,
}

/// Ways to school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanReach {
    /// The rows; its condition says which ways are short enough.
    pub list: List,
    /// Field: where pupils live.
    pub from: Written,
    /// Field: where they go, a school or the key of an action that opens one.
    pub to: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Row formula: the length, a plain whole number.
    pub length: Written,
    /// The unit of lengths, as it is said.
    pub unit: String,
}

/// What may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanActions {
    /// The rows.
    pub list: List,
    /// Field: which kind.
    pub kind: Written,
    /// Field: the stage.
    pub stage: Written,
    /// Field: the school to which it is done; empty for a new one.
    pub school: Written,
    /// Row formula: classes that are added, a plain whole number.
    pub classes: Written,
    /// Row formula: most pupils of a class there.
    pub norm: Written,
    /// Row formula: most pupils of a school that is opened.
    pub limit: Written,
    /// Row formula: what it costs in yuan, a plain whole number.
    pub cost: Written,
    /// Field: the first year in which its places are there.
    pub year: Written,
    /// Kinds that end what the school has at that stage.
    pub closes: Vec<String>,
    /// Kinds whose classes are at a new place.
    pub opens: Vec<String>,
}

impl Plan {
    /// The plan of places that it is; none when it is of something else.
    pub fn places(&self) -> Option<&PlacesPlan> {
        match &self.work {
            PlanWork::Places(places) => Some(places),
            _ => None,
        }
    }

    /// The scenarios that speak of it name it so.
    pub fn is_named(&self, name: &str) -> bool {
        self.head.id == name || self.head.name == name
    }
}

impl Form for Plan {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::PLAN
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::plan(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let places = match &self.work {
            PlanWork::Places(places) => places,
            PlanWork::Staff(staff) => return staff.names(),
            PlanWork::Funds(funds) => return funds.names(),
            PlanWork::Placement(placement) => return placement.names(),
            PlanWork::Routes(routes) => return routes.names(),
        };
        let PlacesPlan { points, demand, capacity, schools, reach, actions, spots } = &**places;
        let named = [
            (&points.list.register, vec![&points.point]),
            (&demand.list.register, vec![&demand.point, &demand.stage, &demand.year, &demand.pupils]),
            (&capacity.list.register, vec![&capacity.school, &capacity.stage]),
            (&schools.list.register, vec![&schools.school]),
            (&reach.list.register, vec![&reach.from, &reach.to, &reach.stage]),
            (&actions.list.register, vec![&actions.kind, &actions.stage, &actions.school, &actions.year]),
        ];
        let spots = spots.iter().map(|one| (&one.list.register, vec![&one.place, &one.east, &one.north]));
        named.into_iter().chain(spots).collect()
    }

    fn called(&self) -> Vec<(&Written, &Written)> {
        match &self.work {
            PlanWork::Staff(staff) => staff.called(),
            PlanWork::Placement(placement) => placement.called(),
            PlanWork::Routes(routes) => routes.called(),
            _ => Vec::new(),
        }
    }

    fn house(&self) -> Vec<House> {
        match &self.work {
            // What follows from the rows is told; nothing is chosen beforehand.
            PlanWork::Placement(_) | PlanWork::Routes(_) => Vec::new(),
            _ => vec![PlanScenario::HOUSE, PlanChoice::HOUSE],
        }
    }

    fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        match &self.work {
            PlanWork::Funds(funds) => funds.fits(pack, findings),
            PlanWork::Placement(placement) => placement.fits(pack, findings),
            _ => {}
        }
    }

    fn known_as(&self) -> Vec<&str> {
        vec![&self.head.id, &self.head.name]
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let places = match &self.work {
            PlanWork::Places(places) => places,
            PlanWork::Staff(staff) => return staff.formulas(),
            PlanWork::Funds(funds) => return funds.formulas(),
            PlanWork::Placement(placement) => return placement.formulas(),
            PlanWork::Routes(routes) => return routes.formulas(),
        };
        let PlacesPlan { points, demand, capacity, schools, reach, actions, spots } = &**places;
        let lists = [&points.list, &demand.list, &capacity.list, &schools.list, &reach.list, &actions.list];
        let conditions = lists
            .into_iter()
            .chain(spots.iter().map(|one| &one.list))
            .filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)));
        let numbers = [
            (&capacity.classes, &capacity.list),
            (&capacity.norm, &capacity.list),
            (&schools.limit, &schools.list),
            (&reach.length, &reach.list),
            (&actions.classes, &actions.list),
            (&actions.norm, &actions.list),
            (&actions.limit, &actions.list),
            (&actions.cost, &actions.list),
        ];
        let numbers = numbers.into_iter().map(|(formula, list)| (formula, &list.register, Gives::Number));
        conditions.chain(numbers).collect()
    }
}

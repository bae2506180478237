//! Plans of routes (行程): how long it takes from place to place, and what one day allows.

use super::{Gives, List};
use crate::Written;

/// A plan of routes: visits become day trips by ways that are rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesPlan {
    /// Ways between places.
    pub between: RoutesBetween,
    /// What a place that is visited lies in, for pairs that have no way of their own.
    pub places: Vec<RoutesPlaces>,
    /// What names the place where trips begin and end.
    pub base: String,
    /// Minutes that are spent at a place.
    pub stay: i64,
    /// Most minutes of a trip, with ways and stays.
    pub day: i64,
    /// Most places of a trip.
    pub stops: i64,
    /// Most people of a trip.
    pub seats: i64,
    /// Most trips of one day.
    pub cars: i64,
}

/// Ways between places (路上时间), a row for a pair, as long there as back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesBetween {
    /// The rows.
    pub list: List,
    /// Field: the one place.
    pub from: Written,
    /// Field: the other.
    pub to: Written,
    /// Row formula: minutes, a plain whole number.
    pub minutes: Written,
}

/// Places that may be visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesPlaces {
    /// The rows.
    pub list: List,
    /// Field: what names the place.
    pub place: Written,
    /// Field: what it lies in, as ways name it.
    pub within: Written,
}

impl RoutesPlan {
    /// Registers with the fields that it names.
    pub(crate) fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let between = (&self.between.list.register, vec![&self.between.from, &self.between.to]);
        let places = self.places.iter().map(|one| (&one.list.register, vec![&one.place, &one.within]));
        std::iter::once(between).chain(places).collect()
    }

    /// Fields that say what a place lies in.
    pub(crate) fn called(&self) -> Vec<(&Written, &Written)> {
        self.places.iter().map(|one| (&one.list.register, &one.within)).collect()
    }

    /// Row formulas.
    pub(crate) fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let lists = std::iter::once(&self.between.list).chain(self.places.iter().map(|one| &one.list));
        let conditions = lists
            .into_iter()
            .filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)));
        let minutes = (&self.between.minutes, &self.between.list.register, Gives::Number);
        conditions.chain([minutes]).collect()
    }
}

//! The keys of a plan of placement.

use super::super::head::{list, optional_list};
use super::super::must_have;
use super::{each, keyed};
use crate::read::{Reader, Table};
use crate::{
    PlacementCases, PlacementPlaces, PlacementPlan, PlacementReach, PlacementRoll, PlacementVisits,
    PlacementWay, Written,
};

/// Reads them.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, name: &Written) -> PlacementPlan {
    let (of, [child]) = keyed(reader, table, "roll", ["child"]);
    let roll = PlacementRoll { list: of, child };
    let (of, [child, stage, decided]) = keyed(reader, table, "cases", ["child", "stage", "decided"]);
    let cases = PlacementCases { list: of, child, stage, decided };
    let ways = each(reader, table, "ways", |reader, inner| PlacementWay {
        name: inner.required(reader, "name").text,
        able: inner.required(reader, "able"),
        last: inner.flag(reader, "last"),
        places: places(reader, inner),
        reach: reach(reader, inner),
    });
    must_have(reader, name, ways.is_empty(), "怎样安置 [[ways]]");
    PlacementPlan { roll, cases, ways, visits: visits(reader, table) }
}

fn places(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> PlacementPlaces {
    let (nowhere, (mut place, mut stage, mut seats, mut limit)) = (table.span(), (None, None, None, None));
    let of = list(reader, table, "offered", |reader, inner| {
        place = Some(inner.required(reader, "place"));
        stage = inner.written(reader, "stage");
        seats = Some(inner.required(reader, "seats"));
        limit = inner.written(reader, "limit");
    });
    let or = |one: Option<Written>| one.unwrap_or_else(|| reader.written("", nowhere.clone()));
    PlacementPlaces { list: of, place: or(place), stage, seats: or(seats), limit }
}

fn reach(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<PlacementReach> {
    let keys = ["from", "to", "length", "unit", "home"];
    let (mut found, mut stage) = (keys.map(|_| None), None);
    let of = optional_list(reader, table, "reach", |reader, inner| {
        found = keys.map(|key| Some(inner.required(reader, key)));
        stage = inner.written(reader, "stage");
    })?;
    let [Some(from), Some(to), Some(length), Some(unit), Some(home)] = found else { return None };
    Some(PlacementReach { list: of, from, to, stage, length, unit: unit.text, home })
}

fn visits(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<PlacementVisits> {
    let keys = ["child", "teacher", "home", "stay", "routes"];
    let mut found = keys.map(|_| None);
    let of = optional_list(reader, table, "visits", |reader, inner| {
        found = keys.map(|key| Some(inner.required(reader, key)));
    })?;
    let [Some(child), Some(teacher), Some(home), Some(stay), Some(routes)] = found else { return None };
    Some(PlacementVisits { list: of, child, teacher, home, stay, routes })
}

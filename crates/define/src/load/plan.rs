//! `plans/<id>.toml`.

mod placement;
mod routes;
mod teachers;

use super::head::{self, list};
use super::must_have;
use crate::read::{Reader, Table};
use crate::{
    FundsLine, FundsPart, FundsPlan, FundsSchools, FundsTest, List, PlacesPlan, Plan, PlanActions,
    PlanCapacity, PlanDemand, PlanPoints, PlanReach, PlanSchools, PlanSpots, PlanWork, StaffNeed, StaffPlan,
    StaffSchools, StaffStandard, Written,
};

/// Reads a plan.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Plan {
    let head = head::read(reader, &mut table, id, pack);
    let kind = table.required(reader, "kind");
    let work = match kind.text.as_str() {
        "people" => PlanWork::Staff(Box::new(staff(reader, &mut table, &head.written))),
        "funds" => PlanWork::Funds(Box::new(funds(reader, &mut table, &head.written))),
        "children" => PlanWork::Placement(Box::new(placement::read(reader, &mut table, &head.written))),
        "routes" => PlanWork::Routes(Box::new(routes::read(reader, &mut table))),
        other => {
            if other != "layout" {
                let sentence =
                    format!("布的种类 kind 没有“{other}”，现有 layout、people、funds、children、routes");
                let finding = finding::Finding::error("define.plan-kind", kind.place(), sentence);
                reader.findings.push(finding);
            }
            PlanWork::Places(Box::new(places(reader, &mut table, &head.written)))
        }
    };
    table.finish(reader);
    Plan { head, work }
}

fn places(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, name: &Written) -> PlacesPlan {
    let (of, [point]) = keyed(reader, table, "points", ["point"]);
    let points = PlanPoints { list: of, point };
    let (of, [point, stage, year, pupils]) =
        keyed(reader, table, "demand", ["point", "stage", "year", "pupils"]);
    let demand = PlanDemand { list: of, point, stage, year, pupils };
    let (of, [school, stage, classes, norm]) =
        keyed(reader, table, "capacity", ["school", "stage", "classes", "norm"]);
    let capacity = PlanCapacity { list: of, school, stage, classes, norm };
    let (of, [school, limit]) = keyed(reader, table, "schools", ["school", "limit"]);
    let schools = PlanSchools { list: of, school, limit };
    let (of, [from, to, stage, length, unit]) =
        keyed(reader, table, "reach", ["from", "to", "stage", "length", "unit"]);
    let reach = PlanReach { list: of, from, to, stage, length, unit: unit.text };
    let spots = each(reader, table, "spots", |reader, inner| PlanSpots {
        list: List {
            register: inner.required(reader, "register"),
            condition: inner.written(reader, "condition"),
        },
        place: inner.required(reader, "place"),
        east: inner.required(reader, "east"),
        north: inner.required(reader, "north"),
    });
    PlacesPlan { points, demand, capacity, schools, reach, actions: actions(reader, table, name), spots }
}

fn staff(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, name: &Written) -> StaffPlan {
    let (of, [school, area, held]) = keyed(reader, table, "schools", ["school", "area", "held"]);
    let schools = StaffSchools { list: of, school, area, held };
    let (of, [school, stage, pupils, least]) =
        keyed(reader, table, "need", ["school", "stage", "pupils", "least"]);
    let need = StaffNeed { list: of, school, stage, pupils, least };
    let standards = each(reader, table, "standards", |reader, inner| StaffStandard {
        name: inner.required(reader, "name").text,
        per: inner.required(reader, "per"),
    });
    must_have(reader, name, standards.is_empty(), "标准 [[standards]]");
    StaffPlan { schools, need, standards, teachers: teachers::read(reader, table, name) }
}

fn funds(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, name: &Written) -> FundsPlan {
    let (of, [school, budget, due, pupils]) =
        keyed(reader, table, "schools", ["school", "budget", "due", "pupils"]);
    let schools = FundsSchools { list: of, school, budget, due, pupils };
    let parts = each(reader, table, "parts", |reader, inner| FundsPart {
        name: inner.required(reader, "name").text,
        rule: inner.written(reader, "rule").map(|rule| rule.text),
        count: inner.written(reader, "count"),
        rate: inner.required(reader, "rate"),
    });
    must_have(reader, name, parts.is_empty(), "一所学校的钱由哪几项相加 [[parts]]");
    let lines = each(reader, table, "lines", |reader, inner| FundsLine {
        name: inner.required(reader, "name").text,
        pupils: inner.required(reader, "pupils"),
    });
    let tests = each(reader, table, "tests", |reader, inner| FundsTest {
        indicator: inner.required(reader, "indicator"),
        bases: inner.list(reader, "bases"),
    });
    FundsPlan { schools, parts, lines, tests }
}

/// Tables under a key, each read to its end.
pub(super) fn each<T>(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    under: &'static str,
    read: impl Fn(&mut Reader<'_>, &mut Table<'_, '_>) -> T,
) -> Vec<T> {
    let inners = table.tables(reader, under);
    let of = |mut inner: Table<'_, '_>| {
        let one = read(reader, &mut inner);
        inner.finish(reader);
        one
    };
    inners.into_iter().map(of).collect()
}

fn actions(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, name: &Written) -> PlanActions {
    let keys = ["kind", "stage", "school", "classes", "norm", "limit", "cost", "year"];
    let (mut found, mut closes, mut opens) = (keys.map(|_| None), Vec::new(), Vec::new());
    let of = list(reader, table, "actions", |reader, inner| {
        found = keys.map(|key| Some(inner.required(reader, key)));
        closes = inner.texts(reader, "closes");
        opens = inner.texts(reader, "opens");
    });
    let [kind, stage, school, classes, norm, limit, cost, year] =
        found.map(|one| one.unwrap_or_else(|| reader.written("", 0..0)));
    must_have(reader, name, opens.is_empty(), "新设学位点的措施类别 [actions] opens");
    PlanActions { list: of, kind, stage, school, classes, norm, limit, cost, year, closes, opens }
}

/// A list with further keys that must all be there.
pub(super) fn keyed<const N: usize>(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    under: &'static str,
    keys: [&'static str; N],
) -> (List, [Written; N]) {
    let mut found = keys.map(|_| None);
    let of = list(reader, table, under, |reader, inner| {
        found = keys.map(|key| Some(inner.required(reader, key)));
    });
    (of, found.map(|one| one.unwrap_or_else(|| reader.written("", 0..0))))
}

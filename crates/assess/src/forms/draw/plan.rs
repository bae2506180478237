//! The plan of a draw: its definition over the rows known when its lists are sealed.

use crate::{Record, Records};
use define::house::DrawResult;
use define::{Draw, DrawQuota, List};
use finding::{Finding, Place};
use proof::draw::{Announced, Conflict, Inspector, Object, Plan, Quota, Stratum};
use std::collections::{BTreeMap, BTreeSet};

/// Rows by what names them from year to year, in the order of these names.
type Named<'r> = Vec<(String, Record<'r>)>;

/// The stratum of all objects when the definition has none.
const ALL: &str = "全部";

/// What a draw is called: `training-institutions-2022-1`.
pub fn number(draw: &Draw, year: i32, order: u32) -> String {
    format!("{}-{year}-{order}", draw.head.id)
}

/// The plan of the `order`-th draw of a year, waiting for that public value, with what speaks against drawing by it.
pub fn plan(
    draw: &Draw,
    records: &Records,
    (year, order): (i32, u32),
    public: Announced,
) -> (Plan, Vec<Finding>) {
    let mut findings = Vec::new();
    let object_rows = chosen(&draw.objects, records, year, &mut findings);
    let inspector_rows = chosen(&draw.inspectors, records, year, &mut findings);
    let objects = objects(draw, records, year, &object_rows, &mut findings);
    let inspectors = inspectors(draw, &inspector_rows);
    let conflicts = conflicts(draw, records, year, &object_rows, &inspector_rows);
    let plan = Plan {
        number: number(draw, year, order),
        title: draw.head.name.clone(),
        year,
        draw: order,
        draws: draw.draws,
        team: draw.team,
        load: draw.load,
        repeat: draw.repeat,
        public,
        sealed: None,
        strata: strata(draw, &objects),
        objects,
        inspectors,
        conflicts,
    };
    let faults = plan.faults().into_iter();
    findings
        .extend(faults.map(|fault| Finding::error(fault.code, Place::whole(fault.place), fault.sentence)));
    (plan, findings)
}

/// The rows of a list as they stand in the year, by what names them from year to year. A row of which it cannot be told
/// keeps the draw from being made: who may be drawn must be certain.
fn chosen<'r>(list: &List, records: &'r Records, year: i32, findings: &mut Vec<Finding>) -> Named<'r> {
    let standing = records.standing_year(&list.register.text, year);
    let (yes, open) = records.chosen(list, standing);
    for record in open {
        let place = Place::whole(format!("{}第{}号", list.register.text, record.number));
        findings.push(Finding::error("draw.condition", place, "缺少判断能否入选所需的内容"));
    }
    let mut named: Named<'_> = yes.into_iter().map(|record| (record.id(), record)).collect();
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    named
}

/// The objects by id: stratum, lots, and how often each was drawn in the year.
fn objects(
    draw: &Draw,
    records: &Records,
    year: i32,
    rows: &Named<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Object> {
    let drawn = drawn(draw, records, year);
    let lots = lots(draw, records, year, rows, findings);
    let object = |(id, record): &(String, Record<'_>)| Object {
        id: id.clone(),
        name: record.open_label().unwrap_or_default(),
        stratum: draw.stratum.as_ref().map_or(ALL.to_owned(), |field| record.text(field)),
        weight: lots.get(id).copied().unwrap_or(1),
        drawn: drawn.get(id).copied().unwrap_or(0),
    };
    rows.iter().map(object).collect()
}

/// The lots of each object, one finding for all whose weight is no whole number.
fn lots(
    draw: &Draw,
    records: &Records,
    year: i32,
    rows: &Named<'_>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, u32> {
    let register = &draw.objects.register.text;
    let Some(weight) = &draw.weight else { return BTreeMap::new() };
    let answers = records.answers(weight, register, records.standing_year(register, year));
    let mut lots = BTreeMap::new();
    let mut without = Vec::new();
    for (id, record) in rows {
        let answer = answers.get(&record.number);
        let whole = answer.and_then(|answer| answer.number()?.exact()?.to_string().parse().ok());
        match whole {
            Some(whole) => {
                lots.insert(id.clone(), whole);
            }
            None => {
                let reason = answer.and_then(|answer| answer.reasons().first());
                without.push((id, reason.map_or("权重不是整数".to_owned(), ToString::to_string)));
            }
        }
    }
    if let Some((id, reason)) = without.first() {
        let sentence = format!("{}个对象的权重不能确定，如“{id}”：{reason}", without.len());
        findings.push(Finding::error("draw.weight", Place::whole(register), sentence));
    }
    lots
}

/// How often each object was drawn in the year.
fn drawn(draw: &Draw, records: &Records, year: i32) -> BTreeMap<String, u32> {
    let mut drawn = BTreeMap::new();
    for record in records.of_house(&DrawResult::HOUSE).filter(|record| record.year() == Some(year)) {
        let slip = DrawResult::read(&record);
        if slip.draw == draw.head.id {
            *drawn.entry(slip.object).or_insert(0) += 1;
        }
    }
    drawn
}

fn inspectors(draw: &Draw, rows: &Named<'_>) -> Vec<Inspector> {
    let inspector = |(id, record): &(String, Record<'_>)| Inspector {
        id: id.clone(),
        name: record.open_label().unwrap_or_default(),
        unit: draw.unit.as_ref().map_or(String::new(), |field| record.text(field)),
    };
    rows.iter().map(inspector).collect()
}

/// Who may not be sent where, each pair once, by inspector.
fn conflicts(
    draw: &Draw,
    records: &Records,
    year: i32,
    objects: &Named<'_>,
    inspectors: &Named<'_>,
) -> Vec<Conflict> {
    let mut pairs: BTreeMap<(String, String), String> = BTreeMap::new();
    for conflict in draw.conflicts.iter().filter(|conflict| conflict.register.is_none()) {
        for (inspector, of_inspector) in inspectors {
            let mine = of_inspector.text(&conflict.inspector);
            let same = |record: &Record<'_>| !mine.is_empty() && record.text(&conflict.object) == mine;
            for (object, _) in objects.iter().filter(|(_, record)| same(record)) {
                pairs.insert((inspector.clone(), object.clone()), conflict.reason.clone());
            }
        }
    }
    // What rows name goes over what follows from fields that agree.
    let named = |rows: &Named<'_>, id: &str| rows.binary_search_by(|(one, _)| one.as_str().cmp(id)).is_ok();
    for conflict in &draw.conflicts {
        let Some(register) = &conflict.register else { continue };
        for record in records.all(&register.text).filter(|record| record.year().is_none_or(|of| of == year)) {
            let (object, inspector) = (record.text(&conflict.object), record.text(&conflict.inspector));
            if named(objects, &object) && named(inspectors, &inspector) {
                pairs.insert((inspector, object), conflict.reason.clone());
            }
        }
    }
    let conflict = |((inspector, object), reason)| Conflict { inspector, object, reason };
    pairs.into_iter().map(conflict).collect()
}

/// The strata that have objects and a share.
fn strata(draw: &Draw, objects: &[Object]) -> Vec<Stratum> {
    let names: BTreeSet<&str> = objects.iter().map(|object| object.stratum.as_str()).collect();
    let stratum = |name: &str| {
        let share = draw.share(name)?;
        let quota = match share.quota {
            DrawQuota::Count(count) => Quota::Count(count),
            DrawQuota::Share(parts) => Quota::Share(parts),
        };
        Some(Stratum { name: name.to_owned(), quota, floor: share.floor })
    };
    names.into_iter().filter_map(stratum).collect()
}

//! The plan of a draw: its definition over the rows known at an entry.

use super::RESULT;
use crate::Error;
use crate::Result;
use crate::district::Inner;
use crate::evaluate::rows;
use define::{Draw, DrawQuota, List, Pack, Register};
use finding::{Finding, Place};
use formula::{Evaluation, Formula};
use ledger::Row;
use proof::draw::{self as lots, Plan};
use quantity::Truth;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The stratum of all objects when the definition has none.
const ALL: &str = "全部";

impl Inner {
    /// The plan of a draw over the rows known when the journal had `size` entries.
    pub(super) fn plan(
        &mut self,
        draw: &Draw,
        year: i32,
        order: u32,
        size: u64,
    ) -> Result<(Plan, Vec<Finding>)> {
        let pack = self.pack(size)?;
        let mut findings = Vec::new();
        let drawn = self.drawn(&pack, draw, year, size)?;
        let formulas = pack.draws.iter().position(|one| one.id == draw.id);
        let formulas = formulas.and_then(|at| pack.program.draws.iter().find(|one| one.draw == at));
        let (objects_of, inspectors_of) =
            (register(&pack, &draw.objects.register.text)?, register(&pack, &draw.inspectors.register.text)?);
        let object_rows: BTreeMap<u64, Arc<Row>> =
            rows(&self.store, objects_of, size)?.iter().cloned().collect();
        let inspector_rows: BTreeMap<u64, Arc<Row>> =
            rows(&self.store, inspectors_of, size)?.iter().cloned().collect();
        let mut pairs = Vec::new();
        for conflict in &draw.conflicts {
            if let Some(named) = &conflict.register {
                let named = register(&pack, &named.text)?;
                for (_, row) in rows(&self.store, named, size)?.iter() {
                    if row.year(named).is_none_or(|of| of == year) {
                        let pair = (
                            text(named, row, &conflict.object.text),
                            text(named, row, &conflict.inspector.text),
                        );
                        pairs.push((pair, conflict.reason.clone()));
                    }
                }
            }
        }
        let named = [&draw.objects.register.text, &draw.inspectors.register.text].map(Clone::clone);
        let written = formulas.map(|one| [&one.objects, &one.weight, &one.inspectors]);
        let written = written.into_iter().flatten().flatten();
        let looked_at = assess::looked_at(&pack, named.into(), written);
        let records = crate::forms::records(&self.store, &pack, &looked_at, size)?;
        let world = records.assessor();
        let chosen = |list: &List, condition: Option<&Formula>, findings: &mut Vec<Finding>| {
            let year = world.standing(&list.register.text, year);
            let Some(frame) = world.rows(&list.register.text, year) else { return Vec::new() };
            let answers = condition.map(|formula| Evaluation::new(world, year).rows(formula));
            let mut numbers = Vec::new();
            for (at, number) in frame.rows.iter().enumerate() {
                match answers.as_ref().and_then(|answers| answers.get(at)).map(|answer| answer.truth()) {
                    None | Some(Truth::Yes) => numbers.push((at, *number)),
                    Some(Truth::No) => {}
                    Some(Truth::Unknown) => {
                        let sentence = "缺少判断能否入选所需的内容";
                        let place = Place::whole(format!("{}第{number}号", list.register.text));
                        findings.push(Finding::error("draw.condition", place, sentence));
                    }
                }
            }
            numbers
        };
        let weights = formulas.and_then(|formulas| formulas.weight.as_ref()).map(|formula| {
            Evaluation::new(world, world.standing(&draw.objects.register.text, year)).rows(formula)
        });
        let mut without: Vec<(String, String)> = Vec::new();
        let mut objects = Vec::new();
        let mut rows_of: BTreeMap<String, &Row> = BTreeMap::new();
        for (at, number) in
            chosen(&draw.objects, formulas.and_then(|one| one.objects.as_ref()), &mut findings)
        {
            let Some(row) = object_rows.get(&number) else { continue };
            let id = key(objects_of, row);
            let stratum =
                draw.stratum.as_ref().map_or(ALL.to_owned(), |field| text(objects_of, row, &field.text));
            let weight = match weights.as_ref().and_then(|weights| weights.get(at)) {
                None => 1,
                Some(answer) => lots_of(answer).unwrap_or_else(|| {
                    let reason =
                        answer.reasons().first().map_or("权重不是整数".to_owned(), ToString::to_string);
                    without.push((id.clone(), reason));
                    1
                }),
            };
            let drawn = drawn.get(&id).copied().unwrap_or(0);
            objects.push(lots::Object {
                name: label(objects_of, row),
                stratum,
                weight,
                drawn,
                id: id.clone(),
            });
            rows_of.insert(id, row);
        }
        if let Some((id, reason)) = without.first() {
            let sentence = format!("{}个对象的权重不能确定，如“{id}”：{reason}", without.len());
            findings.push(Finding::error("draw.weight", Place::whole(&objects_of.name), sentence));
        }
        let mut inspectors = Vec::new();
        let mut conflicts = BTreeMap::new();
        for (_, number) in
            chosen(&draw.inspectors, formulas.and_then(|one| one.inspectors.as_ref()), &mut findings)
        {
            let Some(row) = inspector_rows.get(&number) else { continue };
            let id = key(inspectors_of, row);
            let unit =
                draw.unit.as_ref().map_or(String::new(), |field| text(inspectors_of, row, &field.text));
            for conflict in draw.conflicts.iter().filter(|conflict| conflict.register.is_none()) {
                let mine = text(inspectors_of, row, &conflict.inspector.text);
                for (object, theirs) in &rows_of {
                    if !mine.is_empty() && text(objects_of, theirs, &conflict.object.text) == mine {
                        conflicts.insert((id.clone(), object.clone()), conflict.reason.clone());
                    }
                }
            }
            inspectors.push(lots::Inspector { name: label(inspectors_of, row), unit, id });
        }
        objects.sort_by(|a, b| a.id.cmp(&b.id));
        inspectors.sort_by(|a, b| a.id.cmp(&b.id));
        for ((object, inspector), reason) in pairs {
            let sent = inspectors.binary_search_by(|one| one.id.as_str().cmp(&inspector)).is_ok();
            if sent && rows_of.contains_key(&object) {
                conflicts.insert((inspector, object), reason);
            }
        }
        let conflicts = conflicts.into_iter().map(|((inspector, object), reason)| lots::Conflict {
            inspector,
            object,
            reason,
        });
        let mut names: Vec<&str> = objects.iter().map(|object| object.stratum.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let strata = names.into_iter().filter_map(|name| {
            let share = draw.share(name)?;
            let quota = match share.quota {
                DrawQuota::Count(count) => lots::Quota::Count(count),
                DrawQuota::Share(parts) => lots::Quota::Share(parts),
            };
            Some(lots::Stratum { name: name.to_owned(), quota, floor: share.floor })
        });
        let plan = Plan {
            title: draw.name.clone(),
            year,
            draw: order,
            draws: draw.draws,
            team: draw.team,
            load: draw.load,
            repeat: draw.repeat,
            sealed: None,
            strata: strata.collect(),
            objects,
            inspectors,
            conflicts: conflicts.collect(),
        };
        let faults = plan.faults();
        findings.extend(
            faults
                .into_iter()
                .map(|fault| Finding::error(fault.code, Place::whole(fault.place), fault.sentence)),
        );
        Ok((plan, findings))
    }

    /// How often each object was drawn in the year.
    fn drawn(&self, pack: &Pack, draw: &Draw, year: i32, size: u64) -> Result<BTreeMap<String, u32>> {
        let result = register(pack, RESULT)?;
        let mut drawn = BTreeMap::new();
        for (_, row) in rows(&self.store, result, size)?.iter() {
            if text(result, row, "抽取") == draw.id && row.year(result) == Some(year) {
                *drawn.entry(text(result, row, "对象")).or_insert(0) += 1;
            }
        }
        Ok(drawn)
    }
}

/// A cell as text; empty when missing.
pub(super) fn text(register: &Register, row: &Row, name: &str) -> String {
    let value = register.field(name).and_then(|(at, _)| row.values.get(at)?.as_ref());
    value.map(ToString::to_string).unwrap_or_default()
}

/// A weight as lots, when it is a whole number.
fn lots_of(answer: &formula::Answer) -> Option<u32> {
    answer.number()?.exact()?.to_string().parse().ok()
}

/// The key without the year: what names the object or the person from year to year.
fn key(register: &Register, row: &Row) -> String {
    let own = register.key.iter().filter(|name| register.period_field.as_ref() != Some(name));
    own.map(|name| text(register, row, name)).collect::<Vec<_>>().join("/")
}

/// What names the row to a reader; nothing when that is sensitive, since a certificate is for everybody.
fn label(register: &Register, row: &Row) -> String {
    register
        .label()
        .filter(|field| !field.sensitive)
        .map(|field| text(register, row, &field.name))
        .unwrap_or_default()
}

/// The register of a name.
pub(super) fn register<'p>(pack: &'p Pack, name: &str) -> Result<&'p Register> {
    pack.register(name).ok_or_else(|| Error::Unknown(format!("定义包没有登记“{name}”")))
}

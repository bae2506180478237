//! `loops/<id>.toml`.

use super::head;
use super::must_have;
use crate::house::Step;
use crate::read::{Reader, Table};
use crate::{
    Before, Doers, Does, EachOf, Escalation, Loop, LoopCase, LoopLaw, LoopStep, Opening, Ranking, Recurrence,
    Stage, Written, nearest,
};
use finding::Finding;
use toml::de::DeValue;

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Loop {
    let head = head::read(reader, &mut table, id, pack);
    let case = case(reader, &mut table);
    let first = table.required(reader, "first");
    let stages = table.tables(reader, "stages").into_iter().map(|inner| stage(reader, inner)).collect();
    let steps = table.tables(reader, "steps").into_iter().map(|inner| step(reader, inner)).collect();
    let mut escalate: Vec<Escalation> = Vec::new();
    for mut inner in table.tables(reader, "escalate") {
        let after = count(reader, &mut inner, "after", 0).unwrap_or(0);
        let to = inner.required(reader, "to").text;
        inner.finish(reader);
        escalate.push(Escalation { after, to });
    }
    escalate.sort_by_key(|rung| rung.after);
    let recur = table.table(reader, "recur").map(|mut inner| {
        let same = inner.list(reader, "same");
        let months = count(reader, &mut inner, "months", 1).unwrap_or(12);
        inner.finish(reader);
        Recurrence { same, months }
    });
    let law = law(reader, &mut table);
    let opens = table.tables(reader, "opens").into_iter().map(|inner| opening(reader, inner)).collect();
    let rank = table.table(reader, "rank").map(|mut inner| {
        let skips = inner.word(reader, "ties", &[("skip", true), ("dense", false)]).unwrap_or(true);
        inner.finish(reader);
        Ranking { skips }
    });
    let restricted = table.flag(reader, "restricted");
    table.finish(reader);
    let read = Loop {
        case,
        first: first.text.clone(),
        stages,
        steps,
        escalate,
        recur,
        law,
        opens,
        rank,
        restricted,
        head,
    };
    whole(reader, &read, &first);
    read
}

fn case(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> LoopCase {
    let (mut id, mut unit, mut source, mut group, mut sensitive) = (None, None, None, None, None);
    let mut opened = None;
    let list = head::list(reader, table, "case", |reader, inner| {
        id = inner.written(reader, "id");
        opened = Some(inner.required(reader, "opened"));
        unit = inner.written(reader, "unit");
        source = inner.written(reader, "source");
        group = inner.written(reader, "group");
        sensitive = inner.written(reader, "sensitive");
    });
    let opened = opened.unwrap_or_else(|| list.register.clone());
    LoopCase { list, id, opened, unit, source, group, sensitive }
}

fn stage(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Stage {
    let stage = Stage {
        name: table.required(reader, "name").text,
        days: count(reader, &mut table, "days", 1),
        due: table.written(reader, "due"),
        closed: table.flag(reader, "closed"),
        sign: super::signing::read(reader, &mut table),
    };
    if stage.days.is_some() && stage.due.is_some() {
        reader.error("define.loop-clock", table.span(), "一个阶段的期限写 days 或 due 之一");
    }
    table.finish(reader);
    stage
}

fn step(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> LoopStep {
    let after = table.tables(reader, "after").into_iter().map(|mut inner| {
        let step = inner.required(reader, "step").text;
        let actors = count(reader, &mut inner, "actors", 1).unwrap_or(1);
        inner.finish(reader);
        Before { step, actors }
    });
    let after = after.collect();
    let does = table.word(reader, "does", &Does::ALL).unwrap_or_default();
    let step = LoopStep {
        name: table.required(reader, "name"),
        from: table.texts(reader, "from"),
        to: if does.leads() { table.required(reader, "to").text } else { String::new() },
        does,
        role: table.texts(reader, "role"),
        evidence: table.flag(reader, "evidence"),
        basis: table.flag(reader, "basis"),
        reason: table.flag(reader, "reason"),
        renews: table.flag(reader, "renews"),
        by: doers(reader, &mut table),
        other_than: table.texts(reader, "other_than"),
        after,
        when: table.written(reader, "when"),
        sets: texts_by_field(reader, &mut table, "sets"),
        marks: texts_by_field(reader, &mut table, "marks"),
        clears: table.list(reader, "clears"),
    };
    for (field, of_step) in &step.sets {
        if Step::REPEATED.iter().any(|known| known.name == of_step) {
            continue;
        }
        let known = Step::REPEATED.map(|known| known.name).join("、");
        let sentence = format!("“{}”不能取步骤的“{of_step}”，可取：{known}", field.text);
        reader.findings.push(Finding::error("define.loop-sets", field.place(), sentence));
    }
    table.finish(reader);
    step
}

fn doers(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Doers> {
    let (mut person, mut from, mut to) = (None, None, None);
    let list = head::optional_list(reader, table, "by", |reader, inner| {
        person = Some(inner.required(reader, "person"));
        from = inner.written(reader, "from");
        to = inner.written(reader, "to");
    })?;
    Some(Doers { list, person: person?, from, to })
}

fn law(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<LoopLaw> {
    let (mut name, mut from, mut until, mut act) = (None, None, None, None);
    let list = head::optional_list(reader, table, "law", |reader, inner| {
        name = Some(inner.required(reader, "name"));
        from = Some(inner.required(reader, "from"));
        until = inner.written(reader, "until");
        act = inner.written(reader, "act");
    })?;
    Some(LoopLaw { list, name: name?, from: from?, until, act })
}

fn opening(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Opening {
    let list = head::list(reader, &mut table, "list", |_, _| {});
    let prefix = table.text(reader, "prefix").unwrap_or_default();
    let copy = fields_by_field(reader, &mut table, "copy");
    let fixed = texts_by_field(reader, &mut table, "fixed");
    let days = days_by_field(reader, &mut table);
    let each = table.table(reader, "each").map(|inner| each(reader, inner));
    table.finish(reader);
    Opening { list, prefix, copy, fixed, days, each }
}

fn each(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> EachOf {
    let list = head::list(reader, &mut table, "list", |_, _| {});
    let name = table.required(reader, "name");
    let copy = fields_by_field(reader, &mut table, "copy");
    let alike = fields_by_field(reader, &mut table, "alike");
    table.finish(reader);
    EachOf { list, name, copy, alike }
}

/// `{ 字段 = "字段" }`.
fn fields_by_field(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
) -> Vec<(Written, Written)> {
    let mut fields = Vec::new();
    let Some(inner) = table.table(reader, key) else { return fields };
    for (key, span, value) in inner.entries() {
        if let DeValue::String(text) = value.get_ref() {
            fields.push((reader.written(key, span), reader.written(text, value.span())));
        } else {
            reader.error("define.type", value.span(), format!("“{key}”应当是字段名"));
        }
    }
    fields
}

/// `{ 字段 = "文字" }`.
pub(super) fn texts_by_field(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
) -> Vec<(Written, String)> {
    let Some(inner) = table.table(reader, key) else { return Vec::new() };
    let mut texts = Vec::new();
    for (field, span, value) in inner.entries() {
        match value.get_ref() {
            DeValue::String(text) => texts.push((reader.written(field, span), text.to_string())),
            _ => reader.error("define.type", value.span(), format!("“{field}”应当是一段文字（加双引号）")),
        }
    }
    texts
}

/// `days = { 字段 = 30 }`.
fn days_by_field(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<(Written, u32)> {
    let Some(inner) = table.table(reader, "days") else { return Vec::new() };
    let mut days = Vec::new();
    for (field, span, value) in inner.entries() {
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number.filter(|number| (1..=3_660).contains(number)) {
            Some(number) => days.push((reader.written(field, span), number)),
            None => {
                reader.error("define.number", value.span(), format!("“{field}”应当是天数，从1起，至多3660"))
            }
        }
    }
    days
}

/// A whole number from `least`.
fn count(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str, least: u32) -> Option<u32> {
    let number = table.integer(reader, key)?;
    let found = u32::try_from(number).ok().filter(|number| (least..=100_000).contains(number));
    if found.is_none() {
        let span = table.value(key).map_or(table.span(), |value| value.span());
        reader.error("define.number", span, format!("{key} 从{least}起，至多100000"));
    }
    found
}

/// The stages and steps must fit together: every name known, every stage reached, every open stage left, an end.
fn whole(reader: &mut Reader<'_>, read: &Loop, first: &Written) {
    let written = &read.head.written;
    must_have(reader, written, read.steps.is_empty(), "步骤 [[steps]]");
    let ends = read.stages.iter().any(|stage| stage.closed);
    must_have(reader, written, !ends, "办结的阶段（closed = true）");
    let stages: Vec<&str> = read.stages.iter().map(|stage| stage.name.as_str()).collect();
    let steps: Vec<&str> = read.steps.iter().map(|step| step.name.text.as_str()).collect();
    let findings = &mut reader.findings;
    known(findings, "阶段", &read.first, &stages, first);
    for step in &read.steps {
        for stage in step.from.iter().chain(Some(&step.to).filter(|_| step.does.leads())) {
            known(findings, "阶段", stage, &stages, &step.name);
        }
        for other in step.other_than.iter().chain(step.after.iter().map(|before| &before.step)) {
            known(findings, "步骤", other, &steps, &step.name);
        }
        if step.basis && read.law.is_none() {
            let sentence = format!("“{}”要写依据，却没有定义法律依据 law", step.name.text);
            findings.push(Finding::error("define.loop-law", step.name.place(), sentence));
        }
    }
    super::signing::whole(findings, read);
    for stage in &read.stages {
        let reached = stage.name == read.first || read.steps.iter().any(|step| step.to == stage.name);
        let left =
            stage.closed || read.ways(&stage.name).any(|step| step.does.leads() && step.to != stage.name);
        let wrong = match (reached, left) {
            (false, _) => "没有一步能到",
            (_, false) => "到了就离不开，又不是办结的",
            _ => continue,
        };
        let sentence = format!("“{}”的阶段“{}”{wrong}", written.text, stage.name);
        findings.push(Finding::error("define.loop-stage", written.place(), sentence));
    }
}

fn known(findings: &mut Vec<Finding>, what: &str, name: &str, names: &[&str], by: &Written) {
    if names.contains(&name) || name.is_empty() {
        return;
    }
    let sentence = format!("“{}”用到的{what}“{name}”不在其中", by.text);
    let finding = Finding::error("define.unknown", by.place(), sentence);
    findings.push(match nearest(name, names.iter().copied()) {
        Some(near) => finding.hint(format!("是否想写“{near}”？")),
        None => finding,
    });
}

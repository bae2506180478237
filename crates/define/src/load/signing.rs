//! `sign = { … }` of a stage: who signs in it.

use crate::read::{Reader, Table};
use crate::{Does, Loop, Need, Seat, Signing, Written};
use finding::Finding;
use toml::de::DeValue;

/// Most seats of a stage.
const SEATS: usize = 50;

/// Reads who signs in a stage; none where nobody does.
pub fn read(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Signing> {
    let mut inner = table.table(reader, "sign")?;
    let mut named = Vec::new();
    let seats = seats(reader, &mut inner, "seats", &mut named);
    let need = need(reader, &mut inner, seats.len());
    let above = self::seats(reader, &mut inner, "above", &mut named);
    let apart = inner.texts(reader, "apart");
    if seats.is_empty() || seats.len() > SEATS {
        reader.error("define.sign-seats", inner.span(), format!("seats 写1到{SEATS}个席位"));
    }
    inner.finish(reader);
    Some(Signing { seats, need, above, apart, named })
}

fn seats(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
    named: &mut Vec<Written>,
) -> Vec<Seat> {
    let mut seats = Vec::new();
    for mut inner in table.tables(reader, key) {
        let role = inner.required(reader, "role").text;
        let unit = inner.text(reader, "unit").unwrap_or_default();
        let over = inner.list(reader, "over");
        inner.finish(reader);
        let mut fields: Vec<String> = over.iter().map(|field| field.text.clone()).collect();
        fields.sort();
        named.extend(over);
        seats.push(Seat { role, unit, over: fields });
    }
    seats
}

/// `"all"`, `"any"` or a number of seats.
fn need(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, seats: usize) -> Need {
    let Some(value) = table.value("need") else { return Need::All };
    let found = match value.get_ref() {
        DeValue::String(text) if text == "all" => Some(Need::All),
        DeValue::String(text) if text == "any" => Some(Need::Of(1)),
        DeValue::Integer(number) => {
            let count = u32::from_str_radix(number.as_str(), number.radix()).ok();
            count.filter(|count| (1..=seats).contains(&(*count as usize))).map(Need::Of)
        }
        _ => None,
    };
    if found.is_none() {
        let sentence = format!("need 写 \"all\"（全部）、\"any\"（任一）或人数，从1起，至多{seats}");
        reader.error("define.sign-need", value.span(), sentence);
    }
    found.unwrap_or_default()
}

/// Stages in which is signed must follow each other to the end, each left by one step that signs; what is done with tasks is done where
/// somebody signs.
pub fn whole(findings: &mut Vec<Finding>, read: &Loop) {
    let signs = |stage: &str| read.stage(stage).is_some_and(|stage| stage.sign.is_some());
    let is_flow = read.stages.iter().any(|stage| stage.sign.is_some());
    for step in &read.steps {
        let fits = |stage: &String| signs(stage) == (step.does != Does::Moves);
        if is_flow && !step.from.iter().all(fits) || !is_flow && step.does != Does::Moves {
            let sentence = format!("“{}”：有人签的阶段用 does，没有人签的阶段不用", step.name.text);
            findings.push(Finding::error("define.sign-step", step.name.place(), sentence));
        }
    }
    if !is_flow {
        return;
    }
    let written = &read.head.written;
    for stage in read.stages.iter().filter(|stage| !stage.closed) {
        let ways = read.ways(&stage.name).filter(|step| step.does == Does::Signs).count();
        if stage.sign.is_none() || ways != 1 {
            let sentence = format!(
                "“{}”的阶段“{}”要有 sign，并恰有一个 does = \"sign\" 的步骤",
                written.text, stage.name
            );
            findings.push(Finding::error("define.sign-stage", written.place(), sentence));
        }
        for apart in stage.sign.iter().flat_map(|sign| &sign.apart).filter(|apart| !signs(apart)) {
            let sentence = format!("“{}”的 apart 写了“{apart}”，那不是有人签的阶段", stage.name);
            findings.push(Finding::error("define.unknown", written.place(), sentence));
        }
    }
    let (mut at, mut passed) = (read.first.clone(), Vec::new());
    while signs(&at) && !passed.contains(&at) {
        let on = read.ways(&at).find(|step| step.does == Does::Signs).map(|step| step.to.clone());
        passed.push(std::mem::replace(&mut at, on.unwrap_or_default()));
    }
    if !read.closes(&at) || passed.len() != read.stages.iter().filter(|stage| stage.sign.is_some()).count() {
        let sentence = format!("“{}”的各阶段要从“{}”起一个接一个签到办结", written.text, read.first);
        findings.push(Finding::error("define.sign-chain", written.place(), sentence));
    }
}

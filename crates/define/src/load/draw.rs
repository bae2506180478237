//! `draws/<id>.toml`.

use super::head::{self, list};
use super::must_have;
use crate::read::{Reader, Table};
use crate::{Draw, DrawConflict, DrawPublic, DrawQuota, DrawShare, DrawVisit};
use finding::Finding;
use quantity::Decimal;

/// Reads a draw.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Draw {
    let head = head::read(reader, &mut table, id, pack);
    let (mut stratum, mut weight, mut unit) = (None, None, None);
    let objects = list(reader, &mut table, "objects", |reader, inner| {
        stratum = inner.written(reader, "stratum");
        weight = inner.written(reader, "weight");
    });
    let inspectors = list(reader, &mut table, "inspectors", |reader, inner| {
        unit = inner.written(reader, "unit");
    });
    let public = public(reader, &mut table);
    let visit = visit(reader, &mut table);
    let conflicts = table.tables(reader, "conflicts").into_iter().map(|mut inner| {
        let register = inner.written(reader, "register");
        let object = inner.required(reader, "object");
        let inspector = inner.required(reader, "inspector");
        let reason = inner.required(reader, "reason").text;
        inner.finish(reader);
        DrawConflict { register, object, inspector, reason }
    });
    let conflicts = conflicts.collect();
    let shares: Vec<DrawShare> =
        table.tables(reader, "shares").into_iter().map(|inner| share(reader, inner)).collect();
    must_have(reader, &head.written, shares.is_empty(), "抽取数量 [[shares]]");
    let draw = Draw {
        head,
        objects,
        stratum,
        weight,
        inspectors,
        unit,
        public,
        conflicts,
        shares,
        team: count(reader, &mut table, "team", 2).unwrap_or(2),
        load: count(reader, &mut table, "load", 1).unwrap_or(u32::MAX),
        draws: count(reader, &mut table, "draws", 1).unwrap_or(1),
        repeat: table.flag(reader, "repeat"),
        visit,
    };
    if draw.repeat && draw.shares.iter().any(|share| share.floor > 0) {
        let sentence = format!("“{}”定了全年下限 floor，抽过的就不能再抽 repeat", draw.head.name);
        let place = draw.head.written.place();
        reader.findings.push(Finding::error("define.draw-floor", place, sentence));
    }
    table.finish(reader);
    draw
}

/// `[public]`. It must be there: without it whoever draws could try until an outcome pleases.
fn public(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> DrawPublic {
    const FIRST: &str = "当日起公布的第一期";
    let Some(mut inner) = table.table(reader, "public") else {
        if table.value("public").is_none() {
            table.missing(reader, "public");
        }
        return DrawPublic { source: String::new(), issue: FIRST.to_owned(), delay: 1 };
    };
    let source = inner.filled(reader, "source").map(|source| source.text).unwrap_or_default();
    let issue = inner.text(reader, "issue").unwrap_or_else(|| FIRST.to_owned());
    let delay = count(reader, &mut inner, "delay", 1).unwrap_or(1);
    inner.finish(reader);
    DrawPublic { source, issue, delay }
}

/// `[visit]`: where visits to what was drawn are recorded.
fn visit(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<DrawVisit> {
    table.value("visit")?;
    let (mut object, mut date, mut inspectors) = (None, None, None);
    let list = list(reader, table, "visit", |reader, inner| {
        object = Some(inner.required(reader, "object"));
        date = Some(inner.required(reader, "date"));
        inspectors = inner.written(reader, "inspectors");
    });
    Some(DrawVisit { list, object: object?, date: date?, inspectors })
}

fn share(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> DrawShare {
    let count = count(reader, &mut table, "count", 0);
    let share = parts(reader, &mut table, "share");
    let written = (table.value("count").is_some(), table.value("share").is_some());
    let quota = match written {
        (true, false) => DrawQuota::Count(count.unwrap_or(0)),
        (false, true) => DrawQuota::Share(share.unwrap_or(0)),
        _ => {
            reader.error("define.draw-share", table.span(), "写明 count 或 share 之一");
            DrawQuota::Count(0)
        }
    };
    let floor = parts(reader, &mut table, "floor").unwrap_or(0);
    let share = DrawShare { stratum: table.written(reader, "stratum"), quota, floor };
    table.finish(reader);
    share
}

/// A whole number from `least`.
fn count(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str, least: u32) -> Option<u32> {
    let number = table.integer(reader, key)?;
    let found = u32::try_from(number).ok().filter(|number| *number >= least);
    if found.is_none() {
        let span = table.value(key).map_or(table.span(), |value| value.span());
        reader.error("define.number", span, format!("{key} 从{least}起"));
    }
    found
}

/// A share written as a percentage with at most two decimals, in ten-thousandths.
fn parts(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str) -> Option<u32> {
    let written = table.written(reader, key)?;
    let number = written.text.trim().strip_suffix(['%', '％']).and_then(|text| text.parse::<Decimal>().ok());
    let parts = number
        .and_then(|number| number.checked_mul(&Decimal::from(100)))
        .and_then(|parts| parts.to_string().parse::<u32>().ok())
        .filter(|parts| *parts <= 10_000);
    if parts.is_none() {
        let sentence = format!("“{key}”写作“{}”，应是0%到100%的百分数，至多两位小数", written.text);
        let place = written.at(0..written.text.len());
        reader.findings.push(Finding::error("define.draw-share", place, sentence));
    }
    parts
}

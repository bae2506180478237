//! `pack.toml`.

use super::source;
use crate::read::{Reader, Table};
use crate::{Aspect, Band, Grades, PackStatus, Rule, Source, Written};

/// What `pack.toml` says.
#[derive(Default)]
pub struct Head {
    pub id: String,
    pub name: String,
    pub extends: Option<Written>,
    pub year: Option<i32>,
    pub status: Option<PackStatus>,
    pub source: Option<Source>,
    pub aspects: Vec<Aspect>,
    pub partial_points: bool,
    pub grades: Option<Grades>,
}

/// Reads the head of a pack.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Head {
    let statuses = [("official", PackStatus::Official), ("unofficial", PackStatus::Unofficial)];
    let head = Head {
        id: table.required(reader, "id").text,
        name: table.required(reader, "name").text,
        extends: table.written(reader, "extends"),
        year: table.integer(reader, "year").and_then(|year| i32::try_from(year).ok()),
        status: table.word(reader, "status", &statuses),
        source: source::optional(reader, &mut table),
        aspects: table.tables(reader, "aspects").into_iter().map(|inner| aspect(reader, inner)).collect(),
        partial_points: table.flag(reader, "partial_points"),
        grades: table.table(reader, "grades").map(|inner| grades(reader, inner)),
    };
    table.text(reader, "note");
    table.finish(reader);
    head
}

fn aspect(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Aspect {
    let aspect = Aspect { id: table.required(reader, "id").text, name: table.required(reader, "name").text };
    table.finish(reader);
    aspect
}

fn grades(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Grades {
    let grades = Grades {
        source: source::source(reader, &mut table),
        bands: table.tables(reader, "bands").into_iter().map(|inner| band(reader, inner)).collect(),
        veto: table.tables(reader, "veto").into_iter().map(|inner| rule(reader, inner)).collect(),
        drop: table.tables(reader, "drop").into_iter().map(|inner| rule(reader, inner)).collect(),
        bar: table.tables(reader, "bar").into_iter().map(|inner| rule(reader, inner)).collect(),
    };
    if grades.bands.is_empty() {
        table.missing(reader, "bands");
    }
    if grades.bands.windows(2).any(|pair| pair[0].from <= pair[1].from) {
        reader.error("define.bands", table.span(), "等次要从高到低写，每一等的起分 from 都要低于上一等");
    }
    table.finish(reader);
    grades
}

fn band(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Band {
    let name = table.required(reader, "name").text;
    let from = table.decimal(reader, "from");
    if from.is_none() && table.value("from").is_none() {
        table.missing(reader, "from");
    }
    table.finish(reader);
    Band { name, from: from.unwrap_or_default() }
}

fn rule(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Rule {
    let rule =
        Rule { indicator: table.required(reader, "indicator"), sentence: table.text(reader, "sentence") };
    table.finish(reader);
    rule
}

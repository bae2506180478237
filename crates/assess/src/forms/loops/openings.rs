//! Cases that rows of other registers open (立案): found by the check, not entered a second time.

use super::cases::case_id;
use crate::{Record, Records};
use define::{Date, FieldType, Loop, Opening, Written};
use ledger::plus_days;
use std::collections::BTreeSet;

/// A case to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number.
    pub id: String,
    /// Its cells, by field.
    pub cells: Vec<(String, String)>,
    /// The row that asks for it: name of the register, the caller's number.
    pub asked: (String, u64),
}

impl Opened {
    /// A cell; empty when it is.
    pub fn cell(&self, field: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text.as_str())
    }
}

/// The cases that rows of the registers under `opens` ask for and that are not there: one a row, or one a row and each of those of
/// whom it asks one. The number of the case is made of the row's key.
pub fn openings(definition: &Loop, records: &Records) -> Vec<Opened> {
    let present: BTreeSet<String> =
        records.all(&definition.case.list.register.text).map(|record| case_id(definition, &record)).collect();
    let mut all = Vec::new();
    for opening in &definition.opens {
        for row in records.chosen_ever(&opening.list) {
            let asked = asked_by(definition, records, opening, &row);
            all.extend(asked.into_iter().filter(|one| !present.contains(&one.id)));
        }
    }
    all
}

/// The cases that a row asks for.
fn asked_by(definition: &Loop, records: &Records, opening: &Opening, row: &Record<'_>) -> Vec<Opened> {
    let id = format!("{}{}", opening.prefix, row.row.key(row.register).unwrap_or_default());
    let one = |id: String, more: Vec<(String, String)>| {
        let number = definition.case.id.iter().map(|field| (field.text.clone(), id.clone()));
        let taken = |(field, from): &(Written, Written)| {
            (field.text.clone(), copied(definition, records, row, field, from))
        };
        let mut cells: Vec<(String, String)> = number.collect();
        cells.extend(opening.copy.iter().map(taken).filter(|(_, text)| !text.is_empty()));
        cells.extend(opening.fixed.iter().map(|(field, text)| (field.text.clone(), text.clone())));
        cells.extend(days(definition, opening, row));
        cells.extend(more);
        Opened { id, cells, asked: (row.register.name.clone(), row.number) }
    };
    let Some(each) = &opening.each else { return vec![one(id, Vec::new())] };
    let Some(day) = opened_on(definition, opening, row) else { return Vec::new() };
    let standing = records.standing_on(day, "");
    let meant = |(of, wanted): &(Written, Written), them: &Record<'_>| {
        let wanted = row.text(wanted);
        wanted.is_empty() || wanted.split('、').any(|word| word == them.text(of))
    };
    let chosen = standing.chosen(&each.list, day.year).0;
    let chosen = chosen.iter().filter(|them| each.alike.iter().all(|pair| meant(pair, them)));
    let of = |them: &Record<'_>| {
        let more = each.copy.iter().map(|(field, from)| (field.text.clone(), them.text(from)));
        one(format!("{id}-{}", them.text(&each.name)), more.collect())
    };
    chosen.map(of).collect()
}

/// The day on which a row opens its cases.
fn opened_on(definition: &Loop, opening: &Opening, row: &Record<'_>) -> Option<Date> {
    let opened = opening.copy.iter().find(|(field, _)| field.text == definition.case.opened.text);
    opened.and_then(|(_, from)| row.date(from))
}

/// What a field of the case takes over: of a reference what it calls, unless the field of the case is one itself.
fn copied(definition: &Loop, records: &Records, row: &Record<'_>, field: &Written, from: &Written) -> String {
    let case = records.pack().register(&definition.case.list.register.text);
    let kind = case.and_then(|case| case.field(&field.text)).map(|(_, field)| &field.kind);
    match kind {
        Some(FieldType::Ref { .. }) => row.text(from),
        _ => records.called(row, from, row.year().unwrap_or(0)),
    }
}

/// The days that are counted from the opening.
fn days<'o>(
    definition: &'o Loop,
    opening: &'o Opening,
    row: &Record<'_>,
) -> impl Iterator<Item = (String, String)> + use<'o> {
    let opened = opened_on(definition, opening, row);
    opening.days.iter().filter_map(move |(field, days)| {
        let day = plus_days(opened?, i32::try_from(*days).ok()?);
        Some((field.text.clone(), day.to_string()))
    })
}

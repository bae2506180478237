//! Slips drawn in a year, and the visits to what was drawn (抽查到访).

use crate::Records;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw};
use std::collections::{BTreeMap, BTreeSet};

/// A slip of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The row.
    pub row: u64,
    /// Number of the draw.
    pub draw: String,
    /// The object.
    pub object: String,
    /// Who is sent, joined by 、.
    pub inspectors: String,
    /// The day of the draw.
    pub drawn: Option<Date>,
    /// Whether it is open: not of a draw that is sealed until arrival.
    pub opened: bool,
}

/// A visit to what was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The row.
    pub row: u64,
    /// The day.
    pub day: Date,
    /// Whether everybody who was drawn came.
    pub by_drawn: bool,
}

/// The slips of a year, drawn up to a day, in the order of their rows.
pub fn slips(draw: &Draw, records: &Records, day: Date) -> Vec<Slip> {
    let recorded = records.of_house(&DrawRecord::HOUSE).map(|record| DrawRecord::read(&record));
    let days: BTreeMap<String, Option<Date>> =
        recorded.filter(|one| one.draw == draw.head.id).map(|one| (one.number, one.day)).collect();
    let all = records.of_house(&DrawResult::HOUSE).map(|record| (record.number, DrawResult::read(&record)));
    let year = u64::try_from(day.year).ok();
    let mine = all.filter(|(_, slip)| slip.draw == draw.head.id && slip.year == year);
    let slip = |(row, slip): (u64, DrawResult)| Slip {
        row,
        drawn: days.get(&slip.number).copied().flatten(),
        draw: slip.number,
        opened: !slip.object.is_empty(),
        object: slip.object,
        inspectors: slip.inspectors,
    };
    mine.map(slip).filter(|slip| slip.drawn.is_none_or(|drawn| drawn <= day)).collect()
}

/// The visit to what each slip drew, by the row of the slip: the first one on the day of the draw or later, up to a day. A visit
/// answers one slip alone.
pub fn visits(draw: &Draw, records: &Records, day: Date) -> BTreeMap<u64, Visit> {
    let Some(visit) = &draw.visit else { return BTreeMap::new() };
    let mut made: BTreeMap<String, Vec<(Date, u64, BTreeSet<String>)>> = BTreeMap::new();
    for record in records.chosen_ever(&visit.list) {
        let Some(on) = record.date(&visit.date).filter(|on| *on <= day) else { continue };
        let came = visit.inspectors.as_ref().map(|field| record.text(field)).unwrap_or_default();
        let came = names(&came).map(str::to_owned).collect();
        made.entry(record.text(&visit.object)).or_default().push((on, record.number, came));
    }
    made.values_mut().for_each(|visits| visits.sort());
    let mut slips = slips(draw, records, day);
    slips.sort_by_key(|slip| (slip.drawn, slip.row));
    let mut found = BTreeMap::new();
    for slip in slips {
        let Some(visits) = made.get_mut(&slip.object) else { continue };
        let Some(at) = visits.iter().position(|(on, ..)| slip.drawn.is_some_and(|drawn| drawn <= *on)) else {
            continue;
        };
        let (on, row, came) = visits.remove(at);
        let by_drawn = !slip.inspectors.is_empty() && names(&slip.inspectors).all(|name| came.contains(name));
        found.insert(slip.row, Visit { row, day: on, by_drawn });
    }
    found
}

fn names(joined: &str) -> impl Iterator<Item = &str> {
    joined.split('、').map(str::trim).filter(|name| !name.is_empty())
}

//! What a plan of places changes for whom: in its last year, with what is done against with nothing done.

use crate::view::WhomView;
use assess::plan::{PlacesSheet, Seating};
use std::collections::BTreeMap;

/// Most names that one line tells.
const NAMES: usize = 8;

/// Pupils and schools for whom something is otherwise.
pub(super) fn told(sheet: &PlacesSheet) -> WhomView {
    let layout = &sheet.bound.layout;
    let (Some(without), Some(with)) = (sheet.before.last(), sheet.seated.last()) else {
        return WhomView::default();
    };
    let year = layout.years.len() - 1;
    let mut whom = WhomView { year: layout.years[year], ..WhomView::default() };
    let (here, there) = (flows(without), flows(with));
    for (at, point) in layout.points.iter().enumerate() {
        let none = BTreeMap::new();
        let (one, other) = (here.get(&at).unwrap_or(&none), there.get(&at).unwrap_or(&none));
        let gained = (without.left[at] - with.left[at]).max(0);
        if gained > 0 {
            whom.seated += gained;
            whom.seated_at.push((point.name.clone(), gained));
        }
        whom.unseated += with.left[at];
        let stay: i64 =
            one.iter().map(|(section, many)| other.get(section).map_or(0, |now| *many.min(now))).sum();
        whom.elsewhere += one.values().sum::<i64>() - stay;
        let way = |flows: &BTreeMap<usize, i64>| {
            let length =
                |section: &usize| point.reach.iter().find(|(to, _)| to == section).map_or(0, |(_, way)| *way);
            let sum: i64 = flows.iter().map(|(section, many)| length(section) * many).sum();
            super::plans::mean((sum, flows.values().sum()))
        };
        let (before, after, pupils) = (way(one), way(other), point.pupils[year]);
        match one.is_empty() || other.is_empty() {
            true => {}
            false if after < before => whom.nearer += pupils,
            false if after > before => {
                whom.farther += pupils;
                whom.farthest.push((point.name.clone(), pupils, before, after));
            }
            false => {}
        }
    }
    whom.seated_at.sort_by_key(|(_, pupils)| std::cmp::Reverse(*pupils));
    whom.farthest.sort_by_key(|(.., before, after)| before - after);
    whom.seated_at.truncate(NAMES);
    whom.farthest.truncate(NAMES);
    schools(sheet, &mut whom);
    whom
}

/// Schools that are relieved, grow, shrink.
fn schools(sheet: &PlacesSheet, whom: &mut WhomView) {
    let layout = &sheet.bound.layout;
    let (Some(without), Some(with)) = (sheet.before.last(), sheet.seated.last()) else { return };
    let (held, now) = (sheet.held_by(without), sheet.held_by(with));
    let classes = layout.classes(layout.years.len() - 1, &sheet.taken);
    for (at, section) in layout.sections.iter().enumerate() {
        let name = format!("{}（{}）", section.name, sheet.bound.stages[section.kind]);
        if held[at].1 > 0 && now[at].1 == 0 {
            whom.relieved.push(name.clone());
        }
        match classes[at].cmp(&section.classes) {
            std::cmp::Ordering::Greater => whom.grown.push(name),
            std::cmp::Ordering::Less => whom.shrunk.push(name),
            std::cmp::Ordering::Equal => {}
        }
    }
}

/// Pupils of each point by section.
fn flows(seating: &Seating) -> BTreeMap<usize, BTreeMap<usize, i64>> {
    let mut all: BTreeMap<usize, BTreeMap<usize, i64>> = BTreeMap::new();
    for (point, section, many) in &seating.flows {
        *all.entry(*point).or_default().entry(*section).or_default() += many;
    }
    all
}

//! Where the units of cases are, and how far each is: what is missing of a round, on the map.

use std::collections::BTreeMap;
use view::{CampusDevices, CampusState, CaseLine, DevicesView, LoopView};

use super::words::Words;
use crate::map::{Marked, alone, map};

/// The map of a loop's units.
#[derive(Default)]
pub struct Units {
    /// The drawing; empty where no unit's place is known.
    pub map: String,
    /// What a mark means: shape, words, how many units.
    pub legend: Vec<(String, &'static str, usize)>,
}

/// How a unit's cases stand: the gravest says.
fn state(view: &LoopView, case: &CaseLine) -> CampusState {
    match (&case.overdue, &case.closed) {
        (Some(_), _) => CampusState::Open,
        (None, Some(_)) => CampusState::Well,
        (None, None) if view.stages.first().is_some_and(|first| first.name == case.stage) => {
            CampusState::Unheard
        }
        (None, None) => CampusState::Untested,
    }
}

impl Units {
    /// The units of the cases that are shown, at the places of their campuses.
    pub fn new(view: &LoopView, devices: &DevicesView, words: &Words) -> Units {
        let said = [
            (CampusState::Open, words.overdue),
            (CampusState::Unheard, words.unit_owes),
            (CampusState::Untested, words.unit_under_way),
            (CampusState::Well, words.closed),
        ];
        let grave = |of: CampusState| said.iter().position(|(state, _)| *state == of).unwrap_or(said.len());
        let mut gravest: BTreeMap<&str, CampusState> = BTreeMap::new();
        for case in &view.cases {
            let (state, kept) = (state(view, case), gravest.get(case.unit.as_str()));
            if kept.is_none_or(|kept| grave(state) < grave(*kept)) {
                gravest.insert(&case.unit, state);
            }
        }
        let mark = |campus: &CampusDevices| {
            let (state, place) = (*gravest.get(campus.name.as_str())?, campus.place?);
            let word = said.get(grave(state)).map_or("", |(_, word)| word);
            Some(Marked { place, state, told: format!("{} · {word}", campus.name) })
        };
        let marked: Vec<Marked> = devices.campuses.iter().filter_map(mark).collect();
        if marked.is_empty() {
            return Units::default();
        }
        let count = |state: CampusState| marked.iter().filter(|one| one.state == state).count();
        let legend = said.iter().map(|(state, word)| (alone(*state), *word, count(*state)));
        let legend = legend.filter(|(_, _, count)| *count > 0).collect();
        Units { map: map(words.units_map, &devices.boundary, &marked), legend }
    }
}

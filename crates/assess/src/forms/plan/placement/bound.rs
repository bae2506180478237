//! Children, places and ways of a plan of placement, as rows tell them: a layout whose points are children.

mod states;

use super::{PlacementPlace, PlacementShare};
use crate::forms::plan::numbers::numbers;
use crate::{Record, Records};
use define::{List, PlacementPlan, PlacementWay, Written};
use finding::{Finding, Place};
use ledger::MASK;
use plan::model::{Layout, Point, School, Section};
use std::collections::{BTreeMap, BTreeSet};

/// What an assessment and the ground say of a way for a child.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Nothing was assessed.
    Untold,
    /// It is not for this child.
    Not,
    /// Where the child lives is not said, in this field.
    Nowhere(String),
    /// It is, at these sections, each so far away.
    Open(Vec<(usize, i64)>),
}

/// A child while it is placed.
pub(super) struct Child {
    pub label: String,
    pub case: String,
    pub stage: String,
    pub decided: String,
    pub rows: (Option<u64>, Option<u64>),
    /// Why nothing can be told of it.
    pub unknown: Option<String>,
    /// Way by way.
    pub states: Vec<State>,
    /// Its position among points; none where it reaches nothing.
    pub point: Option<usize>,
}

impl Child {
    /// Where it can go by a way.
    pub fn near(&self, way: usize) -> Option<&Vec<(usize, i64)>> {
        match self.states.get(way)? {
            State::Open(near) => Some(near),
            _ => None,
        }
    }
}

/// What is asked, with what stands behind it.
pub(super) struct Bound {
    pub layout: Layout,
    pub ways: Vec<PlacementShare>,
    pub places: Vec<PlacementPlace>,
    pub children: Vec<Child>,
    /// The place of each section.
    pub section_place: Vec<usize>,
    pub findings: Vec<Finding>,
}

struct Reading<'r> {
    of: &'r PlacementPlan,
    records: &'r Records,
    year: i32,
    stages: Vec<String>,
    /// Sections by way, name of the place, and stage.
    sections: BTreeMap<(usize, String, usize), usize>,
    out: Bound,
}

/// The question of a year.
pub(super) fn bind(of: &PlacementPlan, records: &Records, year: i32) -> Bound {
    let (schools, sections, points) = (Vec::new(), Vec::new(), Vec::new());
    let layout = Layout {
        years: vec![year],
        due: 0,
        points,
        schools,
        sections,
        actions: Vec::new(),
        apart: Vec::new(),
    };
    let share = |way: &PlacementWay| PlacementShare {
        name: way.name.clone(),
        unit: way.reach.as_ref().map(|reach| reach.unit.clone()).unwrap_or_default(),
        last: way.last,
        seats: 0,
        children: 0,
    };
    let out = Bound {
        layout,
        ways: of.ways.iter().map(share).collect(),
        places: Vec::new(),
        children: Vec::new(),
        section_place: Vec::new(),
        findings: Vec::new(),
    };
    let mut reading = Reading { of, records, year, stages: Vec::new(), sections: BTreeMap::new(), out };
    reading.children();
    for (at, way) in of.ways.iter().enumerate() {
        reading.places(at, way);
    }
    reading.states();
    reading.points();
    if reading.out.findings.is_empty()
        && let Err(why) = reading.out.layout.sound()
    {
        let finding = Finding::error("plan.layout", Place::whole(of.roll.list.register.text.as_str()), why);
        reading.out.findings.push(finding);
    }
    reading.out
}

impl<'r> Reading<'r> {
    /// The rows of a list in the year, and what formulas give for each.
    fn numbers(&mut self, list: &List, formula: &Written, rows: &[Record<'r>]) -> BTreeMap<u64, i64> {
        numbers(self.records, (list, formula), rows, self.year, &mut self.out.findings)
    }

    fn rows(&self, list: &List) -> Vec<Record<'r>> {
        self.records.chosen(list, self.records.standing_year(&list.register.text, self.year)).0
    }

    /// Whoever is on the roll, and whoever was taken in this year and is not on it yet.
    fn children(&mut self) {
        let (roll, cases) = (&self.of.roll, &self.of.cases);
        let mut known: BTreeMap<String, Record<'r>> = BTreeMap::new();
        for row in self.records.chosen_ever(&cases.list) {
            known.insert(row.text(&cases.child), row);
        }
        let mut told: BTreeSet<String> = BTreeSet::new();
        let mut all: Vec<(String, Option<u64>)> = Vec::new();
        for row in self.rows(&roll.list) {
            all.push((row.text(&roll.child), Some(row.number)));
        }
        let fresh = known.values().filter(|row| row.year().is_none_or(|year| year == self.year));
        all.extend(fresh.map(|row| (row.text(&cases.child), None)));
        for (child, on_roll) in all {
            if !told.insert(child.clone()) {
                continue;
            }
            let row = known.get(&child);
            let masked = match (row, on_roll) {
                (Some(row), _) => format!("{MASK}第{}号", row.number),
                (None, on_roll) => format!("{MASK}名册第{}号", on_roll.unwrap_or(0)),
            };
            let label = row.and_then(Record::open_label).unwrap_or(masked);
            let text = |field: &Written| row.map(|row| row.text(field)).unwrap_or_default();
            let unknown = row.is_none().then(|| "名册上有，还没有个案".to_owned());
            let stage = text(&cases.stage);
            if !stage.is_empty() && !self.stages.contains(&stage) {
                self.stages.push(stage.clone());
            }
            self.out.children.push(Child {
                label,
                case: child,
                stage,
                decided: text(&cases.decided),
                rows: (on_roll, row.map(|row| row.number)),
                unknown,
                states: Vec::new(),
                point: None,
            });
        }
    }

    /// The places of a way: one school each, with a section for every stage.
    fn places(&mut self, at: usize, way: &PlacementWay) {
        let of = &way.places;
        let rows = self.rows(&of.list);
        let seats = self.numbers(&of.list, &of.seats, &rows);
        let limits = of.limit.as_ref().map(|limit| self.numbers(&of.list, limit, &rows));
        let mut schools: BTreeMap<String, usize> = BTreeMap::new();
        for row in &rows {
            let name = row.text(&of.place);
            let seats = seats.get(&row.number).copied().unwrap_or(0);
            let limit = limits.as_ref().and_then(|limits| limits.get(&row.number).copied());
            let layout = &mut self.out.layout;
            let place = *schools.entry(name.clone()).or_insert_with(|| {
                layout.schools.push(School { name: row.label(), limit: Some(limit.unwrap_or(0)) });
                let (name, row) = (row.label(), row.number);
                self.out.places.push(PlacementPlace { name, way: at, seats: 0, children: 0, row });
                layout.schools.len() - 1
            });
            let stages: Vec<usize> = match &of.stage {
                Some(field) => {
                    self.stages.iter().position(|stage| *stage == row.text(field)).into_iter().collect()
                }
                None => (0..self.stages.len()).collect(),
            };
            if limit.is_none() {
                let all = layout.schools[place].limit.unwrap_or(0);
                layout.schools[place].limit = Some(all + seats);
            }
            for kind in stages {
                let section = *self.sections.entry((at, name.clone(), kind)).or_insert_with(|| {
                    let name = row.label();
                    layout.sections.push(Section { name, kind, school: place, classes: 1, norm: 0 });
                    self.out.section_place.push(place);
                    layout.sections.len() - 1
                });
                layout.sections[section].norm += seats;
            }
            self.out.places[place].seats += seats;
        }
        for (place, school) in schools.into_values().map(|place| (place, &self.out.layout.schools[place])) {
            let own = &mut self.out.places[place];
            own.seats = own.seats.min(school.limit.unwrap_or(i64::MAX));
        }
    }

    /// Children as points. How far a way is counts for less than which way it is: one child more on the preferred way is worth more
    /// than all ways together, and so from way to way.
    fn points(&mut self) {
        let (ways, many) = (self.of.ways.len(), self.out.children.len() as i64 + 1);
        let lengths =
            self.out.children.iter().flat_map(|child| &child.states).flat_map(|state| match state {
                State::Open(near) => near.as_slice(),
                _ => &[],
            });
        let far = lengths.map(|(_, length)| *length).max().unwrap_or(0);
        let unit = far.saturating_mul(many).saturating_add(1);
        let preferred = self.of.ways.iter().filter(|way| !way.last).count();
        let mut behind = vec![0i64; ways];
        for at in 1..ways {
            let power = u32::try_from(preferred.saturating_sub(1).saturating_sub(at)).unwrap_or(0);
            let step = if at < preferred { unit.saturating_mul(many.saturating_pow(power)) } else { 0 };
            behind[at] = behind[at - 1].saturating_add(step);
        }
        for child in &mut self.out.children {
            let mut reach = Vec::new();
            for (state, behind) in child.states.iter().zip(&behind) {
                if let State::Open(near) = state {
                    reach.extend(near.iter().map(|(section, far)| (*section, far.saturating_add(*behind))));
                }
            }
            if child.unknown.is_some() || reach.is_empty() {
                continue;
            }
            let kind = self.stages.iter().position(|stage| *stage == child.stage).unwrap_or(0);
            let layout = &mut self.out.layout;
            child.point = Some(layout.points.len());
            layout.points.push(Point { name: child.label.clone(), kind, pupils: vec![1], reach });
        }
    }
}

//! What each way is for each child: what the assessment says, and what is in reach.

use super::{Child, Reading, State};
use define::{PlacementReach, PlacementWay, Written};
use formula::Answer;
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Where each way leads from somewhere: from, stage if told, to section names with lengths.
type Near = BTreeMap<(String, String), Vec<(String, i64)>>;

impl Reading<'_> {
    /// Ways that are near enough, by where they begin.
    fn near(&mut self, reach: &PlacementReach) -> Near {
        let rows = self.rows(&reach.list);
        let far = self.numbers(&reach.list, &reach.length, &rows);
        let mut near = Near::new();
        for row in &rows {
            let stage = reach.stage.as_ref().map(|field| row.text(field)).unwrap_or_default();
            let length = far.get(&row.number).copied().unwrap_or(0);
            near.entry((row.text(&reach.from), stage)).or_default().push((row.text(&reach.to), length));
        }
        near
    }

    /// What each way is for each child.
    pub(super) fn states(&mut self) {
        for (at, way) in self.of.ways.iter().enumerate() {
            let near = way.reach.as_ref().map(|reach| self.near(reach));
            let able = self.able(&way.able);
            for nth in 0..self.out.children.len() {
                let child = &self.out.children[nth];
                let case = child.rows.1;
                let truth = case.and_then(|case| able.get(&case).copied()).unwrap_or(Truth::Unknown);
                // Whoever reaches nothing of what is for him is left to the last way.
                let stranded = way.last
                    && child.unknown.is_none()
                    && child.states.iter().all(|state| match state {
                        State::Open(near) => near.is_empty(),
                        State::Not => true,
                        State::Untold | State::Nowhere(_) => false,
                    });
                let state = match truth {
                    _ if stranded => self.open(at, child, way, near.as_ref()),
                    Truth::Yes => self.open(at, child, way, near.as_ref()),
                    Truth::No => State::Not,
                    Truth::Unknown => State::Untold,
                };
                self.out.children[nth].states.push(state);
            }
        }
    }

    fn open(&self, at: usize, child: &Child, way: &PlacementWay, near: Option<&Near>) -> State {
        let Some(kind) = self.stages.iter().position(|stage| *stage == child.stage) else {
            return State::Untold;
        };
        let section = |name: &String| self.sections.get(&(at, name.clone(), kind)).copied();
        let Some((reach, near)) = way.reach.as_ref().zip(near) else {
            let own = self.sections.iter().filter(|((way, _, stage), _)| *way == at && *stage == kind);
            return State::Open(own.map(|(_, section)| (*section, 0)).collect());
        };
        let case = child.rows.1;
        let row = case.and_then(|case| self.records.numbered(&self.of.cases.list.register.text, case));
        let Some(row) = row.filter(|row| !row.text(&reach.home).is_empty()) else {
            return State::Nowhere(reach.home.text.clone());
        };
        // Ways name where they begin by its key, or as it is called.
        let homes = [row.text(&reach.home), self.records.called(&row, &reach.home, self.year)];
        let stage = reach.stage.as_ref().map(|_| child.stage.clone()).unwrap_or_default();
        let there = homes.into_iter().find_map(|home| near.get(&(home, stage.clone())));
        let there = there.into_iter().flatten();
        let mut all: BTreeMap<usize, i64> = BTreeMap::new();
        for (to, far) in there {
            if let Some(section) = section(to) {
                let known = all.entry(section).or_insert(*far);
                *known = (*known).min(*far);
            }
        }
        State::Open(all.into_iter().collect())
    }

    /// What an assessment says, by the row of the case.
    fn able(&self, formula: &Written) -> BTreeMap<u64, Truth> {
        let register = &self.of.cases.list.register.text;
        let years: BTreeSet<i32> =
            self.records.all(register).map(|row| row.year().unwrap_or(self.year)).collect();
        let mut all = BTreeMap::new();
        for year in years {
            let answers = self.records.answers(formula, register, year);
            all.extend(answers.iter().map(|(row, answer)| (*row, Answer::truth(answer))));
        }
        all
    }
}

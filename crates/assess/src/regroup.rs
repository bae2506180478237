//! The groups of an indicator that a change can reach, computed and judged again among all the others.

use crate::assessor::{Assessor, Valued, evaluate};
use crate::partial::{self, Narrowed, Part};
use crate::spread::Spread;
use crate::tally::GroupTally;
use crate::yardstick::Yardstick;
use crate::{GroupOutcome, Outcome, judge};
use define::{FieldType, Pack, Register};
use formula::{Column, Evaluation, Group};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Assessor {
    /// Computes again the groups that changed rows are in, where the shape allows: every register gone through is the
    /// changed one, of this year, grouped by fields of its own that did not change. Whether a value differs; none where
    /// the shape does not allow it.
    pub(crate) fn groups_again(&self, at: usize, year: i32, spread: &Spread) -> Option<bool> {
        let pack = &self.pack;
        let program = &pack.program.indicators[at];
        let indicator = &pack.indicators[program.indicator];
        let by: Vec<String> = indicator.by.iter().map(|by| by.text.clone()).collect();
        if by.is_empty() || !self.open_reasons(program.indicator, year).is_empty() {
            return None;
        }
        let (changed, rows) = spread.narrow(&program.depends, year)?;
        let here = |(register, shift): &(String, i32)| register == changed && *shift == 0;
        let moved = |field: &String| spread.cells(changed, field, year).is_some();
        let shifted = |(register, _, shift): &(String, String, i32)| register == changed && *shift != 0;
        if !program.depends.registers.iter().all(here)
            || by.iter().any(moved)
            || program.depends.fields.iter().any(shifted)
            || reaches_itself(pack, pack.register(changed)?)
        {
            return None;
        }
        let fields = program.depends.fields.iter().filter(|(register, ..)| register == changed);
        let names: Vec<&str> =
            fields.map(|(_, field, _)| field.as_str()).chain(by.iter().map(String::as_str)).collect();
        let Part { frame, places } = self.part(changed, year, &by, &rows, &names)?;
        let world = Narrowed { world: self, register: changed, year, frame };
        let evaluation = Evaluation::new(&world, year);
        let Valued::Groups(news) = evaluate(&evaluation, &program.formula) else { return None };
        let yardstick = Yardstick::new(&evaluation, indicator, program);
        let judged: Vec<GroupOutcome> =
            news.iter().map(|group| yardstick.judge(&group.value, &group.key)).collect();
        self.put_groups(at, year, news, judged, &places)
    }

    /// The rows of all groups in which given rows are, with the columns named, and the places of the groups.
    fn part(
        &self,
        register: &str,
        year: i32,
        by: &[String],
        rows: &BTreeSet<u32>,
        names: &[&str],
    ) -> Option<Part> {
        let frame = self.state().frames.get(&(year, register.to_string()))?.clone();
        let mut state = self.state_mut();
        let index = (year, register.to_string(), by.to_vec());
        if !state.groups.contains_key(&index) {
            let groups = partial::group_rows(&frame, by)?;
            state.groups.insert(index.clone(), Arc::new(groups));
        }
        let groups = state.groups.get(&index)?;
        let columns: Vec<&Column> = by.iter().map(|name| frame.column(name)).collect::<Option<_>>()?;
        let mut within: BTreeSet<u32> = BTreeSet::new();
        let mut places = BTreeMap::new();
        for row in rows {
            if !within.contains(row) {
                let words = columns.iter().map(|column| partial::word(column, *row as usize));
                let key: Vec<String> = words.collect::<Option<_>>()?;
                let group = groups.get(&key)?;
                within.extend(&group.rows);
                places.insert(key, group.place);
            }
        }
        if within.len() * 2 > frame.len() + 1 {
            return None;
        }
        let within: Vec<u32> = within.into_iter().collect();
        let frame = Arc::new(partial::take(&frame, &within, names));
        Some(Part { frame, places: places.into_values().collect() })
    }

    /// Puts groups computed again among the others. Both are in the order of their keys.
    fn put_groups(
        &self,
        at: usize,
        year: i32,
        news: Vec<Group>,
        judged: Vec<GroupOutcome>,
        places: &[usize],
    ) -> Option<bool> {
        let pack = &self.pack;
        let said = (year, pack.program.indicators[at].indicator);
        let mut state = self.state_mut();
        let state = &mut *state;
        let Valued::Groups(groups) = Arc::make_mut(state.values.get_mut(&(year, at))?) else { return None };
        let same = |(new, place): (&Group, &usize)| groups.get(*place).is_some_and(|old| old.key == new.key);
        if news.len() != places.len() || !news.iter().zip(places).all(same) {
            return None;
        }
        let mut differs = false;
        for (new, place) in news.into_iter().zip(places) {
            differs |= groups[*place].value != new.value;
            groups[*place] = new;
        }
        let Some(outcome) = state.outcomes.get_mut(&said) else { return Some(differs) };
        let tally = state.tallies.entry(said).or_insert_with(|| GroupTally::of(&outcome.groups));
        let told: &mut Outcome = Arc::make_mut(outcome);
        for (new, place) in judged.into_iter().zip(places) {
            let old = told.groups.get_mut(*place)?;
            tally.replace(*place, old, &new);
            *old = Arc::new(new);
        }
        let parts = std::mem::take(&mut told.parts);
        judge::finish_by(told, &pack.indicators[said.1], parts, tally);
        Some(differs)
    }
}

/// Whether references lead from a register back to itself, over whatever others.
fn reaches_itself(pack: &Pack, register: &Register) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut from = vec![register];
    while let Some(one) = from.pop() {
        for field in &one.fields {
            let FieldType::Ref { register: to, .. } = &field.kind else { continue };
            if reached.insert(to) {
                from.extend(pack.register(to));
            }
        }
    }
    reached.contains(register.name.as_str())
}

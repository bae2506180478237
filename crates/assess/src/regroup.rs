//! The groups of an indicator that a change can reach, computed and judged again among all the others.

use crate::assessor::{Assessor, Valued, answer_text, evaluate};
use crate::groups::{GroupKey, Grouped};
use crate::partial::{self, Narrowed, Part};
use crate::spread::Spread;
use crate::tally::GroupTally;
use crate::yardstick::Yardstick;
use crate::{GroupOutcome, Outcome, judge};
use define::{FieldType, Pack, Register};
use formula::{Evaluation, Group};
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
        let index = (year, changed.to_owned(), by.clone());
        let left = spread.left.get(&index);
        let moved = |field: &String| left.is_none() && spread.cells(changed, field, year).is_some();
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
        let Part { frame, keys } = self.part(&index, left, &rows, &names)?;
        let world = Narrowed { world: self, register: changed, year, frame };
        let evaluation = Evaluation::new(&world, year);
        let Valued::Groups(news) = evaluate(&evaluation, &program.formula) else { return None };
        let yardstick = Yardstick::new(&evaluation, indicator, program);
        let judged: Vec<GroupOutcome> =
            news.iter().map(|group| yardstick.judge(&group.value, &group.key)).collect();
        self.put_groups(at, year, news.into_iter().zip(judged).collect(), &keys)
    }

    /// The rows of all groups in which given rows are, and of those that rows have left, with the columns named.
    fn part(
        &self,
        (year, register, by): &Grouped,
        left: Option<&BTreeSet<GroupKey>>,
        rows: &BTreeSet<u32>,
        names: &[&str],
    ) -> Option<Part> {
        let mut state = self.state_mut();
        let groups = state.grouped(*year, register, by)?;
        let mut keys: BTreeSet<GroupKey> = left.cloned().unwrap_or_default();
        for row in rows {
            keys.insert(groups.key(*row)?.clone());
        }
        let mut within: Vec<u32> = keys.iter().flat_map(|key| groups.rows(key)).copied().collect();
        within.sort_unstable();
        let frame = state.frames.get(&(*year, register.clone()))?;
        if within.len() * 2 > frame.len() + 1 {
            return None;
        }
        let frame = Arc::new(partial::take(frame, &within, names));
        Some(Part { frame, keys })
    }

    /// Puts groups computed again among the others, and takes out those of `keys` that are no more. All are in the order of
    /// their keys.
    fn put_groups(
        &self,
        at: usize,
        year: i32,
        news: Vec<(Group, GroupOutcome)>,
        keys: &BTreeSet<GroupKey>,
    ) -> Option<bool> {
        let pack = &self.pack;
        let said = (year, pack.program.indicators[at].indicator);
        let mut state = self.state_mut();
        let state = &mut *state;
        let Valued::Groups(groups) = Arc::make_mut(state.values.get_mut(&(year, at))?) else { return None };
        let news = news.into_iter().map(|new| (words(&new.0), new));
        let mut news: BTreeMap<GroupKey, (Group, GroupOutcome)> = news.collect();
        let mut told: Option<&mut Outcome> = state.outcomes.get_mut(&said).map(Arc::make_mut);
        if told.as_ref().is_some_and(|told| told.groups.len() != groups.len()) {
            return None;
        }
        let mut tally = told
            .as_ref()
            .map(|told| state.tallies.remove(&said).unwrap_or_else(|| GroupTally::of(&told.groups)));
        let (mut differs, mut resized) = (false, false);
        for key in keys {
            let place = groups.binary_search_by(|group| words(group).cmp(key));
            resized |= place.is_ok() != news.contains_key(key);
            match (place, news.remove(key)) {
                (Ok(at), Some((group, judged))) => {
                    differs |= groups[at].value != group.value;
                    groups[at] = group;
                    if let (Some(told), Some(tally)) = (&mut told, &mut tally) {
                        tally.replace(at, &told.groups[at], &judged);
                        told.groups[at] = Arc::new(judged);
                    }
                }
                (Err(at), Some((group, judged))) => {
                    groups.insert(at, group);
                    told.iter_mut().for_each(|told| told.groups.insert(at, Arc::new(judged.clone())));
                }
                (Ok(at), None) => {
                    groups.remove(at);
                    told.iter_mut().for_each(|told| drop(told.groups.remove(at)));
                }
                (Err(_), None) => {}
            }
        }
        if let (Some(told), Some(tally)) = (told, tally) {
            // Places are others where a group came or went.
            let tally = if resized { GroupTally::of(&told.groups) } else { tally };
            let parts = std::mem::take(&mut told.parts);
            judge::finish_by(told, &pack.indicators[said.1], parts, &tally);
            state.tallies.insert(said, tally);
        }
        Some(differs || resized)
    }
}

/// The key of a group in words.
fn words(group: &Group) -> GroupKey {
    group.key.iter().map(answer_text).collect()
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

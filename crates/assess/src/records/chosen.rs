//! The rows of a list: those of a year, of all years, or those that are wanted.

use super::Records;
use crate::{Record, Rows};
use define::{List, Written};
use formula::Answer;
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

impl Records {
    /// The rows of a list that stand in a year (of that year, of the one before while nothing of it is reported, or of no
    /// year at all) and meet its condition. Second, those of which it cannot be told.
    pub fn chosen<'r>(&'r self, list: &List, year: i32) -> (Vec<Record<'r>>, Vec<Record<'r>>) {
        let of_year =
            self.all(&list.register.text).filter(|record| record.year().is_none_or(|of| of == year));
        let Some(condition) = &list.condition else { return (of_year.collect(), Vec::new()) };
        let answers = self.answers(condition, &list.register.text, year);
        let (mut yes, mut open) = (Vec::new(), Vec::new());
        for record in of_year {
            match answers.get(&record.number).map(Answer::truth) {
                Some(Truth::Yes) => yes.push(record),
                Some(Truth::No) => {}
                Some(Truth::Unknown) | None => open.push(record),
            }
        }
        (yes, open)
    }

    /// As [`Records::chosen`], over all years that have rows.
    pub fn chosen_ever<'r>(&'r self, list: &List) -> Vec<Record<'r>> {
        let years: BTreeSet<Option<i32>> =
            self.all(&list.register.text).map(|record| record.year()).collect();
        let mut chosen = Vec::new();
        for year in years {
            let all = self.chosen(list, year.unwrap_or(0)).0;
            chosen.extend(all.into_iter().filter(|record| record.year() == year));
        }
        chosen.sort_by_key(|record| record.number);
        chosen
    }

    /// As [`Records::chosen_ever`], of the rows that are wanted. A condition that looks at nothing but the row at hand is
    /// asked of them alone.
    pub fn chosen_among<'r>(&'r self, list: &List, wanted: impl Fn(&Record<'r>) -> bool) -> Vec<Record<'r>> {
        match self.alone(list, &wanted) {
            Some(alone) => self.the_same(list, alone.chosen_ever(list)),
            None => self.chosen_ever(list).into_iter().filter(wanted).collect(),
        }
    }

    /// As [`Records::chosen`] in a year, of the rows that are wanted; as [`Records::chosen_among`].
    pub fn chosen_in<'r>(
        &'r self,
        list: &List,
        year: i32,
        wanted: impl Fn(&Record<'r>) -> bool,
    ) -> Vec<Record<'r>> {
        match self.alone(list, &wanted) {
            Some(alone) => self.the_same(list, alone.chosen(list, year).0),
            None => self.chosen(list, year).0.into_iter().filter(wanted).collect(),
        }
    }

    /// The wanted rows of a list alone, where its condition looks at nothing but the row at hand.
    fn alone<'r>(&'r self, list: &List, wanted: impl Fn(&Record<'r>) -> bool) -> Option<Records> {
        let register = &list.register.text;
        let of_row = |condition| self.among.is_none() && self.is_of_row(register, condition);
        if !list.condition.as_ref().is_none_or(of_row) {
            return None;
        }
        self.wanted_of(register, wanted)
    }

    /// The wanted rows of a register, and nothing else.
    fn wanted_of<'r>(&'r self, register: &str, wanted: impl Fn(&Record<'r>) -> bool) -> Option<Records> {
        let definition = self.pack.register(register)?;
        let rows = self.rows_of(register).into_iter().flat_map(Rows::iter);
        let shared =
            rows.filter(|(number, row)| wanted(&Record { register: definition, number: *number, row }));
        let alone = BTreeMap::from([(register.to_owned(), shared.cloned().collect())]);
        Some(Records::new(self.pack.clone(), alone))
    }

    /// The rows of a list that have the numbers of others.
    fn the_same<'r>(&'r self, list: &List, others: Vec<Record<'_>>) -> Vec<Record<'r>> {
        others.iter().filter_map(|other| self.numbered(&list.register.text, other.number)).collect()
    }

    /// As [`Records::answers`], of the rows that are wanted; as [`Records::chosen_among`].
    pub fn answers_for(
        &self,
        written: &Written,
        register: &str,
        year: i32,
        wanted: impl Fn(&Record<'_>) -> bool,
    ) -> BTreeMap<u64, Answer> {
        if self.among.is_none() && self.is_of_row(register, written) {
            let alone = self.wanted_of(register, wanted);
            return alone.map_or_else(BTreeMap::new, |alone| alone.answers(written, register, year));
        }
        let is_wanted = |number: &u64| self.numbered(register, *number).is_some_and(|row| wanted(&row));
        let all = self.answers(written, register, year);
        all.into_iter().filter(|(number, _)| is_wanted(number)).collect()
    }
}

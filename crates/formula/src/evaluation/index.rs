//! Rows by the values of some of their fields, so that linking two registers takes one step a row.

use super::Evaluation;
use super::grouping::NONE;
use crate::answer::{Answer, Reason};
use crate::tree::Path;
use quantity::{Decimal, Interval, Truth};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Number(Decimal),
    Text(Arc<str>),
    Boolean(bool),
    Date(i32),
}

/// Register, year and fields of an index.
pub(super) type Plan = (Arc<str>, i32, Vec<Path>);

/// Positions of rows by key, in row order.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) rows: BTreeMap<Vec<Key>, Vec<u32>>,
    /// Rows with a field that is missing or only known between bounds: they may belong to any key.
    pub(super) unkeyed: Vec<(u32, Vec<Reason>)>,
}

/// The key of an answer, if it is one definite value.
pub(super) fn key_of(answer: &Answer) -> Option<Key> {
    Some(match answer {
        Answer::Number(number) => Key::Number(crate::vector::exact(number)?),
        Answer::Text(text) => Key::Text(text.clone()),
        Answer::Boolean(Truth::Unknown) | Answer::Unknown(_) => return None,
        Answer::Boolean(truth) => Key::Boolean(truth.is_yes()),
        Answer::Date(day) => Key::Date(*day),
    })
}

/// Keys of a group given as answers; what is not definite is left out and matches no group.
pub(super) fn keys(answers: &[Answer]) -> Vec<Key> {
    answers.iter().filter_map(key_of).collect()
}

/// A key as an answer.
pub(crate) fn answer(key: &Key) -> Answer {
    match key {
        Key::Number(number) => Answer::Number(Interval::point(*number)),
        Key::Text(text) => Answer::Text(text.clone()),
        Key::Boolean(yes) => Answer::yes(*yes),
        Key::Date(day) => Answer::Date(*day),
    }
}

/// A group's key as answers.
pub(crate) fn answers(key: &[Key]) -> Vec<Answer> {
    key.iter().map(answer).collect()
}

impl Evaluation<'_> {
    /// The index of a register by some fields, built once. None without the register's frame.
    pub(super) fn index(&self, register: &Arc<str>, year: i32, paths: &[Path]) -> Option<Arc<Index>> {
        let plan: Plan = (register.clone(), year, paths.to_vec());
        if let Some(index) = self.indexes.borrow().get(&plan) {
            return Some(index.clone());
        }
        let frame = self.frame(register, year)?;
        let grouping = self.grouping(register, year, &frame, paths);
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); grouping.groups];
        for (row, group) in grouping.of_row.iter().enumerate().filter(|(_, group)| **group != NONE) {
            rows[*group as usize].push(row as u32);
        }
        let filled = rows.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty());
        let rows = filled.map(|(group, rows)| (grouping.key(group), rows)).collect();
        let index = Index { rows, unkeyed: grouping.unkeyed };
        let index = Arc::new(index);
        self.indexes.borrow_mut().insert(plan, index.clone());
        Some(index)
    }
}

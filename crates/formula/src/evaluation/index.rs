//! Rows by the values of some of their fields, so that linking two registers takes one step a row.

use super::Evaluation;
use super::compute::Rows;
use crate::answer::{Answer, Reason, join};
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
pub(super) fn answers(key: &[Key]) -> Vec<Answer> {
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
        let all = (0..frame.len() as u32).collect();
        let rows = Rows { frame: frame.clone(), register: register.clone(), year, rows: all };
        let columns: Vec<_> = paths.iter().map(|path| self.field(path, &rows)).collect();
        let mut index = Index::default();
        for row in 0..frame.len() {
            let cells: Vec<Answer> = columns.iter().map(|column| column.at(row)).collect();
            match cells.iter().map(key_of).collect::<Option<Vec<Key>>>() {
                Some(key) => index.rows.entry(key).or_default().push(row as u32),
                None => {
                    let mut why = Vec::new();
                    cells.iter().for_each(|cell| join(&mut why, cell.reasons()));
                    index.unkeyed.push((row as u32, why));
                }
            }
        }
        let index = Arc::new(index);
        self.indexes.borrow_mut().insert(plan, index.clone());
        Some(index)
    }
}

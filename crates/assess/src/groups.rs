//! The groups of a frame by words of its own, kept while rows go from one group to another.

use crate::assessor::State;
use crate::spread::Rows;
use formula::{Cells, Column, Frame};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The words of the fields by which a group is one.
pub(crate) type GroupKey = Vec<String>;

/// Of which frame, and by which of its fields: year, register, fields.
pub(crate) type Grouped = (i32, String, Vec<String>);

/// Which rows of a frame are of which group.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupRows {
    places: BTreeMap<GroupKey, usize>,
    /// Each group with its rows, ascending. One that all rows have left stays, without any.
    groups: Vec<(GroupKey, Vec<u32>)>,
    /// The place of the group of each row.
    of: Vec<u32>,
}

impl GroupRows {
    /// The groups of a frame by fields of its own. None when a field is not there, is not of words, or is missing
    /// somewhere. Neighbouring rows are mostly of one group, so the last group is tried first.
    pub(crate) fn of(frame: &Frame, by: &[String]) -> Option<GroupRows> {
        let mut columns: Vec<(&[u32], &[Arc<str>])> = Vec::new();
        for column in by_columns(frame, by)? {
            let Cells::Texts { ids, words } = &column.cells else { return None };
            if column.missing.any() {
                return None;
            }
            columns.push((ids, words));
        }
        let mut all = GroupRows::default();
        let mut places: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
        let mut key: Vec<u32> = Vec::new();
        let mut last = usize::MAX;
        for row in 0..frame.len() {
            let same = last != usize::MAX && columns.iter().zip(&key).all(|((ids, _), id)| ids[row] == *id);
            if !same {
                key.clear();
                key.extend(columns.iter().map(|(ids, _)| ids[row]));
                last = match places.get(key.as_slice()) {
                    Some(place) => *place,
                    None => {
                        let words = key.iter().zip(&columns).map(|(id, (_, words))| words.get(*id as usize));
                        let words: Option<GroupKey> = words.map(|word| Some(word?.to_string())).collect();
                        let place = all.place(words?);
                        places.insert(key.clone(), place);
                        place
                    }
                };
            }
            all.groups[last].1.push(row as u32);
            all.of.push(last as u32);
        }
        Some(all)
    }

    fn place(&mut self, key: GroupKey) -> usize {
        let groups = &mut self.groups;
        *self.places.entry(key).or_insert_with_key(|key| {
            groups.push((key.clone(), Vec::new()));
            groups.len() - 1
        })
    }

    /// The rows of a group.
    pub(crate) fn rows(&self, key: &[String]) -> &[u32] {
        self.places.get(key).map_or(&[], |place| &self.groups[*place].1)
    }

    /// The group of a row.
    pub(crate) fn key(&self, row: u32) -> Option<&GroupKey> {
        Some(&self.groups.get(*self.of.get(row as usize)? as usize)?.0)
    }

    /// Puts a row into the group that its cells name now; the group that it left, if it did. None when they name none.
    fn follow(&mut self, columns: &[&Column], row: u32) -> Option<Option<GroupKey>> {
        let words = columns.iter().map(|column| word(column, row as usize));
        let to = self.place(words.collect::<Option<GroupKey>>()?);
        let from = std::mem::replace(self.of.get_mut(row as usize)?, to as u32) as usize;
        if from == to {
            return Some(None);
        }
        let (left, rows) = self.groups.get_mut(from)?;
        rows.retain(|one| *one != row);
        let left = left.clone();
        let rows = &mut self.groups[to].1;
        if let Err(at) = rows.binary_search(&row) {
            rows.insert(at, row);
        }
        Some(Some(left))
    }
}

fn by_columns<'f>(frame: &'f Frame, by: &[String]) -> Option<Vec<&'f Column>> {
    by.iter().map(|name| frame.column(name)).collect()
}

/// The cell of a grouping column as it appears in a group's key; only words are taken.
fn word(column: &Column, row: usize) -> Option<String> {
    match &column.cells {
        Cells::Texts { ids, words } if !column.missing.get(row) => {
            Some(words.get(*ids.get(row)? as usize)?.to_string())
        }
        _ => None,
    }
}

impl State {
    /// Which rows are of which group, made when it is asked for first.
    pub(crate) fn grouped(&mut self, year: i32, register: &str, by: &[String]) -> Option<Arc<GroupRows>> {
        let index = (year, register.to_owned(), by.to_vec());
        if let Some(known) = self.groups.get(&index) {
            return Some(known.clone());
        }
        let frame = self.frames.get(&(year, register.to_owned()))?;
        let made = Arc::new(GroupRows::of(frame, by)?);
        self.groups.insert(index, made.clone());
        Some(made)
    }

    /// Cells of a field changed: their rows go to the groups that they name now, and `left` learns which they left. Where it
    /// is not known which rows they are, or one names no group, the groups are to be found again.
    pub(crate) fn regroup(
        &mut self,
        (year, register, field): (i32, &str, &str),
        rows: &Rows,
        left: &mut BTreeMap<Grouped, BTreeSet<GroupKey>>,
    ) {
        let of =
            |(at, name, by): &Grouped| *at == year && name == register && by.iter().any(|one| one == field);
        let frame = self.frames.get(&(year, register.to_owned()));
        self.groups.retain(|index, groups| {
            if !of(index) {
                return true;
            }
            let columns = frame.and_then(|frame| by_columns(frame, &index.2));
            let (Rows::Some(rows), Some(columns)) = (rows, columns) else {
                left.remove(index);
                return false;
            };
            let groups = Arc::make_mut(groups);
            let gone: Option<Vec<_>> = rows.iter().map(|row| groups.follow(&columns, *row)).collect();
            match gone {
                Some(gone) => left.entry(index.clone()).or_default().extend(gone.into_iter().flatten()),
                None => {
                    left.remove(index);
                }
            }
            left.contains_key(index)
        });
    }

    /// The rows of a register came or went: its groups are to be found again.
    pub(crate) fn forget_groups(&mut self, register: &str, year: i32) {
        self.groups.retain(|(at, name, _), _| (*at, name.as_str()) != (year, register));
    }
}

//! Which group each row belongs to, as small numbers.

use super::Evaluation;
use super::compute::Rows;
use super::index::{Key, key_of};
use crate::answer::Reason;
use crate::frame::{Cells, Frame};
use crate::tree::Path;
use crate::vector::{Values, Vector};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of a register by the values of some fields.
#[derive(Debug, Default)]
pub(crate) struct Grouping {
    /// Group of each row; [`NONE`] for a row without a definite key.
    pub(crate) of_row: Vec<u32>,
    /// Different values of each field.
    pub(crate) values: Vec<Vec<Key>>,
    /// For each group in turn, the position of its value among those of each field.
    pub(crate) codes: Vec<u32>,
    /// Number of groups.
    pub(crate) groups: usize,
    /// Group numbers in the order of their keys.
    pub(crate) order: Vec<u32>,
    /// Rows with a field that is missing or only known between bounds: they may belong to any group.
    pub(crate) unkeyed: Vec<(u32, Vec<Reason>)>,
}

/// No group.
pub(crate) const NONE: u32 = u32::MAX;
/// Combinations of values kept in a table; more go into a tree.
const TABLE: usize = 1 << 22;

/// The values of one field as small numbers.
struct Coded<'f> {
    /// Number of each row's value.
    ids: std::borrow::Cow<'f, [u32]>,
    /// Values by number.
    keys: Vec<Key>,
}

impl Evaluation<'_> {
    /// Groups the rows of a frame by some fields.
    pub(crate) fn grouping(
        &self,
        register: &Arc<str>,
        year: i32,
        frame: &Arc<Frame>,
        paths: &[Path],
    ) -> Grouping {
        let mut unkeyed: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
        let coded: Vec<Coded> = paths
            .iter()
            .map(|path| match plain_words(frame, path) {
                Some(coded) => coded,
                None => {
                    let all = (0..frame.len() as u32).collect();
                    let rows = Rows { frame: frame.clone(), register: register.clone(), year, rows: all };
                    code(self.field(path, &rows), frame.len(), &mut unkeyed)
                }
            })
            .collect();
        let mut grouping = combine(&coded, frame.len());
        for row in unkeyed.keys() {
            grouping.of_row[*row as usize] = NONE;
        }
        grouping.unkeyed = unkeyed.into_iter().collect();
        grouping.values = coded.into_iter().map(|one| one.keys).collect();
        grouping.sort();
        grouping
    }
}

impl Grouping {
    /// Groups of given keys, in their order, without rows.
    pub(crate) fn of_keys(keys: Vec<Vec<Key>>) -> Grouping {
        let groups = keys.len();
        let width = keys.first().map_or(0, Vec::len);
        let mut grouping = Grouping { groups, values: vec![Vec::new(); width], ..Grouping::default() };
        for (group, key) in keys.into_iter().enumerate() {
            grouping.codes.extend(std::iter::repeat_n(group as u32, width));
            grouping.values.iter_mut().zip(key).for_each(|(values, value)| values.push(value));
        }
        grouping.order = (0..groups as u32).collect();
        grouping
    }

    /// The position of a group's value among those of a field.
    pub(crate) fn code(&self, group: usize, field: usize) -> usize {
        self.codes[group * self.values.len() + field] as usize
    }

    /// The values of a group's fields.
    pub(crate) fn key(&self, group: usize) -> Vec<Key> {
        (0..self.values.len()).map(|field| self.values[field][self.code(group, field)].clone()).collect()
    }

    /// Orders the groups by their keys: values are ranked once a field, then only ranks are compared.
    fn sort(&mut self) {
        let ranks: Vec<Vec<u32>> = self
            .values
            .iter()
            .map(|values| {
                let mut sorted: Vec<u32> = (0..values.len() as u32).collect();
                sorted.sort_by(|a, b| values[*a as usize].cmp(&values[*b as usize]));
                let mut ranks = vec![0; values.len()];
                sorted.iter().zip(0u32..).for_each(|(value, rank)| ranks[*value as usize] = rank);
                ranks
            })
            .collect();
        let mut order: Vec<u32> = (0..self.groups as u32).collect();
        let fields = 0..self.values.len();
        let compare = |a: u32, b: u32| {
            let rank = |group: u32, field: usize| ranks[field][self.code(group as usize, field)];
            let apart = fields.clone().map(|field| rank(a, field).cmp(&rank(b, field)));
            apart.fold(Ordering::Equal, Ordering::then)
        };
        order.sort_by(|a, b| compare(*a, *b));
        self.order = order;
    }
}

/// A column of words without missing cells is coded already.
fn plain_words<'f>(frame: &'f Frame, path: &Path) -> Option<Coded<'f>> {
    let column =
        frame.column(&path.field).filter(|column| path.through.is_empty() && !column.missing.any())?;
    let Cells::Texts { ids, words } = &column.cells else { return None };
    Some(Coded { ids: ids.as_slice().into(), keys: words.iter().cloned().map(Key::Text).collect() })
}

/// Numbers the values of any column.
fn code<'f>(vector: Vector, rows: usize, unkeyed: &mut BTreeMap<u32, Vec<Reason>>) -> Coded<'f> {
    let vector = vector.spread(rows);
    for (row, reasons) in &vector.unknown {
        crate::answer::join(unkeyed.entry(*row).or_default(), reasons);
    }
    if let Values::Texts { ids, words } = vector.values {
        return Coded { ids: ids.into(), keys: words.iter().cloned().map(Key::Text).collect() };
    }
    let mut known: BTreeMap<Key, u32> = BTreeMap::new();
    let mut ids = Vec::with_capacity(rows);
    for row in 0..rows {
        let id = match key_of(&vector.at(row)) {
            Some(key) => {
                let next = known.len() as u32;
                *known.entry(key).or_insert(next)
            }
            None => {
                unkeyed.entry(row as u32).or_default();
                0
            }
        };
        ids.push(id);
    }
    let mut keys = vec![Key::Boolean(false); known.len().max(1)];
    known.into_iter().for_each(|(key, id)| keys[id as usize] = key);
    Coded { ids: ids.into(), keys }
}

/// Numbers the combinations that occur, by first appearance.
fn combine(coded: &[Coded], rows: usize) -> Grouping {
    let mut grouping = Grouping { of_row: Vec::with_capacity(rows), ..Grouping::default() };
    let combinations = coded.iter().try_fold(1usize, |product, one| product.checked_mul(one.keys.len()));
    let add = |row: usize, grouping: &mut Grouping| {
        grouping.codes.extend(coded.iter().map(|one| one.ids[row]));
        grouping.groups += 1;
        grouping.groups as u32 - 1
    };
    match combinations.filter(|product| *product <= TABLE) {
        Some(product) => {
            let mut table = vec![NONE; product.max(1)];
            let mut number = |row: usize, place: usize, grouping: &mut Grouping| {
                let known = table[place];
                if known != NONE {
                    return known;
                }
                table[place] = add(row, grouping);
                table[place]
            };
            match coded {
                [first] => {
                    for (row, a) in first.ids.iter().enumerate() {
                        let group = number(row, *a as usize, &mut grouping);
                        grouping.of_row.push(group);
                    }
                }
                [first, second] => {
                    let width = second.keys.len();
                    let (first, second) = (&*first.ids, &*second.ids);
                    let mut last = (u32::MAX, u32::MAX, NONE);
                    let mut row = 0;
                    while row < rows {
                        // Neighbouring rows are mostly of one group: sixteen at once where all are of the last.
                        let alike = |ids: &[u32], id: u32| {
                            ids.as_chunks::<16>().0.first().is_some_and(|chunk| {
                                chunk.iter().fold(0, |apart, other| apart | (other ^ id)) == 0
                            })
                        };
                        if alike(&first[row..], last.0) && alike(&second[row..], last.1) {
                            grouping.of_row.extend_from_slice(&[last.2; 16]);
                            row += 16;
                            continue;
                        }
                        let (a, b) = (first[row], second[row]);
                        if (a, b) != (last.0, last.1) {
                            last = (a, b, number(row, a as usize * width + b as usize, &mut grouping));
                        }
                        grouping.of_row.push(last.2);
                        row += 1;
                    }
                }
                _ => {
                    for row in 0..rows {
                        let place =
                            coded.iter().fold(0, |place, one| place * one.keys.len() + one.ids[row] as usize);
                        let group = number(row, place, &mut grouping);
                        grouping.of_row.push(group);
                    }
                }
            }
        }
        None => {
            let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
            for row in 0..rows {
                let place: Vec<u32> = coded.iter().map(|one| one.ids[row]).collect();
                let group = *known.entry(place).or_insert_with(|| add(row, &mut grouping));
                grouping.of_row.push(group);
            }
        }
    }
    grouping
}

//! Parts of frames: the rows of one group, one row; and putting a recomputed cell back.

use crate::groups::GroupKey;
use formula::{Answer, Cells, Column, Frame, Missing, World};
use quantity::{Decimal, Interval};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Some groups of a frame with all their rows.
pub(crate) struct Part {
    pub(crate) frame: Arc<Frame>,
    /// The groups, and those that rows have left.
    pub(crate) keys: BTreeSet<GroupKey>,
}

/// The frame of some rows, with the columns named (all, when none is named).
pub(crate) fn take(frame: &Frame, rows: &[u32], names: &[&str]) -> Frame {
    let mut taken = Frame::new(rows.iter().map(|row| frame.rows[*row as usize]).collect());
    for column in
        frame.columns.iter().filter(|column| names.is_empty() || names.contains(&column.name.as_str()))
    {
        taken.columns.push(take_column(column, rows));
    }
    taken
}

pub(crate) fn take_column(column: &Column, rows: &[u32]) -> Column {
    fn pick<T: Clone>(from: &[T], rows: &[u32]) -> Vec<T> {
        rows.iter().map(|row| from[*row as usize].clone()).collect()
    }
    let cells = match &column.cells {
        Cells::Numbers { mantissas, scale } => {
            Cells::Numbers { mantissas: pick(mantissas, rows), scale: *scale }
        }
        Cells::Wide { mantissas, scale } => Cells::Wide { mantissas: pick(mantissas, rows), scale: *scale },
        Cells::Spans(spans) => Cells::Spans(pick(spans, rows)),
        Cells::Texts { ids, words } => {
            let mut known: BTreeMap<u32, u32> = BTreeMap::new();
            let mut kept: Vec<Arc<str>> = Vec::new();
            let mut taken = Vec::with_capacity(rows.len());
            for row in rows {
                let id = ids[*row as usize];
                taken.push(*known.entry(id).or_insert_with(|| {
                    kept.push(words[id as usize].clone());
                    (kept.len() - 1) as u32
                }));
            }
            Cells::Texts { ids: taken, words: kept.into() }
        }
        Cells::Booleans(yes) => Cells::Booleans(pick(yes, rows)),
        Cells::Dates(days) => Cells::Dates(pick(days, rows)),
    };
    let missing = Missing::from_fn(rows.len(), |row| column.missing.get(rows[row] as usize));
    let mut reasons = BTreeMap::new();
    if !column.reasons.is_empty() {
        for (at, row) in rows.iter().enumerate() {
            if let Some(why) = column.reasons.get(row) {
                reasons.insert(at as u32, why.clone());
            }
        }
    }
    Column { name: column.name.clone(), cells, missing, reasons }
}

/// Puts cells of `new` into a column at `rows`, one each in order. The rows whose cells changed; none when the column's
/// form has no room for one of them, so that the column has to be computed anew.
pub(crate) fn put(column: &mut Column, rows: &[u32], new: &Column) -> Option<BTreeSet<u32>> {
    let mut changed = BTreeSet::new();
    grow(column, new);
    for (from, at) in rows.iter().enumerate() {
        if put_cell(column, *at as usize, new, from)? {
            changed.insert(*at);
        }
    }
    Some(changed)
}

/// Adds the words of another column to those that a column knows.
fn grow(column: &mut Column, new: &Column) {
    let (Cells::Texts { words, .. }, Cells::Texts { words: others, .. }) = (&mut column.cells, &new.cells)
    else {
        return;
    };
    let known: BTreeSet<&Arc<str>> = words.iter().collect();
    let more: Vec<Arc<str>> = others.iter().filter(|word| !known.contains(word)).cloned().collect();
    if !more.is_empty() {
        *words = words.iter().cloned().chain(more).collect();
    }
}

fn put_cell(column: &mut Column, at: usize, new: &Column, from: usize) -> Option<bool> {
    let gone = new.missing.get(from);
    let was_gone = column.missing.get(at);
    let mut changed = gone != was_gone;
    if !gone {
        let same = match (&mut column.cells, &new.cells) {
            (Cells::Numbers { mantissas, scale }, Cells::Numbers { .. } | Cells::Wide { .. }) => {
                let new = i64::try_from(decimal(&new.cells, from)?.scaled(*scale)?).ok()?;
                std::mem::replace(&mut mantissas[at], new) == new
            }
            (Cells::Wide { mantissas, scale }, Cells::Numbers { .. } | Cells::Wide { .. }) => {
                let new = decimal(&new.cells, from)?.scaled(*scale)?;
                std::mem::replace(&mut mantissas[at], new) == new
            }
            (Cells::Spans(spans), Cells::Spans(new)) => {
                let new = *new.get(from)?;
                std::mem::replace(&mut spans[at], new) == new
            }
            (Cells::Spans(spans), Cells::Numbers { .. } | Cells::Wide { .. }) => {
                let new = Interval::point(decimal(&new.cells, from)?);
                std::mem::replace(&mut spans[at], new) == new
            }
            (Cells::Texts { ids, words }, Cells::Texts { ids: new, words: from_words }) => {
                let new = from_words.get(*new.get(from)? as usize)?;
                let id = words.iter().position(|word| word == new)?;
                std::mem::replace(&mut ids[at], id as u32) == id as u32
            }
            (Cells::Booleans(yes), Cells::Booleans(new)) => {
                let new = *new.get(from)?;
                std::mem::replace(&mut yes[at], new) == new
            }
            (Cells::Dates(days), Cells::Dates(new)) => {
                let new = *new.get(from)?;
                std::mem::replace(&mut days[at], new) == new
            }
            _ => return None,
        };
        changed |= !same;
    }
    if gone != was_gone {
        let old = std::mem::take(&mut column.missing);
        column.missing = Missing::from_fn(column.len(), |row| if row == at { gone } else { old.get(row) });
    }
    let reasons = new.reasons.get(&(from as u32));
    if column.reasons.get(&(at as u32)) != reasons {
        changed = true;
        match reasons {
            Some(why) => column.reasons.insert(at as u32, why.clone()),
            None => column.reasons.remove(&(at as u32)),
        };
    }
    Some(changed)
}

/// The rows in which two columns of one length differ; none when they cannot be held against each other row by row.
pub(crate) fn differing(old: &Column, new: &Column) -> Option<BTreeSet<u32>> {
    if old.len() != new.len() {
        return None;
    }
    let differ = |row: usize| -> Option<bool> {
        let (gone, was_gone) = (new.missing.get(row), old.missing.get(row));
        if gone || was_gone {
            return Some(
                gone != was_gone || old.reasons.get(&(row as u32)) != new.reasons.get(&(row as u32)),
            );
        }
        Some(match (&old.cells, &new.cells) {
            (Cells::Numbers { mantissas: a, scale: x }, Cells::Numbers { mantissas: b, scale: y })
                if x == y =>
            {
                a[row] != b[row]
            }
            (Cells::Numbers { .. } | Cells::Wide { .. }, Cells::Numbers { .. } | Cells::Wide { .. }) => {
                decimal(&old.cells, row)? != decimal(&new.cells, row)?
            }
            (Cells::Spans(a), Cells::Spans(b)) => a[row] != b[row],
            (Cells::Texts { ids: a, words: x }, Cells::Texts { ids: b, words: y }) => {
                x[a[row] as usize] != y[b[row] as usize]
            }
            (Cells::Booleans(a), Cells::Booleans(b)) => a[row] != b[row],
            (Cells::Dates(a), Cells::Dates(b)) => a[row] != b[row],
            _ => return None,
        })
    };
    let mut rows = BTreeSet::new();
    for row in 0..old.len() {
        if differ(row)? {
            rows.insert(row as u32);
        }
    }
    Some(rows)
}

fn decimal(cells: &Cells, row: usize) -> Option<Decimal> {
    match cells {
        Cells::Numbers { mantissas, scale } => Decimal::checked_new(i128::from(*mantissas.get(row)?), *scale),
        Cells::Wide { mantissas, scale } => Decimal::checked_new(*mantissas.get(row)?, *scale),
        _ => None,
    }
}

/// A world in which one register of one year has only some of its rows.
pub(crate) struct Narrowed<'w> {
    pub(crate) world: &'w dyn World,
    pub(crate) register: &'w str,
    pub(crate) year: i32,
    pub(crate) frame: Arc<Frame>,
}

impl World for Narrowed<'_> {
    fn frame(&self, register: &str, year: i32) -> Option<Arc<Frame>> {
        match register == self.register && year == self.year {
            true => Some(self.frame.clone()),
            false => self.world.frame(register, year),
        }
    }

    fn parameter(&self, name: &str, key: Option<&str>, year: i32) -> Option<Interval> {
        self.world.parameter(name, key, year)
    }

    fn indicator(&self, name: &str, key: Option<&str>, year: i32) -> Option<Answer> {
        self.world.indicator(name, key, year)
    }
}

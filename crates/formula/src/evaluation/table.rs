//! Fields of rows: cells, references followed.

use super::Evaluation;
use super::compute::Rows;
use super::index::key_of;
use crate::answer::{Answer, Reason};
use crate::frame::{Cells, Frame};
use crate::tree::{Hop, Path};
use crate::vector::{Values, Vector};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Evaluation<'_> {
    /// The values of a field for some rows, through references.
    pub(super) fn field(&self, path: &Path, rows: &Rows) -> Vector {
        let mut lost: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
        let mut here: Option<Rows> = None;
        for hop in &path.through {
            let from = here.as_ref().unwrap_or(rows);
            let next = self.follow(hop, from, &mut lost);
            here = Some(next);
        }
        let mut vector = cells(here.as_ref().unwrap_or(rows), &path.field);
        vector.unknown.append(&mut lost);
        vector
    }

    /// The rows pointed to, one for each; where none is, any row stands and the reason is kept.
    fn follow(&self, hop: &Hop, from: &Rows, lost: &mut BTreeMap<u32, Vec<Reason>>) -> Rows {
        let year = from.year;
        let target = self.frame(&hop.to, year);
        let by = Path { register: hop.to.clone(), through: Vec::new(), field: hop.by.clone() };
        let index = self.index(&hop.to, year, std::slice::from_ref(&by));
        let (Some(frame), Some(index)) = (target.filter(|frame| !frame.is_empty()), index) else {
            for row in 0..from.rows.len() as u32 {
                lost.entry(row)
                    .or_insert_with(|| vec![Reason::NoRegister { register: hop.to.clone(), year }]);
            }
            let empty = Arc::new(Frame::default());
            return Rows { frame: empty, register: hop.to.clone(), year, rows: vec![0; from.rows.len()] };
        };
        let pointers = cells(from, &hop.field);
        let mut rows = Vec::with_capacity(from.rows.len());
        for position in 0..from.rows.len() {
            let pointer = pointers.at(position);
            let found =
                key_of(&pointer).and_then(|key| index.rows.get(std::slice::from_ref(&key))?.first().copied());
            if found.is_none() && !lost.contains_key(&(position as u32)) {
                let why = match pointer {
                    Answer::Unknown(reasons) => reasons,
                    _ => vec![Reason::NoSuchRow {
                        register: from.register.clone(),
                        year,
                        row: from.frame.rows[from.rows[position] as usize],
                        field: hop.field.clone(),
                        to: hop.to.clone(),
                    }],
                };
                lost.insert(position as u32, why);
            }
            rows.push(found.unwrap_or(0));
        }
        Rows { frame, register: hop.to.clone(), year, rows }
    }
}

/// The cells of a column for some rows; missing ones with where they are missing.
pub(super) fn cells(rows: &Rows, field: &Arc<str>) -> Vector {
    let Some(column) = rows.frame.column(field) else {
        let why = Reason::NoRegister { register: rows.register.clone(), year: rows.year };
        return Vector::constant(Answer::Unknown(vec![why])).spread(rows.rows.len());
    };
    fn of<T: Copy, U>(all: &[T], rows: &[u32], make: impl Fn(T) -> U) -> Vec<U> {
        rows.iter().map(|row| make(all[*row as usize])).collect()
    }
    let values = match &column.cells {
        Cells::Numbers { mantissas, scale } => {
            Values::Exact { mantissas: of(mantissas, &rows.rows, i128::from), scale: *scale }
        }
        Cells::Wide { mantissas, scale } => {
            Values::Exact { mantissas: of(mantissas, &rows.rows, |m| m), scale: *scale }
        }
        Cells::Spans(spans) => Values::Spans(of(spans, &rows.rows, |span| span)),
        Cells::Texts { ids, words } => {
            Values::Texts { ids: of(ids, &rows.rows, |id| id), words: words.clone() }
        }
        Cells::Booleans(yes) => Values::Booleans(of(yes, &rows.rows, |yes| yes)),
        Cells::Dates(days) => Values::Dates(of(days, &rows.rows, |day| day)),
    };
    let mut unknown = BTreeMap::new();
    if column.missing.any() {
        for (position, row) in
            rows.rows.iter().enumerate().filter(|(_, row)| column.missing.get(**row as usize))
        {
            let why = column.reasons.get(row).cloned().unwrap_or_else(|| {
                vec![Reason::MissingCell {
                    register: rows.register.clone(),
                    year: rows.year,
                    row: rows.frame.rows[*row as usize],
                    field: field.clone(),
                }]
            });
            unknown.insert(position as u32, why);
        }
    }
    Vector { constant: false, values, unknown }
}

//! Formulas over the facts of a year.

mod affected;
mod aggregate;
mod compute;
pub(crate) mod grouping;
pub(crate) mod index;
mod table;

use crate::answer::{Answer, Reason};
use crate::formula::Formula;
use crate::frame::{Cells, Column, Frame, Missing};
use crate::scope::Scope;
use crate::trace::{Term, Trace};
use crate::tree::Path;
use crate::vector::{Values, Vector};
use crate::world::World;
pub use affected::CellChange;
use aggregate::Memory;
use compute::{Rows, Setting};
use index::{Index, Key, Plan};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Formulas computed over the facts of one year. Frames and the indexes over them are kept between formulas, so many
/// formulas over one world are best computed by one evaluation.
pub struct Evaluation<'w> {
    pub(crate) world: &'w dyn World,
    pub(crate) year: i32,
    frames: RefCell<Frames>,
    indexes: RefCell<BTreeMap<Plan, Arc<Index>>>,
}

/// Frames by register and year, as the world gave them.
type Frames = BTreeMap<(Arc<str>, i32), Option<Arc<Frame>>>;

/// One group of a grouped formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The values of the grouping fields.
    pub key: Vec<Answer>,
    /// The value for the group.
    pub value: Answer,
}

impl<'w> Evaluation<'w> {
    /// An evaluation of a year.
    pub fn new(world: &'w dyn World, year: i32) -> Self {
        Evaluation { world, year, frames: RefCell::default(), indexes: RefCell::default() }
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The value of an ungrouped indicator formula.
    pub fn value(&self, formula: &Formula) -> Answer {
        self.single(formula, &[], None, None)
    }

    /// The values of a grouped indicator formula, ordered by key. The groups are those that occur in any of the
    /// registers aggregated.
    pub fn groups(&self, formula: &Formula) -> Vec<Group> {
        let keys = self.keys(formula);
        keys.iter()
            .map(|key| Group { key: index::answers(key), value: self.single(formula, key, None, None) })
            .collect()
    }

    /// The answer of a verdict formula about a value, for the group of that key (empty when not grouped).
    pub fn verdict(&self, condition: &Formula, result: &Answer, key: &[Answer]) -> Answer {
        self.single(condition, &index::keys(key), Some(result), None)
    }

    /// A computed field: the values of a row formula for every row, as a column. None without the register's frame.
    pub fn column(&self, formula: &Formula, name: &str) -> Option<Column> {
        let (count, vector) = self.over_rows(formula, None)?;
        Some(as_column(name, vector, count))
    }

    /// The values of a row formula for some rows, by position, as a column of as many cells.
    pub fn column_at(&self, formula: &Formula, name: &str, rows: &[u32]) -> Option<Column> {
        let (count, vector) = self.over_rows(formula, Some(rows))?;
        Some(as_column(name, vector, count))
    }

    /// The answers of a row formula for every row, in row order: for row checks. Empty without the register's frame.
    pub fn rows(&self, formula: &Formula) -> Vec<Answer> {
        let rows = self.over_rows(formula, None);
        rows.map_or_else(Vec::new, |(count, vector)| (0..count).map(|row| vector.at(row)).collect())
    }

    /// The answers of a row formula for some rows, by position. Empty without the register's frame.
    pub fn rows_at(&self, formula: &Formula, rows: &[u32]) -> Vec<Answer> {
        let rows = self.over_rows(formula, Some(rows));
        rows.map_or_else(Vec::new, |(count, vector)| (0..count).map(|row| vector.at(row)).collect())
    }

    /// An ungrouped indicator formula with everything that entered it.
    pub fn trace(&self, formula: &Formula) -> Trace {
        self.trace_group(formula, &[])
    }

    /// A grouped indicator formula with everything that entered the group of that key.
    pub fn trace_group(&self, formula: &Formula, key: &[Answer]) -> Trace {
        let terms = RefCell::default();
        let answer = self.single(formula, &index::keys(key), None, Some(&terms));
        Trace { answer, terms: in_order(terms) }
    }

    /// A verdict formula with the parameters, indicators and rows that entered it.
    pub fn trace_verdict(&self, condition: &Formula, result: &Answer, key: &[Answer]) -> Trace {
        let terms = RefCell::default();
        let answer = self.single(condition, &index::keys(key), Some(result), Some(&terms));
        Trace { answer, terms: in_order(terms) }
    }

    /// A row formula for the row of that caller's key with everything that entered it. None without such a row.
    pub fn trace_row(&self, formula: &Formula, row: u64) -> Option<Trace> {
        let Scope::Row { register } = &formula.scope else { return None };
        let frame = self.frame(&Arc::from(register.as_str()), self.year)?;
        let position = frame.rows.iter().position(|key| *key == row)?;
        let terms = RefCell::default();
        let rows =
            Rows { frame, register: register.as_str().into(), year: self.year, rows: vec![position as u32] };
        let setting = self.setting(formula, &[], None, Some(&terms));
        let answer = self.compute(&formula.expr, &setting, Some(&rows), &[]).at(0);
        Some(Trace { answer, terms: in_order(terms) })
    }

    /// A field of a register was computed again in the world, rows neither came nor went: what was kept of it is let go.
    pub fn renewed(&self, register: &str, field: &str) {
        let here = |owner: &str, year: i32| owner == register && year == self.year;
        self.frames.borrow_mut().retain(|(owner, year), _| !here(owner, *year));
        let reads = |path: &Path| {
            let mut owner = &path.register;
            for hop in &path.through {
                if (**owner == *register && *hop.field == *field)
                    || (*hop.to == *register && *hop.by == *field)
                {
                    return true;
                }
                owner = &hop.to;
            }
            **owner == *register && *path.field == *field
        };
        self.indexes
            .borrow_mut()
            .retain(|(_, year, paths), _| *year != self.year || !paths.iter().any(reads));
    }

    fn setting<'s>(
        &'s self,
        formula: &'s Formula,
        group: &'s [Key],
        result: Option<&'s Answer>,
        terms: Option<&'s RefCell<Vec<Term>>>,
    ) -> Setting<'s> {
        let rooted = usize::from(matches!(formula.scope, Scope::Row { .. }));
        Setting {
            source: &formula.source,
            year: self.year,
            group,
            result,
            terms,
            rooted,
            memory: Memory::default(),
        }
    }

    pub(crate) fn single(
        &self,
        formula: &Formula,
        group: &[Key],
        result: Option<&Answer>,
        terms: Option<&RefCell<Vec<Term>>>,
    ) -> Answer {
        let setting = self.setting(formula, group, result, terms);
        self.compute(&formula.expr, &setting, None, &[]).at(0)
    }

    fn over_rows(&self, formula: &Formula, some: Option<&[u32]>) -> Option<(usize, Vector)> {
        let Scope::Row { register } = &formula.scope else { return None };
        let register: Arc<str> = Arc::from(register.as_str());
        let frame = self.frame(&register, self.year)?;
        let rows = some.map_or_else(|| (0..frame.len() as u32).collect(), <[u32]>::to_vec);
        let rows = Rows { frame, register, year: self.year, rows };
        let setting = self.setting(formula, &[], None, None);
        let vector = self.compute(&formula.expr, &setting, Some(&rows), &[]).spread(rows.rows.len());
        Some((rows.rows.len(), vector))
    }

    /// The rows of a register for a year, asked of the world once.
    pub(crate) fn frame(&self, register: &Arc<str>, year: i32) -> Option<Arc<Frame>> {
        let known = self.frames.borrow().get(&(register.clone(), year)).cloned();
        known.unwrap_or_else(|| {
            let frame = self.world.frame(register, year);
            self.frames.borrow_mut().insert((register.clone(), year), frame.clone());
            frame
        })
    }

    /// The groups of a grouped formula.
    pub(crate) fn keys(&self, formula: &Formula) -> BTreeSet<Vec<Key>> {
        let mut keys = BTreeSet::new();
        formula.each_grouped(&mut |aggregate, shift| {
            if let Some(index) = self.index(&aggregate.register, self.year + shift, &aggregate.groups) {
                keys.extend(index.rows.keys().cloned());
            }
        });
        keys
    }
}

/// Terms in the order of the text; of several at one place (a row's worth of an inner aggregate) the first.
fn in_order(terms: RefCell<Vec<Term>>) -> Vec<Term> {
    let mut terms = terms.into_inner();
    terms.sort_by_key(|term| (term.span.start, term.span.end, -term.year));
    terms.dedup_by(|later, earlier| {
        later.span == earlier.span && later.year == earlier.year && later.source == earlier.source
    });
    terms
}

/// Computed values as an ordinary column, with the reasons of what is unknown.
fn as_column(name: &str, vector: Vector, rows: usize) -> Column {
    let reasons: BTreeMap<u32, Vec<Reason>> = vector.unknown;
    let missing = Missing::from_fn(rows, |row| reasons.contains_key(&(row as u32)));
    let cells = match vector.values.divided() {
        Values::Exact { mantissas, scale } => {
            match mantissas.iter().map(|m| i64::try_from(*m)).collect::<Result<Vec<i64>, _>>() {
                Ok(mantissas) => Cells::Numbers { mantissas, scale },
                Err(_) => Cells::Wide { mantissas, scale },
            }
        }
        Values::Spans(spans) => Cells::Spans(spans),
        Values::Quotients(all) => Cells::Spans((0..all.len()).map(|row| all.at(row)).collect()),
        Values::Texts { ids, words } => Cells::Texts { ids, words },
        Values::Booleans(yes) => Cells::Booleans(yes),
        Values::Dates(days) => Cells::Dates(days),
    };
    Column { name: name.to_string(), cells, missing, reasons }
}

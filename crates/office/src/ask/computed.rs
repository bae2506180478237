//! Computed fields beside the recorded ones, wherever rows are shown.

use super::Reading;
use super::rows::row_view;
use crate::error::{Error, Result};
use crate::view::{ComputedCell, ComputedView, RowView};
use define::{Computed, Pack, Register};
use formula::{Answer, Kind};
use std::collections::BTreeMap;

/// Places of a number that cannot be written out.
const PLACES: u32 = 4;

impl Reading {
    /// Puts the computed fields to rows of a register, as they stand in the year of each row.
    pub(super) fn with_computed(&self, register: &Register, mut rows: Vec<RowView>) -> Result<Vec<RowView>> {
        if register.computed.is_empty() || rows.is_empty() {
            return Ok(rows);
        }
        let shown = self.year()?;
        let all = self.state.rows(&self.store, register)?;
        let mut by_year: BTreeMap<i32, Vec<u64>> = BTreeMap::new();
        for row in &rows {
            if let Some(known) = all.get(row.number) {
                let year = known.year(register).unwrap_or(shown);
                by_year.entry(year).or_default().push(row.number);
            }
        }
        let veiled: Vec<bool> =
            register.computed.iter().map(|one| is_veiled(self.pack(), register, one)).collect();
        let mut cells: BTreeMap<u64, Vec<ComputedCell>> = BTreeMap::new();
        for (year, numbers) in by_year {
            let answers = self.with_assessor(|assessor| assessor.computed(&register.name, year, &numbers))?;
            for (number, answers) in answers {
                let told = answers.into_iter().zip(&veiled).map(|(answer, veiled)| match veiled {
                    true => ComputedCell { text: ledger::MASK.to_owned(), ..ComputedCell::default() },
                    false => cell(&answer),
                });
                cells.insert(number, told.collect());
            }
        }
        for row in &mut rows {
            row.computed = cells.remove(&row.number).unwrap_or_default();
        }
        Ok(rows)
    }

    /// The numbers of the rows of the reading's year for which a computed field does not hold.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the register has no such computed field.
    pub(super) fn failing_numbers(&self, register: &Register, field: &str) -> Result<Vec<u64>> {
        let known = register.computed.iter().find(|one| one.name == field);
        let Some(_) = known.filter(|one| is_truth(self.pack(), register, one)) else {
            return Err(Error::Unknown(format!("台账“{}”没有算出的是否“{field}”", register.name)));
        };
        let year = self.year()?;
        let mut numbers = self.with_assessor(|assessor| assessor.failing(&register.name, year, field))?;
        if let Some(seen) = self.among(register)? {
            numbers.retain(|number| seen.binary_search(number).is_ok());
        }
        Ok(numbers)
    }

    /// Those rows from behind the one of a number, so many passed over and so many at most; and where the next page begins.
    pub(super) fn failing(
        &self,
        register: &Register,
        field: &str,
        (after, skip, limit): (Option<u64>, usize, usize),
    ) -> Result<(Vec<RowView>, Option<u64>)> {
        let numbers = self.failing_numbers(register, field)?;
        let mut behind = numbers.into_iter().filter(|number| after.is_none_or(|after| *number > after));
        let mut rows = Vec::new();
        for number in behind.by_ref().skip(skip).take(limit) {
            let versions = self.store.history(&register.id, number)?;
            if let Some(version) = versions.last().filter(|version| version.until.is_none()) {
                rows.push(row_view(register, version)?);
            }
        }
        let last = rows.last().map(|row| row.number);
        let more = behind.next().is_some();
        Ok((rows, last.filter(|_| more)))
    }
}

/// The computed fields of a register as pages name them.
pub(super) fn computed_views(pack: &Pack, register: &Register) -> Vec<ComputedView> {
    let owner = pack.registers.iter().position(|one| one.name == register.name);
    let view = |(at, one): (usize, &Computed)| {
        let formula = owner.and_then(|owner| pack.program.column(owner, at)).map(|column| &column.formula);
        let unit = formula.and_then(|formula| match formula.kind() {
            Kind::Number(unit) => Some(unit.to_string()),
            _ => None,
        });
        ComputedView {
            name: one.name.clone(),
            number: unit.is_some(),
            unit: unit.unwrap_or_default(),
            truth: is_truth(pack, register, one),
            words: formula.map(|formula| formula.describe()).unwrap_or_default(),
            note: one.note.clone(),
        }
    };
    register.computed.iter().enumerate().map(view).collect()
}

fn is_truth(pack: &Pack, register: &Register, computed: &Computed) -> bool {
    let column = column(pack, register, computed);
    column.is_some_and(|column| *column.formula.kind() == Kind::Boolean)
}

/// Whether it follows from a cell that is masked, of whatever register: it would tell what the mask hides.
fn is_veiled(pack: &Pack, register: &Register, computed: &Computed) -> bool {
    let Some(column) = column(pack, register, computed) else { return true };
    let reach = pack.program.reach(pack, &column.depends);
    reach.fields.iter().any(|(name, fields)| {
        let sensitive = |field: &String| pack.register(name)?.field(field).map(|(_, field)| field.sensitive);
        fields.iter().any(|field| sensitive(field) == Some(true))
    })
}

fn column<'p>(pack: &'p Pack, register: &Register, computed: &Computed) -> Option<&'p define::ColumnFormula> {
    let owner = pack.registers.iter().position(|one| one.name == register.name)?;
    let at = pack.registers[owner].computed.iter().position(|one| one.name == computed.name)?;
    pack.program.column(owner, at)
}

fn cell(answer: &Answer) -> ComputedCell {
    let why = answer.reasons().iter().map(ToString::to_string).collect::<Vec<_>>().join("；");
    let (text, holds) = match answer {
        Answer::Number(number) => (number.to_decimal_string(PLACES), None),
        Answer::Text(text) => (text.to_string(), None),
        Answer::Boolean(truth) => match truth {
            quantity::Truth::Yes => ("是".to_owned(), Some(true)),
            quantity::Truth::No => ("否".to_owned(), Some(false)),
            quantity::Truth::Unknown => ("不能判断".to_owned(), None),
        },
        Answer::Date(day) => {
            let (year, month, day) = formula::date(*day);
            (format!("{year}-{month:02}-{day:02}"), None)
        }
        Answer::Unknown(_) => ("不能判断".to_owned(), None),
    };
    ComputedCell { text, holds, why }
}

//! Records rolled forward (顺延): what is known last, laid into a year that is only planned.

use super::Records;
use crate::Rows;
use define::{FieldType, Register};
use ledger::{Row, Value};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Records {
    /// The rows of the last year known up to a year, as if they were that year's, of every register whose rows say their year
    /// as a number; rows of other registers as they are. Each keeps its number, so that what follows still leads to it.
    pub(crate) fn rolled(&self, year: i32) -> Records {
        let roll = |(name, rows): (&String, &Rows)| {
            let rows = self.rows_of(name).unwrap_or(rows);
            let at = self.pack.register(name).and_then(|register| Some((register, year_field(register)?)));
            let rolled = at.map(|(register, at)| roll(register, at, rows, year));
            (name.clone(), rolled.unwrap_or_else(|| rows.clone()))
        };
        let rows: BTreeMap<String, Rows> = self.rows.iter().map(roll).collect();
        Records::new(self.pack.clone(), rows)
    }
}

/// The field that says the year as a number.
fn year_field(register: &Register) -> Option<usize> {
    let (at, field) = register.field(register.period_field.as_ref()?)?;
    matches!(field.kind, FieldType::Integer).then_some(at)
}

fn roll(register: &Register, at: usize, rows: &Rows, year: i32) -> Rows {
    let known = rows.iter().filter_map(|(_, row)| row.year(register)).filter(|known| *known <= year);
    let Some(last) = known.max() else { return Rows::default() };
    let then = rows.iter().filter(|(_, row)| row.year(register) == Some(last));
    let moved = |(number, row): &(u64, Arc<Row>)| {
        let mut row = Row::clone(row);
        row.values[at] = Some(Value::Number(Decimal::from(i64::from(year))));
        (*number, Arc::new(row))
    };
    match last == year {
        true => then.cloned().collect(),
        false => then.map(moved).collect(),
    }
}

//! Work tables look at the fields that they say they look at, and at no others: every other field of the rows behind a table is
//! changed in every row, and the table stands as it did.

use crate::shipped::sample;
use assess::{Assessor, Facts, RowChange, Rows};
use define::{FieldType, Register, WorkTable};
use formula::Frame;
use ledger::{Row, Value};
use quantity::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const YEAR: i32 = 2022;

#[test]
fn a_table_looks_at_no_field_but_those_it_names() {
    let pack = &sample().pack;
    let (mut changed, mut wrong) = (0, Vec::new());
    for table in &pack.program.tables {
        let name = &table.table.name;
        let mut rows = sample().rows.clone();
        for (register, looked) in &table.fields {
            let register = pack.register(register).unwrap();
            if let Some(rows) = rows.get_mut(&register.name) {
                changed += otherwise(register, looked, rows);
            }
        }
        if lines(table, &sample().rows) != lines(table, &rows) {
            wrong.push(name.as_str());
        }
    }
    assert!(wrong.is_empty(), "these look at fields that they do not name: {wrong:?}");
    assert!(changed > 100_000, "only {changed} cells were changed");
}

/// The table over the rows that it follows from.
fn lines(table: &WorkTable, rows: &BTreeMap<String, Rows>) -> Option<Arc<Frame>> {
    let pack = &sample().pack;
    let mut facts = Facts::new();
    for register in table.registers() {
        facts.add_rows(pack.register(register)?, rows.get(register).cloned().unwrap_or_default());
    }
    Assessor::new(pack.clone(), facts).rows(&table.table.name, YEAR)
}

/// Changes every cell of the rows outside some fields and the year; how many.
fn otherwise(register: &Register, but: &BTreeSet<String>, rows: &mut Rows) -> usize {
    let free = |name: &String| !but.contains(name) && register.period_field.as_ref() != Some(name);
    let fields: Vec<_> = register.fields.iter().enumerate().filter(|(_, field)| free(&field.name)).collect();
    let mut changed = 0;
    for (number, row) in rows.clone().iter() {
        let mut other = Row::clone(row);
        for (at, field) in &fields {
            let Some(value) = other.values[*at].take() else { continue };
            other.values[*at] = another(&field.kind, value);
            changed += 1;
        }
        rows.put(*number, Arc::new(other));
    }
    changed
}

/// Another value of the kind; none where there is none.
fn another(kind: &FieldType, value: Value) -> Option<Value> {
    match value {
        Value::Number(number) => number.checked_add(&Decimal::ONE).map(Value::Number),
        Value::Boolean(yes) => Some(Value::Boolean(!yes)),
        Value::Date(day) => define::Date::new(day.year - 1, day.month, day.day.min(28)).map(Value::Date),
        Value::Text(text) => match kind {
            FieldType::Choice(choices) => choices.iter().find(|choice| **choice != text).cloned(),
            _ => Some(format!("{text}甲")),
        }
        .map(Value::Text),
    }
}

/// Cells changed, rows taken out and put back, one after another and left so; the year as carried forward is held against the
/// year computed anew.
#[test]
fn what_a_change_leaves_is_what_everything_anew_comes_to() {
    let pack = &sample().pack;
    let mut rows = sample().rows.clone();
    let mut carried = whole(&rows);
    carried.assess(YEAR);
    let worked: Vec<&Register> =
        pack.registers.iter().filter(|one| pack.program.worked.contains(&one.name)).collect();
    for (turn, register) in worked.iter().enumerate() {
        let Some(of) = rows.get_mut(&register.name).filter(|rows| rows.len() > 3) else { continue };
        let count = of.len();
        for (nth, at) in [turn * 31 % count, turn * 7919 % count].into_iter().enumerate() {
            let (number, before) = of.nth(at).unwrap().clone();
            let mut after = Row::clone(&before);
            for (place, field) in register.fields.iter().enumerate().filter(|(place, _)| place % 2 == nth) {
                let free = !register.key.contains(&field.name)
                    && register.period_field.as_ref() != Some(&field.name);
                let value = after.values[place].take_if(|_| free);
                if let Some(value) = value {
                    after.values[place] = another(&field.kind, value);
                }
            }
            let name = &register.name;
            for (was, is) in [(Some(&*before), None), (None, Some(&after))] {
                carried.follow([RowChange { register: name, number, before: was, after: is }]);
            }
            carried.follow([RowChange {
                register: name,
                number,
                before: Some(&after),
                after: Some(&before),
            }]);
            carried.follow([RowChange {
                register: name,
                number,
                before: Some(&before),
                after: Some(&after),
            }]);
            of.put(number, Arc::new(after));
        }
        if turn % 16 == 15 {
            let (carried, anew) = (carried.assess(YEAR), whole(&rows).assess(YEAR));
            for (one, other) in carried.outcomes.iter().zip(&anew.outcomes) {
                assert_eq!(one, other, "up to {}", register.name);
            }
            assert_eq!(carried.outcomes.len(), anew.outcomes.len());
        }
    }
}

fn whole(rows: &BTreeMap<String, Rows>) -> Assessor {
    let mut facts = Facts::new();
    for register in &sample().pack.registers {
        facts.add_rows(register, rows.get(&register.name).cloned().unwrap_or_default());
    }
    Assessor::new(sample().pack.clone(), facts)
}

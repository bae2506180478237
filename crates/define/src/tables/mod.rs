//! Work tables (工作表): what a form of work offers to formulas, column by column.
//!
//! | family | of | a row for each |
//! |---|---|---|
//! | 责任 | roster | object, and role where roles are told apart |
//! | 在岗 | roster | person at an object on the day |
//! | 班次 | roster with shifts | shift due up to the day before |
//! | 应办 | duty | unit and period of the year |
//! | 闭环 | loop | case opened up to the day |
//! | 抽取 | draw | slip drawn in the year |
//! | 告知 | notice | household of a letter sent in the year |
//! | 信号 | signal | device in use on the day |
//! | 方案 | the pack itself | aspect; numbered indicator |
//!
//! A table is named by its family and its form: `占比(责任.校园保安, 到岗)`. The day is the last one of the year asked for, or
//! the day on which it is asked when that is earlier.

mod draw;
mod duty;
mod loops;
mod notice;
mod roster;
mod scheme;
mod signal;
pub mod words;

pub(crate) use {
    draw::tables as draw, duty::tables as duty, loops::tables as loops, notice::tables as notice,
    roster::tables as roster, scheme::tables as scheme, signal::tables as signal,
};

use crate::{Field, FieldType, FormHead, Pack, Register, Written};
use formula::{Kind, Reference};
use quantity::Unit;
use std::collections::BTreeSet;
use words::family;

/// First words of work tables.
pub const FAMILIES: [&str; 9] = [
    family::POST,
    family::HOLDER,
    family::SHIFT,
    family::OCCURRENCE,
    family::CASE,
    family::SLIP,
    family::LETTER,
    family::DEVICE,
    family::SCHEME,
];

/// A form of work as formulas read it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkTable {
    /// Id of the form; empty for what the pack says of itself.
    pub form: String,
    /// One of [`FAMILIES`].
    pub family: &'static str,
    /// Its name and its columns: 责任.校园保安 with 对象, 需要, 在岗 ….
    pub table: formula::Table,
    /// Every register that it follows from, those of computed fields and of other work tables included.
    pub registers: BTreeSet<String>,
}

impl WorkTable {
    fn new(family: &'static str, head: &FormHead, counter: &str, fields: Vec<formula::Field>) -> WorkTable {
        let table =
            formula::Table { name: format!("{family}.{}", head.name), counter: unit(counter), fields };
        WorkTable { form: head.id.clone(), family, table, registers: BTreeSet::new() }
    }
}

impl Register {
    /// The field that alone names a row from year to year; none when several do.
    pub fn single_key(&self) -> Option<&Field> {
        let mut own = self.key.iter().filter(|name| self.period_field.as_ref() != Some(name));
        let first = own.next().filter(|_| own.next().is_none())?;
        self.field(first).map(|(_, field)| field)
    }
}

fn unit(name: &str) -> Unit {
    Unit::parse(name).unwrap_or_else(|_| Unit::none())
}

fn number(name: &str, of: &str) -> formula::Field {
    formula::Field::new(name, Kind::Number(unit(of)))
}

fn text(name: &str) -> formula::Field {
    formula::Field::new(name, Kind::Text)
}

fn truth(name: &str) -> formula::Field {
    formula::Field::new(name, Kind::Boolean)
}

fn day(name: &str) -> formula::Field {
    formula::Field::new(name, Kind::Date)
}

fn choice(name: &str, choices: impl IntoIterator<Item = impl Into<String>>) -> formula::Field {
    let choices = choices.into_iter().map(Into::into).collect();
    formula::Field { choices, ..text(name) }
}

/// A column that points to the rows of a register by one of its fields; plain words without such a field.
fn pointing(name: &str, register: Option<&Register>, by: Option<&Field>) -> formula::Field {
    let reference = register
        .zip(by)
        .map(|(register, by)| Reference { register: register.name.clone(), by: by.name.clone() });
    formula::Field { reference, ..text(name) }
}

/// A column that repeats a field of a register: what that field points to, it points to as well.
fn repeating(name: &str, pack: &Pack, register: &Written, field: &Option<Written>) -> formula::Field {
    let owner = pack.register(&register.text);
    let field = owner.zip(field.as_ref()).and_then(|(owner, field)| owner.field(&field.text));
    match field.map(|(_, field)| &field.kind) {
        Some(FieldType::Ref { register, by }) => {
            let reference = Some(Reference { register: register.clone(), by: by.clone() });
            formula::Field { reference, ..text(name) }
        }
        Some(FieldType::Choice(choices)) => choice(name, choices.iter().cloned()),
        _ => text(name),
    }
}

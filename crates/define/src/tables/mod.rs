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
//! | 权限 | role | person in it on the day |
//! | 规划 | plan of places | stage of a school and year of the adopted scenario |
//! | 规划 | plan of people | school with its people in the adopted scenario |
//! | 规划 | plan of money | school with what the rules give it in the adopted scenario |
//! | 措施 | plan of places | thing that may be done in it |
//! | 文书 | instrument | document that is due in the year |
//! | 方案 | the pack itself | aspect; numbered indicator |
//!
//! A table is named by its family and its form: `占比(责任.校园保安, 到岗)`. The day is the last one of the year asked for, or
//! the day on which it is asked when that is earlier.

mod draw;
mod duty;
mod instrument;
mod loops;
mod notice;
mod plan;
mod printed;
mod role;
mod roster;
mod scheme;
mod signal;
pub mod words;

pub use printed::{PrintedColumn, PrintedTable, Says};

pub(crate) use {
    draw::tables as draw, duty::tables as duty, instrument::tables as instrument, loops::tables as loops,
    notice::tables as notice, plan::tables as plan, role::tables as role, roster::tables as roster,
    scheme::tables as scheme, signal::tables as signal,
};

use crate::house::{CalendarDay, Term};
use crate::{Dated, Field, FieldType, Form, FormHead, Pack, Program, Reach, Register, Written};
use formula::{Dependencies, Kind, Reference};
use quantity::Unit;
use std::collections::{BTreeMap, BTreeSet};
use words::family;

/// First words of work tables.
pub const FAMILIES: [&str; 13] = [
    family::POST,
    family::HOLDER,
    family::SHIFT,
    family::OCCURRENCE,
    family::CASE,
    family::SLIP,
    family::LETTER,
    family::DEVICE,
    family::ROLE,
    family::PLAN,
    family::MEASURE,
    family::INSTRUMENT,
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
    /// Every register that it follows from, those of computed fields and of other work tables included, with the fields that
    /// are looked at: when another one changes, the table stands as it did.
    pub fields: BTreeMap<String, BTreeSet<String>>,
    /// Computed fields that its conditions need, as positions in [`Program::columns`](crate::Program::columns).
    pub columns: BTreeSet<usize>,
    /// Registers of which a row bears on some lines only, each with the field that holds the word of their first column.
    pub lines: BTreeMap<String, String>,
    /// Of these one whose rows are also seen by who stands in them, with the field that says who.
    pub beside: Option<(String, String)>,
    /// The names by which rows speak of its form, where rows of a register speak of forms.
    pub known_as: BTreeSet<String>,
    /// Whether it only counts days by the school calendar: no formula reads the rows of that.
    pub counts_days: bool,
}

impl WorkTable {
    fn named(
        form: &str,
        family: &'static str,
        name: &str,
        counter: &str,
        fields: Vec<formula::Field>,
    ) -> WorkTable {
        let table = formula::Table { name: format!("{family}.{name}"), counter: unit(counter), fields };
        let (looked, columns, lines, beside, known_as, counts_days) = Default::default();
        WorkTable {
            form: form.to_owned(),
            family,
            table,
            fields: looked,
            columns,
            lines,
            beside,
            known_as,
            counts_days,
        }
    }

    fn new(family: &'static str, head: &FormHead, counter: &str, fields: Vec<formula::Field>) -> WorkTable {
        WorkTable::named(&head.id, family, &head.name, counter, fields)
    }
}

impl WorkTable {
    /// The names of the registers that it follows from.
    pub fn registers(&self) -> impl Iterator<Item = &String> {
        self.fields.keys()
    }
}

/// Whether no formula of a form, which reach so far, and no name of a register that it gives reads the school calendar.
pub(crate) fn counts_days(form: &dyn Form, reach: &Reach) -> bool {
    let calendar = [CalendarDay::HOUSE.register, Term::HOUSE.register];
    let named = form.names().into_iter().any(|(register, _)| calendar.contains(&register.text.as_str()));
    !named && !reach.wide && !calendar.iter().any(|name| reach.fields.contains_key(*name))
}

/// Every field of registers that a form of work looks at: those that it and the house name, those that `reach` tells of its
/// formulas, and of each register what tells its rows apart.
pub(crate) fn looked_at(pack: &Pack, form: &dyn Form, mut reach: Reach) -> Reach {
    let counted: BTreeSet<String> = match counts_days(form, &reach) {
        true => form.calendar().into_iter().map(|house| house.register.to_owned()).collect(),
        false => BTreeSet::new(),
    };
    let house = form.house().into_iter().filter(|house| !counted.contains(house.register));
    let house = house.chain(form.calendar()).map(|house| {
        (house.register.to_owned(), house.fields.iter().map(|field| field.name.to_owned()).collect())
    });
    reach.join(&house.collect());
    for (register, house) in form.housed() {
        let fields = house.fields.iter().map(|field| field.name.to_owned());
        reach.fields.entry(register.text.clone()).or_default().extend(fields);
    }
    for (register, fields) in form.names() {
        let named = fields.into_iter().map(|field| field.text.clone());
        reach.fields.entry(register.text.clone()).or_default().extend(named);
    }
    for (register, field) in form.called() {
        let kind = pack.register(&register.text).and_then(|of| of.field(&field.text)).map(|(_, of)| &of.kind);
        if let Some(FieldType::Ref { register, by }) = kind {
            reach.fields.entry(register.clone()).or_default().insert(by.clone());
        }
    }
    let earlier = earlier_ones(pack, &reach);
    reach.join(&earlier);
    reach.fields.retain(|name, _| pack.register(name).is_some());
    for (name, fields) in &mut reach.fields {
        let Some(register) = pack.register(name) else { continue };
        fields.extend(register.key.iter().chain(&register.period_field).cloned());
        // No day of the calendar is called by its name.
        let label = register.label().filter(|_| !counted.contains(name));
        fields.extend(label.map(|field| field.name.clone()));
    }
    reach
}

/// Where the dated states at which a form looks stood before, with their fields.
fn earlier_ones(pack: &Pack, reach: &Reach) -> BTreeMap<String, BTreeSet<String>> {
    let states = reach.fields.iter().filter_map(|(name, fields)| Some((pack.register(name)?, fields)));
    let states = states.flat_map(|(register, fields)| {
        register.dated.iter().filter(|dated| fields.contains(&dated.day.text))
    });
    let there = |dated: &Dated| {
        let fields = dated.fields.iter().map(|(_, there)| there.text.clone());
        fields.chain([dated.of.text.clone()]).collect()
    };
    states.map(|dated| (dated.earlier.text.clone(), there(dated))).collect()
}

/// The registers of which a row bears on some lines only of a form's table of a family, and by which field. A register that does so by
/// two fields does not; nor does one whose rows are gathered, or reached from those of another, by a formula of the form.
pub(crate) fn lines(
    program: &Program,
    pack: &Pack,
    form: &dyn Form,
    family: &str,
    formulas: &[(&str, Dependencies)],
) -> BTreeMap<String, String> {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (register, field) in form.lines(pack, family) {
        fields.entry(register).or_default().insert(field);
    }
    for (over, depends) in formulas {
        let reach = program.reach(pack, depends);
        let columns = reach.columns.iter().map(|at| &program.columns[*at].depends);
        let gathered: BTreeSet<&String> = columns.chain([depends]).flat_map(|one| &one.gathered).collect();
        fields.retain(|register, _| {
            let through =
                |name: &String| program.table(name).is_some_and(|of| of.fields.contains_key(register));
            let beside = register == over || !reach.fields.contains_key(register);
            beside && !gathered.iter().any(|name| *name == register || through(name))
        });
    }
    let single = |fields: BTreeSet<String>| if fields.len() == 1 { fields.into_iter().next() } else { None };
    fields.into_iter().filter_map(|(register, fields)| Some((register, single(fields)?))).collect()
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

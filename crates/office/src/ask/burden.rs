//! What is asked of schools and kindergartens in a year (负担): which registers they fill, how often, how many cells, and
//! the time that it takes by a stated rule. Who fills what is read from the definitions: a body fills the yearly return that
//! is kept under its own code, and the register by which a duty of its own is discharged.

use super::Reading;
use super::about::{is_school_code, own_field};
use crate::error::Result;
use crate::state::Needs;
use crate::view::{BurdenLine, BurdenSum, BurdenView, Known};
use define::house::NATURE;
use define::{FieldType, Pack, Register, RegisterKind};
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds for opening and handing in one form.
const A_FORM: u64 = 60;
/// Seconds for one cell.
const A_CELL: u64 = 10;

/// A register that bodies fill.
struct Filled<'p> {
    register: &'p Register,
    /// The field that names the body.
    body: &'p str,
    /// Names of the duties that ask for it.
    duties: Vec<&'p str>,
}

impl Reading {
    /// What is asked of each body in the reading's year.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn burden(&self) -> Result<Known<BurdenView>> {
        let year = self.year()?;
        self.known(&format!("burden {year}"), Needs::All, || self.asked_of_bodies(year))
    }

    fn asked_of_bodies(&self, year: i32) -> Result<BurdenView> {
        let pack = self.pack();
        let (mut lines, mut bodies) = (Vec::new(), BTreeMap::<String, BurdenSum>::new());
        for filled in filled(pack) {
            let typed = typed(pack, filled.register);
            let Some((at, _)) = filled.register.field(filled.body) else { continue };
            let (mut sum, mut here) = (BurdenSum::default(), BTreeSet::new());
            for (_, row) in self.state.rows(&self.store, filled.register)?.iter() {
                let body = row.values.get(at).and_then(Option::as_ref).map(ToString::to_string);
                let Some(body) = body.filter(|_| row.year(filled.register) == Some(year)) else { continue };
                let one = of_row(row, &typed);
                add(&mut sum, one);
                add(bodies.entry(body.clone()).or_default(), one);
                here.insert(body);
            }
            lines.push(BurdenLine {
                register: filled.register.id.clone(),
                name: filled.register.name.clone(),
                duties: filled.duties.iter().map(|name| (*name).to_owned()).collect(),
                bodies: here.len() as u64,
                fields: typed.len() as u64,
                sum,
            });
        }
        lines.sort_by(|one, other| (other.sum.seconds, &one.name).cmp(&(one.sum.seconds, &other.name)));
        let mut sums: Vec<BurdenSum> = bodies.into_values().collect();
        sums.sort_by_key(|sum| sum.seconds);
        let mut all = BurdenSum::default();
        sums.iter().for_each(|sum| add(&mut all, *sum));
        let count = |of: fn(&Register) -> usize| pack.registers.iter().map(of).sum::<usize>() as u64;
        Ok(BurdenView {
            year,
            seconds_a_form: A_FORM,
            seconds_a_cell: A_CELL,
            bodies: sums.len() as u64,
            lines,
            median: sums.get(sums.len() / 2).copied().unwrap_or_default(),
            most: sums.last().copied().unwrap_or_default(),
            all,
            typed_fields: count(|register| {
                register.fields.iter().filter(|field| field.name != NATURE).count()
            }),
            computed_fields: count(|register| register.computed.len()),
        })
    }
}

/// The registers that bodies fill, in the order of the pack.
fn filled(pack: &Pack) -> Vec<Filled<'_>> {
    let mut all = Vec::new();
    for register in &pack.registers {
        let named = register.fields.iter().filter(|field| names_body(pack, register, field));
        let found = named.filter_map(|field| {
            let duties = duties(pack, register, &field.name);
            let own = register.kind == RegisterKind::Snapshot && register.key.contains(&field.name);
            (own || !duties.is_empty()).then_some(Filled { register, body: &field.name, duties })
        });
        all.extend(found.take(1));
    }
    all
}

/// Whether a field names a body: by its own code, or by pointing to a register that keeps bodies.
fn names_body(pack: &Pack, register: &Register, field: &define::Field) -> bool {
    let keeps = |register: &Register| own_field(register).is_some_and(|own| is_school_code(register, own));
    match &field.kind {
        FieldType::Ref { register, by } => pack
            .register(register)
            .is_some_and(|register| keeps(register) && own_field(register) == Some(by.as_str())),
        _ => keeps(register) && own_field(register) == Some(field.name.as_str()),
    }
}

/// The duties of bodies that rows of a register discharge.
fn duties<'p>(pack: &'p Pack, register: &Register, body: &str) -> Vec<&'p str> {
    let discharges = |duty: &&define::Duty| {
        let fact = duty.fact.as_ref().filter(|fact| fact.list.register.text == register.name);
        fact.and_then(|fact| fact.unit.as_ref()).is_some_and(|unit| unit.text == body)
    };
    pack.forms.duties.iter().filter(discharges).map(|duty| duty.head.name.as_str()).collect()
}

/// The positions of the fields that somebody types: steps of cases write theirs themselves.
fn typed(pack: &Pack, register: &Register) -> Vec<usize> {
    let loops = pack.forms.loops.iter().filter(|one| one.case.list.register.text == register.name);
    let written: BTreeSet<&str> = loops
        .flat_map(|one| &one.steps)
        .flat_map(|step| step.sets.iter().chain(&step.marks))
        .map(|(field, _)| field.text.as_str())
        .collect();
    let mine = |field: &define::Field| field.name != NATURE && !written.contains(field.name.as_str());
    let places = register.fields.iter().enumerate();
    places.filter(|(_, field)| mine(field)).map(|(at, _)| at).collect()
}

fn of_row(row: &Row, typed: &[usize]) -> BurdenSum {
    let cells = typed.iter().filter(|at| row.values.get(**at).is_some_and(Option::is_some)).count() as u64;
    BurdenSum { forms: 1, cells, seconds: A_FORM + cells * A_CELL }
}

fn add(sum: &mut BurdenSum, one: BurdenSum) {
    sum.forms += one.forms;
    sum.cells += one.cells;
    sum.seconds += one.seconds;
}

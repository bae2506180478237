//! Forms of work over records: what each shows on a day, and what speaks against rows just written.

pub mod draw;
pub(crate) mod duty;
mod example;
pub mod instrument;
pub mod loops;
pub(crate) mod notice;
pub mod plan;
pub mod role;
pub(crate) mod roster;
pub mod signal;
mod written;

use crate::{Record, Records};
use define::house::{
    CalendarDay, DrawRecord, DrawResult, House, HouseField, Letter, LetterEvent, Notice, Term,
};
use define::{Date, Form, Pack};
use finding::Finding;
use std::collections::{BTreeMap, BTreeSet};

pub use duty::{Covered, DISTRICT, covered_duty, open_claims};
pub(crate) use example::run as run_form_example;
pub use written::Written;
pub(crate) use written::evidence;

/// Registers that every form may look at: the school calendar.
pub const CALENDAR: [House; 2] = [CalendarDay::HOUSE, Term::HOUSE];

/// What a form shows on a day, in words: the short form that examples hold against what they expect.
pub type Shown = BTreeMap<&'static str, Vec<String>>;

/// Registers of evidence: of their rows a batch tells what they were even where it replaces them.
pub const EVIDENCE: [House; 5] =
    [DrawRecord::HOUSE, DrawResult::HOUSE, Letter::HOUSE, LetterEvent::HOUSE, Notice::HOUSE];

/// A form of work that can be looked at.
pub trait Practice: Form {
    /// What it shows on a day.
    fn shown(&self, records: &Records, today: Date) -> Shown;

    /// Whether anything could speak against rows of these registers: any that the form names.
    fn heeds(&self, written: &Written) -> bool {
        self.names().into_iter().any(|(register, _)| written.touches(&register.text))
    }

    /// What speaks against rows just written, looked at as they now stand among all records.
    fn against(&self, records: &Records, written: &Written, today: Date) -> Vec<Finding>;

    /// Whether rows just written bear on it at all; `records` holds them alone.
    fn concerned(&self, _records: &Records, _written: &Written) -> bool {
        true
    }

    /// Of which registers it looks at few rows to speak against rows just written, and under which keys these lie; `records`
    /// holds the rows just written alone.
    fn reach(&self, _records: &Records, _written: &Written) -> Reach {
        Reach::new()
    }
}

/// Keys of rows, by the name of their register; of registers not named all rows are looked at.
pub type Reach = BTreeMap<String, BTreeSet<Keys>>;

/// Keys of rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keys {
    /// This one.
    One(String),
    /// All that begin so.
    Beginning(String),
}

macro_rules! practices {
    ($($list:ident: $form:ident, $reader:ident, $label:literal;)*) => {
        /// Every form of work of a pack.
        pub fn practices(pack: &Pack) -> impl Iterator<Item = &dyn Practice> {
            std::iter::empty()$(.chain(pack.forms.$list.iter().map(|form| form as &dyn Practice)))*
        }
    };
}

define::forms!(practices);

/// The names of all registers that a form looks at.
pub fn registers_of(pack: &Pack, form: &dyn Form) -> BTreeSet<String> {
    let table = format!("{}.{}", form.family(), form.head().name);
    pack.program.table(&table).map(|table| table.registers().cloned().collect()).unwrap_or_default()
}

/// The names of all registers of which the row checks of the given ones need every row. A register whose checks and
/// computed fields look at nothing but the row at hand is not among them: of it the rows written suffice.
pub fn gathered_by_checks(pack: &Pack, written: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for check in &pack.program.checks {
        if written.contains(&pack.registers[check.register].name) {
            all.extend(rows_of(pack, &check.formula.depends().gathered));
        }
    }
    loop {
        let before = all.len();
        for column in &pack.program.columns {
            let owner = &pack.registers[column.register].name;
            if written.contains(owner) || all.contains(owner) {
                all.extend(rows_of(pack, &column.depends.gathered));
            }
        }
        if all.len() == before {
            return all;
        }
    }
}

/// Registers by their names, and of work tables those that they follow from.
fn rows_of(pack: &Pack, names: &BTreeSet<String>) -> BTreeSet<String> {
    let of = |name: &String| match pack.program.table(name) {
        Some(table) => table.registers().cloned().collect(),
        None => BTreeSet::from([name.clone()]),
    };
    names.iter().flat_map(of).collect()
}

/// The forms that heed rows of these registers.
pub fn watching<'p>(pack: &'p Pack, written: &Written) -> Vec<&'p dyn Practice> {
    practices(pack).filter(|form| form.heeds(written)).collect()
}

/// The rows of a register that were just written.
pub(crate) fn touched<'r>(records: &'r Records, written: &Written, register: &str) -> Vec<Record<'r>> {
    let numbers = written.numbers(register).into_iter().flatten();
    numbers.filter_map(|number| records.numbered(register, *number)).collect()
}

/// Whether any of the rows just written, or withdrawn, of a register of the house names a form.
pub(crate) fn names_form(
    records: &Records,
    written: &Written,
    house: &House,
    field: &HouseField,
    id: &str,
) -> bool {
    let names = |record: &Record<'_>| record.says(field, id);
    touched(records, written, house.register).iter().any(names)
        || written.gone(records, house.register).iter().any(names)
}

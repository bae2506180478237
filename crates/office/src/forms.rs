//! Forms of work at the office: the guard over rows just written, the records behind a form, and the act by which a
//! person records.

use crate::Result;
use crate::district::{Inner, Office, by_id};
use crate::evaluate::rows;
use crate::store::{Store, Version};
use crate::view::RecordOutcome;
use crate::writer::Writer;
use assess::{Records, Written};
use define::{Date, Form, Pack, Register};
use finding::{Finding, Place, has_error};
use ledger::{Row, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One row as a person gives it: the register (name or id) and cells as text, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Name or id of the register.
    pub register: String,
    /// Cells that hold something.
    pub cells: Vec<(String, String)>,
}

impl Given {
    /// A row of these cells.
    pub fn new(register: &str, cells: &[(&str, &str)]) -> Given {
        let cell = |(field, text): &(&str, &str)| ((*field).to_owned(), (*text).to_owned());
        Given { register: register.to_owned(), cells: cells.iter().map(cell).collect() }
    }
}

impl Office {
    /// Records rows that `by` gives, in one transaction: all of them, or none when anything speaks against one. A row of
    /// a key that is present replaces it. Forms of work look at them among all others (`ledger` checks cells, `assess`
    /// what must hold between rows).
    ///
    /// # Errors
    /// A store that refuses. What speaks against the rows is in the outcome.
    pub fn record(&self, given: &[Given], by: &str) -> Result<RecordOutcome> {
        let inner = &mut *self.turn();
        inner.record(given, by)
    }

    /// Today, by the office's clock.
    pub fn today(&self) -> Date {
        self.turn().today()
    }
}

impl Inner {
    /// Today in China Standard Time.
    pub fn today(&self) -> Date {
        let text = crate::instant(self.clock.now());
        text.get(..10).and_then(|day| day.parse().ok()).unwrap_or(Date { year: 1970, month: 1, day: 1 })
    }

    /// As [`Office::record`].
    pub fn record(&mut self, given: &[Given], by: &str) -> Result<RecordOutcome> {
        let size = self.store.size()?;
        let pack = self.pack(size)?;
        let mut outcome = RecordOutcome::default();
        let mut acts: Vec<(&Register, String, Row)> = Vec::new();
        for one in given {
            let known = pack.register(&one.register).or_else(|| pack.register_by_id(&one.register));
            let Some(register) = known else {
                let sentence = format!("没有台账“{}”", one.register);
                outcome.findings.push(Finding::error(
                    "record.register",
                    Place::whole(&one.register),
                    sentence,
                ));
                continue;
            };
            if let Some((key, row)) = read(register, &one.cells, &mut outcome.findings) {
                acts.push((register, key, row));
            }
        }
        if has_error(&outcome.findings) {
            return Ok(outcome);
        }
        let registers = by_id(&pack);
        let today = self.today();
        let Inner { store, signer, origin, clock, entropy, .. } = self;
        let at = clock.now();
        store.write(|store| {
            let mut writer = Writer::begin(store, at, by, &mut **entropy)?;
            let first = writer.size();
            let mut written = Written::new();
            let mut origins = BTreeMap::new();
            let mut state = crate::import::State::new(store, &registers);
            for (register, key, row) in &acts {
                let before = store.present(&register.id, key)?;
                // Given once more, as after an answer that was lost on the way: nothing to record.
                if before.as_ref().is_some_and(|version| same(register, version, row)) {
                    continue;
                }
                let act = ledger::record(register, key, row, None);
                state.take_note(register, std::iter::once(row))?;
                outcome.findings.extend(ledger::check(&act, &state));
                if has_error(&outcome.findings) {
                    continue;
                }
                let entry = writer.record(&act, before.as_ref(), &registers)?;
                let number = before.map_or(entry, |version| version.number);
                written.entry(register.name.clone()).or_default().insert(number);
                if !register.checks.is_empty() {
                    origins.insert((register.id.clone(), number), (format!("{}/{key}", register.name), None));
                }
            }
            // What is wrong with a row and what is wrong between rows is told at once.
            if !has_error(&outcome.findings) {
                if !origins.is_empty() {
                    outcome.findings.extend(crate::import::row_checks(
                        store,
                        &pack,
                        writer.size(),
                        &origins,
                    )?);
                }
                outcome.findings.extend(guard(store, &pack, &written, writer.size(), today)?);
            }
            let kept = !has_error(&outcome.findings) && writer.size() > first;
            if kept {
                outcome.first_entry = Some(first);
                outcome.entries = writer.size() - first;
                writer.seal(origin, &**signer)?;
            }
            Ok((kept, ()))
        })?;
        Ok(outcome)
    }

    /// The records that a form looks at, as known when the journal had `size` entries.
    pub fn records(&mut self, form: &dyn Form, size: u64) -> Result<Records> {
        let pack = self.pack(size)?;
        records(&self.store, &pack, &assess::registers_of(&pack, form), size)
    }
}

/// What speaks against rows just written, by every form that looks at their registers.
pub(crate) fn guard(
    store: &Store,
    pack: &Arc<Pack>,
    written: &Written,
    size: u64,
    today: Date,
) -> Result<Vec<Finding>> {
    let (watching, _) = assess::watching(pack, written);
    if watching.is_empty() {
        return Ok(Vec::new());
    }
    // First with the registers written alone: most rows, such as a step of one loop, bear on few of the forms.
    let near: BTreeSet<String> = written.keys().cloned().collect();
    let near = records(store, pack, &near, size)?;
    let watching: Vec<_> = watching.into_iter().filter(|form| form.concerned(&near, written)).collect();
    if watching.is_empty() {
        return Ok(Vec::new());
    }
    let registers = watching.iter().flat_map(|form| assess::registers_of(pack, *form)).collect();
    let records = records(store, pack, &registers, size)?;
    Ok(watching.iter().flat_map(|form| form.against(&records, written, today)).collect())
}

/// Whether a present version says the same as a row.
fn same(register: &Register, version: &Version, row: &Row) -> bool {
    crate::writer::row(register, &version.body).is_ok_and(|present| present == *row)
}

/// The records of these registers known at a size.
pub(crate) fn records(
    store: &Store,
    pack: &Arc<Pack>,
    registers: &BTreeSet<String>,
    size: u64,
) -> Result<Records> {
    Ok(Records::new(pack.clone(), rows_of(store, pack, registers, size)?))
}

/// The rows of these registers known at a size.
pub(crate) fn rows_of(
    store: &Store,
    pack: &Pack,
    registers: &BTreeSet<String>,
    size: u64,
) -> Result<BTreeMap<String, assess::Rows>> {
    let mut all = BTreeMap::new();
    for name in registers {
        if let Some(register) = pack.register(name) {
            all.insert(name.clone(), rows(store, register, size)?);
        }
    }
    Ok(all)
}

/// A row of cells given as text; none, with findings, when one of them is not what its field takes.
fn read(
    register: &Register,
    cells: &[(String, String)],
    findings: &mut Vec<Finding>,
) -> Option<(String, Row)> {
    let before = findings.len();
    let mut values: Vec<Option<Value>> = vec![None; register.fields.len()];
    for (name, text) in cells {
        let Some((at, field)) = register.field(name) else {
            let names = register.fields.iter().map(|field| field.name.as_str());
            let finding = Finding::error(
                "record.field",
                Place::whole(&register.name),
                format!("“{}”没有字段“{name}”", register.name),
            );
            findings.push(match define::nearest(name, names) {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding,
            });
            continue;
        };
        match ledger::read_cell(field, text, None) {
            Ok((value, _)) => values[at] = value,
            Err(fault) => {
                let place = Place::whole(format!("{}.{name}", register.name));
                let mut finding = Finding::error(fault.code, place, fault.sentence);
                finding.hint = fault.hint;
                findings.push(finding);
            }
        }
    }
    let row = Row { values };
    let given =
        |field: &define::Field| cells.iter().any(|(name, text)| *name == field.name && !text.is_empty());
    let missing = register.fields.iter().zip(&row.values);
    let missing = missing.filter(|(field, value)| field.required && value.is_none() && !given(field));
    for (field, _) in missing {
        let place = Place::whole(format!("{}.{}", register.name, field.name));
        findings.push(Finding::error("record.missing", place, format!("“{}”必填", field.name)));
    }
    if findings.len() > before {
        return None;
    }
    let key = row.key(register);
    if key.is_none() {
        let sentence = format!("“{}”的一行缺主键", register.name);
        findings.push(Finding::error("record.key", Place::whole(&register.name), sentence));
    }
    Some((key?, row))
}

/// The registers that the signals of a pack look at.
pub(crate) fn registers_of_signals(pack: &Pack) -> BTreeSet<String> {
    let of = |signal: &define::Signal| {
        let mut names = assess::registers_of(pack, signal);
        let others = assess::CALENDAR.into_iter().chain(signal.house()).map(|house| house.register);
        let others: BTreeSet<&str> = others.chain([signal.case.register.text.as_str()]).collect();
        names.retain(|name| !others.contains(name.as_str()));
        names
    };
    pack.forms.signals.iter().flat_map(of).collect()
}

//! Recording by hand: rows that a person gives, field by field.

use super::batch::Batch;
use super::veil::Veil;
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::RecordOutcome;
use define::Register;
use finding::{Finding, Place};
use ledger::{Row, Value};

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
    /// Records rows, in one transaction: all of them, or none when anything speaks against one. A row of a key that is
    /// present replaces it.
    ///
    /// # Errors
    /// A store that refuses. What speaks against the rows is in the outcome.
    pub fn record(&self, session: &Session, given: &[Given]) -> Result<RecordOutcome> {
        let (_, committed) = self.commit(session, |batch| batch.give(given))?;
        Ok(outcome(committed))
    }
}

/// What a recording came to.
pub(super) fn outcome(committed: super::Committed) -> RecordOutcome {
    RecordOutcome {
        first_entry: committed.first,
        entries: committed.first.map_or(0, |_| committed.entries),
        findings: committed.findings,
    }
}

impl Batch<'_> {
    /// Puts rows given as text.
    pub(super) fn give(&mut self, given: &[Given]) -> Result<()> {
        let pack = self.pack();
        let mut rows: Vec<(&Register, String, Row)> = Vec::new();
        for one in given {
            let known = pack.register(&one.register).or_else(|| pack.register_by_id(&one.register));
            let Some(register) = known else {
                let sentence = format!("没有台账“{}”", one.register);
                let place = Place::whole(&one.register);
                self.findings.push(Finding::error("record.register", place, sentence));
                continue;
            };
            if let Some((key, row)) = read(register, &one.cells, &mut self.findings, &mut self.veil) {
                rows.push((register, key, row));
            }
        }
        if self.is_refused() {
            return Ok(());
        }
        for (register, key, row) in rows {
            self.announce(register, std::iter::once(&row));
            // Given once more, as after an answer that was lost on the way, there is nothing to record.
            let shown = ledger::shown_key(register, &key);
            self.put(register, row, None, Place::whole(format!("{}/{shown}", register.name)))?;
        }
        Ok(())
    }
}

/// A row of cells given as text; none, with findings, when one of them is not what its field takes.
pub(super) fn read(
    register: &Register,
    cells: &[(String, String)],
    findings: &mut Vec<Finding>,
    veil: &mut Veil,
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
        veil.cell(field, text);
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

//! What a batch does to rows (所写), as forms of work look at it.

use crate::{Record, Records};
use define::house::{House, HouseField};
use finding::{Finding, Place};
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows that a batch puts, by number, and rows as they were before it withdrew or replaced them; both by the name of their
/// register.
#[derive(Clone, Debug, Default)]
pub struct Written {
    put: BTreeMap<String, BTreeSet<u64>>,
    before: BTreeMap<String, BTreeMap<u64, Arc<Row>>>,
}

impl Written {
    /// A row is put.
    pub fn put(&mut self, register: &str, number: u64) {
        self.put.entry(register.to_owned()).or_default().insert(number);
    }

    /// A row is withdrawn, or replaced by what is put under its number; the first word on a row stands.
    pub fn before(&mut self, register: &str, number: u64, row: Arc<Row>) {
        self.before.entry(register.to_owned()).or_default().entry(number).or_insert(row);
    }

    /// Whether anything was done to rows of a register.
    pub fn touches(&self, register: &str) -> bool {
        self.put.contains_key(register) || self.before.contains_key(register)
    }

    /// Whether rows of a register are replaced or withdrawn.
    pub fn replaces(&self, register: &str) -> bool {
        self.before.contains_key(register)
    }

    /// Numbers of the rows put into a register; none when none was.
    pub fn numbers(&self, register: &str) -> Option<&BTreeSet<u64>> {
        self.put.get(register)
    }

    /// Rows of a register as they were before they were withdrawn.
    pub(crate) fn gone<'r>(&'r self, records: &'r Records, register: &str) -> Vec<Record<'r>> {
        let put = self.put.get(register);
        let stays = |number: u64| put.is_some_and(|put| put.contains(&number));
        self.earlier(records, register).into_iter().filter(|record| !stays(record.number)).collect()
    }

    /// Rows of a register with their numbers, as they were before they were withdrawn or replaced.
    pub(crate) fn replaced(&self, register: &str) -> impl Iterator<Item = (u64, Arc<Row>)> {
        let rows = self.before.get(register).into_iter().flatten();
        rows.map(|(number, row)| (*number, row.clone()))
    }

    /// Rows of a register as they were before they were withdrawn or replaced.
    pub(crate) fn earlier<'r>(&'r self, records: &'r Records, register: &str) -> Vec<Record<'r>> {
        let Some(register) = records.pack().register(register) else { return Vec::new() };
        let rows = self.before.get(&register.name).into_iter().flatten();
        rows.map(|(number, row)| Record { register, number: *number, row }).collect()
    }
}

/// Speaks against a batch that changes evidence (凭据): rows that the office itself writes when something is drawn or
/// delivered. Such a row stays, and what stands in its cells does; only empty cells may be filled, and the free ones
/// changed.
pub(crate) fn evidence(
    records: &Records,
    written: &Written,
    house: &House,
    free: &[HouseField],
    mine: impl Fn(&Record<'_>) -> bool,
) -> Vec<Finding> {
    let free = |field: &HouseField| free.iter().any(|free| free.name == field.name);
    let fixed = || house.fields.iter().filter(|field| !free(field));
    let mut findings = Vec::new();
    for before in written.earlier(records, house.register).iter().filter(|record| mine(record)) {
        let now = records.all(house.register).find(|record| record.number == before.number);
        let sentence = match &now {
            None => "是系统办理时留下的凭据，不能撤回".to_owned(),
            Some(now) => {
                let other = |field: &&HouseField| {
                    let value = before.value(*field);
                    value.is_some() && value != now.value(*field)
                };
                let Some(field) = fixed().find(other) else { continue };
                format!("是系统办理时留下的凭据，“{}”不能改", field.name)
            }
        };
        let key = before.row.key(before.register).unwrap_or_default();
        let place = Place::whole(format!("{}/{key}", before.register.name));
        findings.push(Finding::error("evidence.fixed", place, format!("“{key}”{sentence}")));
    }
    findings
}

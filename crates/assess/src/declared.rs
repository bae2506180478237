//! What is only declared (申报): rows copied from another office, and the documents that they name.

use crate::Assessor;
use define::Register;
use formula::{Cells, Column};
use std::collections::{BTreeMap, BTreeSet};

/// What stands on the word of another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The register.
    pub register: String,
    /// The office: 区财政局.
    pub office: String,
    /// Its documents, each with its day, in the order of their names.
    pub documents: BTreeSet<(String, String)>,
}

impl Assessor {
    /// Of some rows (register, year, number) those that are only declared, by register, with the documents that they name.
    pub fn declared(&self, rows: &BTreeSet<(String, i32, u64)>) -> Vec<Declared> {
        let mut by_frame: BTreeMap<(&str, i32), Vec<u64>> = BTreeMap::new();
        for (register, year, number) in rows {
            by_frame.entry((register, *year)).or_default().push(*number);
        }
        let mut declared: Vec<Declared> = Vec::new();
        for ((name, year), numbers) in by_frame {
            let Some(office) = self.pack().register(name).and_then(|register| register.declared.clone())
            else {
                continue;
            };
            let found = self.documents(name, year, &numbers);
            match declared.iter_mut().find(|one| one.register == name) {
                Some(known) => known.documents.extend(found),
                None => declared.push(Declared { register: name.to_owned(), office, documents: found }),
            }
        }
        declared
    }

    fn documents(&self, register: &str, year: i32, numbers: &[u64]) -> BTreeSet<(String, String)> {
        let Some(frame) = self.rows(register, year) else { return BTreeSet::new() };
        let (Some(document), Some(day)) =
            (frame.column(Register::DOCUMENT), frame.column(Register::DOCUMENT_DAY))
        else {
            return BTreeSet::new();
        };
        let places = numbers.iter().filter_map(|number| frame.rows.binary_search(number).ok());
        places.map(|at| (cell(document, at), cell(day, at))).collect()
    }
}

/// A cell of words or of days; empty when there is none.
pub(crate) fn cell(column: &Column, at: usize) -> String {
    if column.missing.get(at) {
        return String::new();
    }
    match &column.cells {
        Cells::Texts { ids, words } => words[ids[at] as usize].to_string(),
        Cells::Dates(days) => {
            let (year, month, day) = formula::date(days[at]);
            format!("{year}-{month:02}-{day:02}")
        }
        _ => String::new(),
    }
}

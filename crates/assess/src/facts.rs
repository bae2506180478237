//! The facts of an assessment: frames of recorded columns, register by register and year by year.

use crate::Rows;
use define::Register;
use formula::Frame;
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Recorded rows as frames. Rows of a register without period belong to every year.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub(crate) dated: BTreeMap<(String, i32), Arc<Frame>>,
    pub(crate) undated: BTreeMap<String, Arc<Frame>>,
    /// Reported whether or not there are rows; none for a register without period.
    pub(crate) reported: BTreeSet<(String, Option<i32>)>,
    /// The rows themselves, for the forms of work.
    pub(crate) rows: BTreeMap<String, Rows>,
}

impl Facts {
    /// No facts.
    pub fn new() -> Self {
        Facts::default()
    }

    /// Adds the rows of a register, each with the caller's number of it. Numbers stand for the rows in every lineage.
    pub fn add_rows(&mut self, register: &Register, rows: Rows) {
        self.add(register, rows.iter().map(|(number, row)| (*number, &**row)));
        self.rows.insert(register.name.clone(), rows);
    }

    /// Adds the rows of a register of which no form of work is asked: they are not kept beside their columns.
    pub fn add<'r>(&mut self, register: &Register, rows: impl IntoIterator<Item = (u64, &'r Row)>) {
        for (year, frame) in ledger::frames(register, rows) {
            self.add_frame(register, year, frame);
        }
    }

    /// Adds a frame of recorded columns; `year` is none for a register without period. Row numbers must ascend.
    pub fn add_frame(&mut self, register: &Register, year: Option<i32>, frame: Frame) {
        debug_assert!(frame.rows.is_sorted(), "rows of a frame stand in the order of their numbers");
        match year {
            Some(year) => {
                self.dated.insert((register.name.clone(), year), Arc::new(frame));
            }
            None => {
                self.undated.insert(register.name.clone(), Arc::new(frame));
            }
        }
    }

    /// Says that a register was reported for a year and has no rows: sums and counts over it are nought rather than
    /// unknown. Rows already there stay.
    pub fn add_empty(&mut self, register: &Register, year: i32) {
        let empty = || Arc::new(ledger::frame(register, Vec::new()));
        self.reported.insert((register.name.clone(), register.period_field.as_ref().map(|_| year)));
        match register.period_field {
            Some(_) => self.dated.entry((register.name.clone(), year)).or_insert_with(empty),
            None => self.undated.entry(register.name.clone()).or_insert_with(empty),
        };
    }

    /// The first year of which there are dated rows.
    pub(crate) fn first_year(&self) -> Option<i32> {
        self.dated.keys().map(|(_, year)| *year).min()
    }
}

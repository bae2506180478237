//! Computed fields as pages show them: of some rows, and the rows for which one does not hold.

use crate::Assessor;
use formula::{Answer, Evaluation};
use quantity::Truth;
use std::collections::BTreeMap;

impl Assessor {
    /// What the computed fields of a register come to for rows of a year, in the order of the register's computed fields, by
    /// the number of the row.
    pub fn computed(&self, register: &str, year: i32, numbers: &[u64]) -> BTreeMap<u64, Vec<Answer>> {
        let mut cells: BTreeMap<u64, Vec<Answer>> = BTreeMap::new();
        let Some(frame) = self.rows(register, year) else { return cells };
        let place = |number: &u64| Some((*number, frame.rows.binary_search(number).ok()? as u32));
        let (numbers, places): (Vec<u64>, Vec<u32>) = numbers.iter().filter_map(place).unzip();
        let evaluation = Evaluation::new(self, year);
        let pack = self.pack();
        let owner = pack.registers.iter().position(|one| one.name == register);
        let Some(owner) = owner.filter(|_| !numbers.is_empty()) else { return cells };
        for at in 0..pack.registers[owner].computed.len() {
            let answers =
                pack.program.column(owner, at).map(|column| evaluation.rows_at(&column.formula, &places));
            let mut answers = answers.unwrap_or_default().into_iter();
            for number in &numbers {
                let answer = answers.next().unwrap_or(Answer::Unknown(Vec::new()));
                cells.entry(*number).or_default().push(answer);
            }
        }
        cells
    }

    /// The numbers of the rows of a year for which a computed field does not hold, or of which it cannot be told.
    pub fn failing(&self, register: &str, year: i32, field: &str) -> Vec<u64> {
        let Some(frame) = self.rows(register, year) else { return Vec::new() };
        let pack = self.pack();
        let found = pack.registers.iter().enumerate().find(|(_, one)| one.name == register);
        let column = found.and_then(|(owner, one)| {
            let at = one.computed.iter().position(|computed| computed.name == field)?;
            pack.program.column(owner, at)
        });
        let Some(column) = column else { return Vec::new() };
        let answers = Evaluation::new(self, year).rows(&column.formula);
        let rows = frame.rows.iter().zip(answers);
        rows.filter(|(_, answer)| answer.truth() != Truth::Yes).map(|(number, _)| *number).collect()
    }
}

//! Row checks: what a register's own rules say of its rows.

use crate::Assessor;
use finding::{Finding, Place};
use formula::World;
use quantity::Truth;

impl Assessor {
    /// The rows of a register and a year that break one of its checks, as findings at the places that the caller gives
    /// to row numbers; a row for which `place` gives none is passed over. A check that cannot be told, because a cell is
    /// missing, is not broken.
    pub fn broken_checks(
        &self,
        register: &str,
        year: i32,
        place: impl Fn(u64) -> Option<Place>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let pack = self.pack().clone();
        let (Some(definition), Some(frame)) = (pack.register(register), self.frame(register, year)) else {
            return findings;
        };
        for (check, answers) in self.checks(register, year) {
            let check = &definition.checks[check];
            for (row, answer) in frame.rows.iter().zip(answers) {
                if answer.truth() == Truth::No
                    && !matches!(answer, formula::Answer::Unknown(_))
                    && let Some(place) = place(*row)
                {
                    let finding = Finding::error("import.check", place, check.sentence.clone());
                    let hint = format!("应当：{}", check.formula.in_one_line());
                    findings.push(Finding { grade: check.grade, ..finding.hint(hint) });
                }
            }
        }
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        findings
    }
}

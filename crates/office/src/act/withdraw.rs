//! Withdrawing a row (撤回): it no longer holds, and stays in the journal.

use super::batch::Batch;
use super::record::outcome;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::view::RecordOutcome;
use assess::Record;
use define::house::Step;
use define::{FieldType, Register};
use finding::{Finding, Place};
use ledger::{Act, Row};

/// Most rows that are named beside a count.
const NAMED: usize = 3;

impl Office {
    /// Withdraws the present row of a key, with the reason. Refused when other rows refer to it, with those rows.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there; a store that refuses. What speaks against it is in the
    /// outcome.
    pub fn withdraw(
        &self,
        session: &Session,
        register: &str,
        key: &str,
        reason: &str,
    ) -> Result<RecordOutcome> {
        let ((), committed) = self.commit(session, |batch| batch.withdraw(register, key, reason))?;
        Ok(outcome(committed))
    }
}

impl Batch<'_> {
    pub(super) fn withdraw(&mut self, register: &str, key: &str, reason: &str) -> Result<()> {
        let pack = self.pack();
        let known = pack.register(register).or_else(|| pack.register_by_id(register));
        let register = known.ok_or_else(|| Error::Unknown(format!("没有台账“{register}”")))?;
        let before = self.before(register, key)?;
        if let Some(version) = &before {
            let row = crate::row::read(register, &version.body)?;
            self.veil.row(register, &row);
            self.referring(register, key, &row)?;
        }
        let moved = before.as_ref().map(|version| (register.id.clone(), version.number));
        let step = (register.name == Step::HOUSE.register).then_some(before.as_ref()).flatten();
        let step = step.map(|version| crate::row::read(register, &version.body)).transpose()?;
        let (id, key, reason) = (register.id.clone(), key.to_owned(), reason.to_owned());
        self.act(Act::Withdraw { register: id, key, reason }, before, moved)?;
        match step {
            Some(row) => self.follow(&Step::read(&Record { register, number: 0, row: &row })),
            None => Ok(()),
        }
    }

    /// Tells the rows that refer to a row and to no other: withdrawing it would leave them pointing nowhere.
    fn referring(&mut self, register: &Register, key: &str, row: &Row) -> Result<()> {
        let pack = self.pack();
        let mut told = Vec::new();
        for other in &pack.registers {
            for (at, field) in other.fields.iter().enumerate() {
                let FieldType::Ref { register: to, by } = &field.kind else { continue };
                let Some((position, _)) = register.field(by).filter(|_| *to == register.name) else {
                    continue;
                };
                let Some(value) = &row.values[position] else { continue };
                let same = |row: &Row| row.values[position].as_ref() == Some(value);
                if self.head.rows(self.store, register)?.iter().filter(|(_, row)| same(row)).count() > 1 {
                    continue;
                }
                let rows = self.head.rows(self.store, other)?;
                let points = |row: &Row| row.values[at].as_ref().is_some_and(|text| text == value);
                let keys: Vec<String> = rows
                    .iter()
                    .filter(|(_, row)| points(row))
                    .filter_map(|(_, row)| row.key(other))
                    .collect();
                if !keys.is_empty() {
                    let shown = |key: &String| ledger::shown_key(other, key).to_owned();
                    let mut named: Vec<String> = keys.iter().take(NAMED).map(shown).collect();
                    named.dedup();
                    let named = named.join("、");
                    let sentence = format!(
                        "还有台账“{}”的{}行在“{}”里引用它：{named}",
                        other.name,
                        keys.len(),
                        field.name
                    );
                    let place =
                        Place::whole(format!("{}/{}", register.name, ledger::shown_key(register, key)));
                    told.push(Finding::error("withdraw.referenced", place, sentence));
                }
            }
        }
        let hint = "先更正或撤回引用它的行";
        self.findings.extend(told.into_iter().map(|finding| finding.hint(hint)));
        Ok(())
    }
}

//! Looking at what is masked (查看敏感内容): by right, with a reason, and never without a row that says so.

use super::batch::Batch;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::{Session, Who};
use crate::sight;
use crate::view::{DisclosedCell, DisclosedView};
use access::{Deed, Standing};
use assess::Record;
use define::house::Disclosure;
use define::{Pack, Register};
use finding::{Finding, Place};
use ledger::Row;
use std::collections::BTreeSet;

impl Office {
    /// Opens the sensitive cells of a present row, as far as the session's roles allow, and records that it did: who, when,
    /// which row, why. Nothing is shown of what was not recorded.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or row that is not there; a store that refuses. What speaks against it is in the
    /// findings.
    pub fn disclose(
        &self,
        session: &Session,
        register: &str,
        number: u64,
        reason: &str,
    ) -> Result<DisclosedView> {
        let (cells, committed) = self.commit(session, |batch| batch.disclose(register, number, reason))?;
        let cells = if committed.first.is_some() { cells } else { Vec::new() };
        Ok(DisclosedView { cells, entry: committed.first, findings: committed.findings })
    }
}

impl Batch<'_> {
    fn disclose(&mut self, register: &str, number: u64, reason: &str) -> Result<Vec<DisclosedCell>> {
        let pack = self.pack();
        let unknown = || Error::Unknown(format!("台账“{register}”没有第{number}号记录"));
        let register =
            pack.register_by_id(register).or_else(|| pack.register(register)).ok_or_else(unknown)?;
        let rows = self.head.rows(self.store, register)?;
        let row = rows.get(number).ok_or_else(unknown)?.clone();
        if reason.trim().is_empty() {
            let finding = Finding::error("disclose.reason", Place::whole(&register.name), "要写明为什么看");
            self.findings.push(finding);
            return Ok(Vec::new());
        }
        let cells = match self.opened(&pack, register, &row)? {
            Ok(cells) => cells,
            Err(finding) => {
                self.findings.push(finding);
                return Ok(Vec::new());
            }
        };
        let house = Disclosure::HOUSE.register;
        let missing = || Error::damaged(format!("定义包里没有台账“{house}”"));
        let book = pack.register(house).ok_or_else(missing)?;
        let looked = Disclosure {
            register: register.name.clone(),
            row: Some(number),
            nth: Some(self.looks(&register.name, number)? + 1),
            by: self.session.who.name().to_owned(),
            day: Some(self.today),
            reason: reason.trim().to_owned(),
        };
        let row = crate::row::made(book, &looked.write())?;
        self.following(|batch| batch.put(book, row, None, Place::whole(house)))?;
        Ok(cells)
    }

    /// The sensitive cells that the session may look at; whoever works at the machine may look at all.
    fn opened(
        &self,
        pack: &Pack,
        register: &Register,
        row: &Row,
    ) -> Result<std::result::Result<Vec<DisclosedCell>, Finding>> {
        let fields = register.fields.iter().zip(&row.values).filter(|(field, _)| field.sensitive);
        let cell = |(field, value): (&define::Field, &Option<ledger::Value>)| DisclosedCell {
            field: field.name.clone(),
            text: value.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let (Who::Person(name), true) = (&self.session.who, sight::is_judged(self.session)) else {
            return Ok(Ok(fields.map(cell).collect()));
        };
        let facts = sight::facts(&self.head, self.store)?;
        let standing = Standing::of(pack, &facts, name, self.today);
        if let Err(finding) = standing.may(pack, &Deed::Open { register, row }) {
            return Ok(Err(finding));
        }
        let open = fields.filter(|(field, _)| standing.opens(pack, register, field).admits(row));
        Ok(Ok(open.map(cell).collect()))
    }

    /// How often a row was looked at.
    fn looks(&self, register: &str, number: u64) -> Result<u64> {
        let house = Disclosure::HOUSE.register;
        let records = self.records(&BTreeSet::from([house.to_owned()]))?;
        let nth = |record: Record<'_>| {
            let looked = Disclosure::read(&record);
            looked.nth.filter(|_| looked.register == register && looked.row == Some(number))
        };
        Ok(records.all(house).filter_map(nth).max().unwrap_or(0))
    }
}

//! Sending a notice: recipients frozen, one letter a household, in one transaction.

use super::batch::Batch;
use super::letter::put;
use crate::clock::instant;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::letters::Registers;
use crate::row;
use crate::secret::Secret;
use crate::session::Session;
use crate::view::SentView;
use assess::Household;
use define::{Notice, Pack, Register, house};
use finding::{Finding, Place};
use proof::{Hash, Sm3};
use std::path::Path;

impl Office {
    /// Freezes the recipients of a notice, by the id or name of its definition, and writes a letter for each household:
    /// all in one transaction, or nothing when anything speaks against it. Nothing leaves the house yet.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a definition that is not there, or a store that refuses. What speaks against sending is in
    /// the outcome.
    pub fn notice_send(&self, session: &Session, definition: &str) -> Result<SentView> {
        let dir = self.house.dir.clone();
        let (mut outcome, committed) = self.commit(session, |batch| batch.send(definition, &dir))?;
        if committed.is_refused() {
            outcome.notice.clear();
        }
        outcome.entry = committed.first.unwrap_or_default();
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

impl Batch<'_> {
    fn send(&mut self, definition: &str, dir: &Path) -> Result<SentView> {
        let pack = self.pack();
        let notice = known(&pack, definition)?;
        let records = self.records(&assess::registers_of(&pack, notice))?;
        let (households, findings) = Household::all(notice, &records, self.today);
        self.findings.extend(findings);
        if households.is_empty() {
            let sentence = format!("“{}”没有一户收件", notice.head.name);
            self.findings.push(Finding::error("notice.nobody", Place::whole(&notice.head.id), sentence));
        }
        let mut outcome = SentView { households: households.len(), ..SentView::default() };
        if self.is_refused() {
            return Ok(outcome);
        }
        let secret = Secret::made(dir, self.store, self.entropy())?;
        let registers = Registers::of(&pack)?;
        let (when, day) = (instant(self.at), self.today.to_string());
        let id =
            self.free_number(registers.notices, &format!("{}-{}", notice.head.id, day.replace('-', "")))?;
        let by = self.session.who.name().to_owned();
        let sent = house::Notice {
            number: id.clone(),
            definition: notice.head.id.clone(),
            title: notice.title.clone(),
            body: notice.body.text.clone(),
            households: Some(households.len() as u64),
            day: Some(self.today),
            at: when,
            by,
        };
        put(self, registers.notices, row::made(registers.notices, &sent.write())?)?;
        let last = u32::try_from(notice.ladder.len()).unwrap_or(0);
        for household in &households {
            let token = secret.token(&id, &household.id);
            let letter = house::Letter {
                notice: id.clone(),
                household: household.id.clone(),
                unit: household.unit.clone(),
                members: household.members.join("、"),
                day: Some(self.today),
                person: household.persons.get(&last).cloned().unwrap_or_default(),
                token: proof::hex::write(&Sm3::digest(&[token.as_bytes()])),
                code: secret.code_digest(&id, &household.id, &secret.code(&id, &household.id)),
                body: household.body.clone().unwrap_or_default(),
            };
            put(self, registers.letters, row::made(registers.letters, &letter.write())?)?;
        }
        outcome.notice = id;
        Ok(outcome)
    }

    /// The first number behind a stem that no row has.
    fn free_number(&self, register: &Register, stem: &str) -> Result<String> {
        let mut number = 1;
        loop {
            let id = format!("{stem}-{number}");
            if self.present(register, &id)?.is_none() {
                return Ok(id);
            }
            number += 1;
        }
    }
}

/// The definition of that id or name.
pub(super) fn known<'p>(pack: &'p Pack, asked: &str) -> Result<&'p Notice> {
    let named = |notice: &&Notice| notice.head.id == asked || notice.head.name == asked;
    pack.forms.notices.iter().find(named).ok_or_else(|| {
        let names = pack.forms.notices.iter().map(|notice| notice.head.id.as_str());
        let near =
            define::nearest(asked, names).map(|near| format!("；是否想写“{near}”？")).unwrap_or_default();
        Error::Unknown(format!("没有信的定义“{asked}”{near}"))
    })
}

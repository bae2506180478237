//! Sending a notice: recipients frozen, one letter a household, in one transaction.

use super::rows::{Registers, put};
use super::secret::Secret;
use crate::district::by_id;
use crate::view::SentView;
use crate::writer::{Writer, written as row};
use crate::{Error, Office, Result};
use assess::{Household, Written};
use define::house;
use define::{Notice, Pack};
use finding::{Finding, Place, has_error};
use proof::{Hash, Sm3};
use std::collections::BTreeSet;

impl Office {
    /// Freezes the recipients of a notice, by the id or name of its definition, and writes a letter for each household:
    /// all in one transaction, or nothing when anything speaks against it. Nothing leaves the house yet.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a definition that is not there, or a store that refuses. What speaks against sending is in
    /// the outcome.
    pub fn notice_send(&self, definition: &str, by: &str) -> Result<SentView> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        let pack = inner.pack(size)?;
        let notice = known(&pack, definition)?;
        let records = inner.records(notice, size)?;
        let today = inner.today();
        let (households, mut findings) = Household::all(notice, &records, today);
        if households.is_empty() {
            let sentence = format!("“{}”没有一户收件", notice.head.name);
            findings.push(Finding::error("notice.nobody", Place::whole(&notice.head.id), sentence));
        }
        drop(records);
        let mut outcome = SentView { households: households.len(), findings, ..SentView::default() };
        if has_error(&outcome.findings) {
            return Ok(outcome);
        }
        let secret = Secret::made(self.dir(), &mut *inner.entropy)?;
        let registers = Registers::of(&pack)?;
        let all = by_id(&pack);
        let at = inner.clock.now();
        let when = crate::instant(at);
        let day = when.get(..10).unwrap_or_default().to_owned();
        let mut number = 1;
        let id = loop {
            let id = format!("{}-{}-{number}", notice.head.id, day.replace('-', ""));
            if inner.store.present(&registers.notices.id, &id)?.is_none() {
                break id;
            }
            number += 1;
        };
        let crate::district::Inner { store, signer, origin, entropy, .. } = inner;
        store.write(|store| {
            let mut writer = Writer::begin(store, at, by, &mut **entropy)?;
            let first = writer.size();
            let mut written = Written::new();
            let sent = house::Notice {
                number: id.clone(),
                definition: notice.head.id.clone(),
                title: notice.title.clone(),
                body: notice.body.text.clone(),
                households: Some(households.len() as u64),
                day: Some(today),
                at: when.clone(),
                by: by.to_owned(),
            };
            let sent = row(registers.notices, &sent.write())?;
            let taken = || Error::damaged(format!("通知“{id}”已经有了"));
            let entry = put(&mut writer, store, &all, registers.notices, &sent)?.ok_or_else(taken)?;
            written.insert(registers.notices.name.clone(), BTreeSet::from([entry]));
            let last = u32::try_from(notice.ladder.len()).unwrap_or(0);
            let mut letters = BTreeSet::new();
            for household in &households {
                let token = secret.token(&id, &household.id);
                let digest = proof::hex::write(&Sm3::digest(&[token.as_bytes()]));
                let letter = house::Letter {
                    notice: id.clone(),
                    household: household.id.clone(),
                    unit: household.unit.clone(),
                    members: household.members.join("、"),
                    day: Some(today),
                    person: household.persons.get(&last).cloned().unwrap_or_default(),
                    token: digest,
                    code: secret.code(&id, &household.id),
                    body: household.body.clone().unwrap_or_default(),
                };
                let letter = row(registers.letters, &letter.write())?;
                letters.extend(put(&mut writer, store, &all, registers.letters, &letter)?);
            }
            written.insert(registers.letters.name.clone(), letters);
            outcome.findings.extend(crate::forms::guard(store, &pack, &written, writer.size(), today)?);
            let kept = !has_error(&outcome.findings);
            if kept {
                outcome.notice = id.clone();
                outcome.entry = first;
                writer.seal(origin, &**signer)?;
            }
            Ok((kept, ()))
        })?;
        Ok(outcome)
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

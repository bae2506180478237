//! What is attached to a row, for whoever sees the row.

use super::Reading;
use crate::error::{Error, Result};
use crate::evidence::bytes;
use crate::state::{Needs, State};
use crate::view::{EvidenceView, RowRef};
use assess::Record;
use define::house::Evidence;
use ledger::Row;
use reader::Attached;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Evidence with the entry that attached it, by register and row.
type Attachments = BTreeMap<(String, u64), Vec<Evidence>>;

impl Reading {
    /// The files attached to a row.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a row that is not there, or not seen; a store that refuses.
    pub fn evidence(&self, register: &str, number: u64) -> Result<Vec<EvidenceView>> {
        let register = self.seen_row(register, number)?;
        let all = self.attachments()?;
        let mut by_digest: BTreeMap<&str, Vec<(&String, u64)>> = BTreeMap::new();
        for ((of, row), files) in &*all {
            files.iter().for_each(|one| by_digest.entry(&one.digest).or_default().push((of, *row)));
        }
        let today = self.today();
        let mut views = Vec::new();
        for one in all.get(&(register.clone(), number)).into_iter().flatten() {
            let (mut others, mut unseen) = (Vec::new(), 0);
            for (of, row) in by_digest.get(one.digest.as_str()).into_iter().flatten() {
                if (of.as_str(), *row) == (register.as_str(), number) {
                    continue;
                }
                match self.seen_row(of, *row) {
                    Ok(register) => others.push(RowRef { register, number: *row }),
                    Err(_) => unseen += 1,
                }
            }
            views.push(EvidenceView {
                digest: one.digest.clone(),
                name: one.name.clone(),
                kind: one.kind.clone(),
                picture: Attached::of_word(&one.kind).is_some_and(Attached::is_picture),
                size: one.size.unwrap_or_default(),
                from: one.from.map(|day| day.to_string()),
                until: one.until.map(|day| day.to_string()),
                holds: one.from.is_none_or(|day| day <= today) && one.until.is_none_or(|day| day >= today),
                day: one.day.map(|day| day.to_string()).unwrap_or_default(),
                by: one.by.clone(),
                note: one.note.clone(),
                others,
                unseen,
            });
        }
        Ok(views)
    }

    /// A file attached to a row: what it is, and its bytes.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a row or a file that is not there, or not seen; [`Error::Damaged`] for bytes that are gone or
    /// other ones.
    pub fn evidence_file(
        &self,
        register: &str,
        number: u64,
        digest: &str,
    ) -> Result<(EvidenceView, Vec<u8>)> {
        let known = self.evidence(register, number)?.into_iter().find(|one| one.digest == digest);
        let known = known.ok_or_else(|| Error::Unknown("这一行没有附这份材料".to_owned()))?;
        let bytes = bytes::read(self.dir(), digest)?;
        Ok((known, bytes))
    }

    /// Everything attached to rows of a state, for the report.
    pub(super) fn attached_of(&self, state: &State) -> Result<Vec<report::Attached>> {
        let Some(book) = state.pack.register(Evidence::HOUSE.register) else { return Ok(Vec::new()) };
        let rows = state.rows(&self.store, book)?;
        let of = |(number, row): (&u64, &Arc<Row>)| {
            let one = Evidence::read(&Record { register: book, number: *number, row });
            let register = state.pack.register_by_id(&one.register)?;
            Some(report::Attached {
                register: register.name.clone(),
                row: one.row?,
                name: one.name,
                kind: one.kind,
                digest: one.digest,
                day: one.day.map(|day| day.to_string()).unwrap_or_default(),
                by: one.by,
            })
        };
        Ok(rows.iter().filter_map(|(number, row)| of((number, row))).collect())
    }

    /// The id of a register whose row is there and seen.
    fn seen_row(&self, register: &str, number: u64) -> Result<String> {
        let register = self.named(register)?;
        let unknown = || Error::Unknown(format!("台账“{}”没有第{number}号记录", register.name));
        match self.admits(register, number)? {
            true => Ok(register.id.clone()),
            false => Err(unknown()),
        }
    }

    /// All evidence, whoever sees it: what may be told of it is decided by the rows that it is attached to.
    fn attachments(&self) -> Result<Arc<Attachments>> {
        let (state, store) = self.unbounded();
        let Some(book) = self.pack().register(Evidence::HOUSE.register) else { return Ok(Arc::default()) };
        let needs = Needs::Registers([book.name.clone()].into());
        state.answer("evidence", needs, || {
            let mut all = Attachments::new();
            for (number, row) in state.rows(store, book)?.iter() {
                let one = Evidence::read(&Record { register: book, number: *number, row });
                let of = (one.register.clone(), one.row.unwrap_or_default());
                all.entry(of).or_default().push(one);
            }
            Ok(all)
        })
    }
}

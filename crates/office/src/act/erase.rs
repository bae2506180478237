//! Lawful erasure (依法删除): the content of an entry goes, without a trace in the database, its write-ahead file, free
//! pages, indexes and caches; its leaf stays, so that every proof still holds.

use super::batch::Batch;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::look::Look;
use crate::session::Session;
use crate::view::ErasureOutcome;
use define::house::Evidence;
use finding::{Finding, Place};
use ledger::{Act, ErasedRow};
use std::collections::BTreeSet;

impl Office {
    /// Erases the content of an entry on a lawful basis. Only an entry whose row has been replaced or withdrawn since can
    /// be erased: what holds now is corrected or withdrawn first, and that is an entry too.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn erase(&self, session: &Session, entry: u64, basis: &str) -> Result<ErasureOutcome> {
        let mut gone = BTreeSet::new();
        let (others, committed) = self.commit(session, |batch| {
            // The sweep is owed from the moment at which the content is gone from the rows.
            batch.store.owe_sweep()?;
            gone.extend(batch.file_of(entry)?);
            batch.erase(entry, basis)
        })?;
        if committed.first.is_some() {
            // No state and no connection may hold what was erased; then the file is written anew without it.
            self.house.archive.forget();
            self.turn().store.sweep()?;
            let store = self.house.lend()?;
            let look = Look { store: &store, house: &self.house };
            let state = look.state(store.size()?)?;
            crate::evidence::verify::sweep(self.dir(), &state, &store, &gone)?;
        }
        Ok(ErasureOutcome { entry: committed.first, others, findings: committed.findings })
    }
}

impl Batch<'_> {
    /// The file that an entry attached to a row.
    fn file_of(&self, entry: u64) -> Result<Option<String>> {
        let Some(body) = self.store.entry(entry)?.and_then(|stored| stored.body) else { return Ok(None) };
        let book = self.head.pack.register(Evidence::HOUSE.register).map(|register| register.id.clone());
        Ok(match Act::parse(&String::from_utf8_lossy(&body)) {
            Ok(Act::Record { register, cells, .. }) if Some(&register) == book.as_ref() => {
                let named = cells.iter().find(|(field, _)| *field == Evidence::DIGEST.name);
                named.map(|(_, value)| value.to_string())
            }
            _ => None,
        })
    }

    /// Puts the erasure of an entry; the other entries of its row that still have content.
    fn erase(&mut self, entry: u64, basis: &str) -> Result<Vec<u64>> {
        let place = || Place::whole(format!("#{entry}"));
        let mut refuse = |code, sentence: String, hint: &'static str| {
            self.findings.push(Finding::error(code, place(), sentence).hint(hint));
        };
        if basis.trim().is_empty() {
            refuse("act.reason", "删除要写明依据".to_owned(), "写明法律条款或决定文号");
        }
        let Some(stored) = self.store.entry(entry)? else {
            refuse("act.entry-missing", format!("日志里没有第{entry}条"), "条目号见台账一行的历史");
            return Ok(Vec::new());
        };
        let Some(body) = stored.body else {
            refuse("act.entry-erased", format!("第{entry}条的内容已经删除"), "不必再删");
            return Ok(Vec::new());
        };
        let text = String::from_utf8_lossy(&body);
        let act = Act::parse(&text).map_err(|_| Error::damaged(format!("日志第{entry}条读不成")))?;
        let row = match &act {
            Act::Record { register, .. } => match self.store.made_at(register, entry)? {
                Some((number, Some(until))) => ErasedRow { register: register.clone(), number, until },
                Some((_, None)) => {
                    let sentence = format!("第{entry}条写下的这一行现在还有效");
                    refuse("erase.present", sentence, "先更正或撤回这一行，再删除原来的内容");
                    return Ok(Vec::new());
                }
                None => return Err(Error::damaged(format!("第{entry}条没有写下它的那一行"))),
            },
            Act::Withdraw { register, .. } => match self.store.ended_at(register, entry)? {
                Some(number) => ErasedRow { register: register.clone(), number, until: entry },
                None => return Err(Error::damaged(format!("第{entry}条没有撤回任何一行"))),
            },
            Act::AdoptPack { .. } | Act::Erase { .. } | Act::Close { .. } | Act::RotateKey { .. } => {
                let sentence = format!("第{entry}条不是记录或撤回一行的条目");
                refuse("erase.not-row", sentence, "只有行的内容可以依法删除");
                return Ok(Vec::new());
            }
        };
        let others = self.store.entries_of(&row.register, row.number)?;
        if !basis.trim().is_empty() {
            self.act(Act::Erase { entry, row, reason: basis.to_owned() }, None, None)?;
        }
        Ok(others.into_iter().filter(|other| *other != entry).collect())
    }
}

//! Rebuilding the rows from the journal (重建).

use super::Progress;
use super::entry::project;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::store::{Adoption, Store, Version};
use crate::view::RebuildOutcome;
use define::Pack;
use finding::{Finding, Place};
use ledger::{Act, ErasedRow};
use proof::{Hash, Sm3};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most differences that are told.
const FINDINGS_LIMIT: usize = 20;
/// Entries between two reports of progress.
const STRIDE: u64 = 5_000;

impl Office {
    /// Makes all rows again from the journal, in one transaction, and compares them with those that were there.
    ///
    /// # Errors
    /// A journal that cannot be read; nothing is changed then.
    pub fn rebuild(&self, progress: &mut dyn FnMut(Progress)) -> Result<RebuildOutcome> {
        let archive = &self.house.archive;
        let journal = self.house.lend()?;
        let size = journal.size()?;
        let mut adoptions: Vec<(Adoption, Arc<Pack>)> = Vec::new();
        for one in journal.adoptions(size)? {
            let pack = archive.pack(&journal, &one.hash)?;
            adoptions.push((one, pack));
        }
        let erased = Erased::read(&journal, size)?;
        let outcome = self.turn().store.write(|store| {
            let before = listing(store)?;
            store.clear_versions()?;
            let mut in_force = adoptions.iter().peekable();
            // Rows are written by the pack of the latest year, whenever it was adopted.
            let mut by_year: BTreeMap<Option<i32>, &Arc<Pack>> = BTreeMap::new();
            journal.each_entry(0, size, |entry| {
                let seq = entry.seq;
                if let Some((adoption, adopted)) = in_force.next_if(|(adoption, _)| adoption.seq == seq) {
                    by_year.insert(adoption.year, adopted);
                }
                if seq % STRIDE == 0 {
                    progress(Progress { done: seq, total: size });
                }
                let Some(body) = entry.body else { return erased.replay(store, seq) };
                let act = std::str::from_utf8(&body).ok().and_then(|text| Act::parse(text).ok());
                let act = act.ok_or_else(|| Error::damaged(format!("日志第{seq}条读不成")))?;
                let pack = by_year.values().next_back();
                erased.project(store, &act, seq, pack.map(|pack| &***pack))
            })?;
            progress(Progress { done: size, total: size });
            let after = listing(store)?;
            let mut findings = Vec::new();
            differences(&before, &after, &mut findings);
            let versions = after.len() as u64;
            let equal = findings.is_empty();
            Ok((true, RebuildOutcome { entries: size, versions, equal, findings }))
        })?;
        archive.forget();
        Ok(outcome)
    }
}

/// What acts of erasure say of the entries whose content is gone, so that the rows around them come out as they were.
#[derive(Default)]
struct Erased {
    /// By the erased entry.
    rows: BTreeMap<u64, ErasedRow>,
    /// Rows that go on, or end, behind an erased version: by the entry that did it.
    behind: BTreeMap<u64, ErasedRow>,
}

impl Erased {
    fn read(journal: &Store, size: u64) -> Result<Erased> {
        let mut erased = Erased::default();
        journal.each_entry(0, size, |entry| {
            let text = entry.body.as_deref().and_then(|body| std::str::from_utf8(body).ok());
            if let Some(text) = text.filter(|text| text.starts_with("duheng-act\t1\terase\n"))
                && let Ok(Act::Erase { entry, row, .. }) = Act::parse(text)
            {
                if row.until > entry {
                    erased.behind.insert(row.until, row.clone());
                }
                erased.rows.insert(entry, row);
            }
            Ok(())
        })?;
        Ok(erased)
    }

    /// An entry without content: it ended the version before it, and made one of which only the place is known.
    fn replay(&self, store: &Store, seq: u64) -> Result<()> {
        let Some(row) = self.rows.get(&seq) else {
            return Err(Error::damaged(format!("日志第{seq}条没有内容，也没有删除它的记录")));
        };
        if let Some(before) = store.present_number(&row.register, row.number)? {
            store.remove_version(&row.register, before.number, seq)?;
        }
        match row.until > seq {
            true => store.put_hole(&row.register, row.number, seq, row.until),
            false => Ok(()),
        }
    }

    /// What an entry did to the rows; one behind an erased version goes on with its row, whose key it alone knows.
    fn project(&self, store: &Store, act: &Act, seq: u64, pack: Option<&Pack>) -> Result<()> {
        let register = |id: &str| pack.and_then(|pack| pack.register_by_id(id));
        if let Some(row) = self.behind.get(&seq) {
            return match act {
                Act::Record { .. } => match ledger::apply(act, register) {
                    Some(ledger::Change::Put { register: id, key, row: cells }) => {
                        let definition = register(&id).ok_or_else(|| Error::damaged("没有台账"))?;
                        let body = crate::row::write(definition, &cells);
                        store.put_continued(&id, row.number, &key, seq, &body)
                    }
                    _ => Err(Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里"))),
                },
                _ => Ok(()),
            };
        }
        let present = match act {
            Act::Record { register, key, .. } | Act::Withdraw { register, key, .. } => {
                store.present(register, key)?
            }
            // Content and place are erased already: the version was never made.
            Act::Erase { .. } => return Ok(()),
            Act::AdoptPack { .. } | Act::Close { .. } => return Ok(()),
        };
        project(store, act, seq, present.as_ref(), register)
    }
}

/// Every version of every row: where it stands, and the digest of what it says.
type Listing = BTreeMap<(String, u64, u64), [u8; 32]>;

fn listing(store: &crate::store::Store) -> Result<Listing> {
    let mut all = Listing::new();
    store.each_version_of_all(|register, version| {
        let Version { number, key, since, until, body } = version;
        let until = until.map(|until| until.to_string()).unwrap_or_default();
        let digest = Sm3::digest(&[key.as_bytes(), b"\0", until.as_bytes(), b"\0", body.as_bytes()]);
        all.insert((register.to_owned(), number, since), digest);
        Ok(())
    })?;
    Ok(all)
}

fn differences(before: &Listing, after: &Listing, findings: &mut Vec<Finding>) {
    let mut tell = |(register, number, since): &(String, u64, u64), sentence: &str| {
        if findings.len() < FINDINGS_LIMIT {
            let place = Place::whole(format!("{register} 第{number}号记录，日志第{since}条"));
            findings.push(Finding::error("rebuild.differs", place, sentence));
        }
    };
    for (at, digest) in after {
        match before.get(at) {
            None => tell(at, "日志里有，现有各行里没有"),
            Some(old) if old != digest => tell(at, "现有的行与日志不符"),
            Some(_) => {}
        }
    }
    for at in before.keys().filter(|at| !after.contains_key(*at)) {
        tell(at, "现有各行里有，日志里没有");
    }
}

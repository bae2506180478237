//! Rebuilding the rows from the journal (重建).

use super::Progress;
use super::projection::Projection;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::store::{Store, Version};
use crate::view::RebuildOutcome;
use define::Pack;
use finding::{Finding, Place};
use ledger::{Act, ErasedRow};
use proof::{Hash, SALT, Sm3};
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
    /// A journal that cannot be read, or is not the one that was signed; nothing is changed then.
    pub fn rebuild(&self, progress: &mut dyn FnMut(Progress)) -> Result<RebuildOutcome> {
        let archive = &self.house.archive;
        let journal = self.house.lend()?;
        let size = journal.size()?;
        self.house.journal_holds(&journal)?;
        let erased = Erased::read(&journal, size)?;
        let sizes: Vec<u64> = journal.checkpoints()?.into_iter().map(|(size, _)| size).collect();
        let outcome = self.turn().store.write(|store| {
            let before = listing(store)?;
            let holes = holes(store)?;
            store.clear_projections()?;
            let mut rows = Projection::anew(store);
            let mut checkpoints = sizes.iter().copied().peekable();
            // Rows are written by the pack of the latest year, whenever it was adopted.
            let mut by_year: BTreeMap<Option<i32>, Arc<Pack>> = BTreeMap::new();
            journal.each_entry(0, size, |entry| {
                let seq = entry.seq;
                if seq % STRIDE == 0 {
                    progress(Progress { done: seq, total: size });
                }
                match (&entry.body, entry.salt) {
                    (Some(body), Some(salt)) => {
                        let act = std::str::from_utf8(body).ok().and_then(|text| Act::parse(text).ok());
                        let act = act.ok_or_else(|| Error::damaged(format!("日志第{seq}条读不成")))?;
                        if let Act::AdoptPack { hash, year, .. } = &act {
                            by_year.insert(*year, archive.pack(&journal, hash)?);
                        }
                        let pack = by_year.values().next_back();
                        erased.project(&mut rows, &act, seq, &salt, pack.map(|pack| &**pack), &holes)?;
                    }
                    _ => erased.replay(&mut rows, store, seq, &holes)?,
                }
                if checkpoints.next_if_eq(&(seq + 1)).is_some() {
                    rows.settle(seq + 1)?;
                }
                Ok(())
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

/// The digests that stand for erased versions: nothing else tells them once their salts are gone.
type Holes = BTreeMap<(String, u64, u64), Vec<u8>>;

fn holes(store: &Store) -> Result<Holes> {
    let mut holes = Holes::new();
    store.each_version_of_all(|register, version| {
        if version.is_erased() {
            holes.insert((register.to_owned(), version.number, version.since), version.salt);
        }
        Ok(())
    })?;
    Ok(holes)
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
    fn replay(&self, rows: &mut Projection<'_>, store: &Store, seq: u64, holes: &Holes) -> Result<()> {
        let Some(row) = self.rows.get(&seq) else {
            return Err(Error::damaged(format!("日志第{seq}条没有内容，也没有删除它的记录")));
        };
        self.leave(rows, seq, holes)?;
        if let Some(before) = store.present_number(&row.register, row.number)? {
            rows.end(&row.register, &before, seq)?;
        }
        match row.until > seq {
            true => rows.put(&row.register, hole(row, seq, holes)),
            false => Ok(()),
        }
    }

    /// An entry that ends an erased version takes it out of the sum.
    fn leave(&self, rows: &mut Projection<'_>, seq: u64, holes: &Holes) -> Result<()> {
        for (since, row) in self.rows.iter().filter(|(since, row)| row.until == seq && **since < seq) {
            rows.end(&row.register, &hole(row, *since, holes), seq)?;
        }
        Ok(())
    }

    /// What an entry did to the rows; one behind an erased version goes on with its row, whose key it alone knows.
    fn project(
        &self,
        rows: &mut Projection<'_>,
        act: &Act,
        seq: u64,
        salt: &[u8; SALT],
        pack: Option<&Pack>,
        holes: &Holes,
    ) -> Result<()> {
        let register = |id: &str| pack.and_then(|pack| pack.register_by_id(id));
        if let Some(row) = self.behind.get(&seq) {
            self.leave(rows, seq, holes)?;
            return match ledger::apply(act, register) {
                Some(ledger::Change::Put { register: id, key, row: cells }) => {
                    let definition = register(&id).ok_or_else(|| Error::damaged("没有台账"))?;
                    let body = crate::row::write(definition, &cells);
                    let (number, salt) = (row.number, salt.to_vec());
                    rows.put(&id, Version { number, key, since: seq, until: None, body, salt })
                }
                Some(_) => Ok(()),
                None => Err(Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里"))),
            };
        }
        let present = match act {
            Act::Record { register, key, .. } | Act::Withdraw { register, key, .. } => {
                rows.present(register, key)?
            }
            Act::Erase { .. } | Act::AdoptPack { .. } | Act::Close { .. } | Act::RotateKey { .. } => None,
        };
        rows.apply(act, seq, salt, present.as_ref(), register)
    }
}

/// The place of an erased version.
fn hole(row: &ErasedRow, since: u64, holes: &Holes) -> Version {
    let salt = holes.get(&(row.register.clone(), row.number, since)).cloned().unwrap_or_else(|| vec![0; 32]);
    let (key, body) = (String::new(), String::new());
    Version { number: row.number, key, since, until: Some(row.until), body, salt }
}

/// Every version of every row: where it stands, and the digest of what it says.
type Listing = BTreeMap<(String, u64, u64), [u8; 32]>;

fn listing(store: &crate::store::Store) -> Result<Listing> {
    let mut all = Listing::new();
    store.each_version_of_all(|register, version| {
        let until = version.until.map(|until| until.to_string()).unwrap_or_default();
        let digest = Sm3::digest(&[&version.member(register), until.as_bytes()]);
        // A second row of the same place would hide behind the first.
        let twice = all.insert((register.to_owned(), version.number, version.since), digest).is_some();
        if twice {
            all.insert((register.to_owned(), version.number, version.since), [0; 32]);
        }
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

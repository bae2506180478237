//! Rebuilding the rows from the journal (重建).

use crate::district::{Office, by_id};
use crate::store::Version;
use crate::view::RebuildOutcome;
use crate::writer::project;
use crate::{Error, Result};
use finding::{Finding, Place};
use ledger::Act;
use proof::{Hash, Sm3};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most differences that are told.
const FINDINGS_LIMIT: usize = 20;

impl Office {
    /// Makes all rows again from the journal, in one transaction, and compares them with those that were there.
    pub fn rebuild(&self, progress: &mut dyn FnMut(crate::Progress)) -> Result<RebuildOutcome> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        let mut adoptions: Vec<(u64, Arc<BTreeMap<String, define::Register>>)> = Vec::new();
        let journal = inner.store.again()?;
        inner.evaluations.clear();
        let mut registers_at = |inner: &mut crate::district::Inner, seq: u64| -> Result<()> {
            let pack = inner.pack(seq + 1)?;
            adoptions.push((seq, by_id(&pack)));
            Ok(())
        };
        let mut adopting = Vec::new();
        inner.store.each_adopting(|seq| adopting.push(seq))?;
        for seq in adopting {
            registers_at(inner, seq)?;
        }
        let mut findings = Vec::new();
        let before = listing(&inner.store)?;
        let outcome = inner.store.write(|store| {
            store.clear_versions()?;
            let mut registers: &BTreeMap<String, define::Register> = &BTreeMap::new();
            let mut adoptions = adoptions.iter().peekable();
            journal.each_entry(0, size, |entry| {
                let seq = entry.seq;
                let Some(body) = entry.body else { return Ok(()) };
                let act = std::str::from_utf8(&body).ok().and_then(|text| Act::parse(text).ok());
                let act = act.ok_or_else(|| Error::damaged(format!("日志第{seq}条读不成")))?;
                if adoptions.peek().is_some_and(|(at, _)| *at == seq)
                    && let Some((_, adopted)) = adoptions.next()
                {
                    registers = adopted;
                }
                let present = match &act {
                    Act::Record { register, key, .. } | Act::Withdraw { register, key, .. } => {
                        store.present(register, key)?
                    }
                    _ => None,
                };
                project(store, &act, seq, present.as_ref(), registers)?;
                if seq % 5_000 == 0 {
                    progress(crate::Progress { done: seq, total: size });
                }
                Ok(())
            })?;
            progress(crate::Progress { done: size, total: size });
            let after = listing(store)?;
            differences(&before, &after, &mut findings);
            let outcome = RebuildOutcome {
                entries: size,
                versions: after.len() as u64,
                equal: findings.is_empty(),
                findings: std::mem::take(&mut findings),
            };
            Ok((true, outcome))
        })?;
        Ok(outcome)
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

//! What stands in the place of erased rows: a digest that no entry can give again. It is held against the sums that were signed
//! while the row was there.

use crate::error::Result;
use crate::store::{Store, Sum, Version};
use crate::view::JournalCheck;
use finding::{Finding, Place};
use proof::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// Holds the digests of erased rows against the running hashes of the checkpoints between which the rows were present.
pub(super) fn verify(store: &Store, check: &mut JournalCheck) -> Result<()> {
    if check.erased == 0 {
        return Ok(());
    }
    let mut versions: BTreeMap<String, Vec<Version>> = BTreeMap::new();
    let mut concerned: BTreeSet<String> = BTreeSet::new();
    store.each_version_of_all(|register, version| {
        if version.is_erased() {
            concerned.insert(register.to_owned());
        }
        versions.entry(register.to_owned()).or_default().push(version);
        Ok(())
    })?;
    let mut standings: BTreeMap<String, BTreeMap<u64, Digest>> = BTreeMap::new();
    store.each_standing(|size, register, digest| {
        if concerned.contains(register) {
            standings.entry(register.to_owned()).or_default().insert(size, digest);
        }
        Ok(())
    })?;
    for register in concerned {
        let (versions, signed) = (versions.remove(&register), standings.remove(&register));
        if !holds(&register, &versions.unwrap_or_default(), &signed.unwrap_or_default()) {
            let sentence = "已依法删除的一行留下的杂凑，与它还在时检查点签下的不同";
            let place = Place::whole(format!("台账 {register}"));
            check.findings.push(Finding::error("journal.erased-differs", place, sentence));
        }
    }
    Ok(())
}

/// Whether the rows of a register sum up to what was signed, at the first checkpoint behind each row that is erased now.
fn holds(register: &str, versions: &[Version], signed: &BTreeMap<u64, Digest>) -> bool {
    let first = |version: &Version| signed.range(version.since + 1..).next().map(|(size, _)| *size);
    let erased = versions.iter().filter(|version| version.is_erased());
    let sizes: BTreeSet<u64> = erased.filter_map(first).collect();
    // What each entry adds and takes away.
    let mut events: Vec<(u64, bool, Digest)> = Vec::new();
    for version in versions {
        let member = version.member(register);
        events.push((version.since, true, member));
        events.extend(version.until.map(|until| (until, false, member)));
    }
    events.sort_by_key(|(entry, added, _)| (*entry, *added));
    let (mut sum, mut events) = (Sum::default(), events.into_iter().peekable());
    sizes.into_iter().all(|size| {
        while let Some((_, added, member)) = events.next_if(|(entry, ..)| *entry < size) {
            match added {
                true => sum.add(&member),
                false => sum.remove(&member),
            }
        }
        signed.get(&size) == Some(&sum.digest())
    })
}

//! Rows, facts, sums, packs and objects against what the entries lead to.

use super::{FINDINGS_LIMIT, STRETCH, share_out};
use crate::district::House;
use crate::error::Result;
use crate::leaf::facts;
use crate::replay::Replayed;
use crate::signing::{ORIGIN, PUBLIC_KEY};
use crate::store::{Store, fold};
use crate::view::JournalCheck;
use finding::{Finding, Place};
use proof::{Digest, Signed};
use std::collections::BTreeMap;

/// What to do about rows that are not those of the journal.
const HINT: &str = "各行可由日志重建：duheng rebuild";

/// Holds everything that follows from the journal against it.
pub(super) fn verify(
    house: &House,
    store: &Store,
    replayed: &Replayed,
    check: &mut JournalCheck,
) -> Result<()> {
    rows(store, replayed, check)?;
    recorded_facts(store, replayed, check)?;
    sums(store, replayed, check)?;
    packs(store, replayed, check)?;
    objects(house, store, check)
}

fn tell(check: &mut JournalCheck, code: &'static str, place: String, sentence: &str) {
    if check.findings.len() < FINDINGS_LIMIT {
        check.findings.push(Finding::error(code, Place::whole(place), sentence).hint(HINT));
    }
}

/// A row that is not as it must be: entry, place in words, what is wrong.
type Wrong = (u64, String, &'static str);

fn rows(store: &Store, replayed: &Replayed, check: &mut JournalCheck) -> Result<()> {
    let jobs = (store.last_version_place()? as u64 / STRETCH) as usize + 1;
    let parts = share_out(store, jobs, |store, job| {
        let (mut wrong, mut seen): (Vec<Wrong>, Vec<u64>) = (Vec::new(), Vec::new());
        let from = (job as u64 * STRETCH) as i64;
        store.each_stored_version(Some((from, from + STRETCH as i64)), |version| {
            seen.push(version.since);
            if let Some(what) = replayed.holds(&version).filter(|_| wrong.len() < FINDINGS_LIMIT) {
                let (number, since) = (version.number, version.since);
                wrong.push((since, format!("{} 第{number}号记录，日志第{since}条", version.register), what));
            }
            Ok(())
        })?;
        Ok((wrong, seen))
    })?;
    let mut count = vec![0_u8; check.size as usize];
    let mut wrong = Vec::new();
    for (mut of, seen) in parts {
        wrong.append(&mut of);
        for since in seen {
            if let Some(count) = count.get_mut(since as usize) {
                *count = count.saturating_add(1);
            }
        }
    }
    for seq in replayed.entries() {
        match count.get(seq as usize) {
            Some(0) => wrong.push((seq, format!("日志第{seq}条"), "日志里有，各行里没有")),
            Some(2..) => wrong.push((seq, format!("日志第{seq}条"), "这一条的行写了两次")),
            _ => {}
        }
    }
    wrong.sort();
    for (_, place, what) in wrong {
        tell(check, "journal.row-differs", place, what);
    }
    Ok(())
}

/// Adoptions, closings, erasures, changes of the key.
fn recorded_facts(store: &Store, replayed: &Replayed, check: &mut JournalCheck) -> Result<()> {
    let all = u64::MAX;
    let adoptions: Vec<_> =
        store.adoptions(all)?.into_iter().map(|one| (one.seq, one.hash, one.year)).collect();
    let same = [
        (facts::ADOPTION, adoptions == replayed.adoptions),
        (facts::CLOSING, store.closings(all)? == replayed.closings),
        (facts::ERASURE, store.erasures(all)? == replayed.erasures),
        (facts::ROTATION, store.rotations(all)? == replayed.rotations),
    ];
    for (kind, _) in same.into_iter().filter(|(_, same)| !same) {
        tell(check, "journal.fact-differs", kind.to_owned(), "采用、封存、删除或换钥的记录与日志不符");
    }
    Ok(())
}

/// The sums of the registers, their digests as they came to be, and the checkpoints that signed them.
fn sums(store: &Store, replayed: &Replayed, check: &mut JournalCheck) -> Result<()> {
    let signed: BTreeMap<u64, Digest> = store
        .checkpoints()?
        .into_iter()
        .filter_map(|(size, text)| Some((size, Signed::read(&text)?.checkpoint.rows)))
        .collect();
    let mut standings: BTreeMap<String, Digest> = BTreeMap::new();
    let mut changed: BTreeMap<u64, Vec<(String, Digest)>> = BTreeMap::new();
    store.each_standing(|size, register, digest| {
        changed.entry(size).or_default().push((register.to_owned(), digest));
        Ok(())
    })?;
    for size in changed.keys().filter(|size| !signed.contains_key(size)) {
        tell(check, "journal.sum-stray", format!("日志第{size}条"), "连续杂凑写在没有检查点的地方");
    }
    for (size, rows) in &signed {
        for (name, digest) in changed.remove(size).unwrap_or_default() {
            // Every entry about a register changes its sum.
            if standings.insert(name.clone(), digest) == Some(digest) {
                tell(check, "journal.sum-stray", name, "连续杂凑写了两次");
            }
        }
        if fold(standings.iter().map(|(name, digest)| (name.as_str(), digest))) != *rows {
            let place = format!("日志第{}条", size.saturating_sub(1));
            tell(check, "journal.sum-differs", place, "各行的连续杂凑与检查点签下的不同");
        }
    }
    for (name, digest) in &standings {
        let sum = store.sum(name)?;
        if sum.digest() != *digest {
            tell(check, "journal.sum-differs", name.clone(), "台账的连续杂凑与检查点签下的不同");
        }
        if !name.starts_with('#') && sum.present != replayed.present(name) {
            tell(check, "journal.count-differs", name.clone(), "台账的行数与日志不符");
        }
    }
    for name in store.summed()?.into_iter().filter(|name| !standings.contains_key(name)) {
        tell(check, "journal.sum-stray", name, "连续杂凑多出一本台账");
    }
    Ok(())
}

/// The packs that were adopted are kept, whole, and no others.
fn packs(store: &Store, replayed: &Replayed, check: &mut JournalCheck) -> Result<()> {
    let mut kept = store.pack_hashes()?;
    for (_, hash, _) in &replayed.adoptions {
        kept.retain(|one| one != hash);
        let whole = store.pack(hash).ok().flatten().is_some_and(|files| define::hash(&files) == *hash);
        if !whole {
            tell(check, "journal.pack-differs", format!("定义包 {hash}"), "采用过的定义包不在，或被改动过");
        }
    }
    for hash in kept {
        tell(check, "journal.pack-stray", format!("定义包 {hash}"), "没有哪一条采用过这个定义包");
    }
    Ok(())
}

/// Origin and key as they are stated, and nothing in the database that the program does not make.
fn objects(house: &House, store: &Store, check: &mut JournalCheck) -> Result<()> {
    let audit = &house.archive.audit;
    let stated = (store.meta(ORIGIN)?, store.meta(PUBLIC_KEY)?);
    if stated != (Some(audit.origin.clone()), Some(audit.keys().first().lines(&audit.origin))) {
        tell(check, "journal.origin", "数据库".to_owned(), "日志的来源或公钥与打开时不同");
    }
    for name in store.odd_meta(&[ORIGIN, PUBLIC_KEY])? {
        tell(check, "journal.foreign", format!("meta {name}"), "数据库里的这一项不是督衡所记");
    }
    let pack = house.archive.pack_of(store, check.size, None).ok();
    let registers = pack.as_ref().map_or(&[][..], |pack| &pack.registers[..]);
    let foreign = store.foreign()?.into_iter().chain(store.views_that_differ(registers)?);
    for what in foreign {
        tell(check, "journal.foreign", what, "数据库里的这个对象不是督衡所建，或被改动过");
    }
    Ok(())
}

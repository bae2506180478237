//! Restoring: a folder from a backup or a plain copy, held against a receipt before it is put in its place.

use super::{
    KEYS, RECEIPT, Receipt, begin, beside, bytes, copy_evidence, covered, finish, flush, key_files,
    note_copied, receipt, root,
};
use crate::error::{Error, Result};
use crate::private;
use crate::session::{Via, Who};
use crate::signing::{self, KEY};
use crate::store::{ACCOUNTS, DATABASE, Home, SIGNALS, Store};
use crate::{Office, view::RestoreOutcome};
use finding::{Finding, Place, has_error};
use std::path::Path;

/// What is asked of a restoring.
#[derive(Clone, Copy, Debug, Default)]
pub struct Restoring<'r> {
    /// Folder of the keys, when they are not in the backup.
    pub keys: Option<&'r Path>,
    /// Text of a receipt kept elsewhere; the backup's own without.
    pub receipt: Option<&'r str>,
}

/// Restores the district in `from`, a backup or a copy of a data folder, into `dir`, which must hold nothing. Refused, with
/// findings, when the copy is not what the receipt says: files changed, another journal, acknowledged entries missing.
///
/// # Errors
/// [`Error::Taken`] for a folder that holds something; a file or store that refuses. What speaks against the copy is in the
/// outcome, and nothing is put in place then.
pub fn restore(from: &Path, dir: &Path, asked: Restoring<'_>) -> Result<RestoreOutcome> {
    if !from.join(DATABASE).is_file() {
        return Err(Error::NoDistrict(from.to_owned()));
    }
    let making = begin(dir)?;
    let mut findings = Vec::new();
    let entries = match look(from, &making, asked, &mut findings) {
        // What SQLite cannot read is what is wrong with the copy.
        Err(Error::Damaged(why)) => {
            findings.push(said("restore.damaged", DATABASE, why));
            0
        }
        Err(Error::Store(why)) => {
            findings.push(said("restore.damaged", DATABASE, format!("数据库读不成：{why}")));
            0
        }
        looked => looked?,
    };
    if has_error(&findings) {
        std::fs::remove_dir_all(&making).map_err(Error::file(&making))?;
        return Ok(RestoreOutcome { entries, restored: false, findings });
    }
    finish(&making, dir)?;
    Ok(RestoreOutcome { entries, restored: true, findings })
}

fn said(code: &'static str, place: &str, sentence: impl Into<String>) -> Finding {
    Finding::error(code, Place::whole(place), sentence)
}

/// Copies what is to be restored and looks at it; the entries it has.
fn look(from: &Path, making: &Path, asked: Restoring<'_>, findings: &mut Vec<Finding>) -> Result<u64> {
    let own = std::fs::read_to_string(from.join(RECEIPT)).ok();
    let receipt = read_receipts(own.as_deref(), asked.receipt, from, findings)?;
    for name in [DATABASE, "duheng.db-wal", SIGNALS, "signals.db-wal", ACCOUNTS, "accounts.db-wal"] {
        if from.join(name).is_file() {
            private::write(&making.join(name), &bytes(&from.join(name))?)?;
        }
    }
    copy_evidence(from, making)?;
    beside::copied(from, making, &beside::named(receipt.as_ref()))?;
    let keys = [asked.keys, Some(&from.join(KEYS)), Some(from)];
    for (name, path) in keys.into_iter().flatten().flat_map(key_files) {
        if !making.join(&name).exists() {
            private::write(&making.join(name), &bytes(&path)?)?;
        }
    }
    beside::copied(&from.join(KEYS), making, &beside::all(&from.join(KEYS))?)?;
    if has_error(findings) {
        return Ok(0);
    }
    let store = Store::open(&Home::File(making.join(DATABASE)))?;
    let size = store.size()?;
    if let Some(receipt) = receipt {
        against(&receipt, &store, size, findings)?;
    }
    let (_, key) = covered(&store)?;
    match signing::signer_of(making, &key) {
        Ok(None) => {
            let told = said("restore.keys-missing", KEY, "没有给检查点签名的钥匙，恢复了也打不开");
            findings.push(told.hint("钥匙与备份分开存放：用 --keys 写明存放钥匙的文件夹"));
        }
        Err(Error::OtherKey(_)) => {
            findings.push(said("restore.key-other", KEY, "这把钥匙不是给这部日志签名的那一把"));
        }
        signer => drop(signer?),
    }
    if has_error(findings) {
        return Ok(size);
    }
    note_copied(&store)?;
    store.empty_log()?;
    drop(store);
    verified(making, findings)?;
    for name in [DATABASE, SIGNALS, ACCOUNTS].into_iter().filter(|name| making.join(name).exists()) {
        flush(&making.join(name))?;
    }
    Ok(size)
}

/// The receipt to hold the copy against; the backup's own files are held against its own.
fn read_receipts(
    own: Option<&str>,
    given: Option<&str>,
    from: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Receipt>> {
    let mut read = |text: &str, place: &str| match Receipt::read(text).filter(|one| one.signed().is_some()) {
        Some(receipt) => Some(receipt),
        None => {
            findings.push(said("restore.receipt", place, "收据读不成，或上面的检查点签名不成立"));
            None
        }
    };
    let (own, given) = (own.map(|text| read(text, RECEIPT)), given.map(|text| read(text, "--receipt")));
    if let Some(Some(receipt)) = &own {
        for (name, size, digest) in &receipt.files {
            let found = if from.join(name).is_file() { bytes(&from.join(name))? } else { Vec::new() };
            if (found.len() as u64, receipt::digest(&found)) != (*size, digest.clone()) {
                findings.push(said("restore.file-changed", name, "这个文件与收据上记的杂凑值不符，或不见了"));
            }
        }
    }
    if own.is_none() && given.is_none() {
        let told = said("restore.receipt-missing", RECEIPT, "没有收据，说不出这份副本少不少已确认的条目");
        findings.push(told.hint("用 --receipt 写明另存的收据；照抄的文件夹没有收据"));
    }
    Ok(given.flatten().or(own.flatten()))
}

/// Whether the copy has all entries of the receipt, and the same ones.
fn against(receipt: &Receipt, store: &Store, size: u64, findings: &mut Vec<Finding>) -> Result<()> {
    let signed = receipt.signed().ok_or_else(|| Error::damaged("收据"))?;
    if size < receipt.entries {
        let missing = receipt.entries - size;
        let sentence = format!("收据上已确认{}条，副本只有{size}条：少{missing}条", receipt.entries);
        let told = said("restore.behind", DATABASE, sentence);
        findings.push(told.hint("另找一份不早于收据的备份；照抄开着的数据库会丢下还在 -wal 文件里的条目"));
    } else if root(store, receipt.entries) != Some(signed.checkpoint.root) {
        findings.push(said(
            "restore.other-journal",
            DATABASE,
            "副本与收据不是同一部日志，或以前的条目被改动过",
        ));
    }
    Ok(())
}

/// The whole journal of the copy, entry by entry.
fn verified(making: &Path, findings: &mut Vec<Finding>) -> Result<()> {
    let office = Office::open(making)?;
    let session = office.session(Who::Service("恢复".to_owned()), Via::Command);
    findings.extend(office.journal_verify(&session, None, None)?.findings);
    office.rest()
}

//! The signing key (签名私钥): its file beside the database, the ones before it, and the keys that the database tells.
//!
//! While a key is changed the new one lies beside the old one under a name of its own, and takes its place once the entry
//! of the change is written. Whichever of the two the journal asks for signs: a change that was cut off hurts nobody.

use crate::clock::Entropy;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::view::KeyChange;
use ledger::Act;
use proof::{Keys, LogSigner, PublicKey, Rotation, Signed, Signer, hex};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name of the signing key in the data folder.
pub(crate) const KEY: &str = "checkpoint.key";
/// What the name of the key that is to be the next one ends with.
const NEXT: &str = ".next";
/// What the names of keys that were given up begin and end with; the fingerprint stands between.
const GIVEN_UP: [&str; 2] = ["checkpoint-", ".key"];

/// Names of facts about the log in the database: whose it is, and its first key.
pub(crate) const ORIGIN: &str = "origin";
pub(crate) const PUBLIC_KEY: &str = "key";

/// Who signs.
pub(crate) type Signing = Arc<dyn Signer + Send + Sync>;

/// Where the key lies: what is a link leads to a medium that is not always there.
pub(crate) fn place(dir: &Path) -> PathBuf {
    let path = dir.join(KEY);
    std::fs::canonicalize(&path).unwrap_or(path)
}

/// Where the key lies that is to be the next one.
pub(crate) fn next_place(dir: &Path) -> PathBuf {
    let place = place(dir);
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    place.with_file_name(name + NEXT)
}

/// Where a key lies that was given up.
pub(crate) fn given_up_place(dir: &Path, key: &PublicKey) -> PathBuf {
    place(dir).with_file_name(format!("{}{}{}", GIVEN_UP[0], key.fingerprint(), GIVEN_UP[1]))
}

/// The files of signing keys that lie in a folder or where its key leads to: the name of each, and where it lies.
pub(crate) fn files(dir: &Path) -> Vec<(String, PathBuf)> {
    let mut files = vec![(KEY.to_owned(), dir.join(KEY)), (format!("{KEY}{NEXT}"), next_place(dir))];
    let beside = place(dir).parent().map(Path::to_owned).unwrap_or_default();
    for entry in std::fs::read_dir(beside).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(GIVEN_UP[0]) && name.ends_with(GIVEN_UP[1]) {
            files.push((name, entry.path()));
        }
    }
    files.retain(|(_, path)| path.is_file());
    files
}

/// The signer of a key out of the files in the data folder; none when no key is there.
///
/// # Errors
/// [`Error::OtherKey`] for a key of another log, [`Error::Damaged`] for a file that holds none.
pub(crate) fn signer_of(dir: &Path, key: &PublicKey) -> Result<Option<LogSigner>> {
    let path = dir.join(KEY);
    let own = if path.exists() { Some(read_key(&path)) } else { None };
    if let Some(Ok(signer)) = &own
        && signer.public_key() == *key
    {
        return own.transpose();
    }
    match (read_key(&next_place(dir)), own) {
        (Ok(signer), _) if signer.public_key() == *key => Ok(Some(signer)),
        (_, None) => Ok(None),
        (_, Some(Err(error))) => Err(error),
        (_, Some(Ok(_))) => Err(Error::OtherKey(path)),
    }
}

/// The keys that were given up and are still kept.
pub(crate) fn given_up(dir: &Path) -> impl Iterator<Item = LogSigner> {
    let kept = files(dir).into_iter().filter(|(name, _)| name.starts_with(GIVEN_UP[0]));
    kept.filter_map(|(_, path)| read_key(&path).ok())
}

/// Makes the signing key of a district that is made, or takes the one that is there from a making that was cut off.
pub(crate) fn own_key(path: &Path, entropy: &mut dyn Entropy) -> Result<LogSigner> {
    if let Ok(signer) = read_key(path) {
        return Ok(signer);
    }
    loop {
        let mut secret = [0; 32];
        entropy.fill(&mut secret)?;
        // Nought and numbers beyond the curve's order are no keys; the next draw will do.
        if let Some(signer) = LogSigner::from_secret(&secret) {
            crate::private::write(path, hex::write(&secret).as_bytes())?;
            return Ok(signer);
        }
    }
}

/// The signer of a file.
pub(crate) fn read_key(path: &Path) -> Result<LogSigner> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    read(&text).ok_or_else(|| Error::damaged(format!("{} 不是检查点私钥", path.display())))
}

/// The signer of a secret written in hexadecimal.
pub(crate) fn read(text: &str) -> Option<LogSigner> {
    hex::read(text.trim()).and_then(|secret| LogSigner::from_secret(&secret))
}

/// The keys of a journal, by its database.
///
/// What notes the changes follows from the entries: where it leads to another key than the one that signed last, the entries
/// themselves are asked.
///
/// # Errors
/// [`Error::Damaged`] when the database does not say whose log it is.
pub(crate) fn keys_of(store: &Store) -> Result<Keys> {
    let origin = store.meta(ORIGIN)?.ok_or_else(|| Error::damaged("数据库没有写明日志的来源"))?;
    let key = store.meta(PUBLIC_KEY)?.and_then(|text| PublicKey::read(&text));
    let (_, key) = key.ok_or_else(|| Error::damaged("数据库没有写明日志的公钥"))?;
    let first = Keys::new(&origin, key);
    let newest = store.checkpoint_within(u64::MAX >> 1)?;
    let signed = store.checkpoint_of(newest)?.and_then(|text| Signed::read(&text));
    let noted = followed(&first, store.rotations(u64::MAX)?);
    match signed {
        Some(signed) if !noted.signed(&signed) => {
            let recorded = followed(&first, recorded(store)?);
            Ok(if recorded.signed(&signed) { recorded } else { noted })
        }
        _ => Ok(noted),
    }
}

/// The changes that the entries themselves record.
fn recorded(store: &Store) -> Result<Vec<(u64, String)>> {
    let mut all = Vec::new();
    store.each_entry(0, store.size()?, |entry| {
        let text = entry.body.as_deref().and_then(|body| std::str::from_utf8(body).ok());
        if let Some(Ok(Act::RotateKey { note })) =
            text.filter(|text| text.starts_with("duheng-act\t1\trotate-key\n")).map(Act::parse)
        {
            all.push((entry.seq, note));
        }
        Ok(())
    })?;
    Ok(all)
}

/// The keys that the notes lead to, as far as one leads on from the other.
fn followed(first: &Keys, notes: Vec<(u64, String)>) -> Keys {
    let mut keys = first.clone();
    for (seq, note) in notes {
        let rotation = Rotation::read(&note).filter(|rotation| rotation.entry == seq);
        match rotation.and_then(|rotation| keys.rotated(rotation)) {
            Some(next) => keys = next,
            None => break,
        }
    }
    keys
}

/// The changes of a log's keys, as they are shown.
pub(crate) fn changes(keys: &Keys) -> Vec<KeyChange> {
    keys.rotations().iter().map(change).collect()
}

/// A change, as it is shown.
pub(crate) fn change(rotation: &Rotation) -> KeyChange {
    let (old, new) = (rotation.old.fingerprint(), rotation.new.fingerprint());
    KeyChange { entry: rotation.entry, old, new }
}

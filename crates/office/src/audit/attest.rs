//! Attesting (见于日志): that an entry, a version, a row's history stand in the journal as it was signed.

use super::Audit;
use crate::error::{Error, Result};
use crate::leaf::leaves_of;
use crate::store::{Entry, NodeReader, Store, TwinReader, Version};
use crate::written;
use proof::{Digest, Nodes, Sha256, Sm3};

/// The leaves of an entry and what leads from them to the roots.
pub(crate) struct Proven {
    pub leaf: Digest,
    pub path: Vec<Digest>,
    pub twin: Digest,
    pub twin_path: Vec<Digest>,
}

impl Audit {
    /// An entry of a journal of `size` entries, as it is signed; none when there is none of that number.
    ///
    /// # Errors
    /// [`Error::Altered`] that names it.
    pub fn entry(&self, store: &Store, seq: u64, size: u64) -> Result<Option<Entry>> {
        match store.entry(seq)? {
            Some(entry) => self.attest(store, &entry, size).map(|()| Some(entry)),
            None if seq < size => Err(Error::altered(format!("日志第{seq}条不见了"))),
            None => Ok(None),
        }
    }

    /// An entry that stands in the journal as it is signed.
    ///
    /// # Errors
    /// [`Error::Altered`] that names it.
    pub fn attest(&self, store: &Store, entry: &Entry, size: u64) -> Result<()> {
        let seq = entry.seq;
        let altered = || Error::altered(format!("日志第{seq}条"));
        let leaf = match leaves_of(entry) {
            Some((leaf, _)) => leaf,
            None if entry.body.is_none() && entry.salt.is_none() && self.erased(store)?.contains(&seq) => {
                return Ok(());
            }
            None => return Err(altered()),
        };
        let sealed = self.of(store, size)?;
        let root = sealed.signed.as_ref().map(|signed| signed.checkpoint.root).ok_or_else(altered)?;
        let path = proof::inclusion::<Sm3>(&NodeReader(store), seq, size).ok_or_else(altered)?;
        proof::verify_inclusion::<Sm3>(seq, size, &leaf, &path, &root).map_err(|_| altered())
    }

    /// The proofs of an entry in both trees of a checked checkpoint.
    ///
    /// # Errors
    /// [`Error::Altered`] when they do not lead to its roots.
    pub fn prove(&self, store: &Store, seq: u64, size: u64) -> Result<Proven> {
        let altered = || Error::altered(format!("日志第{seq}条的证明"));
        let sealed = self.of(store, size)?;
        let checkpoint = sealed.signed.as_ref().map(|signed| &signed.checkpoint).ok_or_else(altered)?;
        let (nodes, twins) = (NodeReader(store), TwinReader(store));
        let proven = Proven {
            leaf: nodes.node(0, seq).ok_or_else(altered)?,
            path: proof::inclusion::<Sm3>(&nodes, seq, size).ok_or_else(altered)?,
            twin: twins.node(0, seq).ok_or_else(altered)?,
            twin_path: proof::inclusion::<Sha256>(&twins, seq, size).ok_or_else(altered)?,
        };
        let (leaf, twin) = (&proven.leaf, &proven.twin);
        proof::verify_inclusion::<Sm3>(seq, size, leaf, &proven.path, &checkpoint.root)
            .and_then(|()| {
                proof::verify_inclusion::<Sha256>(seq, size, twin, &proven.twin_path, &checkpoint.twin)
            })
            .map_err(|_| altered())?;
        Ok(proven)
    }

    /// A version of a row that its entry wrote as it stands.
    ///
    /// # Errors
    /// [`Error::Altered`] that names the entry.
    pub fn attest_version(&self, store: &Store, register: &str, version: &Version, size: u64) -> Result<()> {
        let altered =
            || Error::altered(format!("{register} 第{}号记录，日志第{}条", version.number, version.since));
        let entry = store.entry(version.since)?.ok_or_else(altered)?;
        self.attest(store, &entry, size)?;
        let mut body = String::new();
        let written = match entry.body.as_deref().map(std::str::from_utf8) {
            None => version.is_erased(),
            Some(Ok(act)) => written::row_of(act, register, &version.key, &mut body) && body == version.body,
            Some(Err(_)) => false,
        };
        if written { Ok(()) } else { Err(altered()) }
    }

    /// All versions of a row, oldest first: each is as its entry wrote it, one goes on where the other ended, and the last
    /// one is present or was withdrawn by an entry that says so.
    ///
    /// # Errors
    /// [`Error::Altered`] that names the entry.
    pub fn attest_history(
        &self,
        store: &Store,
        register: &str,
        versions: &[Version],
        size: u64,
    ) -> Result<()> {
        let altered = |seq: u64| Error::altered(format!("{register} 的一行，日志第{seq}条"));
        let mut from = versions.first().map_or(0, |first| first.number);
        for (at, version) in versions.iter().enumerate() {
            if version.since != from {
                return Err(altered(version.since));
            }
            self.attest_version(store, register, version, size)?;
            match version.until {
                Some(until) => from = until,
                None if at + 1 == versions.len() => return Ok(()),
                None => return Err(altered(version.since)),
            }
        }
        let Some(last) = versions.last() else { return Ok(()) };
        let entry = self.entry(store, from, size)?.ok_or_else(|| altered(from))?;
        let withdrawn = match entry.body.as_deref().map(std::str::from_utf8) {
            None => true,
            Some(Ok(act)) => written::withdraws(act, register, Some(&last.key).filter(|_| !last.is_erased())),
            Some(Err(_)) => false,
        };
        if withdrawn { Ok(()) } else { Err(altered(from)) }
    }
}

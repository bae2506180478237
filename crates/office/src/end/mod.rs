//! The end of the journal (日志末端): what acts are drafted upon, carried from one act to the next. An act adds to it; whoever
//! makes a round durable settles the sums and signs once for all acts of the round.

mod sums;

pub(crate) use sums::Sums;

use crate::audit::Audited;
use crate::clock::instant;
use crate::error::{Error, Result};
use crate::signing::Signing;
use crate::store::{NodeReader, Store, TwinReader};
use proof::{Checkpoint, Digest, Edge, Sha256, Signed, Sm3};
use std::sync::Arc;

/// The growing edges of both trees and the sums over the rows.
#[derive(Clone)]
pub(crate) struct End {
    /// The checkpoint behind which it began.
    pub sealed: Arc<Audited>,
    edge: Edge,
    twin: Edge,
    /// The sums over rows and facts.
    pub sums: Sums,
    /// When the last entry was made, where the act is ours.
    pub at: Option<i64>,
}

impl End {
    /// Takes up the journal where it ends: behind a checkpoint that was checked.
    ///
    /// # Errors
    /// [`Error::Altered`] when the trees do not lead to what was signed.
    pub fn read(store: &Store, sealed: Arc<Audited>) -> Result<End> {
        let missing = || Error::damaged("日志树缺少结点");
        let edge = Edge::read(&NodeReader(store), sealed.size).ok_or_else(missing)?;
        let twin = Edge::read(&TwinReader(store), sealed.size).ok_or_else(missing)?;
        if let Some(signed) = &sealed.signed
            && (edge.root::<Sm3>() != signed.checkpoint.root
                || twin.root::<Sha256>() != signed.checkpoint.twin)
        {
            return Err(Error::altered(format!("日志第{}条以前的树", sealed.size - 1)));
        }
        let (sums, at) = (Sums::over(sealed.standings.clone()), sealed.at);
        Ok(End { sealed, edge, twin, sums, at })
    }

    /// Entries of the journal.
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Appends an entry by its leaves in both trees; gives the nodes that become complete: level, number, both digests.
    pub fn append(&mut self, leaf: Digest, twin: Digest) -> Vec<(u32, u64, Digest, Digest)> {
        let (mut nodes, mut twins) = (Vec::new(), Vec::new());
        self.twin.append::<Sha256>(twin, |_, _, digest| twins.push(digest));
        let mut twins = twins.into_iter();
        self.edge.append::<Sm3>(leaf, |level, number, digest| {
            nodes.extend(twins.next().map(|twin| (level, number, digest, twin)));
        });
        nodes
    }

    /// What stands here, not signed yet: acts of the same round look up what is before them under it.
    pub fn open(&self, origin: &str) -> Audited {
        let checkpoint = self.checkpoint(origin, self.sealed.rows());
        let signed = Some(Signed { checkpoint, signatures: Vec::new() });
        Audited { size: self.size(), signed, standings: Arc::default(), at: self.at }
    }

    /// Settles the sums and signs; two sign where the key is changed: the one that was, and the one that will. Writes sums and
    /// checkpoint.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn seal(&mut self, store: &Store, origin: &str, signers: &[Signing]) -> Result<Arc<Audited>> {
        let size = self.size();
        for (name, sum, digest) in self.sums.settle() {
            store.put_sum(&name, size, &sum, &digest)?;
        }
        let bare = Signed { checkpoint: self.checkpoint(origin, self.sums.digest()), signatures: Vec::new() };
        let signed = signers.iter().fold(bare, |signed, signer| signed.beside(&**signer));
        store.put_checkpoint(size, &signed.text())?;
        let standings = self.sums.standings();
        self.sealed = Arc::new(Audited { size, signed: Some(signed), standings, at: self.at });
        Ok(self.sealed.clone())
    }

    fn checkpoint(&self, origin: &str, rows: Digest) -> Checkpoint {
        Checkpoint {
            origin: origin.to_owned(),
            size: self.size(),
            root: self.edge.root::<Sm3>(),
            twin: self.twin.root::<Sha256>(),
            rows,
            time: instant(self.at.unwrap_or_default()),
        }
    }
}

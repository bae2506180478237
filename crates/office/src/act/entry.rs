//! Writing entries: entry, leaves, row, then a signed checkpoint. [`super::commit`] alone comes here.

use super::permission::Allowed;
use super::projection::Projection;
use crate::audit::Audited;
use crate::clock::{Entropy, instant};
use crate::error::{Error, Result};
use crate::leaf::{leaves, sealed};
use crate::signing::Signing;
use crate::store::{NodeReader, Store, TwinReader, Version};
use define::Register;
use ledger::Act;
use proof::{Checkpoint, Digest, Edge, SALT, Sha256, Signed, Sm3};

/// Most salts drawn at once.
const SALTS: usize = 1024;

/// The end of the journal, held while acts are written.
pub(super) struct Writer<'s> {
    store: &'s Store,
    edge: Edge,
    twin: Edge,
    rows: Projection<'s>,
    at: i64,
    author: String,
    entropy: &'s mut dyn Entropy,
    /// Entries still to be written.
    left: usize,
    salts: Vec<u8>,
}

impl<'s> Writer<'s> {
    /// Takes up the journal where it ends: behind a checkpoint that was checked. Whoever writes has been allowed to, and
    /// says how many entries they will be.
    pub fn begin(
        store: &'s Store,
        sealed: &Audited,
        at: i64,
        allowed: &Allowed<'_>,
        (entries, entropy): (usize, &'s mut dyn Entropy),
    ) -> Result<Writer<'s>> {
        let size = sealed.size;
        let missing = || Error::damaged("日志树缺少结点");
        let edge = Edge::read(&NodeReader(store), size).ok_or_else(missing)?;
        let twin = Edge::read(&TwinReader(store), size).ok_or_else(missing)?;
        let stands = |one: &Edge| one.root::<Sm3>();
        if let Some(signed) = &sealed.signed
            && (stands(&edge) != signed.checkpoint.root || twin.root::<Sha256>() != signed.checkpoint.twin)
        {
            return Err(Error::altered(format!("日志第{}条以前的树", size - 1)));
        }
        let rows = Projection::over(store, sealed.standings.clone());
        let author = allowed.session().line();
        Ok(Writer { store, edge, twin, rows, at, author, entropy, left: entries, salts: Vec::new() })
    }

    /// Records one act and what it does to the rows. `before` is the present version of the row that the act is about.
    pub fn record<'r>(
        &mut self,
        act: &Act,
        before: Option<&Version>,
        register: impl Fn(&str) -> Option<&'r Register>,
    ) -> Result<u64> {
        let seq = self.edge.size();
        let body = act.print();
        let salt = self.salt()?;
        self.store.put_entry(seq, self.at, &self.author, body.as_bytes(), &salt)?;
        let (leaf, twin) = leaves(&salt, &sealed(self.at, &self.author, &body));
        let mut nodes = Vec::new();
        self.edge.append::<Sm3>(leaf, |level, number, digest| nodes.push((level, number, digest)));
        let mut twins: Vec<Digest> = Vec::with_capacity(nodes.len());
        self.twin.append::<Sha256>(twin, |_, _, digest| twins.push(digest));
        for ((level, number, digest), twin) in nodes.iter().zip(&twins) {
            self.store.put_node(*level, *number, digest, twin)?;
        }
        self.rows.apply(act, seq, &salt, before, register)?;
        Ok(seq)
    }

    /// Signs the journal as it stands and keeps the checkpoint. Two sign where the key is changed: the one that was, and
    /// the one that will.
    pub fn seal(mut self, origin: &str, signers: &[Signing]) -> Result<Audited> {
        let size = self.edge.size();
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size,
            root: self.edge.root::<Sm3>(),
            twin: self.twin.root::<Sha256>(),
            rows: self.rows.settle(size)?,
            time: instant(self.at),
        };
        let bare = Signed { checkpoint, signatures: Vec::new() };
        let signed = signers.iter().fold(bare, |signed, signer| signed.beside(&**signer));
        self.store.put_checkpoint(size, &signed.text())?;
        let standings = self.rows.into_standings();
        Ok(Audited { size, signed: Some(signed), standings, at: Some(self.at) })
    }

    fn salt(&mut self) -> Result<[u8; SALT]> {
        if self.salts.len() < SALT {
            self.salts = vec![0; SALT * self.left.clamp(1, SALTS)];
            self.entropy.fill(&mut self.salts)?;
        }
        self.left = self.left.saturating_sub(1);
        let rest = self.salts.split_off(self.salts.len() - SALT);
        rest.try_into().map_err(|_| Error::Entropy)
    }
}

//! Writing entries: entry, leaf, row, then a signed checkpoint. [`super::commit`] alone comes here.

use super::permission::Allowed;
use crate::clock::{Entropy, instant};
use crate::error::{Error, Result};
use crate::leaf::sealed;
use crate::store::{NodeReader, Store, Version};
use define::Register;
use ledger::{Act, Change};
use proof::{Checkpoint, Edge, SALT, Signer, Sm3, salted_leaf};

/// Salts drawn at once.
const SALTS: usize = 1024;

/// The end of the journal, held while acts are written.
pub(super) struct Writer<'s> {
    store: &'s Store,
    edge: Edge,
    at: i64,
    author: String,
    entropy: &'s mut dyn Entropy,
    salts: Vec<u8>,
}

impl<'s> Writer<'s> {
    /// Takes up the journal where it ends. Whoever writes has been allowed to.
    pub fn begin(
        store: &'s Store,
        at: i64,
        allowed: &Allowed<'_>,
        entropy: &'s mut dyn Entropy,
    ) -> Result<Writer<'s>> {
        let size = store.size()?;
        let edge = Edge::read(&NodeReader(store), size).ok_or_else(|| Error::damaged("日志树缺少结点"))?;
        Ok(Writer { store, edge, at, author: allowed.session().line(), entropy, salts: Vec::new() })
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.edge.size()
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
        let leaf = salted_leaf::<Sm3>(&salt, sealed(self.at, &self.author, &body).as_bytes());
        let mut failed = None;
        let store = self.store;
        self.edge.append::<Sm3>(leaf, |level, number, digest| {
            // After a failed write the database may have undone the transaction by itself: nothing more may be written,
            // or it would stand alone.
            if failed.is_none() {
                failed = store.put_node(level, number, &digest).err();
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        project(self.store, act, seq, before, register)?;
        Ok(seq)
    }

    /// Signs the journal as it stands and keeps the checkpoint.
    pub fn seal(self, origin: &str, signer: &dyn Signer) -> Result<Checkpoint> {
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: self.edge.size(),
            root: self.edge.root::<Sm3>(),
            time: instant(self.at),
        };
        self.store.put_checkpoint(checkpoint.size, &checkpoint.clone().sign(signer).text())?;
        Ok(checkpoint)
    }

    fn salt(&mut self) -> Result<[u8; SALT]> {
        if self.salts.len() < SALT {
            self.salts = vec![0; SALT * SALTS];
            self.entropy.fill(&mut self.salts)?;
        }
        let rest = self.salts.split_off(self.salts.len() - SALT);
        rest.try_into().map_err(|_| Error::Entropy)
    }
}

/// What an entry does to the rows. Used when it is recorded and, alike, when the rows are rebuilt.
pub(super) fn project<'r>(
    store: &Store,
    act: &Act,
    seq: u64,
    before: Option<&Version>,
    register: impl Fn(&str) -> Option<&'r Register>,
) -> Result<()> {
    let change = ledger::apply(act, &register)
        .ok_or_else(|| Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里")))?;
    match change {
        Change::Put { register: id, key, row } => {
            let definition = register(&id).ok_or_else(|| Error::damaged(format!("第{seq}条的台账")))?;
            store.put_version(&id, before, &key, seq, &crate::row::write(definition, &row))
        }
        Change::Remove { register, .. } => match before {
            Some(version) => store.remove_version(&register, version.number, seq),
            None => Err(Error::damaged(format!("第{seq}条撤回的行不存在"))),
        },
        Change::Erase { entry, row } => {
            store.erase(entry)?;
            store.erase_version(&row.register, row.number, entry)
        }
        Change::Adopt { hash, year, .. } => store.put_adoption(seq, &hash, year),
        Change::Close { year } => store.put_closing(seq, year),
    }
}

//! Recording acts: entry, leaf, row, in one transaction, then a signed checkpoint.

use crate::journal::sealed;
use crate::store::{NodeReader, Store, Version};
use crate::{Entropy, Error, Result};
use define::Register;
use ledger::{Act, Change, Row};
use proof::{Checkpoint, Edge, SALT, Signer, Sm3, salted_leaf};
use std::collections::BTreeMap;

/// Salts drawn at once.
const SALTS: usize = 1024;

/// The end of the journal, held while acts are written.
pub(crate) struct Writer<'s> {
    store: &'s Store,
    edge: Edge,
    at: i64,
    actor: &'s str,
    entropy: &'s mut dyn Entropy,
    salts: Vec<u8>,
}

impl<'s> Writer<'s> {
    /// Takes up the journal where it ends. `at` never goes back behind the last entry's time: a clock set back would
    /// otherwise change what was known on a date.
    pub fn begin(
        store: &'s Store,
        at: i64,
        actor: &'s str,
        entropy: &'s mut dyn Entropy,
    ) -> Result<Writer<'s>> {
        let size = store.size()?;
        let edge = Edge::read(&NodeReader(store), size).ok_or_else(|| Error::damaged("日志树缺少结点"))?;
        let last = match size {
            0 => at,
            size => store.entry(size - 1)?.map_or(at, |entry| entry.at),
        };
        Ok(Writer { store, edge, at: at.max(last), actor, entropy, salts: Vec::new() })
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Records one act and what it does to the rows. The act has passed [`ledger::check`].
    ///
    /// `before` is the present version of the row that the act is about.
    pub fn record(
        &mut self,
        act: &Act,
        before: Option<&Version>,
        registers: &BTreeMap<String, Register>,
    ) -> Result<u64> {
        let seq = self.edge.size();
        let body = act.print();
        let salt = self.salt()?;
        self.store.put_entry(seq, self.at, self.actor, body.as_bytes(), &salt)?;
        let leaf = salted_leaf::<Sm3>(&salt, sealed(self.at, self.actor, &body).as_bytes());
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
        project(self.store, act, seq, before, registers)?;
        Ok(seq)
    }

    /// Signs the journal as it stands and keeps the checkpoint.
    pub fn seal(self, origin: &str, signer: &dyn Signer) -> Result<Checkpoint> {
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: self.edge.size(),
            root: self.edge.root::<Sm3>(),
            time: crate::instant(self.at),
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
pub(crate) fn project(
    store: &Store,
    act: &Act,
    seq: u64,
    before: Option<&Version>,
    registers: &BTreeMap<String, Register>,
) -> Result<()> {
    let change = ledger::apply(act, |id| registers.get(id))
        .ok_or_else(|| Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里")))?;
    match change {
        Change::Put { register, key, row } => {
            let definition =
                registers.get(&register).ok_or_else(|| Error::damaged(format!("第{seq}条的台账")))?;
            store.put_version(&register, before, &key, seq, &body(definition, &row))
        }
        Change::Remove { register, .. } => match before {
            Some(version) => store.remove_version(&register, version.number, seq),
            None => Err(Error::damaged(format!("第{seq}条撤回的行不存在"))),
        },
        Change::Erase { entry } => store.erase(entry),
        Change::Adopt { .. } => store.put_adoption(seq),
    }
}

/// The cells of a row as a JSON object of texts by field name, in the order of the fields, missing ones left out.
pub(crate) fn body(register: &Register, row: &ledger::Row) -> String {
    let mut text = String::with_capacity(register.fields.len() * 24);
    text.push('{');
    for (field, value) in register.fields.iter().zip(&row.values) {
        if let Some(value) = value {
            if text.len() > 1 {
                text.push(',');
            }
            quote(&mut text, &field.name);
            text.push(':');
            quote(&mut text, &value.to_string());
        }
    }
    text.push('}');
    text
}

/// A JSON string (RFC 8259 §7).
pub(crate) fn quote(into: &mut String, text: &str) {
    into.push('"');
    for letter in text.chars() {
        match letter {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            control if control < ' ' => into.push_str(&format!("\\u{:04x}", control as u32)),
            letter => into.push(letter),
        }
    }
    into.push('"');
}

/// The way back from [`body`].
pub(crate) fn row(register: &Register, body: &str) -> Result<ledger::Row> {
    let cells: BTreeMap<String, String> =
        serde_json::from_str(body).map_err(|_| Error::damaged(format!("台账“{}”的一行", register.name)))?;
    let value = |field: &define::Field| match cells.get(&field.name) {
        None => Ok(None),
        Some(text) => ledger::Value::restore(field, text)
            .map(Some)
            .ok_or_else(|| Error::damaged(format!("台账“{}”的“{}”存着“{text}”", register.name, field.name))),
    };
    Ok(ledger::Row { values: register.fields.iter().map(value).collect::<Result<_>>()? })
}

/// The row of a register of the house.
pub(crate) fn written(register: &Register, cells: &[(&'static str, String)]) -> Result<Row> {
    ledger::row_of(register, cells).map_err(|finding| Error::Unknown(finding.sentence))
}

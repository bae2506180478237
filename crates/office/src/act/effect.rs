//! Effects (所致): what an entry does to rows and facts, worked out before anything is written.

use crate::error::{Error, Result};
use crate::leaf::{fact, facts};
use crate::store::{Store, Version};
use define::Register;
use ledger::{Act, Change, ErasedRow};
use proof::Digest;

/// One thing that an entry does.
pub(super) enum Effect {
    /// A version is present from now on.
    Put(String, Version),
    /// The present version of a row ends.
    End(String, Version),
    /// The content of an entry goes, and that of the version which it made.
    Erase(u64, ErasedRow),
    /// Rows of a year are read by another pack.
    Adopt(String, Option<i32>),
    /// Another key signs.
    Rotate(String),
    /// A year is frozen.
    Close(i32),
}

/// Under which name what an act does is summed.
pub(super) fn summed(act: &Act) -> &str {
    match act {
        Act::Record { register, .. } | Act::Withdraw { register, .. } => register,
        Act::Erase { .. } => facts::ERASURE,
        Act::AdoptPack { .. } => facts::ADOPTION,
        Act::RotateKey { .. } => facts::ROTATION,
        Act::Close { .. } => facts::CLOSING,
    }
}

/// What the act of an entry does. `before` is the present version of the row that it is about; `salt` the entry's.
pub(super) fn effects<'r>(
    act: &Act,
    seq: u64,
    salt: &[u8],
    before: Option<&Version>,
    register: impl Fn(&str) -> Option<&'r Register>,
) -> Result<Vec<Effect>> {
    let change = ledger::apply(act, &register)
        .ok_or_else(|| Error::damaged(format!("第{seq}条所记的台账或字段不在定义包里")))?;
    Ok(match change {
        Change::Put { register: id, key, row } => {
            let definition = register(&id).ok_or_else(|| Error::damaged(format!("第{seq}条的台账")))?;
            let number = before.map_or(seq, |version| version.number);
            let (body, salt) = (crate::row::write(definition, &row), salt.to_vec());
            let end = before.map(|before| Effect::End(id.clone(), before.clone()));
            let version = Version { number, key, since: seq, until: None, body, salt };
            end.into_iter().chain([Effect::Put(id, version)]).collect()
        }
        Change::Remove { register, .. } => match before {
            Some(version) => vec![Effect::End(register, version.clone())],
            None => return Err(Error::damaged(format!("第{seq}条撤回的行不存在"))),
        },
        Change::Erase { entry, row } => vec![Effect::Erase(entry, row)],
        Change::Adopt { hash, year, .. } => vec![Effect::Adopt(hash, year)],
        Change::Rotate { note } => vec![Effect::Rotate(note)],
        Change::Close { year } => vec![Effect::Close(year)],
    })
}

impl Effect {
    /// A fact as a member of its sum, and the name of that; none of what is done to a row.
    pub fn fact(&self, seq: u64) -> Option<(&'static str, Digest)> {
        Some(match self {
            Effect::Put(..) | Effect::End(..) => return None,
            Effect::Erase(entry, _) => (facts::ERASURE, fact(facts::ERASURE, seq, &[&entry.to_string()])),
            Effect::Adopt(hash, year) => (facts::ADOPTION, facts::adoption(seq, hash, *year)),
            Effect::Rotate(note) => (facts::ROTATION, fact(facts::ROTATION, seq, &[note])),
            Effect::Close(year) => (facts::CLOSING, fact(facts::CLOSING, seq, &[&year.to_string()])),
        })
    }

    /// Writes what an entry does.
    pub fn write(&self, store: &Store, seq: u64) -> Result<()> {
        match self {
            Effect::Put(register, version) => store.put_version(register, version),
            Effect::End(register, version) => store.end_version(register, version.number, seq),
            Effect::Erase(entry, row) => {
                if let Some(version) = store.version_made_at(&row.register, row.number, *entry)?
                    && !version.is_erased()
                {
                    store.erase_version(&row.register, &version)?;
                }
                store.erase(*entry)?;
                store.put_erasure(seq, *entry)
            }
            Effect::Adopt(hash, year) => store.put_adoption(seq, hash, *year),
            Effect::Rotate(note) => store.put_rotation(seq, note),
            Effect::Close(year) => store.put_closing(seq, *year),
        }
    }
}

//! Keys beside the database (钥匙): a file each, known to the database by its digest, so that one that is lost or another
//! one is told and never made anew in silence: what was made from it would be void, and nobody would know why.

use crate::clock::Entropy;
use crate::error::{Error, Result};
use crate::store::{KEY_FILE, Store};
use proof::{Digest, Hash as _, Sm3, hex};
use std::path::Path;

/// A key that is made when it is first needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFile {
    /// From it follow the keys of devices.
    Signals,
    /// From it follow one-tap links and reply codes.
    Notices,
}

impl KeyFile {
    /// All of them.
    pub const ALL: [KeyFile; 2] = [KeyFile::Signals, KeyFile::Notices];

    /// Name of its file in the data folder.
    pub fn name(self) -> &'static str {
        match self {
            KeyFile::Signals => "signals.key",
            KeyFile::Notices => "notice.key",
        }
    }

    /// What is void without it.
    fn voids(self) -> &'static str {
        match self {
            KeyFile::Signals => "各设备的密钥都由它算出，没有它，哪台设备也报不进来",
            KeyFile::Notices => "已发出的链接和应答码都由它算出，没有它，住户的应答都认不出",
        }
    }

    /// Reads the key, made once when there never was one.
    ///
    /// # Errors
    /// [`Error::KeyLost`] for one that is gone, or not the one that was; [`Error::Damaged`] for one that is none.
    pub(crate) fn made(self, dir: &Path, store: &Store, entropy: &mut dyn Entropy) -> Result<Digest> {
        if dir.join(self.name()).exists() {
            let secret = self.read(dir, store)?;
            // A making that was cut off after the file.
            if store.meta(&self.fact())?.is_none() {
                store.set_meta(&self.fact(), &self.mark(&secret))?;
            }
            return Ok(secret);
        }
        match store.meta(&self.fact())? {
            Some(_) => Err(self.lost("不见了")),
            None => self.renewed(dir, store, entropy),
        }
    }

    /// Reads the key and holds it against the database.
    ///
    /// # Errors
    /// As [`KeyFile::made`]; a file that is not there.
    pub(crate) fn read(self, dir: &Path, store: &Store) -> Result<Digest> {
        let path = dir.join(self.name());
        let known = store.meta(&self.fact())?;
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && known.is_some() => {
                return Err(self.lost("不见了"));
            }
            read => read.map_err(Error::file(&path))?,
        };
        let damaged = || Error::damaged(format!("{} 不是密钥", path.display()));
        let secret = hex::digest(text.trim()).ok_or_else(damaged)?;
        match known {
            Some(mark) if mark != self.mark(&secret) => Err(self.lost("不是原来的那一把")),
            _ => Ok(secret),
        }
    }

    /// Makes a new key in the place of any other.
    pub(crate) fn renewed(self, dir: &Path, store: &Store, entropy: &mut dyn Entropy) -> Result<Digest> {
        let mut secret = [0; 32];
        entropy.fill(&mut secret)?;
        crate::private::write(&dir.join(self.name()), hex::write(&secret).as_bytes())?;
        store.set_meta(&self.fact(), &self.mark(&secret))?;
        Ok(secret)
    }

    fn fact(self) -> String {
        format!("{KEY_FILE}{}", self.name())
    }

    /// What the database knows a key by: it cannot be made from it.
    fn mark(self, secret: &Digest) -> String {
        hex::write(&Sm3::digest(&[b"duheng-key ", self.name().as_bytes(), b" ", secret])[..16])
    }

    fn lost(self, what: &str) -> Error {
        let name = self.name();
        Error::KeyLost(format!(
            "{name} {what}：{}。请从另存的钥匙取回；确实丢了，用 duheng keys 数据目录 --renew {} 换一把",
            self.voids(),
            name.trim_end_matches(".key")
        ))
    }
}

impl crate::Office {
    /// Which keys are there: name, and what is wrong with it if anything is.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn keys(&self) -> Result<Vec<(&'static str, Option<String>)>> {
        let store = self.house.lend()?;
        let state = |key: KeyFile| match (key.read(self.dir(), &store), store.meta(&key.fact())?) {
            (Ok(_), _) => Ok((key.name(), None)),
            (Err(Error::File(..)), None) => Ok((key.name(), Some("还没有用到".to_owned()))),
            (Err(error), _) => Ok((key.name(), Some(error.to_string()))),
        };
        KeyFile::ALL.into_iter().map(state).collect()
    }

    /// Makes a new key in the place of one that is lost: all that was made from the old one is void.
    ///
    /// # Errors
    /// A file or a store that refuses.
    pub fn renew_key(&self, key: KeyFile) -> Result<()> {
        let crate::district::Writing { store, entropy, .. } = &mut *self.turn();
        key.renewed(self.dir(), store, &mut **entropy)?;
        *crate::state::locked(&self.house.intake) = None;
        Ok(())
    }
}

//! Changing the key (换钥): an entry names the key that signs from here on, signed by the old key and by the new one.

use super::batch::Batch;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::signing;
use crate::view::RotationOutcome;
use finding::{Finding, Place};
use ledger::Act;
use proof::{LogSigner, PublicKey, Rotation, Signer};
use std::path::Path;
use std::sync::Arc;

impl Office {
    /// Gives the signing key up for another one: the secret `given` in hexadecimal, or one that is made. The old key is kept
    /// beside it, for what was sealed under it. Cut off at any step it is done again: a change whose entry is written
    /// already is brought to its end, and none is made.
    ///
    /// # Errors
    /// [`Error::NoKey`] when the old key is not there; a file or a store that refuses. What speaks against it is in the
    /// outcome.
    pub fn rotate_key(&self, session: &Session, given: Option<&str>) -> Result<RotationOutcome> {
        let (finished, committed) = self.commit(session, |batch| batch.rotate(given))?;
        let mut writing = self.turn();
        let keys = self.house.archive.audit.learn(&writing.store)?;
        // Nobody else changes the key meanwhile: the turn to write is held by whoever moves the files.
        writing.store.write(|_| Ok((false, put_in_place(self.dir(), keys.newest())?)))?;
        let recorded = finished || committed.first.is_some();
        let change = keys.rotations().last().filter(|_| recorded).map(signing::change);
        Ok(RotationOutcome { change, finished, findings: committed.findings })
    }
}

impl Batch<'_> {
    /// Puts the change of the key; true when one that was cut off was brought to its end instead.
    fn rotate(&mut self, given: Option<&str>) -> Result<bool> {
        let keys = self.keys()?;
        if put_in_place(self.dir(), keys.newest())? {
            return Ok(true);
        }
        let old = self.signer()?;
        let next = signing::next_place(self.dir());
        let new = match given.map(signing::read) {
            None => signing::own_key(&next, self.entropy())?,
            Some(None) => return self.no_key("rotate.form", "给的不是私钥", "私钥是64位十六进制数"),
            Some(Some(new)) => new,
        };
        if keys.has(&new.public_key()) {
            return self.no_key("rotate.used", "这把钥匙这份日志已经用过", "换一把新的");
        }
        if let Some(text) = given {
            crate::private::write(&next, text.trim().as_bytes())?;
        }
        keep(self.dir(), &old.public_key())?;
        let rotation = Rotation::sign(keys.origin(), self.first(), &*old, &new);
        self.act(Act::RotateKey { note: rotation.text() }, None, None)?;
        self.hand_over(Arc::<LogSigner>::new(new));
        Ok(false)
    }

    fn no_key(&mut self, code: &'static str, sentence: &str, hint: &'static str) -> Result<bool> {
        self.findings.push(Finding::error(code, Place::whole("私钥"), sentence).hint(hint));
        Ok(false)
    }
}

/// Puts the next key into the place of the old one, once the journal asks for it; whether there was one to put.
fn put_in_place(dir: &Path, newest: &PublicKey) -> Result<bool> {
    let (next, place) = (signing::next_place(dir), signing::place(dir));
    if !signing::read_key(&next).is_ok_and(|signer| signer.public_key() == *newest) {
        return Ok(false);
    }
    std::fs::rename(&next, &place).map_err(Error::file(&place))?;
    crate::private::flush_folder_of(&place)?;
    Ok(true)
}

/// Keeps the key that is given up.
fn keep(dir: &Path, key: &PublicKey) -> Result<()> {
    let place = signing::place(dir);
    let text = std::fs::read(&place).map_err(Error::file(&place))?;
    crate::private::write(&signing::given_up_place(dir, key), &text)
}

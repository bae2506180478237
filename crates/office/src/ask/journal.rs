//! The journal as an outsider sees it: root, entries, proofs.

use super::Reading;
use super::entry::{act_view, via, who};
use crate::clock::instant;
use crate::error::{Error, Result};
use crate::leaf::sealed;
use crate::session::Author;
use crate::state::Needs;
use crate::view::{EntryView, JournalRoot, ProofView};
use define::Right;
use ledger::{Act, MASK};
use proof::{Digest, Signed, hex};

impl Reading {
    /// Size, root and newest signed checkpoint.
    ///
    /// # Errors
    /// A journal without a checkpoint.
    pub fn journal_root(&self) -> Result<JournalRoot> {
        let standing = self.standing()?;
        let checkpoint = self.newest()?;
        Ok(JournalRoot {
            size: standing.size,
            root: standing.root,
            key: self.house.archive.audit.keys().newest().fingerprint(),
            checkpoint: checkpoint.text(),
        })
    }

    /// The inclusion proof of an entry against the newest checkpoint.
    ///
    /// # Errors
    /// As [`Reading::entry`].
    pub fn journal_prove(&self, seq: u64) -> Result<ProofView> {
        Ok(self.entry(seq)?.proof)
    }

    /// The newest entries, `limit` of them below `before` (the end of the journal when none), newest first.
    ///
    /// # Errors
    /// As [`Reading::entry`].
    pub fn entries(&self, before: Option<u64>, limit: usize) -> Result<Vec<EntryView>> {
        self.sight.needs(Right::Journal)?;
        let end = before.unwrap_or(u64::MAX).min(self.now);
        let from = end.saturating_sub(limit as u64);
        let read = || {
            let checkpoint = self.newest()?;
            (from..end).rev().map(|seq| self.entry_under(seq, &checkpoint)).collect::<Result<Vec<_>>>()
        };
        // The newest ones are what everybody asks for first.
        match before {
            None => {
                Ok((*self.state.answer(&format!("entries {} {limit}", self.now), Needs::All, read)?).clone())
            }
            Some(_) => read(),
        }
    }

    /// An entry with its inclusion proof.
    ///
    /// # Errors
    /// [`Error::Unknown`] for one that is not there; [`Error::Damaged`] when nothing proves it.
    pub fn entry(&self, seq: u64) -> Result<EntryView> {
        self.entry_under(seq, &self.newest()?)
    }

    fn entry_under(&self, seq: u64, checkpoint: &Signed) -> Result<EntryView> {
        let audit = &self.house.archive.audit;
        let entry = audit.entry(&self.store, seq, checkpoint.checkpoint.size)?;
        self.opens(seq, entry.as_ref().and_then(|entry| entry.body.as_deref()))?;
        let entry = entry.ok_or_else(|| Error::Unknown(format!("日志里没有第{seq}条")))?;
        let author = Author::read(&entry.author)?;
        let proven = audit.prove(&self.store, seq, checkpoint.checkpoint.size)?;
        let digits = |path: &[Digest]| path.iter().map(|digest| hex::write(digest)).collect();
        let body = entry.body.map(|body| String::from_utf8_lossy(&body).into_owned());
        let act = body.as_deref().and_then(|body| Act::parse(body).ok());
        let hidden = act.as_ref().and_then(|act| self.masked(act));
        // What is no act may hold anything: it is not shown either.
        let unread = (body.is_some() && act.is_none()).then(|| MASK.to_owned());
        let masked = hidden.as_ref().map(Act::print).or(unread);
        let salt = entry.salt.map(|salt| hex::write(&salt)).filter(|_| masked.is_none());
        Ok(EntryView {
            seq,
            time: instant(entry.at),
            act: hidden.or(act).map(act_view),
            body: masked.clone().or_else(|| body.clone()),
            salt: salt.clone(),
            leaf: hex::write(&proven.leaf),
            size: checkpoint.checkpoint.size,
            root: hex::write(&checkpoint.checkpoint.root),
            proof: ProofView {
                format: super::proof_file::FORMAT.to_owned(),
                entry: seq,
                body: body.filter(|_| masked.is_none()).map(|act| sealed(entry.at, &entry.author, &act)),
                salt,
                leaf: hex::write(&proven.leaf),
                path: digits(&proven.path),
                twin: hex::write(&proven.twin),
                twin_path: digits(&proven.twin_path),
                checkpoint: checkpoint.text(),
                key: audit.keys().within(checkpoint.checkpoint.size).text(),
            },
            actor: author.who.name().to_owned(),
            kind: who(&author.who),
            post: author.post.unwrap_or_default(),
            via: via(author.via),
        })
    }

    /// Nothing, when an entry is for who asks: he reads the journal, or sees the version of the row that it made. From a figure's row
    /// everybody goes on to its proof. Of what is another's and of what is not there he is told the same.
    fn opens(&self, seq: u64, body: Option<&[u8]>) -> Result<()> {
        let Err(denied) = self.sight.needs(Right::Journal) else { return Ok(()) };
        let act = body.and_then(|body| Act::parse(&String::from_utf8_lossy(body)).ok());
        let Some(Act::Record { register, .. }) = act else { return Err(denied) };
        let Some((number, _)) = self.store.made_at(&register, seq)? else { return Err(denied) };
        match self.row(&register, number) {
            Ok(history) if history.versions.iter().any(|version| version.row.entry == seq) => Ok(()),
            Ok(_) | Err(Error::Unknown(_)) => Err(denied),
            Err(error) => Err(error),
        }
    }

    /// The act with sensitive cells masked; none when it has none. A register or a field that the pack does not know may
    /// be sensitive: it is masked.
    fn masked(&self, act: &Act) -> Option<Act> {
        let known = |id: &str| self.pack().register_by_id(id);
        let hidden = |id: &str| known(id).is_none_or(ledger::has_sensitive_key);
        match act.clone() {
            Act::Record { register, mut key, origin, mut cells } => {
                let mut masked = hidden(&register);
                if masked {
                    key = MASK.to_owned();
                }
                let field = |name: &str| known(&register).and_then(|known| known.field(name));
                for (name, value) in &mut cells {
                    if field(name).is_none_or(|(_, field)| field.sensitive) {
                        *value = ledger::Value::Text(MASK.to_owned());
                        masked = true;
                    }
                }
                masked.then_some(Act::Record { register, key, origin, cells })
            }
            Act::Withdraw { register, reason, .. } if hidden(&register) => {
                Some(Act::Withdraw { register, key: MASK.to_owned(), reason })
            }
            _ => None,
        }
    }

    fn newest(&self) -> Result<Signed> {
        let sealed = self.house.archive.audit.of(&self.store, self.now)?;
        sealed.signed.clone().ok_or_else(|| Error::damaged("日志没有检查点"))
    }
}

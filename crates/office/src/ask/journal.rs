//! The journal as an outsider sees it: root, entries, proofs.

use super::Reading;
use super::entry::{act_view, via, who};
use crate::clock::instant;
use crate::error::{Error, Result};
use crate::leaf::sealed;
use crate::session::Author;
use crate::state::Needs;
use crate::store::NodeReader;
use crate::view::{EntryView, JournalRoot, ProofView};
use finding::{Finding, Place};
use ledger::{Act, MASK};
use proof::{Digest, Signed, Sm3, fingerprint, hex, salted_leaf, verify_inclusion};

/// The form of a proof file.
const FORMAT: &str = "duheng-inclusion-proof/1";

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
            key: fingerprint(&checkpoint.public_key),
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
        let entry = self.store.entry(seq)?.ok_or_else(|| Error::Unknown(format!("日志里没有第{seq}条")))?;
        let author = Author::read(&entry.author)?;
        let nodes = NodeReader(&self.store);
        let leaf =
            proof::Nodes::node(&nodes, 0, seq).ok_or_else(|| Error::damaged(format!("第{seq}条没有叶子")))?;
        let path = proof::inclusion::<Sm3>(&nodes, seq, checkpoint.checkpoint.size)
            .ok_or_else(|| Error::damaged(format!("第{seq}条的证明缺少结点")))?;
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
            leaf: hex::write(&leaf),
            size: checkpoint.checkpoint.size,
            root: hex::write(&checkpoint.checkpoint.root),
            proof: ProofView {
                format: FORMAT.to_owned(),
                entry: seq,
                body: body.filter(|_| masked.is_none()).map(|act| sealed(entry.at, &entry.author, &act)),
                salt,
                leaf: hex::write(&leaf),
                path: path.iter().map(|digest| hex::write(digest)).collect(),
                checkpoint: checkpoint.text(),
            },
            actor: author.who.name().to_owned(),
            kind: who(&author.who),
            post: author.post.unwrap_or_default(),
            via: via(author.via),
        })
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
        let text = self.store.checkpoint()?.ok_or_else(|| Error::damaged("日志没有检查点"))?;
        Signed::read(&text).ok_or_else(|| Error::damaged("检查点读不成"))
    }
}

/// Verifies a proof file by itself: leaf from body and salt, path to the root, signature of the checkpoint. What it says
/// of the entry is given back.
///
/// # Errors
/// The finding that says what does not hold.
pub fn verify_proof(text: &str) -> std::result::Result<ProofView, Box<Finding>> {
    let refuse = |code, sentence: &str| Err(Box::new(Finding::error(code, Place::whole("证明"), sentence)));
    let Ok(view) = serde_json::from_str::<ProofView>(text) else {
        return refuse("proof.form", "不是存在证明文件");
    };
    let path: Option<Vec<Digest>> = view.path.iter().map(|step| hex::digest(step)).collect();
    let (Some(leaf), Some(path), Some(signed)) =
        (hex::digest(&view.leaf), path, Signed::read(&view.checkpoint))
    else {
        return refuse("proof.form", "证明里的杂凑值或检查点读不成");
    };
    if view.format != FORMAT {
        return refuse("proof.form", "不认识的证明格式");
    }
    if let (Some(text), Some(salt)) = (&view.body, &view.salt) {
        let salt = hex::read(salt).and_then(|salt| <[u8; proof::SALT]>::try_from(salt).ok());
        if salt.map(|salt| salted_leaf::<Sm3>(&salt, text.as_bytes())) != Some(leaf) {
            return refuse("proof.leaf", "条目的内容与叶子不符：内容被改动过");
        }
    }
    if !signed.verify() {
        return refuse("proof.signature", "检查点的签名不成立");
    }
    let checkpoint = &signed.checkpoint;
    match verify_inclusion::<Sm3>(view.entry, checkpoint.size, &leaf, &path, &checkpoint.root) {
        Ok(()) => Ok(view),
        Err(refused) => refuse("proof.path", &refused.to_string()),
    }
}

//! The journal as an outsider sees it: root, entries, proofs.

use crate::district::{Inner, Office};
use crate::store::{Entry, NodeReader};
use crate::view::{EntryView, JournalRoot, ProofView};
use crate::{Error, Result, instant};
use finding::{Finding, Place};
use ledger::Act;
use proof::{Digest, Signed, Sm3, fingerprint, hex, salted_leaf, verify_inclusion};

/// The form of a proof file.
const FORMAT: &str = "duheng-inclusion-proof/1";
/// What the text of an entry begins with: form and version.
const HEAD: &str = "duheng-entry\t1";

impl Office {
    /// Size, root and newest signed checkpoint.
    pub fn journal_root(&self) -> Result<JournalRoot> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        let standing = inner.standing(size)?;
        let checkpoint = inner.newest()?;
        Ok(JournalRoot {
            size,
            root: standing.root,
            key: fingerprint(&checkpoint.public_key),
            checkpoint: checkpoint.text(),
        })
    }

    /// An entry with its inclusion proof.
    pub fn entry(&self, seq: u64) -> Result<EntryView> {
        self.turn().entry_view(seq)
    }

    /// The inclusion proof of an entry against the newest checkpoint.
    pub fn journal_prove(&self, seq: u64) -> Result<ProofView> {
        Ok(self.entry(seq)?.proof)
    }

    /// The newest entries, `limit` of them below `before` (the end of the journal when none), newest first.
    pub fn entries(&self, before: Option<u64>, limit: usize) -> Result<Vec<EntryView>> {
        let inner = &mut *self.turn();
        let end = before.unwrap_or(u64::MAX).min(inner.store.size()?);
        let from = end.saturating_sub(limit as u64);
        (from..end).rev().map(|seq| inner.entry_view(seq)).collect()
    }
}

impl Inner {
    pub(crate) fn entry_view(&mut self, seq: u64) -> Result<EntryView> {
        let entry = self.store.entry(seq)?.ok_or_else(|| Error::Unknown(format!("日志里没有第{seq}条")))?;
        let nodes = NodeReader(&self.store);
        let leaf =
            proof::Nodes::node(&nodes, 0, seq).ok_or_else(|| Error::damaged(format!("第{seq}条没有叶子")))?;
        let checkpoint = self.newest()?;
        let path = proof::inclusion::<Sm3>(&nodes, seq, checkpoint.checkpoint.size)
            .ok_or_else(|| Error::damaged(format!("第{seq}条的证明缺少结点")))?;
        let body = entry.body.map(|body| String::from_utf8_lossy(&body).into_owned());
        let masked = body.as_deref().and_then(|body| self.masked(body));
        let salt = entry.salt.map(|salt| hex::write(&salt)).filter(|_| masked.is_none());
        Ok(EntryView {
            seq,
            time: instant(entry.at),
            body: masked.clone().or_else(|| body.clone()),
            salt: salt.clone(),
            leaf: hex::write(&leaf),
            proof: ProofView {
                format: FORMAT.to_owned(),
                entry: seq,
                body: body.filter(|_| masked.is_none()).map(|act| sealed(entry.at, &entry.actor, &act)),
                salt,
                leaf: hex::write(&leaf),
                path: path.iter().map(|digest| hex::write(digest)).collect(),
                checkpoint: checkpoint.text(),
            },
            actor: entry.actor,
        })
    }

    /// The text of an act with sensitive cells masked; none when it has none.
    fn masked(&mut self, body: &str) -> Option<String> {
        let Ok(Act::Record { register, mut key, origin, mut cells }) = Act::parse(body) else { return None };
        let size = self.store.size().ok()?;
        let pack = self.pack(size).ok()?;
        let definition = pack.register_by_id(&register)?;
        if crate::rows::key_hidden(definition) {
            key = crate::rows::MASK.to_owned();
        }
        let mut hidden = false;
        for (name, value) in &mut cells {
            if definition.field(name).is_some_and(|(_, field)| field.sensitive) {
                *value = ledger::Value::Text(crate::rows::MASK.to_owned());
                hidden = true;
            }
        }
        hidden.then(|| Act::Record { register, key, origin, cells }.print())
    }

    fn newest(&self) -> Result<Signed> {
        let text = self.store.checkpoint()?.ok_or_else(|| Error::damaged("日志没有检查点"))?;
        Signed::read(&text).ok_or_else(|| Error::damaged("检查点读不成"))
    }
}

/// The text that a leaf is hashed over: one line of head, time (milliseconds since 1970) and actor, then the act. Who and
/// when are sealed with what: neither can be rewritten unnoticed.
pub(crate) fn sealed(at: i64, actor: &str, act: &str) -> String {
    format!("{HEAD}\t{at}\t{}\n{act}", actor.replace(['\t', '\n', '\r'], " "))
}

/// The leaf of an entry; none once its content is erased, or when it is not text.
pub(crate) fn leaf(entry: &Entry) -> Option<Digest> {
    let act = std::str::from_utf8(entry.body.as_deref()?).ok()?;
    Some(salted_leaf::<Sm3>(&entry.salt?, sealed(entry.at, &entry.actor, act).as_bytes()))
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

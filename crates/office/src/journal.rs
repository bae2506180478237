//! The journal as an outsider sees it: root, proofs, verification.

use crate::district::{Inner, Office};
use crate::store::{Entry, NodeReader, Store};
use crate::view::{EntryView, JournalCheck, JournalRoot, ProofView};
use crate::{Error, Result, instant};
use finding::{Finding, Place};
use proof::{Digest, Edge, Signed, Sm3, fingerprint, hex, salted_leaf, verify_inclusion};

/// The form of a proof file.
const FORMAT: &str = "duheng-inclusion-proof/1";
/// What the text of an entry begins with: form and version.
const HEAD: &str = "duheng-entry\t1";
/// Most findings of one verification.
const FINDINGS_LIMIT: usize = 100;

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

    /// Recomputes every leaf, node and root, verifies every checkpoint, and names what does not hold.
    pub fn journal_verify(&self) -> Result<JournalCheck> {
        let inner = &mut *self.turn();
        let store = &inner.store;
        let size = store.size()?;
        let mut check = JournalCheck {
            size,
            root: String::new(),
            checkpoints: 0,
            erased: 0,
            key: fingerprint(&inner.signer.public_key()),
            findings: Vec::new(),
        };
        let levels = nodes(store, &mut check)?;
        let mut edge = Edge::default();
        let mut roots: Vec<(u64, String)> = store.checkpoints()?;
        roots.reverse();
        let mut expected = 0;
        store.each_entry(0, u64::MAX, |entry| {
            while expected < entry.seq {
                tell(&mut check, "journal.entry-missing", expected, "这一条不见了");
                expected += 1;
            }
            expected += 1;
            let stored = levels.first().and_then(|leaves| leaves.get(entry.seq as usize));
            let leaf = match (leaf(&entry), stored) {
                (Some(leaf), Some(stored)) if leaf == *stored => leaf,
                (Some(leaf), _) => {
                    tell(
                        &mut check,
                        "journal.entry-changed",
                        entry.seq,
                        "这一条的内容与日志树里的叶子不符：内容、盐或叶子被改动过",
                    );
                    leaf
                }
                (None, Some(stored)) => {
                    check.erased += 1;
                    *stored
                }
                (None, None) => [0; 32],
            };
            edge.append::<Sm3>(leaf, |level, number, digest| {
                let stored = levels.get(level as usize).and_then(|level| level.get(number as usize));
                if level > 0 && stored != Some(&digest) {
                    let covered = format!("日志树第{level}层第{number}个结点与其下各条不符");
                    tell(&mut check, "journal.node-changed", number << level, &covered);
                }
            });
            while let Some((size, text)) = roots.pop_if(|(size, _)| *size == edge.size()) {
                checkpoint(&mut check, size, &text, &edge, &*inner.signer);
            }
            Ok(())
        })?;
        for (size, _) in &roots {
            tell(&mut check, "journal.checkpoint-beyond", *size, "检查点所说的条目比日志还多：日志被截短过");
        }
        check.root = hex::write(&edge.root::<Sm3>());
        Ok(check)
    }
}

impl Inner {
    pub(crate) fn entry_view(&self, seq: u64) -> Result<EntryView> {
        let entry = self.store.entry(seq)?.ok_or_else(|| Error::Unknown(format!("日志里没有第{seq}条")))?;
        let nodes = NodeReader(&self.store);
        let leaf =
            proof::Nodes::node(&nodes, 0, seq).ok_or_else(|| Error::damaged(format!("第{seq}条没有叶子")))?;
        let checkpoint = self.newest()?;
        let path = proof::inclusion::<Sm3>(&nodes, seq, checkpoint.checkpoint.size)
            .ok_or_else(|| Error::damaged(format!("第{seq}条的证明缺少结点")))?;
        let body = entry.body.map(|body| String::from_utf8_lossy(&body).into_owned());
        let salt = entry.salt.map(|salt| hex::write(&salt));
        Ok(EntryView {
            seq,
            time: instant(entry.at),
            body: body.clone(),
            salt: salt.clone(),
            leaf: hex::write(&leaf),
            proof: ProofView {
                format: FORMAT.to_owned(),
                entry: seq,
                text: body.map(|act| sealed(entry.at, &entry.actor, &act)),
                salt,
                leaf: hex::write(&leaf),
                path: path.iter().map(|digest| hex::write(digest)).collect(),
                checkpoint: checkpoint.text(),
            },
            actor: entry.actor,
        })
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
fn leaf(entry: &Entry) -> Option<Digest> {
    let act = std::str::from_utf8(entry.body.as_deref()?).ok()?;
    Some(salted_leaf::<Sm3>(&entry.salt?, sealed(entry.at, &entry.actor, act).as_bytes()))
}

/// Stored nodes by level. Reading them at once is quicker than asking for each.
fn nodes(store: &Store, check: &mut JournalCheck) -> Result<Vec<Vec<Digest>>> {
    let mut levels: Vec<Vec<Digest>> = Vec::new();
    store.each_node(|level, number, digest| {
        while levels.len() <= level as usize {
            levels.push(Vec::new());
        }
        let row = &mut levels[level as usize];
        while (row.len() as u64) < number {
            tell(check, "journal.node-missing", (row.len() as u64) << level, "日志树少了一个结点");
            row.push([0; 32]);
        }
        match <Digest>::try_from(digest) {
            Ok(digest) => row.push(digest),
            Err(_) => {
                tell(check, "journal.node-changed", number << level, "日志树的一个结点长度不对");
                row.push([0; 32]);
            }
        }
        Ok(())
    })?;
    Ok(levels)
}

fn checkpoint(check: &mut JournalCheck, size: u64, text: &str, edge: &Edge, signer: &dyn proof::Signer) {
    let place = size.saturating_sub(1);
    match Signed::read(text) {
        None => tell(check, "journal.checkpoint-broken", place, "检查点的文字被改动过，读不成"),
        Some(signed) if !signed.verify() => {
            tell(check, "journal.checkpoint-signature", place, "检查点的签名不成立")
        }
        Some(signed) if signed.public_key != signer.public_key() => {
            tell(check, "journal.checkpoint-key", place, "检查点不是用本区的钥匙签的");
        }
        Some(signed) if signed.checkpoint.size != size || signed.checkpoint.root != edge.root::<Sm3>() => {
            tell(
                check,
                "journal.checkpoint-root",
                place,
                "检查点签下的根与日志推出的根不同：此前有条目被改动过",
            );
        }
        Some(_) => check.checkpoints += 1,
    }
}

fn tell(check: &mut JournalCheck, code: &'static str, seq: u64, sentence: &str) {
    if check.findings.len() < FINDINGS_LIMIT {
        check.findings.push(Finding::error(code, Place::whole(format!("日志第{seq}条")), sentence));
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
    if let (Some(text), Some(salt)) = (&view.text, &view.salt) {
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

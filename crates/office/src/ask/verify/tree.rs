//! Leaves against entries, nodes against nodes below, checkpoints against roots.

use super::{Leaf, tell};
use crate::error::Result;
use crate::store::Store;
use crate::view::JournalCheck;
use proof::{Digest, Nodes, Signed, Sm3, hex};

/// Stored nodes of the first `size` entries by level.
pub(super) fn nodes(store: &Store, size: u64) -> Result<Vec<Vec<Option<Digest>>>> {
    let mut levels: Vec<Vec<Option<Digest>>> = Vec::new();
    let mut length = size;
    while length > 0 {
        levels.push(vec![None; length as usize]);
        length >>= 1;
    }
    store.each_node(|level, number, digest| {
        if let Some(place) = levels.get_mut(level as usize).and_then(|level| level.get_mut(number as usize)) {
            *place = Digest::try_from(digest).ok();
        }
        Ok(())
    })?;
    Ok(levels)
}

/// The stored nodes as the tree that checkpoints were signed over.
struct Stored<'s>(&'s [Vec<Option<Digest>>]);

impl Nodes for Stored<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        *self.0.get(level as usize)?.get(usize::try_from(index).ok()?)?
    }
}

/// Holds leaves as recomputed against stored ones, every stored node against the two below it, and every checkpoint
/// against the root of its size. Together they say that the entries are the ones that were signed.
pub(super) fn verify<'l>(
    check: &mut JournalCheck,
    store: &Store,
    leaves: impl Iterator<Item = &'l Leaf>,
    levels: &[Vec<Option<Digest>>],
    public_key: &[u8],
) -> Result<()> {
    let stored = levels.first().map_or(&[][..], Vec::as_slice);
    for (seq, (leaf, stored)) in leaves.zip(stored).enumerate() {
        match (leaf, stored) {
            (Leaf::Hashed(leaf), Some(stored)) if leaf == stored => {}
            (Leaf::Erased, Some(_)) => {}
            (Leaf::Missing, _) => tell(check, "journal.entry-missing", seq as u64, "这一条不见了"),
            _ => {
                let sentence = "这一条与日志树里的叶子不符：时间、记录人、内容、盐或叶子被改动过";
                tell(check, "journal.entry-changed", seq as u64, sentence);
            }
        }
    }
    for (seq, at, level) in broken(levels) {
        let sentence = format!("日志树第{level}层第{at}个结点与其下的结点不符");
        tell(check, "journal.node-changed", seq, &sentence);
    }
    let root = |size: u64| proof::root::<Sm3>(&Stored(levels), size);
    for (size, text) in store.checkpoints()? {
        checkpoint(check, size, &text, root(size.min(check.size)), public_key);
    }
    check.root = root(check.size).map(|root| hex::write(&root)).unwrap_or_default();
    Ok(())
}

/// Inner nodes that are not the digest of the two below: first entry covered, number, level. Halves of each level are
/// hashed side by side.
fn broken(levels: &[Vec<Option<Digest>>]) -> Vec<(u64, usize, usize)> {
    let wrong = |level: usize, below: &[Option<Digest>], nodes: &[Option<Digest>], first: usize| -> Vec<_> {
        let pairs = below.chunks_exact(2).zip(nodes).enumerate();
        let holds = |pair: &[Option<Digest>], node: &Option<Digest>| match (pair, node) {
            ([Some(left), Some(right)], Some(node)) => proof::node::<Sm3>(left, right) == *node,
            _ => false,
        };
        let wrong = pairs.filter(|(_, (pair, node))| !holds(pair, node)).map(|(at, _)| first + at);
        wrong.map(|at| ((at as u64) << level, at, level)).collect()
    };
    std::thread::scope(|scope| {
        let mut halves = Vec::new();
        for (below, (level, nodes)) in levels.iter().zip(levels.iter().enumerate().skip(1)) {
            let middle = nodes.len() / 2;
            let (left, right) = nodes.split_at(middle);
            let (below_left, below_right) = below.split_at(middle * 2);
            let beside = scope.spawn(move || wrong(level, below_left, left, 0));
            halves.push(wrong(level, below_right, right, middle));
            halves.push(beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        let mut all = halves.concat();
        all.sort_unstable();
        all
    })
}

fn checkpoint(check: &mut JournalCheck, size: u64, text: &str, root: Option<Digest>, public_key: &[u8]) {
    let place = size.saturating_sub(1);
    let entries = check.size;
    let mut refuse = |code, sentence: &str| tell(check, code, place, sentence);
    match Signed::read(text) {
        None => refuse("journal.checkpoint-broken", "检查点的文字被改动过，读不成"),
        Some(signed) if !signed.verify() => refuse("journal.checkpoint-signature", "检查点的签名不成立"),
        Some(signed) if signed.public_key != public_key => {
            refuse("journal.checkpoint-key", "检查点不是用本区的钥匙签的");
        }
        Some(_) if size > entries => {
            refuse("journal.checkpoint-beyond", "检查点所说的条目比日志还多：日志被截短过");
        }
        Some(signed) if signed.checkpoint.size != size || Some(signed.checkpoint.root) != root => {
            let sentence = "检查点签下的根与日志推出的根不同：此前有条目被改动过";
            refuse("journal.checkpoint-root", sentence);
        }
        Some(_) => check.checkpoints += 1,
    }
}

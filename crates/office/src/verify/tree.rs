//! Leaves against entries, nodes against nodes below, checkpoints against roots.

use super::{Leaf, Read, TOGETHER, tell};
use crate::error::Result;
use crate::store::Store;
use crate::view::JournalCheck;
use proof::{Digest, Hash, Keys, Nodes, Sha256, Signed, Sm3, hex};

/// Nodes by level and number.
pub(super) type Levels = Vec<Vec<Option<Digest>>>;

/// Stored nodes of both trees over the first `size` entries, and how many belong to neither.
pub(super) fn nodes(store: &Store, size: u64) -> Result<(Levels, Levels, u64)> {
    let mut nodes: Levels = Vec::new();
    let mut length = size;
    while length > 0 {
        nodes.push(vec![None; length as usize]);
        length >>= 1;
    }
    let (mut twins, mut stray) = (nodes.clone(), 0);
    store.each_node(|level, number, digest, twin| {
        let place = |levels: &mut Levels, digest: &[u8]| {
            let place = levels.get_mut(level as usize).and_then(|level| level.get_mut(number as usize));
            place.map(|place| *place = Digest::try_from(digest).ok()).is_some()
        };
        if !(place(&mut nodes, digest) && place(&mut twins, twin)) {
            stray += 1;
        }
        Ok(())
    })?;
    Ok((nodes, twins, stray))
}

/// The stored nodes as the tree that checkpoints were signed over.
struct Stored<'s>(&'s [Vec<Option<Digest>>]);

impl Nodes for Stored<'_> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        *self.0.get(level as usize)?.get(usize::try_from(index).ok()?)?
    }
}

/// Holds leaves as recomputed against stored ones, every stored node against the two below it, and every checkpoint
/// against the roots of its size. Together they say that the entries are the ones that were signed, all of them, and
/// that each checkpoint goes on from the one before it.
pub(super) fn verify(check: &mut JournalCheck, store: &Store, read: &Read, keys: &Keys) -> Result<()> {
    let stored =
        |levels: &Levels, seq: usize| levels.first().and_then(|level| level.get(seq).copied().flatten());
    for (seq, leaf) in read.leaves.iter().flatten().enumerate() {
        let (node, twin) = (stored(&read.nodes, seq), stored(&read.twins, seq));
        match leaf {
            Leaf::Hashed(leaf, other) if node == Some(*leaf) && twin == Some(*other) => {}
            Leaf::Erased if node.is_some() && twin.is_some() => {}
            Leaf::Missing => tell(check, "journal.entry-missing", seq as u64, "这一条不见了"),
            _ => {
                let sentence = "这一条与日志树里的叶子不符：时间、记录人、内容、盐或叶子被改动过";
                tell(check, "journal.entry-changed", seq as u64, sentence);
            }
        }
    }
    for (seq, at, level) in broken::<Sm3>(&read.nodes).into_iter().chain(broken::<Sha256>(&read.twins)) {
        let sentence = format!("日志树第{level}层第{at}个结点与其下的结点不符");
        tell(check, "journal.node-changed", seq, &sentence);
    }
    if read.stray > 0 {
        let sentence = format!("日志树里多出{}个结点", read.stray);
        tell(check, "journal.node-stray", check.size, &sentence);
    }
    let roots = |size: u64| {
        Some((
            proof::root::<Sm3>(&Stored(&read.nodes), size)?,
            proof::root::<Sha256>(&Stored(&read.twins), size)?,
        ))
    };
    let checkpoints = store.checkpoints()?;
    let judge =
        |(size, text): &(u64, String)| fault(*size, text, check.size, roots((*size).min(check.size)), keys);
    let faults = beside(&checkpoints, judge);
    for ((size, _), fault) in checkpoints.iter().zip(faults) {
        match fault {
            Some((code, sentence)) => tell(check, code, size.saturating_sub(1), sentence),
            None => check.checkpoints += 1,
        }
    }
    let covered = checkpoints.iter().map(|(size, _)| *size).max().unwrap_or(0);
    if covered < check.size {
        tell(
            check,
            "journal.uncovered",
            covered,
            "从这一条起没有签名的检查点盖住：检查点被删过，或条目是另加的",
        );
    }
    check.root = roots(check.size).map(|(root, _)| hex::write(&root)).unwrap_or_default();
    Ok(())
}

/// Inner nodes that are not the digest of the two below: first entry covered, number, level. Halves of each level are
/// hashed side by side.
fn broken<H: Hash>(levels: &[Vec<Option<Digest>>]) -> Vec<(u64, usize, usize)> {
    let wrong = |level: usize, below: &[Option<Digest>], nodes: &[Option<Digest>], first: usize| -> Vec<_> {
        let mut wrong = Vec::new();
        for (nth, (pairs, nodes)) in below.chunks(2 * TOGETHER).zip(nodes.chunks(TOGETHER)).enumerate() {
            // What is missing is hashed as noughts and holds nothing.
            let both = |pair: &[Option<Digest>]| (pair[0].unwrap_or_default(), pair[1].unwrap_or_default());
            let whole = |pair: &[Option<Digest>]| pair[0].is_some() && pair[1].is_some();
            let pairs = pairs.chunks_exact(2);
            let digests = proof::nodes::<H>(&pairs.clone().map(both).collect::<Vec<_>>());
            for (place, ((pair, node), digest)) in pairs.zip(nodes).zip(digests).enumerate() {
                if !whole(pair) || *node != Some(digest) {
                    let at = first + nth * TOGETHER + place;
                    wrong.push(((at as u64) << level, at, level));
                }
            }
        }
        wrong
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

/// What does not hold of a checkpoint: code and sentence.
type Fault = (&'static str, &'static str);

/// Judges checkpoints side by side, in their order: two signatures each are what a verification waits for.
fn beside<T: Sync, U: Send>(all: &[T], judge: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let judge = &judge;
    std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(cores).max(1));
        let workers: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(judge).collect::<Vec<U>>())).collect();
        let done = |worker: std::thread::ScopedJoinHandle<'_, Vec<U>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(done).collect()
    })
}

fn fault(size: u64, text: &str, entries: u64, roots: Option<(Digest, Digest)>, keys: &Keys) -> Option<Fault> {
    let Some(signed) = Signed::read(text) else {
        return Some(("journal.checkpoint-broken", "检查点的文字被改动过，读不成"));
    };
    let checkpoint = &signed.checkpoint;
    if checkpoint.origin != keys.origin() {
        return Some(("journal.checkpoint-origin", "检查点说的是另一份日志"));
    }
    if !keys.signed(&signed) {
        return Some(("journal.checkpoint-signature", "检查点的签名不是本区当时的钥匙签的，或被改动过"));
    }
    if size > entries {
        return Some(("journal.checkpoint-beyond", "检查点所说的条目比日志还多：日志被截短过"));
    }
    if checkpoint.size != size || Some((checkpoint.root, checkpoint.twin)) != roots {
        return Some(("journal.checkpoint-root", "检查点签下的根与日志推出的根不同：此前有条目被改动过"));
    }
    None
}

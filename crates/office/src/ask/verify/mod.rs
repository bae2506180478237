//! Verification (核验): everything stored is recomputed from the entries, and what does not hold is named.

mod rows;
mod tree;

use crate::district::Office;
use crate::error::Result;
use crate::leaf::leaf;
use crate::session::Session;
use crate::store::Store;
use crate::view::JournalCheck;
use finding::{Finding, Place};
use ledger::Act;
use proof::{Digest, Signed, fingerprint};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Most findings of one verification.
const FINDINGS_LIMIT: usize = 100;
/// Entries hashed at a time.
const STRETCH: u64 = 50_000;
/// What the text of an act of erasure begins with.
const ERASE: &[u8] = b"duheng-act\t1\terase\n";

impl Office {
    /// Recomputes every leaf, node and root, verifies every checkpoint, compares every row with its entry, and names
    /// what does not hold.
    ///
    /// # Errors
    /// A store that cannot be read at all.
    pub fn journal_verify(&self, _session: &Session) -> Result<JournalCheck> {
        let store = self.house.lend()?;
        let size = extent(&store)?;
        let mut found = Found::default();
        for part in in_parallel(&store, size)? {
            found.join(part);
        }
        found.leaves.sort_by_key(|(from, _)| *from);
        let public_key = self.house.signer.public_key();
        let mut check = JournalCheck {
            size,
            root: String::new(),
            checkpoints: 0,
            erased: found.erased.len() as u64,
            key: fingerprint(&public_key),
            findings: Vec::new(),
        };
        let leaves = found.leaves.iter().flat_map(|(_, leaves)| leaves);
        tree::verify(&mut check, &store, leaves, &found.nodes, &public_key)?;
        for seq in found.erased.difference(&found.erasures) {
            tell(&mut check, "journal.entry-emptied", *seq, "这一条的内容没有了，日志里却没有删除它的记录");
        }
        check.findings.extend(found.rows);
        check.findings.truncate(FINDINGS_LIMIT);
        Ok(check)
    }
}

/// How many entries to look at. A damaged number of an entry may be anything; the newest checkpoint knows better, and
/// where the two differ the entries are counted.
fn extent(store: &Store) -> Result<u64> {
    let size = store.size()?;
    let signed = store.checkpoint()?.and_then(|text| Signed::read(&text));
    match signed {
        Some(signed) if signed.checkpoint.size == size => Ok(size),
        _ => Ok(size.min(store.count()? + 1)),
    }
}

/// What one worker found.
#[derive(Default)]
struct Found {
    /// Stretches of leaves as recomputed: the first entry's number, then a leaf for each entry.
    leaves: Vec<(u64, Vec<Leaf>)>,
    erased: BTreeSet<u64>,
    /// Entries that acts of erasure name.
    erasures: BTreeSet<u64>,
    /// Stored nodes by level; none for one that is missing or of a wrong length.
    nodes: Vec<Vec<Option<Digest>>>,
    rows: Vec<Finding>,
}

/// The leaf of an entry as recomputed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Hashed(Digest),
    /// Body and salt are gone.
    Erased,
    /// There is a body that no leaf can be hashed of.
    Unreadable,
    /// There is no such entry.
    Missing,
}

impl Found {
    fn join(&mut self, other: Found) {
        self.leaves.extend(other.leaves);
        self.erased.extend(other.erased);
        self.erasures.extend(other.erasures);
        self.rows.extend(other.rows);
        if self.nodes.is_empty() {
            self.nodes = other.nodes;
        }
    }

    fn hash(&mut self, store: &Store, from: u64, to: u64) -> Result<()> {
        let mut leaves = Vec::with_capacity((to - from) as usize);
        store.each_entry(from, to, |entry| {
            leaves.resize((entry.seq - from) as usize, Leaf::Missing);
            leaves.push(match leaf(&entry) {
                Some(leaf) => Leaf::Hashed(leaf),
                None if entry.body.is_none() && entry.salt.is_none() => {
                    self.erased.insert(entry.seq);
                    Leaf::Erased
                }
                None => Leaf::Unreadable,
            });
            if let Some(body) = entry.body.filter(|body| body.starts_with(ERASE))
                && let Ok(Act::Erase { entry, .. }) = Act::parse(&String::from_utf8_lossy(&body))
            {
                self.erasures.insert(entry);
            }
            Ok(())
        })?;
        leaves.resize((to - from) as usize, Leaf::Missing);
        self.leaves.push((from, leaves));
        Ok(())
    }
}

/// Rows, nodes and stretches of entries, worked off by as many threads as there are cores.
fn in_parallel(store: &Store, size: u64) -> Result<Vec<Found>> {
    let stretches = size.div_ceil(STRETCH) as usize;
    let next = AtomicUsize::new(0);
    let work = |store: &Store| -> Result<Found> {
        let mut found = Found::default();
        loop {
            match next.fetch_add(1, Ordering::Relaxed) {
                0 => found.rows = rows::verify(store)?,
                1 => found.nodes = tree::nodes(store, size)?,
                job if job < stretches + 2 => {
                    let from = (job - 2) as u64 * STRETCH;
                    found.hash(store, from, size.min(from + STRETCH))?;
                }
                _ => return Ok(found),
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let beside = (1..cores.min(stretches + 2)).map(|_| store.again()).collect::<Result<Vec<_>>>()?;
    std::thread::scope(|scope| {
        let workers: Vec<_> = beside.into_iter().map(|store| scope.spawn(move || work(&store))).collect();
        let mut all = vec![work(store)?];
        for worker in workers {
            all.push(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}

fn tell(check: &mut JournalCheck, code: &'static str, seq: u64, sentence: &str) {
    if check.findings.len() < FINDINGS_LIMIT {
        check.findings.push(Finding::error(code, Place::whole(format!("日志第{seq}条")), sentence));
    }
}

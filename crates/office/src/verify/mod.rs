//! Verification (核验): everything stored is recomputed from the entries, and what does not hold is named.
//!
//! "Verified" has one meaning: the newest checkpoint covers every entry, each checkpoint was signed by the district's own
//! key over the trees and sums that the entries lead to, and every row, fact, pack and object in the database is the one
//! that follows from them.

mod erased;
mod projections;
mod tree;
mod whole;

use crate::district::House;
use crate::error::{Error, Result};
use crate::replay::{Marks, Replayed, Step, text};
use crate::store::{Store, StoredEntry};
use crate::view::JournalCheck;
use finding::{Finding, Place};
use proof::{Digest, Leaves, SALT, Sha256, Sm3};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Most findings of one verification.
const FINDINGS_LIMIT: usize = 100;
/// Entries hashed, and rows compared, at a time.
const STRETCH: u64 = 50_000;
/// Leaves hashed together.
const TOGETHER: usize = 64;

impl House {
    /// Recomputes every leaf, node and root, verifies every checkpoint, replays the journal and compares every row, and
    /// names what does not hold.
    pub fn verify(&self, store: &Store) -> Result<JournalCheck> {
        let (check, replayed) = self.journal(store)?;
        let mut check = check;
        projections::verify(self, store, &replayed, &mut check)?;
        erased::verify(store, &mut check)?;
        check.findings.truncate(FINDINGS_LIMIT);
        Ok(check)
    }

    /// The journal itself is the one that was signed.
    ///
    /// # Errors
    /// [`Error::Altered`] with the first thing that is not.
    pub fn journal_holds(&self, store: &Store) -> Result<()> {
        match self.journal(store)?.0.findings.first() {
            None => Ok(()),
            Some(finding) => Err(Error::altered(format!("{}：{}", finding.place, finding.sentence))),
        }
    }

    fn journal(&self, store: &Store) -> Result<(JournalCheck, Replayed)> {
        let size = extent(store)?;
        let marks = Marks::default();
        let mut read = in_parallel(store, size, &marks)?;
        let keys = self.archive.audit.learn(store)?;
        let mut check = JournalCheck {
            size,
            root: String::new(),
            checkpoints: 0,
            erased: read.erased.len() as u64,
            key: keys.newest().fingerprint(),
            changes: crate::signing::changes(&keys),
            is_named: false,
            receipt: None,
            findings: Vec::new(),
        };
        let steps = std::mem::take(&mut read.steps);
        // The trees need no rows and the rows no trees.
        let replayed = std::thread::scope(|scope| {
            let replaying = scope.spawn(|| Replayed::of(steps, marks));
            tree::verify(&mut check, store, &read, &keys)?;
            Ok::<_, Error>(replaying.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })?;
        let erasures: BTreeSet<u64> = replayed.erasures.iter().map(|(_, entry)| *entry).collect();
        for seq in read.erased.difference(&erasures) {
            tell(&mut check, "journal.entry-emptied", *seq, "这一条的内容没有了，日志里却没有删除它的记录");
        }
        for seq in erasures.difference(&read.erased) {
            tell(&mut check, "journal.entry-not-erased", *seq, "日志说这一条的内容已依法删除，它却还在");
        }
        for seq in &replayed.odd {
            tell(&mut check, "journal.entry-odd", *seq, "这一条说的行不在，或者读不成");
        }
        Ok((check, replayed))
    }
}

/// How many entries to look at. A damaged number of an entry may be anything; the newest checkpoint knows better, and
/// where the two differ the entries are counted.
fn extent(store: &Store) -> Result<u64> {
    let size = store.size()?;
    match store.checkpoint_of(size)? {
        Some(_) => Ok(size),
        None => Ok(size.min(store.count()? + 1)),
    }
}

/// What was read of the journal.
#[derive(Default)]
struct Read {
    /// The leaves as recomputed, in both trees, by stretches: together they would be written once more.
    leaves: Vec<Vec<Leaf>>,
    steps: Vec<Vec<Step>>,
    erased: BTreeSet<u64>,
    /// Stored nodes by level: none for one that is missing or of a wrong length.
    nodes: tree::Levels,
    twins: tree::Levels,
    /// Nodes that belong to no tree of this size.
    stray: u64,
}

/// The leaves of an entry as recomputed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Hashed(Digest, Digest),
    /// Body and salt are gone.
    Erased,
    /// There is a body that no leaf can be hashed of.
    Unreadable,
    /// There is no such entry.
    Missing,
}

/// A stretch of the journal, as one worker read it.
struct Stretch {
    from: u64,
    leaves: Vec<Leaf>,
    steps: Vec<Step>,
    erased: Vec<u64>,
}

fn stretch(store: &Store, from: u64, to: u64, marks: &Marks) -> Result<Stretch> {
    let room = (to - from) as usize;
    let mut read = Stretch {
        from,
        leaves: Vec::with_capacity(room),
        steps: Vec::with_capacity(room),
        erased: Vec::new(),
    };
    let mut waiting = Waiting::default();
    let mut buffer = String::new();
    store.each_stored_entry(from, to, |entry| {
        read.fill((entry.seq - from) as usize);
        let act = entry.body.map(text);
        read.leaves.push(match (act, entry.salt) {
            (Some(Ok(act)), Some(salt)) => {
                waiting.push(read.leaves.len(), &entry, salt, act);
                Leaf::Missing
            }
            (None, None) => {
                read.erased.push(entry.seq);
                Leaf::Erased
            }
            _ => Leaf::Unreadable,
        });
        read.steps.push(Step::of(act, entry.salt, marks, &mut buffer));
        if waiting.places.len() == TOGETHER {
            waiting.hash(&mut read.leaves);
        }
        Ok(())
    })?;
    waiting.hash(&mut read.leaves);
    read.fill(room);
    Ok(read)
}

impl Stretch {
    /// Says of every entry up to a place, of which nothing was read, that it is not there.
    fn fill(&mut self, upto: usize) {
        while self.leaves.len() < upto {
            self.leaves.push(Leaf::Missing);
            self.steps.push(Step::Unreadable);
        }
    }
}

/// Leaves that wait to be hashed together, with their places in the stretch.
#[derive(Default)]
struct Waiting {
    leaves: Leaves,
    places: Vec<usize>,
}

impl Waiting {
    fn push(&mut self, place: usize, entry: &StoredEntry<'_>, salt: &[u8; SALT], act: &str) {
        let at = entry.at.to_string();
        self.leaves.push(salt, &crate::leaf::parts(&at, entry.author, act));
        self.places.push(place);
    }

    /// Puts the leaves of both trees into their places.
    fn hash(&mut self, leaves: &mut [Leaf]) {
        let digests = self.leaves.digests::<Sm3>().into_iter().zip(self.leaves.digests::<Sha256>());
        for (place, (leaf, twin)) in self.places.drain(..).zip(digests) {
            if let Some(waiting) = leaves.get_mut(place) {
                *waiting = Leaf::Hashed(leaf, twin);
            }
        }
        self.leaves.clear();
    }
}

/// One piece of work of a verification.
enum Piece {
    Nodes(tree::Levels, tree::Levels, u64),
    Stretch(Stretch),
}

/// Nodes and stretches of entries, worked off by as many threads as there are cores.
fn in_parallel(store: &Store, size: u64, marks: &Marks) -> Result<Read> {
    let jobs = size.div_ceil(STRETCH) as usize + 1;
    let pieces = share_out(store, jobs, |store, job| match job {
        0 => tree::nodes(store, size).map(|(nodes, twins, stray)| Piece::Nodes(nodes, twins, stray)),
        job => {
            let from = (job - 1) as u64 * STRETCH;
            stretch(store, from, size.min(from + STRETCH), marks).map(Piece::Stretch)
        }
    })?;
    let mut read = Read::default();
    let mut stretches = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Nodes(nodes, twins, stray) => (read.nodes, read.twins, read.stray) = (nodes, twins, stray),
            Piece::Stretch(stretch) => stretches.push(stretch),
        }
    }
    stretches.sort_by_key(|stretch| stretch.from);
    for stretch in stretches {
        read.leaves.push(stretch.leaves);
        read.steps.push(stretch.steps);
        read.erased.extend(stretch.erased);
    }
    Ok(read)
}

/// Does `jobs` pieces of work side by side, each worker by a connection of its own.
fn share_out<T: Send>(
    store: &Store,
    jobs: usize,
    work: impl Fn(&Store, usize) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let run = |store: &Store| -> Result<Vec<T>> {
        let mut done = Vec::new();
        loop {
            match next.fetch_add(1, Ordering::Relaxed) {
                job if job < jobs => done.push(work(store, job)?),
                _ => return Ok(done),
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let beside = (1..cores.min(jobs)).map(|_| store.again()).collect::<Result<Vec<_>>>()?;
    std::thread::scope(|scope| {
        let run = &run;
        let workers: Vec<_> = beside.into_iter().map(|store| scope.spawn(move || run(&store))).collect();
        let mut all = run(store)?;
        for worker in workers {
            all.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}

fn tell(check: &mut JournalCheck, code: &'static str, seq: u64, sentence: &str) {
    if check.findings.len() < FINDINGS_LIMIT {
        check.findings.push(Finding::error(code, Place::whole(format!("日志第{seq}条")), sentence));
    }
}

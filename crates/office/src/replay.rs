//! The journal replayed (重放): what every version of every row must be, by the entries alone, and where the stored rows
//! differ.

use crate::error::Error;
use crate::store::{Store, StoredVersion};
use crate::written;
use ledger::{Act, ErasedRow};
use proof::SALT;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

/// Content of a version whose entry was erased.
const ERASED: u64 = 0;

/// Short digests under a key that is drawn anew each time: whoever altered the file could not foresee them.
#[derive(Clone, Default)]
pub(crate) struct Marks(RandomState);

impl Marks {
    fn row(&self, register: &str, key: &str) -> u64 {
        self.0.hash_one((register, key))
    }

    fn register(&self, register: &str) -> u64 {
        self.0.hash_one(register)
    }

    fn content(&self, register: &str, key: &str, body: &str, salt: &[u8]) -> u64 {
        self.0.hash_one((register, key, body, salt)) | 1
    }
}

/// Marks are digests under a key drawn anew: as keys of a table they need no other.
type ByMark<K, V> = HashMap<K, V, BuildHasherDefault<Marked>>;

/// The hash of a key made of marks, and of numbers beside them.
#[derive(Default)]
struct Marked(u64);

impl Hasher for Marked {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = self.0.rotate_left(29) ^ word.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Bytes that are no text.
#[derive(Clone, Copy)]
pub(crate) struct NotText;

/// The bytes of an act as its text.
pub(crate) fn text(act: &[u8]) -> Result<&str, NotText> {
    simdutf8::basic::from_utf8(act).map_err(|_| NotText)
}

/// What one entry does, as far as rows are concerned. A million of them are held at once: what is rare is held elsewhere.
pub(crate) enum Step {
    Record {
        register: u64,
        row: u64,
        content: u64,
    },
    Withdraw {
        row: u64,
    },
    Erase {
        entry: u64,
        row: Box<ErasedRow>,
    },
    Adopt {
        hash: Box<str>,
        year: Option<i32>,
    },
    Close {
        year: i32,
    },
    Rotate {
        note: Box<str>,
    },
    /// Its content was erased.
    Emptied,
    /// It says nothing that can be read.
    Unreadable,
}

impl Step {
    /// What an entry does whose act and salt these are; no act is one whose content was erased. `buffer` is room to write
    /// in.
    pub fn of(
        act: Option<Result<&str, NotText>>,
        salt: Option<&[u8; SALT]>,
        marks: &Marks,
        buffer: &mut String,
    ) -> Step {
        let Some(act) = act else { return Step::Emptied };
        let Ok(text) = act else { return Step::Unreadable };
        // By far the most entries record a row: they are read without being parsed.
        if let Some((register, key)) = written::recorded(text) {
            let salt = salt.map_or(&[][..], |salt| &salt[..]);
            written::body_of(text, buffer);
            return Step::Record {
                register: marks.register(&register),
                row: marks.row(&register, &key),
                content: marks.content(&register, &key, buffer, salt),
            };
        }
        match Act::parse(text) {
            Ok(Act::Withdraw { register, key, .. }) => Step::Withdraw { row: marks.row(&register, &key) },
            Ok(Act::Erase { entry, row, .. }) => Step::Erase { entry, row: Box::new(row) },
            Ok(Act::AdoptPack { hash, year, .. }) => Step::Adopt { hash: hash.into(), year },
            Ok(Act::Close { year, .. }) => Step::Close { year },
            Ok(Act::RotateKey { note }) => Step::Rotate { note: note.into() },
            Ok(Act::Record { .. }) | Err(_) => Step::Unreadable,
        }
    }
}

/// A version as it must be.
#[derive(Clone, Copy)]
struct Made {
    number: u64,
    until: Option<u64>,
    content: u64,
    register: u64,
}

/// A row whose present version is open.
#[derive(Clone, Copy)]
struct Open {
    number: u64,
    since: u64,
}

/// Everything that the entries lead to.
#[derive(Default)]
pub(crate) struct Replayed {
    marks: Marks,
    /// By the entry that made the version.
    made: Vec<Option<Made>>,
    pub adoptions: Vec<(u64, String, Option<i32>)>,
    pub closings: Vec<(u64, i32)>,
    pub rotations: Vec<(u64, String)>,
    /// The entry that erases, and the erased one.
    pub erasures: Vec<(u64, u64)>,
    /// Entries that end a row which is not there, or say nothing that can be read.
    pub odd: Vec<u64>,
}

impl Replayed {
    /// Follows the steps of a journal, in order and from the first, as they come in stretches.
    pub fn of(stretches: Vec<Vec<Step>>, marks: Marks) -> Replayed {
        let mut replayed = Replayed { marks, ..Replayed::default() };
        let mut emptied: BTreeMap<u64, ErasedRow> = BTreeMap::new();
        let mut behind: BTreeMap<u64, u64> = BTreeMap::new();
        for step in stretches.iter().flatten() {
            if let Step::Erase { entry, row } = step {
                if row.until > *entry {
                    behind.insert(row.until, row.number);
                }
                emptied.insert(*entry, ErasedRow::clone(row));
            }
        }
        let size = stretches.iter().map(Vec::len).sum();
        let mut open: ByMark<u64, Open> = ByMark::with_capacity_and_hasher(size, Default::default());
        // Rows by register and number, for entries that no longer tell their key.
        let mut keys: ByMark<(u64, u64), u64> = ByMark::default();
        replayed.made = Vec::with_capacity(size);
        for (seq, step) in stretches.into_iter().flatten().enumerate() {
            let seq = seq as u64;
            replayed.made.push(None);
            match step {
                Step::Record { register, row, content } => {
                    let before = open.get(&row).copied();
                    if let Some(before) = before {
                        replayed.end(before.since, seq);
                    }
                    let number =
                        behind.get(&seq).copied().or(before.map(|before| before.number)).unwrap_or(seq);
                    open.insert(row, Open { number, since: seq });
                    if !emptied.is_empty() {
                        keys.insert((register, number), row);
                    }
                    replayed.make(seq, Made { number, until: None, content, register });
                }
                Step::Withdraw { row } => match open.remove(&row) {
                    Some(before) => replayed.end(before.since, seq),
                    None if behind.contains_key(&seq) => {}
                    None => replayed.odd.push(seq),
                },
                Step::Emptied => match emptied.get(&seq) {
                    None => replayed.odd.push(seq),
                    Some(row) => {
                        let register = replayed.marks.register(&row.register);
                        let before = keys.get(&(register, row.number)).and_then(|key| open.remove(key));
                        if let Some(before) = before {
                            replayed.end(before.since, seq);
                        }
                        if row.until > seq {
                            let (number, until) = (row.number, Some(row.until));
                            replayed.make(seq, Made { number, until, content: ERASED, register });
                        }
                    }
                },
                Step::Erase { entry, .. } => replayed.erasures.push((seq, entry)),
                Step::Adopt { hash, year } => replayed.adoptions.push((seq, hash.into(), year)),
                Step::Close { year } => replayed.closings.push((seq, year)),
                Step::Rotate { note } => replayed.rotations.push((seq, note.into())),
                Step::Unreadable => replayed.odd.push(seq),
            }
        }
        replayed
    }

    fn make(&mut self, seq: u64, made: Made) {
        if let Some(place) = self.made.get_mut(seq as usize) {
            *place = Some(made);
        }
    }

    fn end(&mut self, since: u64, until: u64) {
        if let Some(Some(made)) = self.made.get_mut(since as usize) {
            made.until = Some(until);
        }
    }

    /// How many rows of a register are present.
    pub fn present(&self, register: &str) -> u64 {
        let mark = self.marks.register(register);
        let present = |made: &&Made| made.register == mark && made.until.is_none();
        self.made.iter().flatten().filter(present).count() as u64
    }

    /// Holds a stored version against what it must be; what is wrong with it, if anything.
    pub fn holds(&self, version: &StoredVersion<'_>) -> Option<&'static str> {
        let Some(Some(made)) = self.made.get(version.since as usize) else {
            return Some("日志里没有写下这一行的条目");
        };
        let erased = version.key.is_empty() && version.body.is_empty() && version.salt.len() == 32;
        let content = match erased {
            true => ERASED,
            false => self.marks.content(version.register, version.key, version.body, version.salt),
        };
        if made.content != content || made.register != self.marks.register(version.register) {
            return Some("这一行与记下它的条目不符");
        }
        if made.number != version.number {
            return Some("这一行的编号与日志不符");
        }
        (made.until != version.until).then_some("这一行不是由所写的条目终止的")
    }

    /// The versions that the journal makes, by their entries.
    pub fn entries(&self) -> impl Iterator<Item = u64> {
        self.made.iter().enumerate().filter(|(_, made)| made.is_some()).map(|(seq, _)| seq as u64)
    }

    /// Whether an entry made a version of a register.
    fn is_of(&self, seq: u64, register: &str) -> bool {
        let mark = self.marks.register(register);
        matches!(self.made.get(seq as usize), Some(Some(made)) if made.register == mark)
    }
}

/// The first place where the stored rows of a register are not what the journal makes of them, in words.
pub(crate) fn first_difference(store: &Store, register: &str) -> Result<Option<String>, Error> {
    let (marks, mut steps, mut buffer) = (Marks::default(), Vec::new(), String::new());
    store.each_stored_entry(0, store.size()?, |entry| {
        let act = entry.body.map(text);
        steps.push(Step::of(act, entry.salt, &marks, &mut buffer));
        Ok(())
    })?;
    let replayed = Replayed::of(vec![steps], marks);
    let mut seen = std::collections::BTreeSet::new();
    let mut first: Option<(u64, String)> = None;
    let mut tell = |seq: u64, number: u64, what: &str| {
        if first.as_ref().is_none_or(|(earlier, _)| seq < *earlier) {
            first = Some((seq, format!("台账 {register} 第{number}号记录，日志第{seq}条：{what}")));
        }
    };
    store.each_stored_version(None, |version| {
        if version.register == register {
            if let Some(what) = replayed.holds(&version) {
                tell(version.since, version.number, what);
            }
            if !seen.insert(version.since) {
                tell(version.since, version.number, "这一行写了两次");
            }
        }
        Ok(())
    })?;
    for seq in replayed.entries().filter(|seq| replayed.is_of(*seq, register) && !seen.contains(seq)) {
        tell(seq, seq, "日志里有，各行里没有");
    }
    Ok(first.map(|(_, what)| what))
}

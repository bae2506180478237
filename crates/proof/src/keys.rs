//! The keys (历任钥匙) of a log, one after the other: from the first one each is led to by a note that both signed.

use crate::checkpoint::Signed;
use crate::key::PublicKey;
use crate::rotation::Rotation;

/// What is published of a log for others to check it with: its first key, and every change since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    origin: String,
    first: PublicKey,
    rotations: Vec<Rotation>,
}

impl Keys {
    /// Of a log whose key was never changed.
    pub fn new(origin: &str, first: PublicKey) -> Keys {
        Keys { origin: origin.to_owned(), first, rotations: Vec::new() }
    }

    /// With one change more; `None` when it is of another log, does not begin from the newest key, leads back to one that
    /// was given up, or does not come later than the one before.
    pub fn rotated(&self, rotation: Rotation) -> Option<Keys> {
        let later = self.rotations.last().is_none_or(|last| last.entry < rotation.entry);
        let fits = rotation.origin == self.origin && rotation.old == *self.newest() && later;
        (fits && !self.has(&rotation.new)).then(|| {
            let mut keys = self.clone();
            keys.rotations.push(rotation);
            keys
        })
    }

    /// Whose log it is.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The first key.
    pub fn first(&self) -> &PublicKey {
        &self.first
    }

    /// The key that signs now.
    pub fn newest(&self) -> &PublicKey {
        self.rotations.last().map_or(&self.first, |last| &last.new)
    }

    /// The changes, in their order.
    pub fn rotations(&self) -> &[Rotation] {
        &self.rotations
    }

    /// All keys, in their order.
    pub fn all(&self) -> impl Iterator<Item = &PublicKey> {
        std::iter::once(&self.first).chain(self.rotations.iter().map(|one| &one.new))
    }

    /// The keys that a log of that size had.
    pub fn within(&self, size: u64) -> Keys {
        let rotations = self.rotations.iter().filter(|one| one.entry < size).cloned().collect();
        Keys { rotations, ..self.clone() }
    }

    /// Whether this was ever a key of the log.
    pub fn has(&self, key: &PublicKey) -> bool {
        self.all().any(|one| one == key)
    }

    /// The keys that have to sign a checkpoint of that size: one, and two over the entry of a change.
    pub fn of(&self, size: u64) -> impl Iterator<Item = &PublicKey> {
        let ends = self.rotations.iter().map(|one| one.entry + 1).chain([u64::MAX]);
        let begins = [0].into_iter().chain(self.rotations.iter().map(|one| one.entry + 1));
        let terms = self.all().zip(begins.zip(ends));
        terms.filter(move |(_, (begin, end))| (*begin..=*end).contains(&size)).map(|(key, _)| key)
    }

    /// Whether all keys that have to sign a checkpoint of its size signed it, in the name of the log.
    ///
    /// ```
    /// use proof::*;
    /// let [old, new] = [7, 8].map(|byte| LogSigner::from_secret(&[byte; 32]).unwrap());
    /// let origin = "duheng/潼南区";
    /// let keys = Keys::new(origin, old.public_key());
    /// let keys = keys.rotated(Rotation::sign(origin, 94, &old, &new)).unwrap();
    /// let of = |size| Checkpoint {
    ///     origin: origin.to_owned(), size, root: [1; 32], twin: [2; 32], rows: [3; 32], time: "2023".to_owned(),
    /// };
    /// assert!(keys.signed(&of(94).sign(&old)) && !keys.signed(&of(95).sign(&old)));
    /// assert!(keys.signed(&of(95).sign(&old).beside(&new)) && keys.signed(&of(96).sign(&new)));
    /// assert_eq!(Keys::read(&keys.text()), Some(keys));
    /// ```
    pub fn signed(&self, signed: &Signed) -> bool {
        signed.checkpoint.origin == self.origin
            && self.of(signed.checkpoint.size).all(|key| signed.is_by(key))
    }

    /// Whether these keys are the other ones and perhaps later ones.
    pub fn go_on_from(&self, other: &Keys) -> bool {
        self.origin == other.origin
            && self.first == other.first
            && self.rotations.starts_with(&other.rotations)
    }

    /// Whether somebody means a log with these keys: by the fingerprint of any of them, or by the text of some of them or
    /// of more, in one order without a gap. Whoever knows an old key is led on by what it signed.
    pub fn is(&self, named: &str) -> bool {
        let named = named.trim();
        if self.all().any(|key| key.fingerprint() == named) {
            return true;
        }
        let Some(other) = Keys::read(&format!("{named}\n")) else { return false };
        let (own, other): (Vec<&PublicKey>, Vec<&PublicKey>) = (self.all().collect(), other.all().collect());
        let (short, long) = if own.len() < other.len() { (own, other) } else { (other, own) };
        long.windows(short.len()).any(|run| *run == *short)
    }

    /// The two lines of the first key; for each change an empty line and the note that both keys signed.
    pub fn text(&self) -> String {
        let notes: String = self.rotations.iter().map(|one| format!("\n{}", one.text())).collect();
        self.first.lines(&self.origin) + &notes
    }

    /// Reads what [`Keys::text`] writes; `None` for anything else, and for a change that was not signed by both.
    pub fn read(text: &str) -> Option<Keys> {
        let parts: Vec<&str> = text.split("\n\n").collect();
        let (lines, notes) = parts.split_first()?;
        let lines = if notes.is_empty() { (*lines).to_owned() } else { format!("{lines}\n") };
        let (origin, first) = PublicKey::read(&lines)?;
        let mut keys = Keys::new(&origin, first);
        for (at, note) in notes.chunks(2).enumerate() {
            let [body, signatures] = note else { return None };
            let end = if (at + 1) * 2 == notes.len() { "" } else { "\n" };
            keys = keys.rotated(Rotation::read(&format!("{body}\n\n{signatures}{end}"))?)?;
        }
        (keys.text() == text).then_some(keys)
    }
}

impl PublicKey {
    /// Whether somebody means this key: by its fingerprint, or by the text of keys of which it is one.
    pub fn is(&self, named: &str) -> bool {
        let named = named.trim();
        named == self.fingerprint() || Keys::read(&format!("{named}\n")).is_some_and(|keys| keys.has(self))
    }
}

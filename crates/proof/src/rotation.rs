//! Rotation (换钥): the key of a log changes by a note that the old key and the new one signed.

use crate::key::PublicKey;
use crate::note::{self, NoteSignature};
use crate::signature::Signer;

/// The first line of the text.
const HEAD: &str = "duheng-rotation/1";
/// No entry has a number so great.
const ENTRIES: u64 = 1 << 63;

/// That from one entry of a log on another key signs it: the old key says so of the new one, and the new one of the old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Whose log it is.
    pub origin: String,
    /// The entry that carries the note. The checkpoint that is signed over it is signed by both keys.
    pub entry: u64,
    /// The key that signed so far.
    pub old: PublicKey,
    /// The key that signs from here on.
    pub new: PublicKey,
    /// Two lines of the old key, then two of the new one.
    signatures: Vec<NoteSignature>,
}

impl Rotation {
    /// Signs the change with both keys.
    ///
    /// ```
    /// use proof::{LogSigner, Rotation, Signer};
    /// let [old, new] = [7, 8].map(|byte| LogSigner::from_secret(&[byte; 32]).unwrap());
    /// let rotation = Rotation::sign("duheng/潼南区", 94, &old, &new);
    /// assert_eq!(Rotation::read(&rotation.text()), Some(rotation));
    /// ```
    pub fn sign(origin: &str, entry: u64, old: &dyn Signer, new: &dyn Signer) -> Rotation {
        let (from, to) = (old.public_key(), new.public_key());
        let body = body(origin, entry, &from, &to);
        let mut signatures = old.sign(origin, &body);
        signatures.extend(new.sign(origin, &body));
        Rotation { origin: origin.to_owned(), entry, old: from, new: to, signatures }
    }

    /// A signed note: head, origin, entry, the two lines of the old key, those of the new one; then the signatures.
    pub fn text(&self) -> String {
        note::write(&body(&self.origin, self.entry, &self.old, &self.new), &self.signatures)
    }

    /// Reads what [`Rotation::text`] writes; `None` for anything else, and for a note that one of the two keys did not
    /// sign both ways.
    pub fn read(text: &str) -> Option<Rotation> {
        let (body, signatures) = note::read(text)?;
        let lines: Vec<&str> = body.lines().collect();
        let [HEAD, origin, entry, old_first, old_second, new_first, new_second] = lines[..] else {
            return None;
        };
        let key = |first: &str, second: &str| {
            let (name, key) = PublicKey::read(&format!("{first}\n{second}\n"))?;
            (name == origin).then_some(key)
        };
        let (old, new) = (key(old_first, old_second)?, key(new_first, new_second)?);
        let rotation =
            Rotation { origin: origin.to_owned(), entry: entry.parse().ok()?, old, new, signatures };
        let holds = rotation.entry < ENTRIES
            && rotation.old != rotation.new
            && rotation.signatures.len() == 4
            && rotation.old.signed(origin, body, &rotation.signatures[..2])
            && rotation.new.signed(origin, body, &rotation.signatures[2..]);
        (holds && rotation.text() == text).then_some(rotation)
    }
}

/// What is signed.
fn body(origin: &str, entry: u64, old: &PublicKey, new: &PublicKey) -> String {
    format!("{HEAD}\n{origin}\n{entry}\n{}{}", old.lines(origin), new.lines(origin))
}

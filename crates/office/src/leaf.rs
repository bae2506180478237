//! What a leaf of the journal, and a member of the running hash over the rows, is hashed over.

use crate::store::Entry;
use proof::{Digest, Hash, Sha256, Sm3, salted_leaf};

/// What the text of an entry begins with: form and version.
const HEAD: &str = "duheng-entry\t2";

/// The text that a leaf is hashed over: one line of head — time (milliseconds since 1970), kind and name of who acted,
/// post, door — then the act. Who and when are sealed with what: none can be rewritten unnoticed.
pub(crate) fn sealed(at: i64, author: &str, act: &str) -> String {
    format!("{HEAD}\t{at}\t{author}\n{act}")
}

/// The same text in its parts.
pub(crate) fn parts<'t>(at: &'t str, author: &'t str, act: &'t str) -> [&'t [u8]; 7] {
    [HEAD, "\t", at, "\t", author, "\n", act].map(str::as_bytes)
}

/// The leaves of a text in both trees.
pub(crate) fn leaves(salt: &[u8; proof::SALT], text: &str) -> (Digest, Digest) {
    (salted_leaf::<Sm3>(salt, text.as_bytes()), salted_leaf::<Sha256>(salt, text.as_bytes()))
}

/// The leaves of an entry; none once its content is erased, or when it is not text.
pub(crate) fn leaves_of(entry: &Entry) -> Option<(Digest, Digest)> {
    let act = std::str::from_utf8(entry.body.as_deref()?).ok()?;
    Some(leaves(&entry.salt?, &sealed(entry.at, &entry.author, act)))
}

/// A fact of the journal that is no row, as a member of the running hash: which entry says it, and what.
pub(crate) fn fact(kind: &str, entry: u64, words: &[&str]) -> Digest {
    Sm3::digest(&[format!("{kind}\0{entry}\0{}", words.join("\0")).as_bytes()])
}

/// Names under which facts that are no rows are summed.
pub(crate) mod facts {
    /// Packs adopted.
    pub const ADOPTION: &str = "#adoption";
    /// Years closed.
    pub const CLOSING: &str = "#closing";
    /// Contents erased.
    pub const ERASURE: &str = "#erasure";

    /// Keys changed.
    pub const ROTATION: &str = "#rotation";

    /// An adoption as a member of its sum.
    pub fn adoption(seq: u64, hash: &str, year: Option<i32>) -> proof::Digest {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        super::fact(ADOPTION, seq, &[hash, &year])
    }
}

//! What a leaf of the journal is hashed over.

use crate::store::Entry;
use proof::{Digest, Sm3, salted_leaf};

/// What the text of an entry begins with: form and version.
const HEAD: &str = "duheng-entry\t2";

/// The text that a leaf is hashed over: one line of head — time (milliseconds since 1970), kind and name of who acted,
/// post, door — then the act. Who and when are sealed with what: none can be rewritten unnoticed.
pub(crate) fn sealed(at: i64, author: &str, act: &str) -> String {
    format!("{HEAD}\t{at}\t{author}\n{act}")
}

/// The leaf of an entry; none once its content is erased, or when it is not text.
pub(crate) fn leaf(entry: &Entry) -> Option<Digest> {
    let act = std::str::from_utf8(entry.body.as_deref()?).ok()?;
    Some(salted_leaf::<Sm3>(&entry.salt?, sealed(entry.at, &entry.author, act).as_bytes()))
}

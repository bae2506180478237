//! What a case says, as a digest of each field: enough to tell which of them was changed since somebody signed.

use super::Content;
use proof::{Hash as _, Sm3, hex};

/// The digest of what a field says: the first eight digits of its SM3.
///
/// ```
/// use ledger::flow::digest;
/// assert_eq!(digest("12").len(), 8);
/// assert_ne!(digest("12"), digest("13"));
/// ```
pub fn digest(says: &str) -> String {
    hex::write(&Sm3::digest(&[says.as_bytes()]))[..8].to_owned()
}

/// As a cell holds it: 金额:0b7c1c7a 事由:66c7f0f4.
///
/// ```
/// use ledger::flow::{Content, read_content, write_content};
/// let content = Content::from([("金额".to_string(), "0b7c1c7a".to_string())]);
/// assert_eq!(read_content(&write_content(&content)), content);
/// ```
pub fn write_content(content: &Content) -> String {
    content.iter().map(|(field, says)| format!("{field}:{says}")).collect::<Vec<_>>().join(" ")
}

/// What [`write_content`] wrote; what is not of that shape is passed over.
pub fn read_content(cell: &str) -> Content {
    let pairs = cell.split(' ').filter_map(|pair| pair.rsplit_once(':'));
    pairs.map(|(field, says)| (field.to_owned(), says.to_owned())).collect()
}

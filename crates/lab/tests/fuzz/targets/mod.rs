//! What is tried, by whom the bytes come from.

mod definitions;
mod documents;
mod draws;
mod persons;
mod proofs;
mod requests;
mod signals;
mod tables;

/// The letters of an input.
fn text(input: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(input)
}

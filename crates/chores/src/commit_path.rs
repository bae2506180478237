//! One commit path: the function of the store that writes an entry is called in one place, and what calls it begins in
//! one place.

use crate::source::{code, files};
use std::path::Path;

/// Where in office's code a call stands.
fn callers(call: &str) -> Vec<String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../office/src"));
    let mut found = Vec::new();
    for (path, text) in files(folder).unwrap() {
        let calls = code(&text).matches(call).count();
        found.extend(std::iter::repeat_n(path, calls));
    }
    found
}

#[test]
fn entries_are_written_by_one_commit_alone() {
    assert_eq!(callers(".put_entry("), ["act/entry.rs"], "the store's entry writer has one caller");
    assert_eq!(callers("Writer::begin("), ["act/mod.rs"], "and that one is begun by `act::commit` alone");
}

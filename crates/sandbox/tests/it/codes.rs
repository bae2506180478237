//! Every code that stands in the source is known, so that a finding can be sent from one process to another.

use std::path::Path;

/// The words in quotation marks of the source that are codes.
fn codes_of(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            codes_of(&path, found);
        } else if !path.ends_with("codes.rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let quoted = source.split('"').skip(1).step_by(2);
            let is_code = |word: &&str| {
                (word.starts_with("prose.") || word.starts_with("import."))
                    && word.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
            };
            found.extend(quoted.filter(is_code).map(str::to_owned));
        }
    }
}

#[test]
fn every_code_is_known() {
    let mut found = Vec::new();
    codes_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../reader/src"), &mut found);
    assert!(found.len() > 15, "{found:?}");
    let unknown: Vec<&String> = found.iter().filter(|code| reader::code(code).is_none()).collect();
    assert!(unknown.is_empty(), "missing in codes.rs: {unknown:?}");
}

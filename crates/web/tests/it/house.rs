//! What web must not know.

use std::path::{Path, PathBuf};

/// The wire text of the journal is `ledger`'s and `proof`'s alone: pages show typed answers.
#[test]
fn no_page_reads_the_text_of_the_journal() {
    let words = ["duheng-act", "duheng-entry", "duheng checkpoint", "'\\t'", "\"\\t\""];
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 60, "{} files", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in words {
            assert!(!text.contains(word), "{} knows {word}", file.display());
        }
    }
}

/// Every room has its addresses, and its words with both languages on a line.
#[test]
fn a_page_is_one_room() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    let mut rooms = 0;
    for room in std::fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().path()) {
        if !room.is_dir() || room.ends_with("tests") {
            continue;
        }
        rooms += 1;
        let words = std::fs::read_to_string(room.join("words.rs")).unwrap();
        let lines: Vec<&str> = words.lines().filter(|line| line.starts_with("    ")).collect();
        assert!(!lines.is_empty() && lines.iter().all(|line| line.contains("\" / \"")), "{}", room.display());
        let handlers = std::fs::read_to_string(room.join("mod.rs")).unwrap();
        let problem = room.ends_with("problem");
        assert!(problem || handlers.contains("fn routes() -> Router<Site>"), "{}", room.display());
    }
    assert!(rooms >= 16, "{rooms} rooms");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") => {
                files.push(path)
            }
            false => {}
        }
    }
}

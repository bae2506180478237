//! Nobody but its owner reads what the program writes.
#![cfg(unix)]

use crate::{Scratch, at, duheng, said};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Everything under a folder that others may read, write or enter.
fn open_to_others(path: &Path) -> Vec<PathBuf> {
    let mut open = Vec::new();
    if std::fs::symlink_metadata(path).unwrap().permissions().mode() & 0o077 != 0 {
        open.push(path.to_owned());
    }
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            open.extend(open_to_others(&entry.unwrap().path()));
        }
    }
    open
}

#[test]
fn a_district_its_sources_its_signals_and_its_lists_are_their_owners() {
    let scratch = Scratch::new("private");
    let dir = scratch.path("区县");
    // A folder that was there, open to all.
    std::fs::create_dir(&dir).unwrap();
    assert!(duheng(&["demo", "--once", at(&dir)]).status.success());
    said(&["watch", at(&dir)]);
    let list = scratch.path("名单.xlsx");
    std::fs::write(&list, "").unwrap();
    let notices = crate::json(&["notices", at(&dir), "--json"]);
    let notice = notices["notices"][0]["id"].as_str().unwrap().to_owned();
    said(&["notice", "calls", at(&dir), &notice, "--out", at(&list)]);
    for path in [&dir, &list] {
        assert_eq!(open_to_others(path), Vec::<PathBuf>::new());
    }
    assert!(dir.join("signals.db").exists() && dir.join("files").is_dir(), "there was something to look at");
}

#[test]
fn a_folder_left_open_is_closed_when_it_is_opened_again() {
    let district = Scratch::district("left-open");
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&district.0, 0o755);
    mode(&district.path("duheng.db"), 0o644);
    mode(&district.path("checkpoint.key"), 0o640);
    said(&["journal", "root", at(&district.0)]);
    let open = open_to_others(&district.0);
    assert!(open.iter().all(|path| path.parent() != Some(&district.0) || path.is_dir()), "{open:?}");
    assert!(!open.contains(&district.0));
}

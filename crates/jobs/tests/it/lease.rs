//! One holder at a time; none after its death.

use crate::Folder;
use jobs::Lease;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Set in the child alone: the folder to take the lease of.
const FOLDER: &str = "DUHENG_TEST_LEASE";

#[test]
fn a_lease_has_one_holder_and_is_free_when_dropped() {
    let folder = Folder::new("one");
    let held = Lease::take(folder.path(), "sender").unwrap();
    assert!(held.is_some());
    assert!(Lease::take(folder.path(), "sender").unwrap().is_none(), "taken twice");
    assert!(Lease::take(folder.path(), "watch").unwrap().is_some(), "another job is another lease");
    assert_eq!(Lease::holder(folder.path(), "sender"), Some(std::process::id().to_string()));
    let began = Instant::now();
    let patience = Duration::from_millis(200);
    assert!(Lease::wait(folder.path(), "sender", patience).unwrap().is_none());
    assert!(began.elapsed() >= patience);
    drop(held);
    assert!(Lease::take(folder.path(), "sender").unwrap().is_some(), "free again");
}

#[test]
fn a_holder_that_is_killed_loses_its_lease() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let _held = Lease::take(folder.as_ref(), "sender").unwrap().expect("free");
        std::thread::sleep(Duration::from_secs(120));
        panic!("nobody killed the child");
    }
    let folder = Folder::new("killed");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "lease::a_holder_that_is_killed_loses_its_lease"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let child_number = child.id().to_string();
    let began = Instant::now();
    while Lease::holder(folder.path(), "sender").as_ref() != Some(&child_number) {
        assert!(began.elapsed() < Duration::from_secs(30), "the child does not take the lease");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(Lease::take(folder.path(), "sender").unwrap().is_none(), "the child holds it");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(Lease::take(folder.path(), "sender").unwrap().is_some(), "it died with the child");
}

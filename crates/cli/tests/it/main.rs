//! The command as a person at the desk uses it: real files, real folders, the real executable.
#![allow(missing_docs, clippy::disallowed_macros, reason = "a test speaks to whoever runs it")]

mod about;
mod agreement;
mod begun;
mod cases;
mod claims;
mod controls;
mod crowds;
mod definitions;
mod districts;
mod doctor;
mod drill;
mod duties;
mod hostile;
mod journal;
mod killed;
#[cfg(unix)]
mod ldap;
mod letters;
mod moving;
mod oidc;
mod placement;
mod plan;
mod private;
mod refusals;
mod refusals_work;
mod rosters;
mod serving;
mod shapes;
mod signals;
mod simulate;
mod thread;
#[cfg(unix)]
mod tls;
mod users;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A folder that is gone when the test is over.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("duheng-cli-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    /// A copy of the sample district, which is made once for all tests.
    pub fn district(name: &str) -> Scratch {
        static MADE: OnceLock<Scratch> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let scratch = Scratch::new("made");
            let said = duheng(&["demo", "--once", at(&scratch.0)]);
            assert!(said.status.success(), "{said:?}");
            scratch
        });
        let scratch = Scratch::new(name);
        copy(&made.0, &scratch.0);
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn at(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub fn duheng(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duheng")).args(words).output().unwrap()
}

/// What a verb says, having ended well.
pub fn said(words: &[&str]) -> String {
    let output = duheng(words);
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a verb answers in JSON, having ended well.
pub fn json(words: &[&str]) -> Value {
    serde_json::from_str(&said(words)).unwrap()
}

/// The sample's own packs, as a folder that a test may change.
pub fn packs(into: &Path) -> PathBuf {
    let target = into.join("packs");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), &target);
    target
}

/// Changes a text in a file: it must be there.
pub fn replace(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} holds no {from}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

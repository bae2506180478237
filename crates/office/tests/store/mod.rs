//! One suite for all engines: every verb with nothing, one and many rows, with a conflict, undone and cut off.

// What is come to by a port is asked for elsewhere.
#[allow(dead_code)]
#[path = "../it/server.rs"]
mod server;

mod carrying;
mod kinds;
mod turns;
mod verbs;

use super::engine::{Address, Engine, FaultKind, Part};
use super::home::Home;
use super::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// A new database of an engine, gone with the test.
pub(super) struct Fresh {
    pub home: Home,
    folder: PathBuf,
}

impl Fresh {
    fn folder() -> PathBuf {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("duheng-store-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub fn sqlite() -> Fresh {
        let folder = Fresh::folder();
        Fresh { home: Home::File(folder.join(DATABASE)), folder }
    }

    pub fn postgres() -> Fresh {
        let address = Address::read(&server::server().schema()).unwrap();
        Fresh { home: Home::Server(address), folder: Fresh::folder() }
    }

    /// One with a database of its own, by its name.
    pub fn alone() -> (String, Fresh) {
        let (name, address) = server::server().database();
        let home = Home::Server(Address::read(&address).unwrap());
        (name, Fresh { home, folder: Fresh::folder() })
    }

    /// A store with its tables.
    pub fn store(&self) -> Store {
        let store = Store::create(&self.home).unwrap();
        store.made().unwrap();
        store
    }

    /// A path of the test's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

/// Does the same on every engine.
pub(super) fn on_each(work: impl Fn(&Fresh)) {
    for fresh in [Fresh::sqlite(), Fresh::postgres()] {
        work(&fresh);
    }
}

/// What kind of refusal it was.
pub(super) fn kind<T: std::fmt::Debug>(done: Result<T>) -> FaultKind {
    match done.unwrap_err() {
        Error::Store(fault) => fault.kind(),
        other => panic!("{other:?}"),
    }
}

/// An entry of which only the number matters.
pub(super) fn put(store: &Store, seq: u64) -> Result<()> {
    store.put_entry(seq, seq as i64 * 1000, "人", format!("第{seq}条").as_bytes(), &[7; proof::SALT])
}

/// Every row of every table of a part, as text.
pub(super) fn dump(engine: &dyn Engine, part: Part) -> Vec<String> {
    let mut all = Vec::new();
    for table in tables::of(part) {
        let keys: Vec<String> = (1..=table.key).map(|at| at.to_string()).collect();
        let sql = format!("SELECT {} FROM {} ORDER BY {}", table.names(), table.name, keys.join(", "));
        let rows = engine.all(&sql, &[], |row| {
            let cells = table.columns.iter().enumerate();
            cells.map(|(at, (_, kind))| engine::Owned::of(row, at, *kind)).collect::<Result<Vec<_>>>()
        });
        let shown = rows.unwrap().into_iter().map(|row| format!("{} {row:?}", table.name));
        all.extend(shown.filter(|row| !row.contains("\"place\"") && !row.contains("\"schema\"")));
    }
    all
}

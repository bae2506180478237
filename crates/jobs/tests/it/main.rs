//! Jobs over real data folders, in this process and in one that is killed.
#![allow(missing_docs)]

mod audit;
mod lease;
mod running;

use office::Office;
use std::path::{Path, PathBuf};

/// A data folder with the smallest of packs; gone when the test is over.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("duheng-jobs-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&path).ok();
        let head = "id = \"jobs\"\nname = \"任务\"\nyear = 2022\nstatus = \"unofficial\"\n";
        let register = "name = \"镇街\"\ncounter = \"个\"\nkind = \"state\"\nperiod = \"none\"\nkey = [\"名称\"]\n\
                        source = { document = \"样例\", status = \"unofficial\" }\n\
                        fields = [{ name = \"名称\", type = \"text\", required = true, label = true }]\n";
        let files = [
            ("jobs/pack.toml".to_owned(), head.to_owned()),
            ("jobs/registers/town.toml".to_owned(), register.to_owned()),
        ];
        Office::init(&path, "jobs", &files).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The district, as one of several processes opens it.
    pub fn office(&self) -> std::sync::Arc<Office> {
        std::sync::Arc::new(Office::open(&self.0).unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

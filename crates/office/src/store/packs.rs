//! Definition packs as they were adopted, whole, by content hash.

use super::Store;
use super::engine::values;
use crate::error::{Error, Result};
use define::{File, PackFiles};

impl Store {
    /// Keeps the files of a pack and of those it extends.
    pub fn put_pack(&self, hash: &str, files: &[PackFiles]) -> Result<()> {
        let folders: Vec<serde_json::Value> = files
            .iter()
            .map(|pack| {
                let files: Vec<_> =
                    pack.files.iter().map(|file| serde_json::json!([file.path, file.text])).collect();
                serde_json::json!({ "folder": pack.folder, "files": files })
            })
            .collect();
        let sql = "INSERT INTO pack (hash, files) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";
        let text = serde_json::Value::from(folders).to_string();
        self.engine.execute(sql, values![hash, text]).map(drop)
    }

    /// The hashes of all packs that are kept.
    pub fn pack_hashes(&self) -> Result<Vec<String>> {
        self.engine.all("SELECT hash FROM pack ORDER BY hash", &[], |row| row.get(0))
    }

    /// Whether the pack of that hash is kept.
    pub fn has_pack(&self, hash: &str) -> Result<bool> {
        Ok(self.engine.one("SELECT 1 FROM pack WHERE hash = ?1", values![hash], |_| Ok(()))?.is_some())
    }

    /// The files of the pack of that hash.
    pub fn pack(&self, hash: &str) -> Result<Option<Vec<PackFiles>>> {
        let text: Option<String> =
            self.engine.one("SELECT files FROM pack WHERE hash = ?1", values![hash], |row| row.get(0))?;
        let Some(text) = text else { return Ok(None) };
        let damaged = || Error::damaged(format!("定义包 {hash}"));
        let folders: Vec<serde_json::Value> = serde_json::from_str(&text).map_err(|_| damaged())?;
        let read = |folder: &serde_json::Value| {
            let files = folder.get("files")?.as_array()?.iter();
            let files = files.map(|file| Some(File::new(file.get(0)?.as_str()?, file.get(1)?.as_str()?)));
            Some(PackFiles::new(folder.get("folder")?.as_str()?, files.collect::<Option<_>>()?))
        };
        folders.iter().map(read).collect::<Option<Vec<_>>>().map(Some).ok_or_else(damaged)
    }
}

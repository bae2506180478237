//! Definition packs as they were adopted, whole, by content hash.

use super::{Store, absent};
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
        self.connection
            .prepare_cached(sql)?
            .execute([hash, &serde_json::Value::from(folders).to_string()])?;
        Ok(())
    }

    /// The hashes of all packs that are kept.
    pub fn pack_hashes(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT hash FROM pack ORDER BY hash")?;
        let hashes = statement.query_map([], |row| row.get(0))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the pack of that hash is kept.
    pub fn has_pack(&self, hash: &str) -> Result<bool> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM pack WHERE hash = ?1")?;
        Ok(statement.exists([hash])?)
    }

    /// The files of the pack of that hash.
    pub fn pack(&self, hash: &str) -> Result<Option<Vec<PackFiles>>> {
        let mut statement = self.connection.prepare_cached("SELECT files FROM pack WHERE hash = ?1")?;
        let text: Option<String> = statement.query_row([hash], |row| row.get(0)).map(Some).or_else(absent)?;
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

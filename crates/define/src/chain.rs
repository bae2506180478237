//! The chain (包链) of a pack: the packs that it extends, from the ground up, and itself.

use crate::{File, PackFiles, check};
use finding::{Finding, Place};

/// Most packs in one chain of `extends`.
const LIMIT: usize = 8;

/// The files of the pack `id` and of those it extends, from the ground up; `files` are paths from the folder of packs,
/// with their texts.
///
/// # Errors
/// `define.pack-missing` for a pack without files, `define.pack-circle` for more than 8 packs in one chain.
///
/// ```
/// let files = [("base/pack.toml", "id = \"base\""), ("chongqing-2023/pack.toml", "extends = \"base\"")];
/// let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
/// let chain = define::chain("chongqing-2023", &files).unwrap();
/// assert_eq!(chain.iter().map(|pack| pack.folder.as_str()).collect::<Vec<_>>(), ["base", "chongqing-2023"]);
/// assert_eq!(define::chain("xinan-2023", &files).unwrap_err().code, "define.pack-missing");
/// ```
pub fn chain(id: &str, files: &[(String, String)]) -> Result<Vec<PackFiles>, Finding> {
    let mut chain = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next {
        let prefix = format!("{id}/");
        let own = files
            .iter()
            .filter_map(|(path, text)| Some(File::new(path.strip_prefix(&prefix)?, text.clone())));
        let pack = PackFiles::new(&id, own.collect());
        let wrong =
            |code, sentence| Err(Finding::error(code, Place::whole(format!("{id}/pack.toml")), sentence));
        if pack.files.is_empty() {
            return wrong("define.pack-missing", format!("没有定义包“{id}”"));
        }
        if chain.len() == LIMIT {
            return wrong("define.pack-circle", "定义包的 extends 绕成了圈".to_owned());
        }
        next = extends(&pack);
        chain.push(pack);
    }
    chain.reverse();
    Ok(chain)
}

/// The pack below, as the head says it.
fn extends(pack: &PackFiles) -> Option<String> {
    let head = pack.files.iter().filter(|file| file.path == "pack.toml").cloned();
    check(&[PackFiles::new(&pack.folder, head.collect())]).pack?.extends
}

//! Where definition packs come from: a folder, or those that the executable carries.

use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

/// The packs of this repository, so that an installed executable needs no checkout beside it.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../packs");

/// Files of a pack and of the packs that it may extend: path from the folder of packs, and text.
pub type Files = Vec<(String, String)>;

/// The files of `pack` (a folder on disk, or the name of a built-in pack) together with every other pack beside it,
/// for `extends` to find; the pack's own id comes first in the answer.
pub fn files(pack: &str) -> Result<(String, Files), String> {
    let folder = Path::new(pack);
    if folder.join("pack.toml").is_file() {
        let id = folder
            .canonicalize()
            .ok()
            .and_then(|f| f.file_name().map(|n| n.to_string_lossy().into_owned()))
            .ok_or(format!("{pack}：不是文件夹"))?;
        let mut all = built_in();
        all.retain(|(path, _)| !path.starts_with(&format!("{id}/")));
        let mut own = Vec::new();
        read(folder, &PathBuf::from(&id), &mut own)?;
        if let Some(beside) = folder.canonicalize().ok().and_then(|f| f.parent().map(Path::to_path_buf)) {
            let base = beside.join("base");
            if id != "base" && base.join("pack.toml").is_file() {
                all.retain(|(path, _)| !path.starts_with("base/"));
                read(&base, Path::new("base"), &mut own)?;
            }
        }
        all.extend(own);
        all.sort();
        return Ok((id, all));
    }
    if BUILT_IN.get_file(format!("{pack}/pack.toml")).is_some() {
        return Ok((pack.to_owned(), built_in()));
    }
    let known: Vec<String> = BUILT_IN.dirs().map(|d| d.path().display().to_string()).collect();
    Err(format!("没有定义包“{pack}”：既不是带 pack.toml 的文件夹，也不是内置包（{}）", known.join("、")))
}

/// The path of a definition file (from the folder of packs) as the user would type it, `pack` being what he gave.
pub fn shown(pack: &str, id: &str, file: &str) -> String {
    let folder = Path::new(pack);
    match file.strip_prefix(&format!("{id}/")) {
        Some(inside) if folder.join("pack.toml").is_file() => folder.join(inside).display().to_string(),
        _ => file.to_owned(),
    }
}

fn built_in() -> Files {
    let mut all = Vec::new();
    collect(&BUILT_IN, &mut all);
    all.sort();
    all
}

fn collect(dir: &Dir<'_>, into: &mut Files) {
    for file in dir.files() {
        if let (Some("toml"), Some(text)) =
            (file.path().extension().and_then(|e| e.to_str()), file.contents_utf8())
        {
            into.push((file.path().to_string_lossy().replace('\\', "/"), text.to_owned()));
        }
    }
    for inner in dir.dirs() {
        collect(inner, into);
    }
}

/// Reads a folder of definitions with its folders. A file of another ending comes without its text, so that checking the
/// pack tells of it; hidden files are passed over.
fn read(folder: &Path, shown: &Path, into: &mut Files) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}：{e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}：{e}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let shown = shown.join(&name);
        if path.is_dir() {
            read(&path, &shown, into)?;
            continue;
        }
        let text = match path.extension().is_some_and(|e| e == "toml") {
            true => std::fs::read_to_string(&path).map_err(|e| format!("{}：{e}", path.display()))?,
            false => String::new(),
        };
        into.push((shown.to_string_lossy().replace('\\', "/"), text));
    }
    Ok(())
}

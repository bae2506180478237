//! Fonts of this machine: the operator's own folder first, then those that are installed and known to serve a document.

use crate::district::House;
use finding::Finding;
use std::path::{Path, PathBuf};
use typeset::Fonts;

/// The operator's folder of fonts, in the data folder.
const OWN: &str = "字体";
/// Where systems keep fonts.
const INSTALLED: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    r"C:\Windows\Fonts",
];
/// What the names of files begin with whose fonts serve a document: others are many and are not read.
const KNOWN: [&str; 18] = [
    "fzxbs",
    "fzfs",
    "fzkt",
    "fzht",
    "fzss",
    "simfang",
    "simkai",
    "simhei",
    "simsun",
    "stfangso",
    "stkaiti",
    "stsong",
    "fandol",
    "notoserifcjk",
    "notosanscjk",
    "sourcehan",
    "lxgwwenkai",
    "wqy-zenhei",
];
/// Largest file that is read as a font, and how deep folders are gone into.
const LARGEST: u64 = 64 << 20;
const DEEP: usize = 6;

impl House {
    /// The fonts, read once, and what there is to say about them.
    pub(crate) fn fonts(&self) -> &(Fonts, Vec<Finding>) {
        self.fonts.get_or_init(|| Fonts::of(files(&self.dir.join(OWN))))
    }
}

/// The files with their bytes. One that cannot be read has none, and is told as a font that cannot be read.
fn files(own: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    gather(own, DEEP, &mut paths);
    paths.sort();
    let mut installed = Vec::new();
    INSTALLED.iter().for_each(|folder| gather(Path::new(folder), DEEP, &mut installed));
    installed.retain(|path| KNOWN.iter().any(|known| file_name(path).to_lowercase().starts_with(known)));
    installed.sort();
    paths.extend(installed);
    let read = |path: PathBuf| (file_name(&path), std::fs::read(&path).unwrap_or_default());
    paths.into_iter().map(read).collect()
}

/// The font files under a folder. A link to a folder is not followed.
fn gather(folder: &Path, deep: usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
        if kind.is_dir() && deep > 0 {
            gather(&path, deep - 1, paths);
        }
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase()).unwrap_or_default();
        let font = ["ttf", "otf", "ttc", "otc"].iter().any(|one| ending == *one);
        if font && std::fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= LARGEST) {
            paths.push(path);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

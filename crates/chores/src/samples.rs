//! The committed sample district: `samples/tongnan-2022` is what the generator makes, byte for byte.

use std::path::Path;

/// Where the files stand, from the root of the repository.
const FOLDER: &str = "samples/tongnan-2022";

/// Writes every file of the sample district under `root` and removes tables that the generator no longer makes.
pub fn write(root: &Path) -> Result<(), String> {
    let folder = root.join(FOLDER);
    let fail = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(&folder).map_err(|e| fail(&folder, e))?;
    let files = sample::district(&sample::Spec::tongnan_2022());
    for stale in stale(&folder, &files)? {
        std::fs::remove_file(&stale).map_err(|e| fail(&stale, e))?;
    }
    for file in &files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.text).map_err(|e| fail(&path, e))?;
    }
    Ok(())
}

/// Tables in the folder that are not among `files`.
fn stale(folder: &Path, files: &[sample::File]) -> Result<Vec<std::path::PathBuf>, String> {
    let mut stale = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".csv") && files.iter().all(|file| file.name != name) {
            stale.push(path);
        }
    }
    stale.sort();
    Ok(stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_district_is_what_the_generator_makes() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FOLDER);
        let files = sample::district(&sample::Spec::tongnan_2022());
        assert_eq!(stale(&folder, &files).unwrap(), Vec::<std::path::PathBuf>::new());
        for file in files {
            let committed = std::fs::read_to_string(folder.join(&file.name)).unwrap_or_default();
            assert!(committed == file.text, "{}: run `cargo xtask samples` and commit the change", file.name);
        }
    }
}

//! `packs/PACK/INDEX.md`, and `docs/declared.md` beside it: where every definition of a pack stands, for a clerk who knows its Chinese name.

use crate::mechanisms::entries;
use define::{CatalogueItem, File, PackFiles, catalogue, catalogue_forms};
use std::path::Path;

/// Writes the index of every pack.
pub fn write(root: &Path) -> Result<(), String> {
    for (path, text) in made(root)? {
        std::fs::write(root.join(&path), text).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(())
}

/// Says which index is not what its pack holds.
pub fn check(root: &Path) -> Result<(), String> {
    let mut wrong = Vec::new();
    for (path, text) in made(root)? {
        let stands = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
        if stands != text {
            let line = stands.lines().zip(text.lines()).take_while(|(old, new)| old == new).count() + 1;
            wrong.push(format!("{path} is stale from line {line}: run `cargo xtask index`"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The path and the text of the index of every pack: of `base`, and of the packs that extend it.
fn made(root: &Path) -> Result<Vec<(String, String)>, String> {
    let base = pack_files(root, "base")?;
    let mut pages = Vec::new();
    for id in entries(&root.join("packs"))? {
        let chain = match id.as_str() {
            "base" => vec![base.clone()],
            _ => vec![base.clone(), pack_files(root, &id)?],
        };
        let pack = define::check(&chain).pack.ok_or(format!("packs/{id} is no pack"))?;
        let items: Vec<CatalogueItem> =
            catalogue(&pack).into_iter().filter(|item| item.pack() == id).collect();
        pages.push((format!("packs/{id}/INDEX.md"), page(&pack.name, &items)));
        if pack.year.is_some() {
            pages.push((crate::declared::PAGE.to_owned(), crate::declared::page(&pack)));
        }
    }
    Ok(pages)
}

/// The definition files of a pack.
fn pack_files(root: &Path, id: &str) -> Result<PackFiles, String> {
    let mut files = Vec::new();
    gather(&root.join("packs").join(id), "", &mut files)?;
    Ok(PackFiles::new(id, files))
}

fn gather(folder: &Path, inner: &str, files: &mut Vec<File>) -> Result<(), String> {
    for name in entries(folder)? {
        let path = folder.join(&name);
        let shown = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        if path.is_dir() {
            gather(&path, &shown, files)?;
        } else if shown.ends_with(".toml") {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            files.push(File::new(shown, text));
        }
    }
    Ok(())
}

/// The page: a table for each form and subject.
fn page(name: &str, items: &[CatalogueItem]) -> String {
    let mut text = format!(
        "# {name}：目录\n\n本页由 `cargo xtask index` 从定义写出，不手改；与定义不符时测试会指出。按名称查：`duheng pack find 普惠`。\n"
    );
    for (form, label) in catalogue_forms() {
        let mut of_form: Vec<&CatalogueItem> = items.iter().filter(|item| item.form == form).collect();
        if of_form.is_empty() {
            continue;
        }
        of_form.sort_by_key(|item| (rank(item.subject()), &item.file));
        text.push_str(&format!("\n## {label}（{}）\n", of_form.len()));
        for of_subject in of_form.chunk_by(|one, other| one.subject() == other.subject()) {
            let subject = of_subject[0].subject();
            if !subject.is_empty() {
                text.push_str(&format!("\n### {subject}\n"));
            }
            text.push_str("\n| 名称 | 文件 | 数 | 依据 | 责任单位 |\n|---|---|---|---|---|\n");
            of_subject.iter().for_each(|item| text.push_str(&line(item)));
        }
    }
    text
}

/// What lies in the folder of the form itself comes first; then aspects by their number, A2 before A10; then other
/// subjects by name.
fn rank(subject: &str) -> (u32, String) {
    let number = subject.strip_prefix('A').and_then(|rest| rest.split('-').next()?.parse().ok());
    let last = if subject.is_empty() { 0 } else { u32::MAX };
    (number.unwrap_or(last), subject.to_owned())
}

fn line(item: &CatalogueItem) -> String {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let path = item.file.split_once('/').map_or(item.file.as_str(), |(_, path)| path);
    format!(
        "| {} | [{}]({}) | {} | {} | {} |\n",
        cell(&item.name),
        item.id,
        path,
        item.figure.as_deref().unwrap_or_default(),
        cell(&item.norms.join("；")),
        cell(&item.owner),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_is_what_its_pack_holds() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        check(&root).unwrap();
    }

    #[test]
    fn a_definition_is_found_by_its_name_under_its_subject() {
        let item = |id: &str, file: &str| CatalogueItem {
            form: "indicators",
            label: "指标",
            id: id.to_owned(),
            name: "普惠性幼儿园覆盖率".to_owned(),
            file: file.to_owned(),
            figure: Some("F36".to_owned()),
            norms: vec!["甲".to_owned(), "乙|丙".to_owned()],
            owner: "学前教育科".to_owned(),
            fields: Vec::new(),
        };
        let items = [
            item("late", "p/indicators/A10-学校安全/late.toml"),
            item("loose", "p/indicators/loose.toml"),
            item("share", "p/indicators/A6-学前教育/share.toml"),
        ];
        let page = page("样例", &items);
        let row = "| 普惠性幼儿园覆盖率 | [share](indicators/A6-学前教育/share.toml) | F36 | 甲；乙\\|丙 | 学前教育科 |";
        assert!(page.contains(row), "{page}");
        let headings: Vec<&str> = page.lines().filter(|line| line.starts_with("##")).collect();
        assert_eq!(headings, ["## 指标（3）", "### A6-学前教育", "### A10-学校安全"]);
    }
}

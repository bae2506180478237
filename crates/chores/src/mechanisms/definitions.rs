//! The definitions of the packs as far as a mechanism needs them: file, name, tags, figure, examples.

use std::collections::BTreeMap;
use std::path::Path;

/// One definition file.
pub struct Definition {
    /// Path from the root of the repository: `packs/base/registers/school.toml`.
    pub path: String,
    /// The folder it lies in, which says its kind: `registers`.
    pub folder: String,
    /// File name without `.toml`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The mechanisms it serves.
    pub mechanisms: Vec<String>,
    /// The figure of the report that it prints.
    pub figure: Option<String>,
}

/// All packs: definitions by path, and the names of the examples by the id of what they are examples of.
pub struct Packs {
    /// Definitions.
    pub definitions: Vec<Definition>,
    /// Examples.
    pub examples: BTreeMap<String, Vec<Example>>,
}

/// One example.
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Whether something in it does not hold or is refused: such an example shows that the rule bites.
    pub bites: bool,
}

/// Reads every pack under `packs`.
pub fn read(root: &Path) -> Result<Packs, String> {
    let mut packs = Packs { definitions: Vec::new(), examples: BTreeMap::new() };
    for pack in entries(&root.join("packs"))? {
        for form in folders(root, &format!("packs/{pack}"))? {
            let inside = format!("packs/{pack}/{form}");
            read_files(root, &inside, &form, &mut packs)?;
            for subject in folders(root, &inside)? {
                read_files(root, &format!("{inside}/{subject}"), &form, &mut packs)?;
            }
        }
    }
    packs.definitions.sort_by(|one, other| {
        let key = |one: &Definition| {
            (one.path.split('/').nth(1).map(str::to_owned), one.folder.clone(), one.id.clone())
        };
        key(one).cmp(&key(other))
    });
    Ok(packs)
}

/// Reads the definitions and examples that lie in one folder.
fn read_files(root: &Path, inside: &str, form: &str, packs: &mut Packs) -> Result<(), String> {
    for file in entries(&root.join(inside))? {
        let Some(id) = file.strip_suffix(".toml") else { continue };
        let path = format!("{inside}/{file}");
        let text = std::fs::read_to_string(root.join(&path)).map_err(|e| format!("{path}: {e}"))?;
        let table: toml::Table = text.parse().map_err(|e| format!("{path}: {e}"))?;
        match id.strip_suffix(".example") {
            Some(id) => packs.examples.entry(id.to_owned()).or_default().extend(examples(&table)),
            None => packs.definitions.push(definition(path, form, id, &table)),
        }
    }
    Ok(())
}

/// Names of the folders in a folder, in order.
fn folders(root: &Path, inside: &str) -> Result<Vec<String>, String> {
    let mut names = entries(&root.join(inside))?;
    names.retain(|name| root.join(inside).join(name).is_dir());
    Ok(names)
}

fn definition(path: String, folder: &str, id: &str, table: &toml::Table) -> Definition {
    let text = |key: &str| table.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let texts = |key: &str| {
        let list = table.get(key).and_then(|value| value.as_array());
        list.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    };
    Definition {
        path,
        folder: folder.to_owned(),
        id: id.to_owned(),
        name: text("name").unwrap_or_default(),
        mechanisms: texts("mechanisms"),
        figure: text("figure"),
    }
}

fn examples(table: &toml::Table) -> Vec<Example> {
    let list = table.get("example").and_then(|value| value.as_array());
    let read = |example: &toml::Value| {
        let refused =
            example.get("shows").and_then(|shows| shows.get("refused")).and_then(|list| list.as_array());
        let not_met = example.get("verdict").and_then(|verdict| verdict.as_str()) == Some("not-met");
        Some(Example {
            name: example.get("name")?.as_str()?.to_owned(),
            bites: not_met || refused.is_some_and(|refused| !refused.is_empty()),
        })
    };
    list.into_iter().flatten().filter_map(read).collect()
}

/// Names of what lies in a folder, in order.
pub fn entries(folder: &Path) -> Result<Vec<String>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        names.push(entry.map_err(fail)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

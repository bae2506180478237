//! Arrows between rooms: `xtask/edges.toml` against every Cargo.toml.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the list allows: a floor and the permitted arrows of every crate.
pub struct Allowed {
    floors: BTreeMap<String, i64>,
    edges: BTreeMap<String, BTreeSet<String>>,
}

/// Reads `edges.toml`.
pub fn allowed(text: &str) -> Result<Allowed, String> {
    let table: toml::Table = text.parse().map_err(|e| format!("edges.toml: {e}"))?;
    let floors = section(&table, "floors")?
        .iter()
        .map(|(name, floor)| Ok((name.clone(), floor.as_integer().ok_or(format!("floor of {name}"))?)))
        .collect::<Result<_, String>>()?;
    let edges = section(&table, "edges")?
        .iter()
        .map(|(name, targets)| {
            let targets = targets.as_array().ok_or(format!("edges of {name}"))?;
            Ok((name.clone(), targets.iter().filter_map(|t| t.as_str().map(str::to_owned)).collect()))
        })
        .collect::<Result<_, String>>()?;
    Ok(Allowed { floors, edges })
}

fn section<'t>(table: &'t toml::Table, name: &str) -> Result<&'t toml::Table, String> {
    table.get(name).and_then(|v| v.as_table()).ok_or(format!("edges.toml has no [{name}]"))
}

/// The arrows that one Cargo.toml draws to crates of the house, build-dependencies included, dev-dependencies left out:
/// a test may look at the house from outside.
pub fn drawn(manifest: &str, house: &BTreeSet<String>) -> Result<(String, BTreeSet<String>), String> {
    let table: toml::Table = manifest.parse().map_err(|e| format!("{e}"))?;
    let name = table
        .get("package")
        .and_then(|p| p.get("name"))
        .and_then(|n| n.as_str())
        .ok_or("a manifest without a name")?
        .to_owned();
    let mut arrows = BTreeSet::new();
    for part in ["dependencies", "build-dependencies"] {
        if let Some(dependencies) = table.get(part).and_then(|d| d.as_table()) {
            arrows.extend(dependencies.keys().filter(|d| house.contains(*d)).cloned());
        }
    }
    Ok((name, arrows))
}

/// Every way in which the manifests under `root` break the list; empty when the house stands.
pub fn broken(root: &Path) -> Result<Vec<String>, String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let allowed = allowed(&read(&root.join("xtask/edges.toml"))?)?;
    let house: BTreeSet<String> = allowed.edges.keys().cloned().collect();
    let mut manifests = vec![root.join("xtask/Cargo.toml")];
    let rooms = std::fs::read_dir(root.join("crates")).map_err(|e| e.to_string())?;
    for room in rooms {
        manifests.push(room.map_err(|e| e.to_string())?.path().join("Cargo.toml"));
    }
    manifests.sort();
    let mut wrong = Vec::new();
    for manifest in manifests {
        let (name, arrows) = drawn(&read(&manifest)?, &house)?;
        let Some(permitted) = allowed.edges.get(&name) else {
            wrong.push(format!("{name} is not in edges.toml"));
            continue;
        };
        for target in arrows.difference(permitted) {
            wrong.push(format!("{name} -> {target} is not an allowed arrow"));
        }
        for target in permitted {
            match (allowed.floors.get(&name), allowed.floors.get(target)) {
                (Some(from), Some(to)) if to > from => {
                    wrong.push(format!("{name} -> {target} points up ({from} -> {to})"))
                }
                (Some(_), Some(_)) => {}
                _ => wrong.push(format!("{name} -> {target}: a floor is missing")),
            }
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    #[test]
    fn every_arrow_is_in_the_list() {
        assert_eq!(broken(root()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn an_arrow_outside_the_list_is_seen() {
        let house = ["quantity", "office"].map(String::from).into();
        let manifest =
            "[package]\nname = \"quantity\"\n[dependencies]\noffice.workspace = true\nserde = \"1\"\n";
        let (name, arrows) = drawn(manifest, &house).unwrap();
        assert_eq!(
            (name.as_str(), arrows.iter().map(String::as_str).collect::<Vec<_>>()),
            ("quantity", vec!["office"])
        );
    }

    #[test]
    fn no_cycle_hides_among_the_allowed_arrows() {
        let text = std::fs::read_to_string(root().join("xtask/edges.toml")).unwrap();
        let allowed = allowed(&text).unwrap();
        let mut done: BTreeSet<&str> = BTreeSet::new();
        while done.len() < allowed.edges.len() {
            let before = done.len();
            for (name, targets) in &allowed.edges {
                if targets.iter().all(|t| done.contains(t.as_str())) {
                    done.insert(name);
                }
            }
            assert!(
                done.len() > before,
                "a cycle among {:?}",
                allowed.edges.keys().filter(|k| !done.contains(k.as_str())).collect::<Vec<_>>()
            );
        }
    }
}

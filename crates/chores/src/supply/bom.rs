//! The list of what is built in (SBOM), as CycloneDX 1.6 JSON: every crate that stands in the program, with version, source,
//! checksum, licence and what it stands on. The same lock gives the same bytes: no time, no chance.

use super::{Package, Supply, list};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The crate of the program.
const PROGRAM: &str = "cli";

/// Writes the list into a file.
pub fn write(root: &Path, file: &Path) -> Result<(), String> {
    let made = made(&Supply::read(root)?)?;
    let text = serde_json::to_string_pretty(&made).map_err(|error| error.to_string())?;
    std::fs::write(file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))?;
    println!("→ {} ({} components)", file.display(), list(&made, "components").len());
    Ok(())
}

fn made(supply: &Supply) -> Result<Value, String> {
    let arrows = arrows(supply);
    let program = list(&supply.metadata, "packages").iter().find(|one| one["name"] == PROGRAM);
    let program = program.ok_or("no crate of the program")?;
    let start = program["id"].as_str().unwrap_or_default();
    let used = reached(start, &arrows);
    let packages = supply.packages();
    let foreign: Vec<&Package<'_>> = packages.iter().filter(|one| used.contains(one.id)).collect();
    let refs: BTreeMap<&str, String> = foreign.iter().map(|one| (one.id, purl(one))).collect();
    let components = foreign.iter().map(|one| component(one, supply));
    // The house is one component: its own crates stand for the program.
    let own: BTreeSet<&String> = used
        .iter()
        .filter(|id| !refs.contains_key(*id))
        .flat_map(|id| arrows.get(id).into_iter().flatten())
        .filter_map(|id| refs.get(id))
        .collect();
    let below = foreign.iter().map(|one| {
        let on: BTreeSet<&String> =
            arrows.get(one.id).into_iter().flatten().filter_map(|id| refs.get(id)).collect();
        json!({ "ref": purl(one), "dependsOn": on })
    });
    let version = program["version"].as_str().unwrap_or_default();
    let dependencies: Vec<Value> =
        std::iter::once(json!({ "ref": "duheng", "dependsOn": own })).chain(below).collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": "duheng", "name": "duheng", "version": version,
            "licenses": [{ "expression": program["license"] }],
        } },
        "components": components.collect::<Vec<Value>>(),
        "dependencies": dependencies,
    }))
}

fn purl(one: &Package<'_>) -> String {
    format!("pkg:cargo/{}@{}", one.name, one.version.replace('+', "%2B"))
}

fn component(one: &Package<'_>, supply: &Supply) -> Value {
    let sum = supply.checksums.get(&(one.name.to_owned(), one.version.to_owned()));
    let mut made = json!({
        "type": "library", "bom-ref": purl(one), "name": one.name, "version": one.version, "purl": purl(one),
        "licenses": [{ "expression": one.licence.replace('/', " OR ") }],
        "hashes": sum.map(|sum| json!([{ "alg": "SHA-256", "content": sum }])),
    });
    if let Some(repository) = one.repository {
        made["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    made
}

/// What each crate stands on in the program and in its making, tests left out.
fn arrows(supply: &Supply) -> BTreeMap<&str, BTreeSet<&str>> {
    let nodes = supply.metadata.get("resolve").map_or(&[][..], |resolve| list(resolve, "nodes"));
    let counts = |one: &Value| list(one, "dep_kinds").iter().any(|kind| kind["kind"] != "dev");
    let mut arrows = BTreeMap::new();
    for node in nodes {
        let below = list(node, "deps").iter().filter(|one| counts(one)).filter_map(|one| one["pkg"].as_str());
        arrows.insert(node["id"].as_str().unwrap_or_default(), below.collect());
    }
    arrows
}

fn reached<'s>(start: &'s str, arrows: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> BTreeSet<&'s str> {
    let (mut found, mut next) = (BTreeSet::new(), vec![start]);
    while let Some(id) = next.pop() {
        if found.insert(id) {
            next.extend(arrows.get(id).into_iter().flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_closed() {
        let supply = Supply::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
        let bom = made(&supply).unwrap();
        let components = list(&bom, "components");
        let refs: BTreeSet<&str> = components.iter().map(|one| one["bom-ref"].as_str().unwrap()).collect();
        assert!(components.len() == refs.len() && refs.len() > 80, "{} components", components.len());
        for one in components {
            assert_eq!(one["hashes"][0]["content"].as_str().map(str::len), Some(64), "{one}");
            assert!(!one["licenses"][0]["expression"].as_str().unwrap().is_empty(), "{one}");
        }
        let known = |id: &str| id == "duheng" || refs.contains(id);
        for one in list(&bom, "dependencies") {
            assert!(known(one["ref"].as_str().unwrap()));
            assert!(list(one, "dependsOn").iter().all(|below| known(below.as_str().unwrap())), "{one}");
        }
        for name in ["rusqlite", "sm2", "axum", "clap"] {
            assert!(components.iter().any(|one| one["name"] == name), "{name} is built in");
        }
        assert!(components.iter().all(|one| one["name"] != "proptest"), "what only tests use is not");
        assert_eq!(made(&supply).unwrap(), bom);
    }
}

//! The chain of supply: which crates are built in, from where, under which licences (`deny.toml`), and the list of them
//! that a district is given (SBOM). What cargo-deny holds in `.ci/run` is held here from cargo's own metadata, so that
//! `cargo test` holds it where nothing else is installed. What neither does: known weaknesses (the RustSec database lies on
//! a server that a build without the internet does not reach).

mod bom;
mod licence;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

pub use bom::write;

/// The only place from which a crate may come.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Crates as cargo resolves them, without a network.
struct Supply {
    metadata: Value,
    /// SHA-256 by name and version, from Cargo.lock.
    checksums: BTreeMap<(String, String), String>,
}

/// One crate from elsewhere.
struct Package<'s> {
    id: &'s str,
    name: &'s str,
    version: &'s str,
    source: &'s str,
    licence: &'s str,
    repository: Option<&'s str>,
}

impl Supply {
    fn read(root: &Path) -> Result<Supply, String> {
        let mut cargo = Command::new(option_env!("CARGO").unwrap_or("cargo"));
        // Crates of other systems are named too; a machine that has only built for itself fetches them first.
        cargo.current_dir(root).args(["metadata", "--format-version", "1", "--locked"]);
        let output = cargo.output().map_err(|error| format!("cargo metadata: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let metadata = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).map_err(|error| error.to_string())?;
        Ok(Supply { metadata, checksums: checksums(&lock)? })
    }

    /// The crates that are not of the house, in the order of their names.
    fn packages(&self) -> Vec<Package<'_>> {
        let mut packages: Vec<Package<'_>> =
            list(&self.metadata, "packages").iter().filter_map(Package::of).collect();
        packages.sort_by_key(|one| (one.name, one.version));
        packages
    }

    /// What must not be.
    fn wrong(&self, allowed: &BTreeSet<String>) -> Vec<String> {
        let mut wrong = Vec::new();
        for one in self.packages() {
            let named = format!("{} {}", one.name, one.version);
            if one.source != REGISTRY {
                wrong.push(format!("{named}: from {}, not from crates.io", one.source));
            }
            if !self.checksums.contains_key(&(one.name.to_owned(), one.version.to_owned())) {
                wrong.push(format!("{named}: Cargo.lock has no checksum of it"));
            }
            if !licence::permits(one.licence, allowed) {
                wrong.push(format!("{named}: the licence “{}” is not among those of deny.toml", one.licence));
            }
        }
        wrong
    }

    /// Crates that are there in several versions.
    fn twice(&self) -> Vec<String> {
        let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in self.packages() {
            versions.entry(one.name).or_default().push(one.version);
        }
        versions.retain(|_, versions| versions.len() > 1);
        versions.into_iter().map(|(name, versions)| format!("{name}: {}", versions.join(", "))).collect()
    }
}

impl<'s> Package<'s> {
    fn of(value: &'s Value) -> Option<Package<'s>> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        Some(Package {
            id: text("id")?,
            name: text("name")?,
            version: text("version")?,
            source: text("source")?,
            licence: text("license").unwrap_or_default(),
            repository: text("repository"),
        })
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn checksums(lock: &str) -> Result<BTreeMap<(String, String), String>, String> {
    let lock: toml::Table = lock.parse().map_err(|error| format!("Cargo.lock: {error}"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let text = |one: &toml::Value, key: &str| one.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let sum = |one: &toml::Value| Some(((text(one, "name")?, text(one, "version")?), text(one, "checksum")?));
    Ok(packages.iter().filter_map(sum).collect())
}

/// What is wrong with the chain, and what is only told: crates of two versions.
pub fn check(root: &Path) -> Result<(Vec<String>, Vec<String>), String> {
    let supply = Supply::read(root)?;
    let deny = std::fs::read_to_string(root.join("deny.toml")).map_err(|error| error.to_string())?;
    let allowed = licence::allowed(&deny)?;
    Ok((supply.wrong(&allowed), supply.twice()))
}

/// Says what is wrong, and what is there twice.
pub fn run(root: &Path) -> Result<(), String> {
    let (wrong, twice) = check(root)?;
    twice.iter().for_each(|one| println!("two versions: {one}"));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    fn every_crate_comes_from_the_registry_with_a_checksum_under_a_licence_that_is_allowed() {
        let (wrong, _) = check(&root()).unwrap();
        assert_eq!(wrong, Vec::<String>::new());
        assert!(Supply::read(&root()).unwrap().packages().len() > 100, "there was something to look at");
    }

    #[test]
    fn what_is_not_allowed_is_told() {
        let mut supply = Supply::read(&root()).unwrap();
        let allowed = licence::allowed("[licenses]\nallow = [\"MIT\"]").unwrap();
        let before = supply.wrong(&allowed);
        assert!(before.len() > 3 && before.iter().all(|one| one.contains("licence")), "{before:?}");
        let packages = supply.metadata["packages"].as_array_mut().unwrap();
        let foreign = packages.iter_mut().find(|one| one["license"] == "MIT").unwrap();
        let name = foreign["name"].as_str().unwrap().to_owned();
        foreign["source"] = "git+https://example.org/x".into();
        supply.checksums.retain(|(one, _), _| *one != name);
        let after = supply.wrong(&allowed);
        let told = |what: &str| after.iter().any(|one| one.starts_with(&name) && one.contains(what));
        assert!(told("crates.io") && told("checksum"), "{after:?}");
    }
}

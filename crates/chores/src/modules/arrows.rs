//! Which module of a crate uses which.

use crate::source::{code, files, name, names_behind_crate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name under which items that stand in `lib.rs` or `main.rs` itself are shown.
const ROOF: &str = "(roof)";

/// The modules of a crate's first level, with the modules that each uses.
pub struct Modules(BTreeMap<String, BTreeSet<String>>);

impl Modules {
    /// Reads a crate of the house, or `xtask`.
    pub fn read(root: &Path, crate_name: &str) -> Result<Modules, String> {
        let folder = if crate_name == "xtask" {
            root.join("xtask/src")
        } else {
            root.join("crates").join(crate_name).join("src")
        };
        let mut modules: BTreeMap<String, String> = BTreeMap::new();
        let mut roof = String::new();
        for (path, text) in files(&folder)? {
            let first = path.split(['/', '.']).next().unwrap_or_default().to_owned();
            match path.as_str() {
                "lib.rs" | "main.rs" => roof.push_str(&code(&text)),
                _ if path.starts_with("bin/") => {}
                _ => modules.entry(first).or_default().push_str(&code(&text)),
            }
        }
        let shown = shown_by(&roof, &modules.keys().cloned().collect());
        let target = |found: String| match (modules.contains_key(&found), shown.get(&found)) {
            (true, _) => Some(found),
            (false, Some(module)) => module.clone(),
            (false, None) => Some(ROOF.to_owned()),
        };
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (module, text) in &modules {
            let targets: BTreeSet<String> = names_behind_crate(text).into_iter().filter_map(target).collect();
            arrows.insert(module.clone(), targets.into_iter().filter(|target| target != module).collect());
        }
        // What stands under the roof itself rests on every module; used from below it closes a circle.
        if arrows.values().any(|targets| targets.contains(ROOF)) {
            arrows.insert(ROOF.to_owned(), modules.into_keys().collect());
        }
        Ok(Modules(arrows))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Every module with those that it uses.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.0.iter().map(|(name, targets)| (name.as_str(), targets))
    }

    /// A circle, the first module named again at its end.
    pub fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.0.keys().find_map(|start| self.walk(start, &mut Vec::new(), &mut done))
    }

    fn walk(&self, at: &str, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
        if let Some(from) = way.iter().position(|one| one == at) {
            let mut circle = way.split_off(from);
            circle.push(at.to_owned());
            return Some(circle);
        }
        if done.contains(at) {
            return None;
        }
        way.push(at.to_owned());
        let found = self.0.get(at)?.iter().find_map(|next| self.walk(next, way, done));
        way.pop();
        done.insert(at.to_owned());
        found
    }
}

/// Names that the roof shows of a module, with it, and of other crates, with none: `pub use module::{A, b::C}` gives A and C.
fn shown_by(roof: &str, modules: &BTreeSet<String>) -> BTreeMap<String, Option<String>> {
    let mut shown = BTreeMap::new();
    for statement in roof.split(';') {
        let Some((_, used)) = statement.split_once("use ") else { continue };
        let module = name(used).filter(|module| modules.contains(module));
        let words = used.split(|letter: char| letter != '_' && !letter.is_alphanumeric());
        for word in words.skip(usize::from(module.is_some())) {
            shown.insert(word.to_owned(), module.clone());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(arrows: &[(&str, &[&str])]) -> Modules {
        let set = |targets: &[&str]| targets.iter().map(|target| (*target).to_owned()).collect();
        Modules(arrows.iter().map(|(name, targets)| ((*name).to_owned(), set(targets))).collect())
    }

    #[test]
    fn a_circle_is_found_however_long_and_none_where_two_ways_meet() {
        let round = modules(&[("a", &["b"]), ("b", &["c", "d"]), ("c", &[]), ("d", &["a"])]);
        assert_eq!(round.circle().unwrap(), ["a", "b", "d", "a"]);
        let diamond = modules(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])]);
        assert_eq!(diamond.circle(), None);
    }

    #[test]
    fn a_name_shown_by_the_roof_is_an_arrow_to_its_module() {
        let known = ["error", "view"].map(str::to_owned).into();
        let shown = shown_by(
            "mod error; pub use error::{Error, Result}; pub use view::about::AboutView; pub use reader::Prose;",
            &known,
        );
        assert_eq!(shown.get("Error"), Some(&Some("error".to_owned())));
        assert_eq!(shown.get("AboutView"), Some(&Some("view".to_owned())));
        assert_eq!(shown.get("Prose"), Some(&None), "of another crate: no arrow within this one");
        assert_eq!(shown.get("Row"), None);
    }
}

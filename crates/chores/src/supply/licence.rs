//! SPDX licence expressions against a list of those that are allowed.

use std::collections::BTreeSet;

/// The licences that `deny.toml` allows.
pub fn allowed(deny: &str) -> Result<BTreeSet<String>, String> {
    let table: toml::Table = deny.parse().map_err(|error| format!("deny.toml: {error}"))?;
    let list = table.get("licenses").and_then(|one| one.get("allow")).and_then(toml::Value::as_array);
    let list = list.ok_or("deny.toml allows no licence")?;
    Ok(list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect())
}

/// Whether a crate may be used under the allowed licences: of alternatives (`OR`, in old manifests `/`) one, of parts
/// (`AND`) all. `AND` binds closer. What cannot be read is not allowed.
pub fn permits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let permitted = any(&words, &mut at, allowed);
    permitted == Some(true) && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut found = all(words, at, allowed)?;
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        found |= all(words, at, allowed)?;
    }
    Some(found)
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut found = one(words, at, allowed)?;
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        found &= one(words, at, allowed)?;
    }
    Some(found)
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> Option<bool> {
    let word = *words.get(*at)?;
    *at += 1;
    if word == "(" {
        let found = any(words, at, allowed)?;
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return closed.then_some(found);
    }
    if [")", "AND", "OR", "WITH"].contains(&word) {
        return None;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = *words.get(*at + 1)?;
        *at += 2;
        return Some(allowed.contains(&format!("{word} WITH {exception}")));
    }
    Some(allowed.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_parts_and_exceptions() {
        let allowed: BTreeSet<String> =
            ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned).into();
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/GPL-2.0",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0",
        ] {
            assert!(permits(good, &allowed), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "GPL-3.0 OR MIT AND GPL-2.0",
            "(MIT",
            "MIT OR",
            "MIT MIT",
            "MIT WITH Bison-exception",
        ] {
            assert!(!permits(bad, &allowed), "{bad}");
        }
    }
}

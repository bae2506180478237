//! Modules in layers: those that use no other at the bottom.

use super::arrows::Modules;
use std::collections::{BTreeMap, BTreeSet};

/// The layers from the ground up, and the modules that lie in a circle, which have none.
pub fn layers(modules: &Modules) -> (Vec<Vec<&str>>, Vec<&str>) {
    let mut layers: Vec<Vec<&str>> = Vec::new();
    let mut laid: BTreeSet<&str> = BTreeSet::new();
    loop {
        let next: Vec<&str> = modules
            .iter()
            .filter(|(name, targets)| {
                !laid.contains(name) && targets.iter().all(|target| laid.contains(target.as_str()))
            })
            .map(|(name, _)| name)
            .collect();
        if next.is_empty() {
            break;
        }
        laid.extend(&next);
        layers.push(next);
    }
    let round = modules.iter().map(|(name, _)| name).filter(|name| !laid.contains(name)).collect();
    (layers, round)
}

/// The arrows without those that follow from two others.
pub fn direct(modules: &Modules) -> BTreeMap<&str, Vec<&str>> {
    let below: BTreeMap<&str, BTreeSet<&str>> =
        modules.iter().map(|(name, _)| (name, all_below(modules, name))).collect();
    let direct = |targets: &'_ BTreeSet<String>, target: &str| {
        !targets
            .iter()
            .any(|other| other != target && below.get(other.as_str()).is_some_and(|far| far.contains(target)))
    };
    modules
        .iter()
        .map(|(name, targets)| {
            let kept = targets.iter().filter(|target| direct(targets, target));
            (name, kept.map(String::as_str).collect())
        })
        .collect()
}

fn all_below<'m>(modules: &'m Modules, name: &str) -> BTreeSet<&'m str> {
    let of: BTreeMap<&str, &BTreeSet<String>> = modules.iter().collect();
    let mut below: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> =
        of.get(name).into_iter().flat_map(|set| set.iter()).map(String::as_str).collect();
    while let Some(one) = next.pop() {
        if below.insert(one) {
            next.extend(of.get(one).into_iter().flat_map(|set| set.iter()).map(String::as_str));
        }
    }
    below
}

/// The layers as text, from the roof down, each module with what it uses.
pub fn text(modules: &Modules) -> String {
    let (layers, round) = layers(modules);
    let of: BTreeMap<&str, &BTreeSet<String>> = modules.iter().collect();
    let mut out = String::new();
    let mut line = |layer: &str, name: &str| {
        let used: Vec<&str> =
            of.get(name).into_iter().flat_map(|set| set.iter()).map(String::as_str).collect();
        let arrow = if used.is_empty() { String::new() } else { format!(" → {}", used.join(", ")) };
        out.push_str(&format!("{layer:>5}  {name}{arrow}\n"));
    };
    round.iter().for_each(|name| line("round", name));
    for (height, layer) in layers.iter().enumerate().rev() {
        layer.iter().for_each(|name| line(&(height + 1).to_string(), name));
    }
    out
}

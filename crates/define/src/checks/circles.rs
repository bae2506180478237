//! Indicators that gather each other as parts.

use crate::Pack;
use crate::circles::circles;
use finding::Finding;
use std::collections::BTreeMap;

/// Reports every circle of parts, once.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    let position = |id: &str| pack.indicators.iter().position(|indicator| indicator.id == id);
    let mut edges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, indicator) in pack.indicators.iter().enumerate() {
        edges.insert(at, indicator.parts.iter().filter_map(|part| position(&part.text)).collect());
    }
    for circle in circles(&edges) {
        let names: Vec<&str> = circle.iter().map(|at| pack.indicators[*at].name.as_str()).collect();
        let first = &pack.indicators[circle[0]];
        let sentence = format!("指标互为分项成环：{} → {}", names.join(" → "), names[0]);
        findings.push(Finding::error("define.cycle", first.written.place(), sentence));
    }
}

//! Rows that are one household: siblings and guardians merged.

use std::collections::BTreeMap;

/// The households among rows, each as the places of its rows. Rows that share a value in the same column are of one
/// household, and so are rows connected through others: two children under different family numbers whose guardian has
/// one telephone get one message.
///
/// ```
/// let rows = [["H1", "138"], ["H2", "138"], ["H3", "139"], ["H3", ""]];
/// assert_eq!(ledger::letter::households(&rows), [vec![0, 1], vec![2, 3]]);
/// ```
pub fn households<T: AsRef<str>, R: AsRef<[T]>>(rows: &[R]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..rows.len()).collect();
    let mut seen: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in row.as_ref().iter().enumerate() {
            let value = value.as_ref();
            if value.is_empty() {
                continue;
            }
            if let Some(other) = seen.insert((column, value), at) {
                let (a, b) = (root(&mut parent, at), root(&mut parent, other));
                // The earlier row stands for both, so that the order of rows decides nothing but itself.
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..rows.len() {
        let root = root(&mut parent, at);
        groups.entry(root).or_default().push(at);
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

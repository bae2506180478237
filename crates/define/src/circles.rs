//! Circles in a graph of what needs what.

use std::collections::{BTreeMap, BTreeSet};

/// The circles of a graph, each once, beginning with its least member.
pub fn circles<T: Copy + Ord>(edges: &BTreeMap<T, Vec<T>>) -> Vec<Vec<T>> {
    let mut found: Vec<Vec<T>> = Vec::new();
    let mut done: BTreeSet<T> = BTreeSet::new();
    for start in edges.keys() {
        let mut path: Vec<T> = Vec::new();
        let mut stack = vec![(*start, 0_usize)];
        while let Some((node, next)) = stack.pop() {
            if next == 0 {
                if done.contains(&node) {
                    continue;
                }
                if let Some(at) = path.iter().position(|earlier| *earlier == node) {
                    let mut circle = path[at..].to_vec();
                    let least = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
                    circle.rotate_left(least);
                    if !found.contains(&circle) {
                        found.push(circle);
                    }
                    continue;
                }
                path.push(node);
            }
            match edges.get(&node).and_then(|targets| targets.get(next)) {
                Some(target) => {
                    stack.push((node, next + 1));
                    stack.push((*target, 0));
                }
                None => {
                    path.pop();
                    done.insert(node);
                }
            }
        }
    }
    found
}

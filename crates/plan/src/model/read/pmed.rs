//! `pmed` of the OR-Library: nodes, edges, how many nodes to open; then each edge with its length.

use super::words::Words;
use super::{Format, MOST_LINKS, Read, too_many, whole};
use crate::model::{Client, Links, Problem, Site, Standing};
use finding::{Finding, Place};
use quantity::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// An edge's two nodes, from 0, and its length.
type Edges = BTreeMap<(usize, usize), Decimal>;

pub fn read(text: &str, source: &str) -> Result<Read, Vec<Finding>> {
    let (nodes, count, edges) = parsed(text, source).map_err(|finding| vec![finding])?;
    let roads = roads(nodes, &edges, source).map_err(|finding| vec![finding])?;
    let mut links = Links::new();
    for from in 0..nodes {
        links.push(distances(&roads, from));
    }
    let site =
        |node: usize| Site { name: node.to_string(), fixed: 0, capacity: None, standing: Standing::Free };
    let problem = Problem {
        sites: (1..=nodes).map(site).collect(),
        clients: (1..=nodes).map(|node| Client { name: node.to_string(), demand: 1 }).collect(),
        links,
        count: Some(count),
        split: false,
        places: whole::places(edges.values()),
        digest: String::new(),
        format: Format::OrlibPmed,
    };
    Ok(Read { problem, notes: Vec::new() })
}

fn parsed(text: &str, source: &str) -> Result<(usize, usize, Edges), Finding> {
    let mut words = Words::new(text, source);
    let nodes = words.count("节点数")?;
    let announced = words.decimal("边数")?;
    let announced = announced.scaled(0).and_then(|whole| usize::try_from(whole).ok()).unwrap_or(usize::MAX);
    let count = words.count("开办数")?;
    let mut edges = Edges::new();
    for _ in 0..announced {
        let (left, right) = (words.count("边的起点")?, words.count("边的终点")?);
        if left > nodes || right > nodes {
            let sentence = format!("边{left}—{right}指向不存在的节点：共{nodes}个节点");
            return Err(words.wrong("plan.file.no-such-node", sentence));
        }
        let length = words.decimal("边长")?;
        if left != right {
            edges.insert((left.min(right) - 1, left.max(right) - 1), length);
        }
    }
    words.end()?;
    // Whoever announces nodes shows them: each stands at an edge, so that a short file cannot ask for much.
    if nodes > 1 && nodes > 2 * edges.len() {
        let sentence = format!("写明{nodes}个节点，但只有{}条边：有的节点没有任何边", edges.len());
        return Err(Finding::error("plan.file.lonely-node", Place::whole(source), sentence));
    }
    if nodes.saturating_mul(nodes) > MOST_LINKS {
        return Err(too_many(source, nodes, nodes));
    }
    Ok((nodes, count, edges))
}

/// The neighbours of each node with the length of the road, in units of the last place.
fn roads(nodes: usize, edges: &Edges, source: &str) -> Result<Vec<Vec<(usize, i64)>>, Finding> {
    let places = whole::places(edges.values());
    let mut roads = vec![Vec::new(); nodes];
    let mut sum = 0i64;
    for (&(left, right), length) in edges {
        let length = whole::whole(length, places, source)?;
        sum = sum.saturating_add(length);
        roads[left].push((right, length));
        roads[right].push((left, length));
    }
    // No way is longer than all roads together.
    whole::whole(&Decimal::new(sum.into(), 0), 0, source).map(|_| roads)
}

/// What can be reached from a node, and how far it is.
fn distances(roads: &[Vec<(usize, i64)>], from: usize) -> Vec<(u32, i64)> {
    let mut best = vec![i64::MAX; roads.len()];
    let mut waiting = BinaryHeap::from([(Reverse(0i64), from)]);
    best[from] = 0;
    while let Some((Reverse(far), node)) = waiting.pop() {
        if far > best[node] {
            continue;
        }
        for &(next, length) in &roads[node] {
            if far + length < best[next] {
                best[next] = far + length;
                waiting.push((Reverse(far + length), next));
            }
        }
    }
    let reached = best.into_iter().enumerate().filter(|(_, far)| *far < i64::MAX);
    reached.map(|(node, far)| (node as u32, far)).collect()
}

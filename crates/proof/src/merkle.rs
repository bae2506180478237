//! The Merkle tree of RFC 9162 §2.1 over any hash: roots, inclusion proofs, consistency proofs.
//!
//! A tree is known by the digests of its complete subtrees: the subtree at (`level`, `index`) covers the leaves
//! `index × 2^level` to `(index + 1) × 2^level − 1`. They never change once written, so a log keeps them in a table and
//! every root and proof of any earlier size is read from a few dozen of them.

use crate::hash::{Digest, Hash};
use std::fmt;

/// Digest of a leaf: H(0x00 ‖ data).
pub fn leaf<H: Hash>(data: &[u8]) -> Digest {
    H::digest(&[&[0], data])
}

/// Digest of a leaf with a salt in front of its data: H(0x00 ‖ salt ‖ data). Once salt and data are deleted the digest
/// betrays nothing of them, and every proof over it still holds.
pub fn salted_leaf<H: Hash>(salt: &[u8; SALT], data: &[u8]) -> Digest {
    H::digest(&[&[0], salt, data])
}

/// Bytes of a salt.
pub const SALT: usize = 16;

/// Digest of an inner node: H(0x01 ‖ left ‖ right).
pub fn node<H: Hash>(left: &Digest, right: &Digest) -> Digest {
    H::digest(&[&[1], left, right])
}

/// Digests of inner nodes over many pairs, in their order.
pub fn nodes<H: Hash>(pairs: &[(Digest, Digest)]) -> Vec<Digest> {
    let texts: Vec<[u8; 65]> = pairs
        .iter()
        .map(|(left, right)| {
            let mut text = [1; 65];
            text[1..33].copy_from_slice(left);
            text[33..].copy_from_slice(right);
            text
        })
        .collect();
    H::digests(&texts.iter().map(|text| &text[..]).collect::<Vec<_>>())
}

/// Where the digests of complete subtrees are found.
pub trait Nodes {
    /// The digest of the complete subtree at (`level`, `index`), when it is there.
    fn node(&self, level: u32, index: u64) -> Option<Digest>;
}

impl Nodes for Vec<Vec<Digest>> {
    fn node(&self, level: u32, index: u64) -> Option<Digest> {
        self.get(level as usize)?.get(usize::try_from(index).ok()?).copied()
    }
}

/// The digest over the leaves `from..to`, from complete subtrees. `from` is a multiple of the largest power of two
/// below the length, as all ranges of RFC 9162 are.
fn range<H: Hash>(nodes: &impl Nodes, from: u64, to: u64) -> Option<Digest> {
    let length = to.checked_sub(from).filter(|n| *n > 0)?;
    if length.is_power_of_two() && from.is_multiple_of(length) {
        let level = length.trailing_zeros();
        return nodes.node(level, from >> level);
    }
    let split = from + left_part(length);
    Some(node::<H>(&range::<H>(nodes, from, split)?, &range::<H>(nodes, split, to)?))
}

/// The largest power of two below `length`, which is at least 2.
fn left_part(length: u64) -> u64 {
    1 << (63 - (length - 1).leading_zeros())
}

/// The root of the first `size` leaves; `None` when a node is missing. The empty tree's root is H().
pub fn root<H: Hash>(nodes: &impl Nodes, size: u64) -> Option<Digest> {
    if size == 0 { Some(H::digest(&[])) } else { range::<H>(nodes, 0, size) }
}

/// The inclusion proof of leaf `index` in the tree of the first `size` leaves (RFC 9162 §2.1.3.1).
pub fn inclusion<H: Hash>(nodes: &impl Nodes, index: u64, size: u64) -> Option<Vec<Digest>> {
    if index >= size {
        return None;
    }
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    while to - from > 1 {
        let split = from + left_part(to - from);
        if index < split {
            path.push(range::<H>(nodes, split, to)?);
            to = split;
        } else {
            path.push(range::<H>(nodes, from, split)?);
            from = split;
        }
    }
    path.reverse();
    Some(path)
}

/// The consistency proof between the trees of the first `older` and the first `size` leaves (RFC 9162 §2.1.4.1).
pub fn consistency<H: Hash>(nodes: &impl Nodes, older: u64, size: u64) -> Option<Vec<Digest>> {
    if older > size {
        return None;
    }
    if older == 0 || older == size {
        return Some(Vec::new());
    }
    let (mut from, mut to) = (0, size);
    let mut path = Vec::new();
    // Whether the older tree's root is the subtree at hand, which the verifier knows already.
    let mut known = true;
    while older != to {
        let split = from + left_part(to - from);
        if older <= split {
            path.push(range::<H>(nodes, split, to)?);
            to = split;
        } else {
            path.push(range::<H>(nodes, from, split)?);
            from = split;
            known = false;
        }
    }
    if !known {
        path.push(range::<H>(nodes, from, to)?);
    }
    path.reverse();
    Some(path)
}

/// Why a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The leaf's index is not below the tree's size, or the older size above the newer.
    OutOfTree,
    /// The proof has too few or too many digests.
    Length,
    /// The digests lead to another root.
    Root,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refused::OutOfTree => "证明所说的位置不在日志之内",
            Refused::Length => "证明的步数不对",
            Refused::Root => "证明推出的根与检查点的根不同",
        })
    }
}

impl std::error::Error for Refused {}

/// Verifies an inclusion proof (RFC 9162 §2.1.3.2).
pub fn verify_inclusion<H: Hash>(
    index: u64,
    size: u64,
    leaf: &Digest,
    path: &[Digest],
    root: &Digest,
) -> Result<(), Refused> {
    if index >= size {
        return Err(Refused::OutOfTree);
    }
    let (mut at, mut last) = (index, size - 1);
    let mut digest = *leaf;
    for step in path {
        if last == 0 {
            return Err(Refused::Length);
        }
        if at % 2 == 1 || at == last {
            digest = node::<H>(step, &digest);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            digest = node::<H>(&digest, step);
        }
        at >>= 1;
        last >>= 1;
    }
    match (last, digest == *root) {
        (0, true) => Ok(()),
        (0, false) => Err(Refused::Root),
        _ => Err(Refused::Length),
    }
}

/// Verifies that the tree of `size` leaves continues the tree of `older` leaves (RFC 9162 §2.1.4.2). Of the empty tree
/// everything is a continuation, but nothing is proved: it is refused, as is a proof where none is needed.
pub fn verify_consistency<H: Hash>(
    older: u64,
    size: u64,
    older_root: &Digest,
    root: &Digest,
    path: &[Digest],
) -> Result<(), Refused> {
    if older > size || older == 0 {
        return Err(Refused::OutOfTree);
    }
    if older == size {
        return match (path.is_empty(), older_root == root) {
            (true, true) => Ok(()),
            (true, false) => Err(Refused::Root),
            (false, _) => Err(Refused::Length),
        };
    }
    let mut steps = path.iter();
    let first = if older.is_power_of_two() { *older_root } else { *steps.next().ok_or(Refused::Length)? };
    let (mut at, mut last) = (older - 1, size - 1);
    while at % 2 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (first, first);
    for step in steps {
        if last == 0 {
            return Err(Refused::Length);
        }
        if at % 2 == 1 || at == last {
            old = node::<H>(step, &old);
            new = node::<H>(step, &new);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new = node::<H>(&new, step);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(Refused::Length);
    }
    if old == *older_root && new == *root { Ok(()) } else { Err(Refused::Root) }
}

/// The growing edge of a tree: what is needed to append leaves.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    size: u64,
    // Digests of the complete subtrees that make up the tree, from the largest to the smallest.
    peaks: Vec<Digest>,
}

impl Edge {
    /// The edge of a stored tree; `None` when a node is missing.
    pub fn read(nodes: &impl Nodes, size: u64) -> Option<Edge> {
        let mut peaks = Vec::new();
        let mut from = 0;
        for level in (0..64u32).rev().filter(|level| size >> level & 1 == 1) {
            peaks.push(nodes.node(level, from >> level)?);
            from += 1 << level;
        }
        Some(Edge { size, peaks })
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf and hands every node that becomes complete, the leaf first, to `keep(level, index, digest)`.
    pub fn append<H: Hash>(&mut self, leaf: Digest, mut keep: impl FnMut(u32, u64, Digest)) {
        let mut digest = leaf;
        keep(0, self.size, digest);
        for level in 0..self.size.trailing_ones() {
            // As many trailing ones of the size as there are peaks to join.
            if let Some(left) = self.peaks.pop() {
                digest = node::<H>(&left, &digest);
                keep(level + 1, self.size >> (level + 1), digest);
            }
        }
        self.peaks.push(digest);
        self.size += 1;
    }

    /// The root.
    pub fn root<H: Hash>(&self) -> Digest {
        let mut peaks = self.peaks.iter().rev();
        let Some(first) = peaks.next() else { return H::digest(&[]) };
        peaks.fold(*first, |right, left| node::<H>(left, &right))
    }
}

//! A running hash over a set (集合杂凑): LtHash of Bellare and Micciancio, 1024 lanes of 16 bits, as Lewi and others
//! put it to use ("Securing Update Propagation with Homomorphic Hashing", 2019).
//!
//! Each member is stretched to 2048 bytes and added lane by lane. So a member comes in or goes out without a look at the
//! others, in any order, and still nobody finds another set of the same sum: that would be a short vector in a lattice.

use crate::hash::{Digest, Hash, Sm3};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// Lanes of the sum.
const LANES: usize = 1024;

/// The sum over a set.
///
/// ```
/// use proof::{Hash, LatticeHash, Sm3};
/// let of = |row: &str| Sm3::digest(&[row.as_bytes()]);
/// let mut rows = LatticeHash::default();
/// rows.add(&of("一般公共预算教育经费,2022"));
/// rows.add(&of("在园幼儿,2022"));
/// rows.remove(&of("在园幼儿,2022"));
/// let mut other = LatticeHash::default();
/// other.add(&of("一般公共预算教育经费,2022"));
/// assert_eq!(rows.digest(), other.digest());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct LatticeHash {
    lanes: Box<[u16; LANES]>,
}

impl Default for LatticeHash {
    fn default() -> LatticeHash {
        LatticeHash { lanes: Box::new([0; LANES]) }
    }
}

impl std::fmt::Debug for LatticeHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LatticeHash({})", crate::hex::write(&self.digest()))
    }
}

impl LatticeHash {
    /// Bytes of [`LatticeHash::bytes`].
    pub const BYTES: usize = 2 * LANES;

    /// Adds a member by its digest.
    pub fn add(&mut self, member: &Digest) {
        self.each(member, u16::wrapping_add);
    }

    /// Takes a member out; one that was not in leaves a sum that no set has.
    pub fn remove(&mut self, member: &Digest) {
        self.each(member, u16::wrapping_sub);
    }

    /// Adds all members of another sum.
    pub fn join(&mut self, other: &LatticeHash) {
        for (lane, more) in self.lanes.iter_mut().zip(other.lanes.iter()) {
            *lane = lane.wrapping_add(*more);
        }
    }

    fn each(&mut self, member: &Digest, change: impl Fn(u16, u16) -> u16) {
        let mut bytes = [0; LatticeHash::BYTES];
        ChaCha20Rng::from_seed(*member).fill_bytes(&mut bytes);
        for (lane, pair) in self.lanes.iter_mut().zip(bytes.chunks_exact(2)) {
            *lane = change(*lane, u16::from_le_bytes([pair[0], pair[1]]));
        }
    }

    /// The digest that stands for the sum: SM3 of its bytes; 32 noughts for that of no member.
    pub fn digest(&self) -> Digest {
        match self.lanes.iter().all(|lane| *lane == 0) {
            true => [0; 32],
            false => Sm3::digest(&[&self.bytes()]),
        }
    }

    /// The lanes as bytes, the lower first.
    pub fn bytes(&self) -> Vec<u8> {
        self.lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect()
    }

    /// Reads what [`LatticeHash::bytes`] writes; `None` for another length.
    pub fn read(bytes: &[u8]) -> Option<LatticeHash> {
        if bytes.len() != LatticeHash::BYTES {
            return None;
        }
        let mut sum = LatticeHash::default();
        for (lane, pair) in sum.lanes.iter_mut().zip(bytes.chunks_exact(2)) {
            *lane = u16::from_le_bytes([pair[0], pair[1]]);
        }
        Some(sum)
    }
}

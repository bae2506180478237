//! What an outsider recomputes (存证): an SM3 Merkle log in the shape of RFC 9162, signed checkpoints, proofs.
//!
//! This room does not know what an entry means, who wrote it or when: it gets bytes and gives digests. Whoever holds a
//! signed checkpoint, an entry and its inclusion proof needs nothing else, and no server, to see that the entry stands
//! in the log.
//!
//! ```
//! use proof::{Edge, Sm3, inclusion, salted_leaf, verify_inclusion};
//! let mut edge = Edge::default();
//! let mut nodes: Vec<Vec<proof::Digest>> = vec![vec![]; 8];
//! for row in ["一般公共预算教育经费,2022", "一般公共预算教育经费,2021", "在园幼儿,2022"] {
//!     edge.append::<Sm3>(salted_leaf::<Sm3>(&[0; 16], row.as_bytes()), |level, _, digest| nodes[level as usize].push(digest));
//! }
//! let path = inclusion::<Sm3>(&nodes, 1, 3).unwrap();
//! let leaf = salted_leaf::<Sm3>(&[0; 16], "一般公共预算教育经费,2021".as_bytes());
//! assert_eq!(verify_inclusion::<Sm3>(1, 3, &leaf, &path, &edge.root::<Sm3>()), Ok(()));
//! ```

pub mod base64;
mod checkpoint;
pub mod draw;
mod hash;
pub mod hex;
mod key;
mod keys;
mod lattice;
mod leaves;
mod mac;
mod merkle;
mod note;
mod rotation;
mod side;
mod signature;
mod verify;
mod witness;

pub use checkpoint::{Checkpoint, Signed};
pub use hash::{Digest, Hash, Sha256, Sm3};
pub use key::PublicKey;
pub use keys::Keys;
pub use lattice::LatticeHash;
pub use leaves::Leaves;
pub use mac::{hmac_sha256, hmac_sm3, same};
pub use merkle::{
    Edge, Nodes, Refused, SALT, consistency, inclusion, leaf, node, nodes, root, salted_leaf,
    verify_consistency, verify_inclusion,
};
pub use note::NoteSignature;
pub use rotation::Rotation;
pub use signature::{LogSigner, Signer};
pub use verify::{DEFAULT_IDENTITY, verify_ed25519, verify_sm2};
pub use witness::{Unwitnessed, Witness, WitnessRequest, cosigned};

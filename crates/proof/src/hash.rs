//! Digests: SM3 (GB/T 32905-2016) in the log, and SHA-256 (FIPS 180-4) over the same entries for verifiers that know no
//! other.

use sm3::Digest as _;

/// A digest of 32 bytes.
pub type Digest = [u8; 32];

/// A hash function.
pub trait Hash {
    /// The digest of the parts one after another.
    fn digest(parts: &[&[u8]]) -> Digest;

    /// The digests of many messages, in their order.
    fn digests(messages: &[&[u8]]) -> Vec<Digest> {
        messages.iter().map(|message| Self::digest(&[message])).collect()
    }
}

/// SM3, GB/T 32905-2016.
///
/// ```
/// use proof::{Hash, Sm3, hex};
/// assert_eq!(hex::write(&Sm3::digest(&[b"abc"])), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sm3;

impl Hash for Sm3 {
    fn digest(parts: &[&[u8]]) -> Digest {
        let mut state = sm3::Sm3::new();
        for part in parts {
            state.update(part);
        }
        state.finalize().into()
    }

    fn digests(messages: &[&[u8]]) -> Vec<Digest> {
        crate::side::digests(messages)
    }
}

/// SHA-256, FIPS 180-4: the hash of RFC 6962 logs and of the verifiers written for them.
///
/// ```
/// use proof::{Hash, Sha256, hex};
/// assert_eq!(hex::write(&Sha256::digest(&[b"abc"])), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sha256;

impl Hash for Sha256 {
    fn digest(parts: &[&[u8]]) -> Digest {
        let mut state = sha2::Sha256::new();
        for part in parts {
            state.update(part);
        }
        state.finalize().into()
    }
}

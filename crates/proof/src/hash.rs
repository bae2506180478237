//! Digests: SM3 (GB/T 32905-2016) in the log, any other hash of 32 bytes in test vectors.

use sm3::Digest as _;

/// A digest of 32 bytes.
pub type Digest = [u8; 32];

/// A hash function.
pub trait Hash {
    /// The digest of the parts one after another.
    fn digest(parts: &[&[u8]]) -> Digest;
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
}

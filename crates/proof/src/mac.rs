//! HMAC (GB/T 15852.2, RFC 2104) with SM3 and SHA-256, and comparing without telling where.

use crate::{Digest, Hash, Sha256, Sm3};

/// Bytes of a block of SM3, and of SHA-256.
const BLOCK: usize = 64;

/// HMAC-SM3 of a text under a key.
///
/// ```
/// use proof::{hex, hmac_sm3};
/// // As OpenSSL has it: `openssl dgst -sm3 -hmac key`.
/// let mac = hmac_sm3(b"key", b"The quick brown fox jumps over the lazy dog");
/// assert_eq!(hex::write(&mac), "bd4a34077888162b210645b8ebf74b9af357303789357a27c7fc457244ebd398");
/// ```
pub fn hmac_sm3(key: &[u8], text: &[u8]) -> Digest {
    hmac::<Sm3>(key, text)
}

/// HMAC-SHA-256 of a text under a key, for others that know no SM3.
///
/// ```
/// use proof::{hex, hmac_sha256};
/// // As OpenSSL has it: `openssl dgst -sha256 -hmac key`.
/// let mac = hmac_sha256(b"key", b"The quick brown fox jumps over the lazy dog");
/// assert_eq!(hex::write(&mac), "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
/// ```
pub fn hmac_sha256(key: &[u8], text: &[u8]) -> Digest {
    hmac::<Sha256>(key, text)
}

fn hmac<H: Hash>(key: &[u8], text: &[u8]) -> Digest {
    let mut block = [0_u8; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&H::digest(&[key]));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = H::digest(&[&block.map(|byte| byte ^ 0x36), text]);
    H::digest(&[&block.map(|byte| byte ^ 0x5c), &inner])
}

/// Whether two texts are the same, in a time that depends on their lengths alone.
///
/// ```
/// assert!(proof::same(b"4711", b"4711"));
/// assert!(!proof::same(b"4711", b"4712") && !proof::same(b"4711", b"471"));
/// ```
pub fn same(one: &[u8], other: &[u8]) -> bool {
    let differ = one.iter().zip(other).fold(0_u8, |differ, (a, b)| differ | (a ^ b));
    std::hint::black_box(differ) == 0 && one.len() == other.len()
}

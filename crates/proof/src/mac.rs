//! HMAC (GB/T 15852.2, RFC 2104) with SM3, and comparing without telling where.

use crate::{Digest, Hash, Sm3};

/// Bytes of a block of SM3.
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
    let mut block = [0_u8; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sm3::digest(&[key]));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sm3::digest(&[&block.map(|byte| byte ^ 0x36), text]);
    Sm3::digest(&[&block.map(|byte| byte ^ 0x5c), &inner])
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

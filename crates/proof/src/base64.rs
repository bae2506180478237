//! Base64 of RFC 4648 §4, with padding: one way to write each text, and no other is read.

use base64ct::{Base64, Encoding};

/// Bytes as text.
pub fn write(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Reads what [`write`] writes; `None` for anything else.
pub fn read(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

/// Reads a digest of 32 bytes.
pub fn digest(text: &str) -> Option<[u8; 32]> {
    read(text)?.try_into().ok()
}

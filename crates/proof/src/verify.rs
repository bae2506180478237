//! Verification of single signatures.

use sm2::dsa::signature::Verifier as _;

/// The signer's identity of GM/T 0009-2012 where none is agreed upon.
pub const DEFAULT_IDENTITY: &str = "1234567812345678";

/// Verifies an SM2 signature of 64 bytes (r ‖ s) under an uncompressed public key and an identity.
pub fn verify_sm2(identity: &str, public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = sm2::dsa::VerifyingKey::from_sec1_bytes(identity, public_key) else { return false };
    let Ok(signature) = sm2::dsa::Signature::from_slice(signature) else { return false };
    key.verify(message, &signature).is_ok()
}

/// Verifies an Ed25519 signature of 64 bytes (RFC 8032); keys and signatures of small order are refused.
pub fn verify_ed25519(public_key: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (
        ed25519_dalek::VerifyingKey::from_bytes(public_key),
        ed25519_dalek::Signature::from_slice(signature),
    ) else {
        return false;
    };
    key.verify_strict(message, &signature).is_ok()
}

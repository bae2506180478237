//! Signatures on checkpoints: SM2 (GB/T 32918.2-2016) behind a trait, so that a certified device can take its place.

use crate::hash::{Digest, Hash, Sm3};
use crate::hex;
use sm2::dsa::signature::{Signer as _, Verifier as _};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};

/// The signer's identity of GM/T 0009-2012 where none is agreed upon.
pub const DEFAULT_IDENTITY: &str = "1234567812345678";

/// Something that signs checkpoints.
pub trait Signer {
    /// Name of the algorithm, as written into the checkpoint.
    fn algorithm(&self) -> &'static str;
    /// The public key, as written into the checkpoint: for SM2 the 65 bytes of the uncompressed point.
    fn public_key(&self) -> Vec<u8>;
    /// The signature over `message`.
    fn sign(&self, message: &[u8]) -> Vec<u8>;
    /// A secret for a purpose: always the same from this signer, and to be guessed by nobody else, not even by one who
    /// was told the secrets of other purposes.
    fn secret(&self, purpose: &str) -> Digest;
}

/// SM2 with a key in memory.
pub struct Sm2Signer {
    key: SigningKey,
    /// SM3 over the secret key, from which the secrets of purposes are made; the key itself is not.
    root: Digest,
}

impl Sm2Signer {
    /// From the 32 bytes of the secret key; `None` when they are nought or not below the order of the curve.
    pub fn from_secret(secret: &[u8]) -> Option<Sm2Signer> {
        let root = Sm3::digest(&[b"duheng/purposes/", secret]);
        SigningKey::from_slice(DEFAULT_IDENTITY, secret).ok().map(|key| Sm2Signer { key, root })
    }
}

impl Signer for Sm2Signer {
    fn algorithm(&self) -> &'static str {
        "sm2"
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.verifying_key().to_sec1_bytes().into_vec()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.key.sign(message);
        signature.to_vec()
    }

    fn secret(&self, purpose: &str) -> Digest {
        // Hashed twice, so that a secret that was told cannot be lengthened into that of a longer purpose.
        let inner = Sm3::digest(&[&self.root, purpose.as_bytes()]);
        Sm3::digest(&[&self.root, &inner])
    }
}

/// Verifies an SM2 signature of 64 bytes (r ‖ s) under an uncompressed public key and an identity.
pub fn verify_sm2(identity: &str, public_key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = VerifyingKey::from_sec1_bytes(identity, public_key) else { return false };
    let Ok(signature) = Signature::from_slice(signature) else { return false };
    key.verify(message, &signature).is_ok()
}

/// The first 16 hexadecimal digits of the key's digest: a name short enough to compare by eye.
pub fn fingerprint(public_key: &[u8]) -> String {
    hex::write(&Sm3::digest(&[public_key])[..8])
}

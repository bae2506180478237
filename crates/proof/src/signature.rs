//! Signatures on checkpoints: SM2 (GB/T 32918.2-2016) and Ed25519 (RFC 8032) over the same text, behind a trait, so that a
//! certified device can take their place.

use crate::hash::{Digest, Hash, Sm3};
use crate::key::PublicKey;
use crate::note::NoteSignature;
use crate::verify::DEFAULT_IDENTITY;
use ed25519_dalek::Signer as _;
use sm2::dsa::{Signature, SigningKey};

/// Something that signs checkpoints.
pub trait Signer {
    /// The public key.
    fn public_key(&self) -> PublicKey;
    /// The lines of signature over a text, as the key of that name.
    fn sign(&self, name: &str, text: &str) -> Vec<NoteSignature>;
    /// A secret for a purpose: always the same from this signer, and to be guessed by nobody else, not even by one who
    /// was told the secrets of other purposes.
    fn secret(&self, purpose: &str) -> Digest;
}

/// Both keys in memory, made from one secret.
pub struct LogSigner {
    sm2: SigningKey,
    ed25519: ed25519_dalek::SigningKey,
    public_key: PublicKey,
    /// SM3 over the secret key, from which the secrets of purposes are made; the key itself is not.
    root: Digest,
}

impl LogSigner {
    /// From the 32 bytes of the SM2 secret key; `None` when they are nought or not below the order of the curve. The
    /// Ed25519 key is made from them.
    pub fn from_secret(secret: &[u8]) -> Option<LogSigner> {
        let root = Sm3::digest(&[b"duheng/purposes/", secret]);
        let sm2 = SigningKey::from_slice(DEFAULT_IDENTITY, secret).ok()?;
        let ed25519 = ed25519_dalek::SigningKey::from_bytes(&purpose(&root, "checkpoint/ed25519"));
        let public_key = PublicKey {
            sm2: sm2.verifying_key().to_sec1_bytes().into_vec(),
            ed25519: ed25519.verifying_key().to_bytes(),
        };
        Some(LogSigner { sm2, ed25519, public_key, root })
    }
}

impl Signer for LogSigner {
    fn public_key(&self) -> PublicKey {
        self.public_key.clone()
    }

    fn sign(&self, name: &str, text: &str) -> Vec<NoteSignature> {
        let sm2: Signature = self.sm2.sign(text.as_bytes());
        let ed25519 = self.ed25519.sign(text.as_bytes());
        self.public_key.signatures(name, ed25519.to_bytes().to_vec(), sm2.to_vec())
    }

    fn secret(&self, of: &str) -> Digest {
        purpose(&self.root, of)
    }
}

/// Hashed twice, so that a secret that was told cannot be lengthened into that of a longer purpose.
fn purpose(root: &Digest, of: &str) -> Digest {
    let inner = Sm3::digest(&[root, of.as_bytes()]);
    Sm3::digest(&[root, &inner])
}

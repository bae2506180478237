//! Keys of a provider (JWKS, RFC 7517), and what they say of a signature.

use super::token::{Algorithm, Header};
use base64ct::{Base64UrlUnpadded, Encoding};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::Value;

/// Keys that are looked at.
const MOST: usize = 64;

/// The keys of a provider.
pub(super) struct Keys(Vec<Known>);

struct Known {
    id: Option<String>,
    /// The one algorithm it is for, where it says so.
    only: Option<String>,
    key: Key,
}

/// A key that signatures are held against.
#[derive(Clone)]
pub(super) enum Key {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// A point of P-256, uncompressed.
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
}

impl Keys {
    /// Reads them; keys of kinds that are not known here are passed over.
    pub fn read(set: &Value) -> Option<Keys> {
        let all = set.get("keys")?.as_array()?;
        Some(Keys(all.iter().take(MOST).filter_map(Known::read).collect()))
    }

    /// The key of a header: that of its number; without a number the only one that fits.
    pub fn of(&self, header: &Header) -> Option<Key> {
        let fits = |one: &&Known| {
            let named = header.key.is_none() || one.id == header.key;
            let only = one.only.as_deref().is_none_or(|only| only == header.algorithm.name());
            named && only && one.key.signs_by(header.algorithm)
        };
        let mut fitting = self.0.iter().filter(fits);
        let first = fitting.next()?;
        fitting.next().is_none().then(|| first.key.clone())
    }
}

impl Known {
    fn read(key: &Value) -> Option<Known> {
        let text = |name: &str| key.get(name).and_then(Value::as_str);
        let bytes = |name: &str| Base64UrlUnpadded::decode_vec(text(name)?).ok();
        if text("use").is_some_and(|used| used != "sig") {
            return None;
        }
        let read = match (text("kty")?, text("crv")) {
            ("RSA", _) => Key::Rsa { n: bytes("n")?, e: bytes("e")? },
            ("EC", Some("P-256")) => {
                let (x, y) = (bytes("x")?, bytes("y")?);
                if x.len() != 32 || y.len() != 32 {
                    return None;
                }
                Key::P256([&[4], &x[..], &y].concat())
            }
            ("OKP", Some("Ed25519")) => Key::Ed25519(bytes("x")?),
            _ => return None,
        };
        Some(Known { id: text("kid").map(str::to_owned), only: text("alg").map(str::to_owned), key: read })
    }
}

impl Key {
    /// Whether it is of the kind that an algorithm takes: never is one kind of key taken for another.
    fn signs_by(&self, algorithm: Algorithm) -> bool {
        matches!(
            (self, algorithm),
            (Key::Rsa { .. }, Algorithm::Rs256 | Algorithm::Ps256)
                | (Key::P256(_), Algorithm::Es256)
                | (Key::Ed25519(_), Algorithm::EdDsa)
        )
    }

    /// Whether a signature over a text is this key's.
    pub fn signed(&self, algorithm: Algorithm, text: &[u8], signature: &[u8]) -> bool {
        match (self, algorithm) {
            (Key::Rsa { n, e }, Algorithm::Rs256) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, text, signature).is_ok()
            }
            (Key::Rsa { n, e }, Algorithm::Ps256) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PSS_2048_8192_SHA256, text, signature).is_ok()
            }
            (Key::P256(point), Algorithm::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(text, signature).is_ok()
            }
            (Key::Ed25519(key), Algorithm::EdDsa) => {
                UnparsedPublicKey::new(&ED25519, key).verify(text, signature).is_ok()
            }
            _ => false,
        }
    }
}

//! The public key (公钥) of a log: an SM2 point and an Ed25519 point under one name, as a verifier is told them.

use crate::hash::{Digest, Hash, Sha256, Sm3};
use crate::note::{NoteSignature, is_name};
use crate::verify::{DEFAULT_IDENTITY, verify_ed25519, verify_sm2};
use crate::{base64, hex};

/// Kind of an Ed25519 key in a signed note.
const ED25519: u8 = 0x01;
/// Kind of a key that C2SP has no number for; the identifier behind it says which.
const OTHER: u8 = 0xff;
/// The identifier of SM2 with SM3 (GB/T 32918.2-2016) over the text of a note, r ‖ s in 64 bytes.
const SM2: &[u8] = b"duheng/sm2-sm3";

/// Bytes of an SM2 point written whole.
const UNCOMPRESSED: usize = 65;

/// Both public keys of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// SM2: the 65 bytes of the uncompressed point.
    pub sm2: Vec<u8>,
    /// Ed25519: 32 bytes.
    pub ed25519: [u8; 32],
}

impl PublicKey {
    /// The first 32 hexadecimal digits of SM3 over both: what is published, and compared by eye.
    pub fn fingerprint(&self) -> String {
        hex::write(&Sm3::digest(&[&self.sm2, &self.ed25519])[..16])
    }

    /// The two lines that a verifier is told of the key of that name: `name+id+key`, Ed25519 first.
    pub fn lines(&self, name: &str) -> String {
        let line = |material: Vec<u8>| {
            format!("{name}+{}+{}\n", hex::write(&id(name, &material)), base64::write(&material))
        };
        line(self.ed25519_material()) + &line(self.sm2_material())
    }

    /// Reads what [`PublicKey::lines`] writes: the name and the key; `None` for anything else.
    ///
    /// ```
    /// use proof::{LogSigner, PublicKey, Signer};
    /// let key = LogSigner::from_secret(&[7; 32]).unwrap().public_key();
    /// assert_eq!(PublicKey::read(&key.lines("duheng/潼南区")), Some(("duheng/潼南区".to_owned(), key)));
    /// ```
    pub fn read(text: &str) -> Option<(String, PublicKey)> {
        let mut lines = text.lines();
        let (name, first) = material(lines.next()?)?;
        let (other, second) = material(lines.next()?)?;
        let ed25519 = first.strip_prefix(&[ED25519])?.try_into().ok()?;
        let sm2 = second.strip_prefix(&[OTHER])?.strip_prefix(SM2)?.to_vec();
        // A point has other encodings too: one key, one writing.
        if sm2.len() != UNCOMPRESSED {
            return None;
        }
        let key = PublicKey { sm2, ed25519 };
        (name == other && key.lines(name) == text).then(|| (name.to_owned(), key))
    }

    fn ed25519_material(&self) -> Vec<u8> {
        [&[ED25519][..], &self.ed25519].concat()
    }

    fn sm2_material(&self) -> Vec<u8> {
        [&[OTHER][..], SM2, &self.sm2].concat()
    }

    /// Whether a line of signature says to be of this key under that name.
    pub(crate) fn has_id(&self, name: &str, line: [u8; 4]) -> bool {
        [self.ed25519_material(), self.sm2_material()].iter().any(|material| id(name, material) == line)
    }

    /// The two lines under a text, from the signatures as bytes.
    pub(crate) fn signatures(&self, name: &str, ed25519: Vec<u8>, sm2: Vec<u8>) -> Vec<NoteSignature> {
        let line =
            |material: &[u8], bytes| NoteSignature { name: name.to_owned(), id: id(name, material), bytes };
        vec![line(&self.ed25519_material(), ed25519), line(&self.sm2_material(), sm2)]
    }

    /// Whether this key, under that name, signed the text both ways. Lines of other keys are passed over.
    pub fn signed(&self, name: &str, text: &str, signatures: &[NoteSignature]) -> bool {
        let of = |material: &[u8]| {
            let id = id(name, material);
            signatures.iter().find(|one| one.name == name && one.id == id).map(|one| &one.bytes[..])
        };
        let (ed25519, sm2) = (of(&self.ed25519_material()), of(&self.sm2_material()));
        ed25519.is_some_and(|bytes| verify_ed25519(&self.ed25519, text.as_bytes(), bytes))
            && sm2.is_some_and(|bytes| verify_sm2(DEFAULT_IDENTITY, &self.sm2, text.as_bytes(), bytes))
    }
}

/// The id of a key in a signed note: the first four bytes of SHA-256 over name, line end, kind and key.
pub(crate) fn id(name: &str, material: &[u8]) -> [u8; 4] {
    let digest: Digest = Sha256::digest(&[name.as_bytes(), b"\n", material]);
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Name, and kind with key, of a line `name+id+key`.
pub(crate) fn material(line: &str) -> Option<(&str, Vec<u8>)> {
    let mut parts = line.splitn(3, '+');
    let (name, digits, coded) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = base64::read(coded)?;
    (is_name(name) && hex::write(&id(name, &bytes)) == digits).then_some((name, bytes))
}

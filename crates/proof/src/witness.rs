//! Witnesses (见证方): somebody else signs a checkpoint after seeing that it goes on from the one he signed before.
//!
//! In the forms of C2SP: what is handed to a witness is the request body of `tlog-witness` (the size that he knows, a
//! consistency proof in the SHA-256 tree, the signed checkpoint), what he gives back is a `tlog-cosignature` of the
//! first version. A log that shows two histories needs two witnesses that never met.

use crate::hash::{Digest, Sha256};
use crate::key::id;
use crate::merkle::{Refused, verify_consistency};
use crate::note::{NoteSignature, is_name};
use crate::verify::verify_ed25519;
use crate::{Checkpoint, Keys, Signed, base64, hex};
use ed25519_dalek::Signer as _;
use std::fmt;

/// Kind of a cosigning Ed25519 key in a signed note.
const COSIGNATURE: u8 = 0x04;

/// What a log hands to a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessRequest {
    /// The size of the log that the witness signed last; 0 when he has signed nothing yet.
    pub old: u64,
    /// The consistency proof from there in the SHA-256 tree.
    pub path: Vec<Digest>,
    /// The checkpoint to sign.
    pub signed: Signed,
}

impl WitnessRequest {
    /// A line `old N`, a line for each digest of the proof, an empty line, the signed checkpoint.
    pub fn text(&self) -> String {
        let path: String = self.path.iter().map(|step| base64::write(step) + "\n").collect();
        format!("old {}\n{path}\n{}", self.old, self.signed.text())
    }

    /// Reads what [`WitnessRequest::text`] writes; `None` for anything else.
    pub fn read(text: &str) -> Option<WitnessRequest> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old = lines.next()?.strip_prefix("old ")?.parse().ok()?;
        let path = lines.map(base64::digest).collect::<Option<Vec<_>>>()?;
        let request = WitnessRequest { old, path, signed: Signed::read(note)? };
        (request.text() == text).then_some(request)
    }
}

/// Why a witness does not sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwitnessed {
    /// The checkpoint is not signed by the key that the log has at that size.
    Signature,
    /// It is of another log than the one that the witness knows.
    Origin,
    /// The request starts from another size than the one signed last: that one, by the witness's books.
    Stale(u64),
    /// The log is shorter than the one that was signed: its tail is lost, or it is an older copy.
    Shorter(u64),
    /// The log does not go on from the one that was signed: a second history.
    History(Refused),
}

impl fmt::Display for Unwitnessed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unwitnessed::Signature => f.write_str("检查点不是用这份日志的钥匙签的"),
            Unwitnessed::Origin => f.write_str("检查点是另一份日志的"),
            Unwitnessed::Stale(known) => write!(f, "请求不是从见证过的{known}条起的：请以{known}条重做请求"),
            Unwitnessed::Shorter(known) => {
                write!(f, "日志比见证过的{known}条还短：末尾丢了，或者是旧的副本")
            }
            Unwitnessed::History(refused) => {
                write!(f, "日志不是从见证过的那份接续的，是另一份历史：{refused}")
            }
        }
    }
}

impl std::error::Error for Unwitnessed {}

/// A witness: a name and an Ed25519 key.
pub struct Witness {
    name: String,
    key: ed25519_dalek::SigningKey,
}

impl Witness {
    /// A witness of that name with 32 bytes of secret; `None` for a name with a space or a plus sign in it.
    pub fn new(name: &str, secret: &[u8; 32]) -> Option<Witness> {
        is_name(name)
            .then(|| Witness { name: name.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(secret) })
    }

    /// The line that a verifier is told of the witness: `name+id+key`.
    pub fn line(&self) -> String {
        let material = self.material();
        format!("{}+{}+{}", self.name, hex::write(&id(&self.name, &material)), base64::write(&material))
    }

    fn material(&self) -> Vec<u8> {
        [&[COSIGNATURE][..], self.key.verifying_key().as_bytes()].concat()
    }

    /// Signs a checkpoint of the log with these keys when it goes on from `known`, the checkpoint that this witness signed
    /// last. `time` is in seconds since 1970.
    ///
    /// # Errors
    /// Why not.
    ///
    /// ```
    /// use proof::*;
    /// let signer = LogSigner::from_secret(&[7; 32]).unwrap();
    /// let (origin, time) = ("duheng/潼南区".to_owned(), "2022-12-31T00:00:00Z".to_owned());
    /// let twin = leaf::<Sha256>(b"94");
    /// let checkpoint = Checkpoint { origin, size: 1, root: leaf::<Sm3>(b"94"), twin, rows: [3; 32], time };
    /// let request = WitnessRequest { old: 0, path: vec![], signed: checkpoint.sign(&signer) };
    /// let witness = Witness::new("市教委督导室", &[9; 32]).unwrap();
    /// let keys = Keys::new("duheng/潼南区", signer.public_key());
    /// let line = witness.cosign(&request, &keys, None, 1_672_416_000).unwrap();
    /// let mut signed = request.signed;
    /// signed.signatures.push(line);
    /// assert_eq!(cosigned(&signed, &witness.line()), Some(1_672_416_000));
    /// ```
    pub fn cosign(
        &self,
        request: &WitnessRequest,
        keys: &Keys,
        known: Option<&Checkpoint>,
        time: u64,
    ) -> Result<NoteSignature, Unwitnessed> {
        let (signed, new) = (&request.signed, &request.signed.checkpoint);
        if !keys.signed(signed) {
            return Err(Unwitnessed::Signature);
        }
        let size = known.map_or(0, |known| known.size);
        if known.is_some_and(|known| known.origin != new.origin) {
            return Err(Unwitnessed::Origin);
        }
        if new.size < size {
            return Err(Unwitnessed::Shorter(size));
        }
        if request.old != size {
            return Err(Unwitnessed::Stale(size));
        }
        if let Some(known) = known.filter(|known| known.size > 0) {
            verify_consistency::<Sha256>(size, new.size, &known.twin, &new.twin, &request.path)
                .map_err(Unwitnessed::History)?;
        }
        let signature = self.key.sign(cosigned_text(&new.text(), time).as_bytes());
        let bytes = [&time.to_be_bytes()[..], &signature.to_bytes()].concat();
        Ok(NoteSignature { name: self.name.clone(), id: id(&self.name, &self.material()), bytes })
    }
}

/// What a cosignature is over.
fn cosigned_text(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// When the witness of that line (`name+id+key`) signed the checkpoint, in seconds since 1970; `None` when he did not.
pub fn cosigned(signed: &Signed, witness: &str) -> Option<u64> {
    let (name, material) = crate::key::material(witness)?;
    let key: [u8; 32] = material.strip_prefix(&[COSIGNATURE])?.try_into().ok()?;
    let own = id(name, &material);
    let line = signed.signatures.iter().find(|one| one.name == name && one.id == own)?;
    let (time, signature) = line.bytes.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    let text = cosigned_text(&signed.checkpoint.text(), time);
    verify_ed25519(&key, text.as_bytes(), signature).then_some(time)
}

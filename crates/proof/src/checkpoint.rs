//! Checkpoints (检查点): what the log is at a moment, signed.

use crate::hash::Digest;
use crate::hex;
use crate::signature::{DEFAULT_IDENTITY, Signer, verify_sm2};

/// Size and root of a log at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: one line of text.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root over them.
    pub root: Digest,
    /// When it was made, as RFC 3339 text.
    pub time: String,
}

/// A checkpoint with its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// The algorithm: `sm2`.
    pub algorithm: String,
    /// The signer's public key.
    pub public_key: Vec<u8>,
    /// The signature over [`Checkpoint::text`].
    pub signature: Vec<u8>,
}

const HEAD: &str = "duheng checkpoint v1";

impl Checkpoint {
    /// The lines that are signed: head, origin, size, root in hexadecimal, time.
    pub fn text(&self) -> String {
        let origin = self.origin.replace(['\n', '\r'], " ");
        format!("{HEAD}\n{origin}\n{}\n{}\n{}\n", self.size, hex::write(&self.root), self.time)
    }

    /// Signs.
    pub fn sign(self, signer: &dyn Signer) -> Signed {
        let signature = signer.sign(self.text().as_bytes());
        Signed {
            algorithm: signer.algorithm().to_owned(),
            public_key: signer.public_key(),
            signature,
            checkpoint: self,
        }
    }
}

impl Signed {
    /// Whether the signature is that of the named key over these very lines.
    pub fn verify(&self) -> bool {
        self.algorithm == "sm2"
            && verify_sm2(
                DEFAULT_IDENTITY,
                &self.public_key,
                self.checkpoint.text().as_bytes(),
                &self.signature,
            )
    }

    /// The checkpoint's lines, then one line of algorithm, public key and signature.
    ///
    /// ```
    /// use proof::{Checkpoint, Sm2Signer, Signed};
    /// let signer = Sm2Signer::from_secret(&[7; 32]).unwrap();
    /// let checkpoint = Checkpoint { origin: "潼南区".into(), size: 94, root: [1; 32], time: "2022-12-31T00:00:00Z".into() };
    /// let signed = checkpoint.sign(&signer);
    /// let read = Signed::read(&signed.text()).unwrap();
    /// assert_eq!(read, signed);
    /// assert!(read.verify());
    /// ```
    pub fn text(&self) -> String {
        let (key, signature) = (hex::write(&self.public_key), hex::write(&self.signature));
        format!("{}{} {key} {signature}\n", self.checkpoint.text(), self.algorithm)
    }

    /// Reads what [`Signed::text`] writes; `None` for anything else.
    pub fn read(text: &str) -> Option<Signed> {
        let lines: Vec<&str> = text.lines().collect();
        let [head, origin, size, root, time, seal] = lines.as_slice() else { return None };
        let mut seal = seal.split(' ');
        let (algorithm, key, signature) = (seal.next()?, seal.next()?, seal.next()?);
        let checkpoint = Checkpoint {
            origin: (*origin).to_owned(),
            size: size.parse().ok()?,
            root: hex::digest(root)?,
            time: (*time).to_owned(),
        };
        let signed = Signed {
            checkpoint,
            algorithm: algorithm.to_owned(),
            public_key: hex::read(key)?,
            signature: hex::read(signature)?,
        };
        (*head == HEAD && signed.text().trim_end() == text.trim_end()).then_some(signed)
    }
}

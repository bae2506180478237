//! Checkpoints (检查点): what the log is at a moment, signed, as a C2SP tlog-checkpoint in a signed note.

use crate::base64;
use crate::hash::Digest;
use crate::key::PublicKey;
use crate::note::{self, NoteSignature};
use crate::signature::Signer;

/// Lines of a checkpoint above its signatures.
const LINES: usize = 6;

/// What a log is at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: one line of text, and the name of the key that signs.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// SM3 root over them.
    pub root: Digest,
    /// SHA-256 root over the same entries: the one that a verifier of C2SP reads.
    pub twin: Digest,
    /// Digest over all rows that the entries lead to.
    pub rows: Digest,
    /// When it was made, as RFC 3339 text.
    pub time: String,
}

/// A checkpoint with its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// The lines of signature: of the log's own key, and of whoever signed beside it.
    pub signatures: Vec<NoteSignature>,
}

impl Checkpoint {
    /// The lines that are signed: origin, size and SHA-256 root as C2SP has them; then SM3 root, rows and time.
    pub fn text(&self) -> String {
        let (twin, root, rows) =
            (base64::write(&self.twin), base64::write(&self.root), base64::write(&self.rows));
        format!("{}\n{}\n{twin}\nsm3 {root}\nrows {rows}\ntime {}\n", self.origin, self.size, self.time)
    }

    /// Reads what [`Checkpoint::text`] writes; `None` for anything else.
    pub fn read(text: &str) -> Option<Checkpoint> {
        let lines: Vec<&str> = text.lines().collect();
        let [origin, size, twin, root, rows, time] = lines.as_slice() else { return None };
        let checkpoint = Checkpoint {
            origin: (*origin).to_owned(),
            size: size.parse().ok()?,
            twin: base64::digest(twin)?,
            root: base64::digest(root.strip_prefix("sm3 ")?)?,
            rows: base64::digest(rows.strip_prefix("rows ")?)?,
            time: time.strip_prefix("time ")?.to_owned(),
        };
        (note::is_name(origin) && checkpoint.text() == text).then_some(checkpoint)
    }

    /// Signs.
    pub fn sign(self, signer: &dyn Signer) -> Signed {
        let signatures = signer.sign(&self.origin, &self.text());
        Signed { checkpoint: self, signatures }
    }
}

impl Signed {
    /// With the signature of another key of the log besides.
    pub fn beside(mut self, signer: &dyn Signer) -> Signed {
        self.signatures.extend(signer.sign(&self.checkpoint.origin, &self.checkpoint.text()));
        self
    }

    /// With the lines of that key and no others.
    pub fn only(mut self, key: &PublicKey) -> Signed {
        let name = self.checkpoint.origin.clone();
        self.signatures.retain(|line| line.name == name && key.has_id(&name, line.id));
        self
    }

    /// Whether that key signed these very lines, with SM2 and with Ed25519, in the name of the log.
    pub fn is_by(&self, key: &PublicKey) -> bool {
        key.signed(&self.checkpoint.origin, &self.checkpoint.text(), &self.signatures)
    }

    /// The checkpoint's lines, an empty line, a line for each signature.
    ///
    /// ```
    /// use proof::{Checkpoint, LogSigner, Signed, Signer};
    /// let signer = LogSigner::from_secret(&[7; 32]).unwrap();
    /// let checkpoint = Checkpoint {
    ///     origin: "duheng/潼南区".into(),
    ///     size: 94,
    ///     root: [1; 32],
    ///     twin: [2; 32],
    ///     rows: [3; 32],
    ///     time: "2022-12-31T00:00:00Z".into(),
    /// };
    /// let signed = checkpoint.sign(&signer);
    /// assert_eq!(Signed::read(&signed.text()), Some(signed.clone()));
    /// assert!(signed.is_by(&signer.public_key()));
    /// ```
    pub fn text(&self) -> String {
        note::write(&self.checkpoint.text(), &self.signatures)
    }

    /// The first signed checkpoint in a text that somebody copied: among other lines, indented or with spaces at the ends,
    /// with other ends of lines and empty lines between. `None` when there is none.
    ///
    /// ```
    /// use proof::{Checkpoint, LogSigner, Signed};
    /// let (origin, time) = ("duheng/潼南区".to_owned(), "2022-12-31T00:00:00Z".to_owned());
    /// let checkpoint = Checkpoint { origin, size: 94, root: [1; 32], twin: [2; 32], rows: [3; 32], time };
    /// let signed = checkpoint.sign(&LogSigner::from_secret(&[7; 32]).unwrap());
    /// let copied = format!("附件3\r\n{}\r\n二维码", signed.text().replace('\n', "  \r\n\r\n　　"));
    /// assert_eq!(Signed::find(&copied), Some(signed));
    /// ```
    pub fn find(text: &str) -> Option<Signed> {
        let trimmed =
            |line: &'_ str| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned();
        let lines: Vec<String> = text.lines().map(trimmed).filter(|line| !line.is_empty()).collect();
        lines.windows(LINES).enumerate().find_map(|(at, head)| {
            Checkpoint::read(&(head.join("\n") + "\n"))?;
            let signatures =
                lines[at + LINES..].iter().take_while(|line| NoteSignature::read(line).is_some());
            let signatures: String = signatures.map(|line| format!("{line}\n")).collect();
            Signed::read(&format!("{}\n\n{signatures}", head.join("\n")))
        })
    }

    /// Reads what [`Signed::text`] writes; `None` for anything else.
    pub fn read(text: &str) -> Option<Signed> {
        let (body, signatures) = note::read(text)?;
        let signed = Signed { checkpoint: Checkpoint::read(body)?, signatures };
        (signed.text() == text).then_some(signed)
    }
}

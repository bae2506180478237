//! Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature.

use crate::base64;

/// What a line of a signature begins with: an em dash and a space.
const DASH: &str = "— ";
/// Most signatures of one note.
const MOST: usize = 32;

/// One line of signature: whose it says to be, and the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key: no space, no plus sign.
    pub name: String,
    /// The first four bytes of the key's digest.
    pub id: [u8; 4],
    /// The signature, of whatever kind the key is.
    pub bytes: Vec<u8>,
}

impl NoteSignature {
    /// The line, without its end.
    pub fn line(&self) -> String {
        let coded = base64::write(&[&self.id[..], &self.bytes].concat());
        format!("{DASH}{} {coded}", self.name)
    }

    /// Reads one line; `None` for anything that [`NoteSignature::line`] does not write.
    pub fn read(line: &str) -> Option<NoteSignature> {
        let (name, coded) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = base64::read(coded)?;
        let (id, bytes) = bytes.split_first_chunk::<4>()?;
        (is_name(name) && !bytes.is_empty()).then(|| NoteSignature {
            name: name.to_owned(),
            id: *id,
            bytes: bytes.to_vec(),
        })
    }
}

/// Whether a key may be called so.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// A note: the text up to and with its last line end, and the signatures.
pub(crate) fn write(text: &str, signatures: &[NoteSignature]) -> String {
    let lines: String = signatures.iter().map(|one| one.line() + "\n").collect();
    format!("{text}\n{lines}")
}

/// Splits a note; `None` when it is none, or has no signature or too many.
pub(crate) fn read(note: &str) -> Option<(&str, Vec<NoteSignature>)> {
    let at = note.rfind("\n\n")?;
    let (text, lines) = (&note[..at + 1], note[at + 2..].strip_suffix('\n')?);
    let signatures: Vec<NoteSignature> = lines.split('\n').map(NoteSignature::read).collect::<Option<_>>()?;
    let clean = !text.contains(|c: char| c.is_control() && c != '\n');
    (clean && signatures.len() <= MOST).then_some((text, signatures))
}

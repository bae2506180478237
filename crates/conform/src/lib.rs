//! Whether a DOCX is laid out as GB/T 9704-2012 (党政机关公文格式) has official documents, and what mends it.
//!
//! Every fault is a finding with its place and what the norm asks for. [`mended`] changes what the faults name and nothing else:
//! all other markup stays as it was, letter for letter. What a paragraph is (title, heading, text, signature) is told by its words
//! and its place; a draft that names its styles otherwise is read all the same.
//!
//! ```
//! let document = paper::Document::default();
//! let faults = conform::faults(&paper::docx(&document)).unwrap();
//! assert_eq!(faults, []);
//! ```

mod draft;
mod fault;
mod fonts;
mod footers;
mod kind;
mod letters;
mod looks;
mod marks;
mod markup;
mod mend;
mod page;
mod paragraph;
mod recognition;
mod standing;
mod typeface;
mod wording;

use draft::Draft;
use fault::{Fault, together};
use finding::{Finding, Place};
use paragraph::Paragraph;

/// How often a draft that was mended is looked at again: a mend may bring to light what lay under it.
const TURNS: usize = 4;

/// A draft that was mended.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The DOCX.
    pub bytes: Vec<u8>,
    /// What was mended, as it was found.
    pub mended: Vec<Finding>,
    /// What is left for a person.
    pub left: Vec<Finding>,
}

/// The faults of a DOCX, from the whole to its paragraphs.
///
/// # Errors
/// A file that is no DOCX, is larger inside than its size allows for, or is written badly: one finding that says so.
pub fn faults(docx: &[u8]) -> Result<Vec<Finding>, Finding> {
    let draft = Draft::read(docx)?;
    Ok(told(&draft, &found(&draft)))
}

/// A DOCX with its faults mended, as far as that needs nobody's judgement.
///
/// # Errors
/// As [`faults`].
pub fn mended(docx: &[u8]) -> Result<Mended, Finding> {
    let mut all = Mended { bytes: docx.to_vec(), mended: Vec::new(), left: Vec::new() };
    for _ in 0..TURNS {
        let draft = Draft::read(&all.bytes)?;
        let found = found(&draft);
        let (mendable, left): (Vec<Fault>, Vec<Fault>) =
            found.into_iter().partition(|fault| !fault.edits.is_empty());
        all.left = told(&draft, &left);
        if mendable.is_empty() {
            break;
        }
        all.mended.extend(told(&draft, &mendable));
        let broken = |what| Finding::error("paper.unreadable", Place::whole("公文稿"), what);
        let parts = mend::carry_out(draft, &mendable).map_err(broken)?;
        let parts: Vec<(&str, Vec<u8>)> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        all.bytes = paper::packed(&parts);
    }
    Ok(all)
}

fn found(draft: &Draft) -> Vec<Fault> {
    let mut faults = page::faults(draft);
    faults.extend(typeface::faults(draft));
    faults.extend(standing::faults(draft));
    faults.extend(wording::faults(draft));
    together(faults)
}

fn told(draft: &Draft, faults: &[Fault]) -> Vec<Finding> {
    let texts: Vec<String> = draft.paragraphs.iter().map(Paragraph::words).collect();
    faults.iter().map(|fault| fault.finding(&texts)).collect()
}

//! The one door: files in, definitions and findings out.

use crate::merge::merge;
use crate::program::program;
use crate::{Pack, PackFiles, checks};
use finding::Finding;

/// A pack that was read, with everything there is to say about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The definitions, as far as they could be understood; none when there was no pack at all. To be used only when
    /// no finding is of grade error.
    pub pack: Option<Pack>,
    /// All findings, file by file and then across files.
    pub findings: Vec<Finding>,
}

/// Reads and checks a pack together with the packs that it extends, given from the ground up.
///
/// ```
/// use define::{File, PackFiles, check};
/// let head = File::new("pack.toml", "id = \"base\"\nname = \"基础\"\nextend = \"x\"");
/// let checked = check(&[PackFiles::new("base", vec![head])]);
/// let finding = &checked.findings[0];
/// assert_eq!(finding.code, "define.key-unknown");
/// assert_eq!(finding.place.to_string(), "base/pack.toml:3:1");
/// assert_eq!(finding.hint.as_deref(), Some("是否想写“extends”？"));
/// ```
pub fn check(packs: &[PackFiles]) -> Checked {
    let mut findings = Vec::new();
    let mut pack = merge(packs, &mut findings);
    if let Some(pack) = &mut pack {
        checks::structure(pack, &mut findings);
        pack.program = program(pack, &mut findings);
        checks::twins(pack, &pack.program, &mut findings);
    }
    Checked { pack, findings }
}

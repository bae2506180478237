//! The one door: files in, definitions and findings out.

use crate::merge::merge;
use crate::program::program;
use crate::{Pack, PackFiles, checks};
use finding::{Finding, Grade};

/// A pack that was read, with everything there is to say about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The definitions, as far as they could be understood; none when there was no pack at all. To be used only when
    /// no finding is of grade error.
    pub pack: Option<Pack>,
    /// All findings, file by file and then across files.
    pub findings: Vec<Finding>,
}

/// What is refused of a pack that is to be taken into use: a datum asked twice, a state that the next one overwrites, somebody's whereabouts or pictures without a ground.
const REFUSED: [&str; 3] = ["define.twin", "define.overwritten", "define.ground"];

impl Checked {
    /// The same of a pack that is to be taken into use: what asks a datum twice, and what asks where somebody is without a
    /// ground, is an error then (两办《整治形式主义为基层减负若干规定》, 2024). A pack that a year keeps is read as it is.
    ///
    /// ```
    /// use define::{File, PackFiles, check};
    /// use finding::Grade;
    /// let track = "name = \"巡查\"\nkind = \"event\"\nperiod = \"none\"\nkey = [\"轨迹\"]\nowner = \"样例\"\n\
    ///              source = { document = \"样例\", status = \"unofficial\" }\n[[fields]]\nname = \"轨迹\"\ntype = \"text\"\nrequired = true\n";
    /// let files = vec![File::new("pack.toml", "id = \"p\"\nname = \"样例\""), File::new("registers/walk.toml", track)];
    /// let grade = |checked: define::Checked| checked.findings.iter().find(|one| one.code == "define.ground").map(|one| one.grade);
    /// let checked = check(&[PackFiles::new("p", files)]);
    /// assert_eq!(grade(checked.clone()), Some(Grade::Warning));
    /// assert_eq!(grade(checked.into_use()), Some(Grade::Error));
    /// ```
    #[must_use]
    pub fn into_use(mut self) -> Checked {
        for finding in self.findings.iter_mut().filter(|finding| REFUSED.contains(&finding.code)) {
            finding.grade = Grade::Error;
        }
        self
    }
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
        checks::ground(pack, &mut findings);
    }
    Checked { pack, findings }
}

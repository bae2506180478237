//! A pack laid over the packs that it extends.

use crate::index::Index;
use crate::load::{Loose, load};
use crate::{Pack, PackStatus, hash};
use finding::{Finding, Place};

/// The files of one pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFiles {
    /// The name of its folder, which is its id.
    pub folder: String,
    /// Its files, in any order.
    pub files: Vec<crate::File>,
}

impl PackFiles {
    /// The files of the pack in a folder.
    pub fn new(folder: impl Into<String>, files: Vec<crate::File>) -> Self {
        PackFiles { folder: folder.into(), files }
    }
}

/// Loads packs from the ground up and lays each over the ones before: a definition of the same id replaces the
/// earlier one, examples of a replaced indicator fall away with it.
pub fn merge(packs: &[PackFiles], findings: &mut Vec<Finding>) -> Option<Pack> {
    let mut whole = Loose::default();
    let mut below: Option<&str> = None;
    for pack in packs {
        let loose = load(&pack.folder, &pack.files, findings);
        let place = || Place::whole(format!("{}/pack.toml", pack.folder));
        if !loose.head.id.is_empty() && loose.head.id != pack.folder {
            let sentence = format!("定义包的标识“{}”与文件夹名“{}”不同", loose.head.id, pack.folder);
            findings.push(Finding::error("define.pack-id", place(), sentence));
        }
        match (&loose.head.extends, below) {
            (Some(extends), Some(folder)) if extends.text != folder => {
                let sentence = format!("所扩展的包“{}”不在，在的是“{folder}”", extends.text);
                findings.push(Finding::error("define.pack-extends", extends.place(), sentence));
            }
            (Some(extends), None) => {
                let sentence = format!("所扩展的包“{}”不在", extends.text);
                findings.push(Finding::error("define.pack-extends", extends.place(), sentence));
            }
            (None, Some(folder)) => {
                let sentence = format!("没有写明它扩展“{folder}”");
                findings.push(Finding::error("define.pack-extends", place(), sentence));
            }
            _ => {}
        }
        below = Some(&pack.folder);
        lay(&mut whole, loose);
    }
    if packs.is_empty() {
        findings.push(Finding::error("define.pack-missing", Place::default(), "没有定义包"));
        return None;
    }
    let head = whole.head;
    whole.indicators.sort_by_key(|indicator| indicator.number.unwrap_or(u32::MAX));
    Some(Pack {
        index: Index::of(&whole.registers, &whole.indicators),
        id: head.id,
        name: head.name,
        extends: head.extends.map(|extends| extends.text),
        year: head.year,
        status: head.status.unwrap_or(PackStatus::Unofficial),
        source: head.source,
        aspects: head.aspects,
        partial_points: head.partial_points,
        grades: head.grades,
        registers: whole.registers,
        parameters: whole.parameters,
        indicators: whole.indicators,
        examples: whole.examples,
        outlines: whole.outlines,
        forms: whole.forms,
        program: crate::Program::default(),
        hash: hash(packs),
    })
}

fn lay(whole: &mut Loose, over: Loose) {
    fn replace<T>(whole: &mut Vec<T>, over: Vec<T>, id: fn(&T) -> &str) {
        whole.retain(|old| !over.iter().any(|new| id(new) == id(old)));
        whole.extend(over);
    }
    whole.examples.retain(|old| {
        let replaced = over.indicators.iter().any(|new| new.id == old.indicator);
        !replaced && !over.examples.iter().any(|new| new.indicator == old.indicator)
    });
    whole.examples.extend(over.examples);
    replace(&mut whole.registers, over.registers, |register| &register.id);
    replace(&mut whole.parameters, over.parameters, |parameter| &parameter.id);
    replace(&mut whole.indicators, over.indicators, |indicator| &indicator.id);
    whole.forms.lay(over.forms);
    replace(&mut whole.outlines, over.outlines, |outline| &outline.id);
    let aspects =
        if over.head.aspects.is_empty() { std::mem::take(&mut whole.head.aspects) } else { Vec::new() };
    let grades = if over.head.grades.is_none() { whole.head.grades.take() } else { None };
    whole.head = over.head;
    if whole.head.aspects.is_empty() {
        whole.head.aspects = aspects;
    }
    if whole.head.grades.is_none() {
        whole.head.grades = grades;
    }
}

//! The edits of faults carried out on a draft: what they do not name stays as it was, letter for letter.

use crate::draft::Draft;
use crate::fault::{Edit, Fault};
use crate::markup::{Element, Node, by_id, elements, first, write};
use crate::{footers, letters};

/// Order of the properties of a paragraph (ECMA-376, CT_PPr).
const PARAGRAPH: [&str; 36] = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];
/// Order of the properties of a run (CT_RPr).
const RUN: [&str; 39] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];
/// Order of the properties of a section (CT_SectPr).
const SECTION: [&str; 20] = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
];

/// The parts of a draft with the edits carried out.
///
/// # Errors
/// A part around the text that cannot be read, in words.
pub(crate) fn carry_out(draft: Draft, faults: &[Fault]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let edits: Vec<&Edit> = faults.iter().flat_map(|fault| &fault.edits).collect();
    let (mut body, mut parts) = (draft.body.clone(), draft.parts.clone());
    for edit in &edits {
        match edit {
            Edit::Paragraph { paragraph, property, set } => {
                property_of(&mut body, *paragraph, "pPr", &PARAGRAPH, property, set);
            }
            Edit::Run { run, property, set } => property_of(&mut body, *run, "rPr", &RUN, property, set),
            Edit::Section { section, property, set } => {
                if let Some(section) = by_id(&mut body, *section) {
                    section.make(property, &SECTION, |element| apply(element, set));
                }
            }
            Edit::Page => page(&mut body),
            Edit::Letters { .. } | Edit::PageNumbers => {}
        }
    }
    letters::put(&draft, &mut body, &edits);
    if edits.contains(&&Edit::PageNumbers) {
        footers::put(&draft, &mut body, &mut parts)?;
    }
    parts[draft.main].1 = write(&body).into_bytes();
    Ok(parts)
}

/// A section with the page of the norm at the end of the text.
fn page(body: &mut [Node]) {
    let holder = first(body, "document").and_then(|one| one.child("body")).map(|one| one.id);
    let Some(holder) = holder.and_then(|id| by_id(body, id)) else { return };
    let size = [("w", "11906"), ("h", "16838")];
    let edges = [
        ("top", "2098"),
        ("right", "1474"),
        ("bottom", "1984"),
        ("left", "1588"),
        ("header", "851"),
        ("footer", "1400"),
        ("gutter", "0"),
    ];
    let set = |element: &mut Element, all: &[(&str, &str)]| {
        all.iter().for_each(|(name, value)| element.set(name, value));
    };
    holder.make("sectPr", &[], |section| {
        section.make("pgSz", &SECTION, |element| set(element, &size));
        section.make("pgMar", &SECTION, |element| set(element, &edges));
    });
}

fn apply(element: &mut Element, set: &[(&'static str, Option<String>)]) {
    for (name, value) in set {
        match value {
            Some(value) => element.set(name, value),
            None => element.unset(name),
        }
    }
}

fn property_of(
    body: &mut [Node],
    id: usize,
    properties: &str,
    order: &[&str],
    property: &str,
    set: &[(&'static str, Option<String>)],
) {
    let Some(owner) = by_id(body, id) else { return };
    // Properties stand before everything else in their owner.
    if owner.child(properties).is_none() {
        let names: Vec<String> = elements(&owner.children).map(|one| one.name.clone()).collect();
        let order: Vec<&str> = std::iter::once(properties).chain(names.iter().map(String::as_str)).collect();
        owner.make(properties, &order, |_| {});
    }
    owner.make(properties, &[properties], |owner| {
        owner.make(property, order, |element| apply(element, set));
    });
}

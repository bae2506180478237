//! Page numbers as GB/T 9704-2012, 7.5 has them, put into a package: footers, their relations, the setting of two sides.

use crate::draft::{Draft, resolved};
use crate::markup::{Element, Node, by_id, elements, first, read, write};

/// Footers of the norm, as relations and parts: kind of pages, id, part, side.
const FOOTERS: [(&str, &str, &str, &str); 2] = [
    ("default", "duhengOdd", "footer-duheng-odd.xml", "right"),
    ("even", "duhengEven", "footer-duheng-even.xml", "left"),
];

/// The part with the settings of a draft that has none.
const SETTINGS: &str = "settings-duheng.xml";

/// The two footers of the norm in the place of whatever numbers the pages.
pub(crate) fn put(
    draft: &Draft,
    body: &mut [Node],
    parts: &mut Vec<(String, Vec<u8>)>,
) -> Result<(), String> {
    let main = parts[draft.main].0.trim_start_matches('/').to_owned();
    let (folder, file) = main
        .rsplit_once('/')
        .map_or((String::new(), main.as_str()), |(folder, file)| (format!("{folder}/"), file));
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (_, _, part, side) in FOOTERS {
        put_part(parts, &format!("{folder}{part}"), paper::page_number(side).into_bytes());
    }
    let relations = format!("{folder}_rels/{file}.rels");
    if !parts.iter().any(|(name, _)| name.eq_ignore_ascii_case(&relations)) {
        let empty = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        put_part(parts, &relations, empty.as_bytes().to_vec());
    }
    let settled = settings(parts, &folder, file);
    if settled.is_none() {
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        put_part(
            parts,
            &format!("{folder}{SETTINGS}"),
            format!("<w:settings xmlns:w=\"{main}\"><w:evenAndOddHeaders/></w:settings>").into_bytes(),
        );
    }
    change(parts, &relations, "Relationships", |root| {
        if settled.is_none() {
            root.begin_with(format!(
                "<Relationship Id=\"duhengSettings\" Type=\"{namespace}/settings\" Target=\"{SETTINGS}\"/>"
            ));
        }
        for (_, id, part, _) in FOOTERS {
            if !elements(&root.children).any(|one| one.attribute("Id").as_deref() == Some(id)) {
                root.begin_with(format!(
                    "<Relationship Id=\"{id}\" Type=\"{namespace}/footer\" Target=\"{part}\"/>"
                ));
            }
        }
    })?;
    change(parts, "[Content_Types].xml", "Types", |root| {
        let made = FOOTERS.iter().map(|(_, _, part, _)| (*part, "footer"));
        for (part, kind) in made.chain(settled.is_none().then_some((SETTINGS, "settings"))) {
            let name = format!("/{folder}{part}");
            if !elements(&root.children).any(|one| one.attribute("PartName").as_deref() == Some(&name)) {
                let kind =
                    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
                root.begin_with(format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"));
            }
        }
    })?;
    if let Some(settings) = settled {
        change(parts, &settings, "settings", |root| {
            if root.child("evenAndOddHeaders").is_none() {
                root.make("evenAndOddHeaders", &AFTER_SIDES, |_| {});
            }
        })?;
    }
    for section in &draft.sections {
        let Some(section) = by_id(body, section.id) else { continue };
        section.drop_all("footerReference");
        for (kind, id, _, _) in FOOTERS.iter().rev() {
            section.begin_with(format!(
                "<w:footerReference xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{namespace}\" w:type=\"{kind}\" r:id=\"{id}\"/>"
            ));
        }
    }
    Ok(())
}

/// What stands behind the setting that left and right pages differ (CT_Settings).
const AFTER_SIDES: [&str; 30] = [
    "evenAndOddHeaders",
    "bookFoldRevPrinting",
    "bookFoldPrinting",
    "bookFoldPrintingSheets",
    "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery",
    "doNotUseMarginsForDrawingGridOrigin",
    "drawingGridHorizontalOrigin",
    "drawingGridVerticalOrigin",
    "doNotShadeFormData",
    "noPunctuationKerning",
    "characterSpacingControl",
    "printTwoOnOne",
    "strictFirstAndLastChars",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "savePreviewPicture",
    "hdrShapeDefaults",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
];

/// The part with the settings, as the relations of the text name it.
fn settings(parts: &[(String, Vec<u8>)], folder: &str, file: &str) -> Option<String> {
    let name = format!("{folder}_rels/{file}.rels");
    let (_, bytes) = parts.iter().find(|(part, _)| *part == name)?;
    let nodes = read(std::str::from_utf8(bytes).ok()?).ok()?;
    let root = first(&nodes, "Relationships")?;
    let link = elements(&root.children)
        .find(|one| one.attribute("Type").is_some_and(|of| of.ends_with("/settings")))?;
    link.attribute("Target").map(|target| resolved(folder, &target))
}

fn put_part(parts: &mut Vec<(String, Vec<u8>)>, name: &str, bytes: Vec<u8>) {
    match parts.iter_mut().find(|(part, _)| part == name) {
        Some((_, old)) => *old = bytes,
        None => parts.push((name.to_owned(), bytes)),
    }
}

fn change(
    parts: &mut [(String, Vec<u8>)],
    name: &str,
    root: &str,
    work: impl FnOnce(&mut Element),
) -> Result<(), String> {
    let lacks = || format!("文件里缺少{name}");
    let (_, bytes) = parts.iter_mut().find(|(part, _)| part.eq_ignore_ascii_case(name)).ok_or_else(lacks)?;
    let text = std::str::from_utf8(bytes).map_err(|_| format!("{name}不是 UTF-8"))?.to_owned();
    let mut nodes = read(&text).map_err(|what| format!("{name}{what}"))?;
    let id = first(&nodes, root).ok_or_else(lacks)?.id;
    if let Some(element) = by_id(&mut nodes, id) {
        work(element);
    }
    *bytes = write(&nodes).into_bytes();
    Ok(())
}

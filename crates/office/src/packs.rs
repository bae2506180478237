//! Packs without a district: check, describe, draw, look things up.

use crate::error::{Error, Result};
use crate::state::chain;
use define::{CatalogueItem, Checked, Pack};
use finding::{Finding, Grade, has_error};
use std::sync::Arc;

/// What checking a pack found.
#[derive(Clone, Debug)]
pub struct PackCheck {
    /// One sentence on what the pack holds and how it stands.
    pub summary: String,
    /// All findings: of its files, of its examples, of its report outlines.
    pub findings: Vec<Finding>,
}

/// Checks the pack `id` out of `files` (path from the folder of packs, text): its definitions, and when they are free of
/// errors its examples and outlines.
pub fn check_pack(id: &str, files: &[(String, String)]) -> Result<PackCheck> {
    let Checked { pack, mut findings } = define::check(&chain(id, files)?).into_use();
    let Some(pack) = pack.map(Arc::new) else {
        return Ok(PackCheck { summary: format!("“{id}”读不成定义包。"), findings });
    };
    if !has_error(&findings) {
        findings.extend(assess::run_examples(&pack));
        findings.extend(pack.outlines.iter().flat_map(|outline| report::check(&pack, outline)));
    }
    let count = |grade| findings.iter().filter(|finding| finding.grade == grade).count();
    let end = match (count(Grade::Error), count(Grade::Warning)) {
        (0, 0) => "没有发现问题。".to_owned(),
        (errors, warnings) => format!("{errors}处错误，{warnings}处警告。"),
    };
    let summary = format!(
        "定义包 {}（{}）：台账{}本，参数{}个，指标{}个，示例{}个。{end}",
        pack.id,
        pack.hash.get(..12).unwrap_or_default(),
        pack.registers.len(),
        pack.parameters.len(),
        pack.indicators.len(),
        pack.examples.len(),
    );
    Ok(PackCheck { summary, findings })
}

/// The pack in words, as Markdown.
pub fn describe_pack(id: &str, files: &[(String, String)]) -> Result<String> {
    Ok(define::describe(&sound(id, files)?))
}

/// What computes from what, as a Mermaid graph.
pub fn graph_pack(id: &str, files: &[(String, String)]) -> Result<String> {
    Ok(define::Graph::of(&sound(id, files)?, None).mermaid())
}

/// The definitions that hold all of `words`, those with them in name, figure or id first. A pack with errors is
/// searched as far as it can be read.
pub fn find_in_pack(id: &str, files: &[(String, String)], words: &[&str]) -> Result<Vec<CatalogueItem>> {
    let pack = readable(id, files)?;
    let answering = define::catalogue(&pack).into_iter();
    let mut found: Vec<(u8, CatalogueItem)> =
        answering.filter_map(|item| Some((item.answers(words)?, item))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    Ok(found.into_iter().map(|(_, item)| item).collect())
}

/// The folder of an aspect's definitions: `A6-学前教育普及普惠` for A6.
pub fn aspect_folder(id: &str, files: &[(String, String)], aspect: &str) -> Result<String> {
    let pack = readable(id, files)?;
    if let Some(found) = pack.aspects.iter().find(|one| one.id == aspect) {
        return Ok(format!("{}-{}", found.id, found.name));
    }
    let known: Vec<String> = pack.aspects.iter().map(|one| format!("{} {}", one.id, one.name)).collect();
    Err(Error::Unknown(format!("定义包“{id}”没有方面“{aspect}”（{}）", known.join("、"))))
}

/// A pack drafted out of an official table, with the crosswalk to last year's.
pub type DraftedPack = define::Draft;

/// Drafts next year's pack out of an official table (XLSX, CSV, DOCX), `from` being last year's out of `files`.
///
/// # Errors
/// A table that cannot be read, and a pack of last year that cannot.
pub fn draft_pack(
    (from, files): (&str, &[(String, String)]),
    (name, bytes): (&str, &[u8]),
    wanted: &define::Wanted<'_>,
) -> Result<DraftedPack> {
    let old = sound(from, files)?;
    let prefix = format!("{from}/");
    let own = files
        .iter()
        .filter_map(|(path, text)| Some(define::File::new(path.strip_prefix(&prefix)?, text.clone())));
    let own: Vec<define::File> = own.collect();
    Ok(define::draft(&old, &own, &rows(name, bytes)?, wanted))
}

/// The rows of the first table of a file: of a workbook or CSV as they stand, of a document those with several cells.
fn rows(name: &str, bytes: &[u8]) -> Result<define::TableRows> {
    let read = reader::tables(name, bytes, None);
    if let Some(table) = read.tables.first() {
        let head = std::iter::once((table.header_row, table.header.clone()));
        return Ok(head.chain(table.lines.iter().map(|line| (line.number, line.cells.clone()))).collect());
    }
    match reader::prose(name, bytes) {
        Ok(prose) => {
            let lines = (1..).zip(prose.text.lines()).filter(|(_, line)| line.contains('\t'));
            Ok(lines.map(|(at, line)| (at, line.split('\t').map(str::to_owned).collect())).collect())
        }
        Err(_) => Err(Error::Pack(read.findings)),
    }
}

/// The pack as far as it can be read, errors or not.
fn readable(id: &str, files: &[(String, String)]) -> Result<Pack> {
    let Checked { pack, findings } = define::check(&chain(id, files)?);
    pack.ok_or(Error::Pack(findings))
}

fn sound(id: &str, files: &[(String, String)]) -> Result<Pack> {
    let Checked { pack, findings } = define::check(&chain(id, files)?);
    match pack {
        Some(pack) if !has_error(&findings) => Ok(pack),
        _ => Err(Error::Pack(findings)),
    }
}

//! Packs without a district: check, describe, draw.

use crate::district::chain;
use crate::{Error, Result};
use define::{Checked, Pack};
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
    let Checked { pack, mut findings } = define::check(&chain(id, files)?);
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

fn sound(id: &str, files: &[(String, String)]) -> Result<Pack> {
    let Checked { pack, findings } = define::check(&chain(id, files)?);
    match pack {
        Some(pack) if !has_error(&findings) => Ok(pack),
        _ => Err(Error::Pack(findings)),
    }
}

//! Readers of problems: formats of published collections, and a table of our own.

mod cap;
mod csv;
mod holmberg;
mod pmed;
mod whole;
mod words;

use super::Problem;
use finding::{Finding, Place};
use sm3::Digest as _;

/// Most links between clients and sites that a file may have: what is held of them fits a small machine.
pub const MOST_LINKS: usize = 40_000_000;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `pmed` of the OR-Library: a road network, of whose nodes so many are to be open. The last of several edges between
    /// two nodes counts.
    OrlibPmed,
    /// `cap` of the OR-Library: sites with capacity and fixed cost, clients that may be split, decimals.
    OrlibCap,
    /// Holmberg, Rönnqvist and Yuan: sites with capacity and fixed cost, each client served by one site.
    Holmberg,
    /// Villages and schools in one table (村庄、学校).
    Csv,
}

impl Format {
    /// All of them.
    const ALL: [Format; 4] = [Format::OrlibPmed, Format::OrlibCap, Format::Holmberg, Format::Csv];

    /// What it is called on the command line and in certificates.
    pub fn name(self) -> &'static str {
        match self {
            Format::OrlibPmed => "orlib-pmed",
            Format::OrlibCap => "orlib-cap",
            Format::Holmberg => "holmberg",
            Format::Csv => "csv",
        }
    }

    /// The format of a name.
    ///
    /// ```
    /// assert_eq!(plan::Format::named("holmberg"), Some(plan::Format::Holmberg));
    /// ```
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// A problem and what is to be said of its file.
#[derive(Clone, Debug)]
pub struct Read {
    /// The problem.
    pub problem: Problem,
    /// Notes that do not keep it from being solved.
    pub notes: Vec<Finding>,
}

/// Reads a problem; `source` is how findings name the file. Nothing is set aside for numbers that a file only announces.
///
/// ```
/// let wrong = plan::read("100 200 5\n1 2 30\n", "pmed1.txt", plan::Format::OrlibPmed).unwrap_err();
/// assert_eq!(wrong[0].code, "plan.file.cut-off");
/// ```
pub fn read(text: &str, source: &str, format: Format) -> Result<Read, Vec<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut read = match format {
        Format::OrlibPmed => pmed::read(text, source),
        Format::OrlibCap => cap::read(text, source),
        Format::Holmberg => holmberg::read(text, source),
        Format::Csv => csv::read(text, source),
    }?;
    if read.problem.worst() > i128::from(super::GREATEST_COST) {
        return Err(vec![Finding::error(
            "plan.file.too-great",
            Place::whole(source),
            "费用太大或小数位太多，合计超出能准确计算的范围",
        )]);
    }
    (read.problem.digest, read.problem.format) = (digest(text), format);
    Ok(read)
}

/// SM3 of a file's text, hexadecimal.
pub fn digest(text: &str) -> String {
    hex(&sm3::Sm3::digest(text.as_bytes()))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A finding that the file is larger than what is solved here.
fn too_many(source: &str, clients: usize, sites: usize) -> Finding {
    let sentence = format!("{clients}个需求点、{sites}个场址，超出{MOST_LINKS}个配对");
    Finding::error("plan.file.too-many", Place::whole(source), sentence)
}

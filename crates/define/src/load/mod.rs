//! From the files of a pack to its definitions, file by file.

pub mod draw;
pub mod duty;
mod example;
mod head;
mod indicator;
pub mod instrument;
pub mod loops;
pub mod notice;
mod outline;
mod pack;
mod parameter;
mod path;
pub mod plan;
mod register;
pub mod role;
pub mod roster;
pub mod signal;
mod signing;
mod source;

use crate::read::{Reader, Table};
use crate::{Example, FORMS, Forms, Indicator, Outline, Parameter, Register, Written};
use finding::{Finding, Place};
use path::{Seat, What};

pub use pack::Head;

/// One file of a pack.
///
/// ```
/// let file = define::File::new("indicators/f24.toml", "name = \"一般公共预算教育经费\"");
/// assert_eq!(file.path, "indicators/f24.toml");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path inside the pack, with `/`.
    pub path: String,
    /// The text.
    pub text: String,
}

impl File {
    /// A file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        File { path: path.into(), text: text.into() }
    }
}

/// The definitions of one pack, not yet checked against each other.
#[derive(Default)]
pub struct Loose {
    pub head: Head,
    pub registers: Vec<Register>,
    pub parameters: Vec<Parameter>,
    pub indicators: Vec<Indicator>,
    pub examples: Vec<Example>,
    pub outlines: Vec<Outline>,
    pub forms: Forms,
}

/// The folders of a pack that this version reads, one for each form of definition.
fn folders() -> impl Iterator<Item = &'static str> {
    ["registers", "parameters", "indicators", "report"]
        .into_iter()
        .chain(FORMS.iter().map(|(folder, _)| *folder))
}

/// Most files that a pack may have.
const FILES_LIMIT: usize = 5_000;

/// Reads the files of one pack, form by form and within a form by id, wherever in its folders they lie. Paths in
/// findings begin with the pack's folder name.
pub fn load(folder: &str, files: &[File], findings: &mut Vec<Finding>) -> Loose {
    let mut loose = Loose::default();
    if files.len() > FILES_LIMIT {
        let sentence = format!("定义包有{}个文件，超过上限{FILES_LIMIT}", files.len());
        findings.push(Finding::error("define.too-many-files", Place::whole(folder), sentence));
        return loose;
    }
    if !files.iter().any(|file| file.path == "pack.toml") {
        let sentence = "缺少 pack.toml";
        findings.push(Finding::error("define.pack-missing", Place::whole(folder), sentence));
    }
    let mut sorted: Vec<&File> =
        files.iter().filter(|file| !path::PAGES.contains(&file.path.as_str())).collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut seats = Vec::new();
    for file in sorted {
        match Seat::of(&file.path) {
            Ok(seat) => seats.push((seat, file)),
            Err(misplaced) => findings.push(misplaced.finding(&in_pack(folder, &file.path))),
        }
    }
    seats.sort_by_cached_key(|(seat, _)| seat.without_subject());
    path::check(folder, &seats, findings);
    for (seat, file) in seats {
        read_file(&in_pack(folder, &file.path), file, seat, folder, &mut loose, findings);
    }
    loose
}

/// The path of a file as findings name it.
fn in_pack(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

fn read_file(
    path: &str,
    file: &File,
    seat: Seat<'_>,
    pack: &str,
    loose: &mut Loose,
    findings: &mut Vec<Finding>,
) {
    let id = seat.id;
    if !is_id(id) {
        let sentence = "文件名就是标识，只用小写英文字母、数字和连字符";
        findings.push(Finding::error("define.id", Place::whole(path), sentence));
    }
    let (mut reader, table) = Reader::open(path, &file.text);
    if let Some(table) = table {
        let whole = Table::new(&table, 0..0);
        let reader = &mut reader;
        match (seat.what, seat.form) {
            (What::Example, _) => loose.examples.extend(example::read(reader, whole, id)),
            (_, "registers") => loose.registers.push(register::read(reader, whole, id, pack)),
            (_, "parameters") => loose.parameters.push(parameter::read(reader, whole, id, pack)),
            (_, "indicators") => loose.indicators.push(indicator::read(reader, whole, id, pack)),
            (_, "report") => loose.outlines.push(outline::read(reader, whole, id)),
            (_, "") => loose.head = pack::read(reader, whole),
            (_, form) => loose.forms.read(form, reader, whole, id, pack),
        }
    }
    findings.append(&mut reader.findings);
}

/// Whether a text may be the id of a definition: lower-case English words and numbers joined by hyphens.
///
/// ```
/// assert!(define::is_id("inclusive-share") && !define::is_id("Inclusive_Share") && !define::is_id("普惠"));
/// ```
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reports an empty list that must have members.
fn must_have(reader: &mut Reader<'_>, place: &Written, empty: bool, what: &str) {
    if empty {
        reader.findings.push(Finding::error(
            "define.empty",
            place.place(),
            format!("“{}”没有{what}", place.text),
        ));
    }
}

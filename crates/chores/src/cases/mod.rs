//! Runs over real cases that lie outside the repository: published test vectors, place names, the figures of the report
//! that the sample district stands for. A wrong result fails.

mod files;
mod plans;
mod table;
mod texts;

use proof::{Digest, Hash, Sm3, hex, verify_consistency, verify_inclusion, verify_sm2};
use serde_json::Value;
use sha2::Digest as _;
use std::path::Path;

/// The hash of RFC 9162's own vectors.
struct Sha256;

impl Hash for Sha256 {
    fn digest(parts: &[&[u8]]) -> Digest {
        let mut state = sha2::Sha256::new();
        parts.iter().for_each(|part| state.update(part));
        state.finalize().into()
    }
}

/// Runs everything that lies under `folder` and prints one line for each kind of case.
pub fn run(folder: &Path) -> Result<(), String> {
    let mut wrong = Vec::new();
    sm3(folder, &mut wrong)?;
    sm2(folder, &mut wrong)?;
    inclusion(folder, &mut wrong)?;
    consistency(folder, &mut wrong)?;
    places(folder, &mut wrong)?;
    figures(folder, &mut wrong)?;
    readings(folder, &mut wrong)?;
    plans::run(folder, &mut wrong)?;
    shown(&tried(folder, None)?, &mut wrong);
    match wrong.as_slice() {
        [] => Ok(()),
        some => Err(some.join("\n")),
    }
}

fn text(folder: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
}

fn json(folder: &Path, name: &str) -> Result<Vec<Value>, String> {
    let text = text(folder, name)?;
    if name.ends_with(".jsonl") {
        return text
            .lines()
            .map(|line| serde_json::from_str(line).map_err(|e| format!("{name}: {e}")))
            .collect();
    }
    serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))
}

fn tally(kind: &str, count: usize, before: usize, wrong: &[String]) {
    println!("{kind}: {count} cases, {} wrong", wrong.len() - before);
}

fn sm3(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (cases, before) = (json(folder, "vectors/sm3.json")?, wrong.len());
    for case in &cases {
        let length = case["len"].as_u64().unwrap_or(0) as usize;
        let message = case["msg_hex"].as_str().and_then(hex::read).unwrap_or_else(|| vec![0; length]);
        if Some(hex::write(&Sm3::digest(&[&message])).as_str()) != case["sm3"].as_str() {
            wrong.push(format!("SM3 of {length} bytes"));
        }
    }
    tally("SM3", cases.len(), before, wrong);
    Ok(())
}

fn sm2(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (cases, before) = (json(folder, "vectors/sm2.json")?, wrong.len());
    for case in &cases {
        let bytes = |name: &str| case[name].as_str().and_then(hex::read).unwrap_or_default();
        let words = |name: &str| case[name].as_str().unwrap_or_default();
        let key = [vec![4], bytes("public_key_xy")].concat();
        let signature = [bytes("r"), bytes("s")].concat();
        let accept = case["verifies"].as_bool().unwrap_or(true);
        if verify_sm2(words("id_ascii"), &key, words("message_ascii").as_bytes(), &signature) != accept {
            wrong.push(format!("SM2: {}", words("name")));
        }
    }
    tally("SM2", cases.len(), before, wrong);
    Ok(())
}

/// Base64 (RFC 4648 §4) of a case's field: nothing for null or letters outside the alphabet.
fn base64(value: &Value) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0u32, 0, Vec::new());
    for letter in value.as_str()?.trim_end_matches('=').bytes() {
        bits = bits << 6 | LETTERS.iter().position(|known| *known == letter)? as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

/// A digest; shorter words stand for themselves padded, empty or longer ones are refused by their form.
fn digest(value: &Value) -> Option<Digest> {
    let mut bytes = base64(value).filter(|bytes| !bytes.is_empty())?;
    bytes.resize(bytes.len().max(32), 0);
    bytes.try_into().ok()
}

fn path(value: &Value) -> Option<Vec<Digest>> {
    value.as_array().map_or(Some(Vec::new()), |steps| steps.iter().map(digest).collect())
}

fn inclusion(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (cases, before) = (json(folder, "vectors/merkle-inclusion.jsonl")?, wrong.len());
    for case in &cases {
        let verified = (|| {
            let (root, leaf) = (digest(&case["root"])?, digest(&case["leafHash"])?);
            let (index, size) = (case["leafIdx"].as_u64()?, case["treeSize"].as_u64()?);
            verify_inclusion::<Sha256>(index, size, &leaf, &path(&case["proof"])?, &root).ok()
        })();
        if verified.is_none() != case["wantErr"].as_bool().unwrap_or(false) {
            wrong.push(format!("inclusion: {}", case["_case"]));
        }
    }
    tally("RFC 9162 inclusion", cases.len(), before, wrong);
    Ok(())
}

fn consistency(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (cases, before) = (json(folder, "vectors/merkle-consistency.jsonl")?, wrong.len());
    for case in &cases {
        let verified = (|| {
            let (older, root) = (digest(&case["root1"])?, digest(&case["root2"])?);
            let (from, size) = (case["size1"].as_u64()?, case["size2"].as_u64()?);
            verify_consistency::<Sha256>(from, size, &older, &root, &path(&case["proof"])?).ok()
        })();
        if verified.is_none() != case["wantErr"].as_bool().unwrap_or(false) {
            wrong.push(format!("consistency: {}", case["_case"]));
        }
    }
    tally("RFC 9162 consistency", cases.len(), before, wrong);
    Ok(())
}

/// Every village and town of the published list is in the sample district, under its code.
fn places(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (text, before) = (text(folder, "data/tongnan-500152-villages.csv")?, wrong.len());
    let files = sample::district(&sample::Spec::tongnan_2022());
    let villages = files.iter().find(|file| file.register == "村社区").map_or("", |file| &file.text);
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for row in &rows {
        let [code, village, ..] = row.as_slice() else { continue };
        if !villages.lines().any(|line| line.contains(code) && line.contains(village)) {
            wrong.push(format!("place: {code} {village}"));
        }
    }
    tally("places", rows.len(), before, wrong);
    Ok(())
}

/// Wordings in which a figure differs from the published one, and why.
const OTHERWISE: [(&str, &str); 3] = [
    ("F66", "the published text leaves out 元"),
    ("F79", "printed once for three rates, each of which is a figure of its own"),
    ("F82", "the published text joins the three words by quotation marks"),
];

/// Every figure of the list prints its number in the published wording.
fn figures(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let (text, before) = (text(folder, "domain/seed-systems.md")?, wrong.len());
    let scratch = std::env::temp_dir().join(format!("duheng-cases-{}", std::process::id()));
    let printed = printed(&scratch);
    std::fs::remove_dir_all(&scratch).ok();
    let printed = printed?;
    let mut count = 0;
    for line in text.lines().filter(|line| line.starts_with("| F")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, value, ..] = cells.as_slice() else { continue };
        if OTHERWISE.iter().any(|(known, _)| known == id) {
            continue;
        }
        let Some((_, own)) = printed.iter().find(|(known, _)| known == id) else { continue };
        count += 1;
        let words = value.split(' ').next().unwrap_or(value);
        if !plain(own).contains(&plain(words)) {
            wrong.push(format!("{id}: published {value}, printed {own}"));
        }
    }
    if count < 80 {
        wrong.push(format!("only {count} figures could be compared"));
    }
    tally("figures", count, before, wrong);
    Ok(())
}

/// The corpus of claims, and the published report read alone and against the sample district.
fn readings(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let mut told = |kind: &str, (count, found): (usize, Vec<String>)| {
        println!("{kind}: {count}, {} wrong", found.len());
        wrong.extend(found);
    };
    told("claims", crate::readings::corpus(&text(folder, "corpus/claims.jsonl")?)?);
    told("what a report says of itself", crate::readings::report(&text(folder, "seed/report.txt")?));
    let scratch = std::env::temp_dir().join(format!("duheng-readings-{}", std::process::id()));
    let report = folder.join("seed/report.txt");
    let held = district(&scratch).and_then(|office| crate::readings::against(&reading(&office)?, &report));
    std::fs::remove_dir_all(&scratch).ok();
    told("figures of a report linked to rows", held?);
    Ok(())
}

/// Runs over the files alone, or over one of them; over all of them it writes docs/files.md under `root`.
pub fn files(folder: &Path, only: Option<&str>, root: &Path) -> Result<(), String> {
    let (lines, mut wrong) = (tried(folder, only)?, Vec::new());
    shown(&lines, &mut wrong);
    if only.is_none() {
        let page = root.join("docs/files.md");
        std::fs::write(&page, files::page(&lines)).map_err(|error| format!("{}: {error}", page.display()))?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Files as the field has them, through the import and the proof-reading.
fn tried(folder: &Path, only: Option<&str>) -> Result<Vec<files::Line>, String> {
    let scratch = std::env::temp_dir().join(format!("duheng-files-{}", std::process::id()));
    let prepared = scratch.join("district");
    // Closed before it is copied.
    let lines = district(&prepared).map(drop).and_then(|()| files::run(folder, only, &prepared, &scratch));
    std::fs::remove_dir_all(&scratch).ok();
    lines
}

fn shown(lines: &[files::Line], wrong: &mut Vec<String>) {
    let bad: Vec<&files::Line> = lines.iter().filter(|line| !line.wrong.is_empty()).collect();
    println!("files: {} cases, {} wrong", lines.len(), bad.len());
    wrong.extend(bad.iter().map(|line| format!("{}: {}", line.case, line.wrong.join("\n"))));
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !"（）()〔〕 、".contains(*c)).collect()
}

fn printed(scratch: &Path) -> Result<Vec<(String, String)>, String> {
    let figures = reading(&district(scratch)?)?.figures().map_err(|error| error.to_string())?;
    Ok(figures.figures.iter().map(|one| (one.id.clone(), one.printed.clone().unwrap_or_default())).collect())
}

/// The sample district.
/// Who checks the cases.
fn session(office: &office::Office) -> office::Session {
    office
        .session(office::Who::Service("核对".to_owned()), office::Via::Command)
        .because(Some("样例：核对用的行"))
}

/// A reading of now.
fn reading(office: &office::Office) -> Result<office::Reading, String> {
    office.at(&session(office), &office::AsOf::Now, None).map_err(|error| error.to_string())
}

fn district(scratch: &Path) -> Result<office::Office, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut packs = Vec::new();
    read(&root, "", &mut packs)?;
    let office = office::Office::init(scratch, "chongqing-2023", &packs).map_err(|e| e.to_string())?;
    let files: Vec<_> = sample::district(&sample::Spec::tongnan_2022())
        .into_iter()
        .map(|file| (file.name, file.text.into_bytes()))
        .collect();
    let outcome = office.import(&session(&office), &files, &office::ImportOptions::default(), &mut |_| {});
    outcome.map_err(|error| error.to_string())?;
    Ok(office)
}

fn read(folder: &Path, shown: &str, into: &mut Vec<(String, String)>) -> Result<(), String> {
    for entry in std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shown = if shown.is_empty() { name } else { format!("{shown}/{name}") };
        if path.is_dir() {
            read(&path, &shown, into)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            into.push((
                shown,
                std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?,
            ));
        }
    }
    Ok(())
}

//! Assessments of small packs: values, verdicts, lineage, scores; and that a change computes what everything anew does.

#![allow(clippy::disallowed_methods, reason = "test data are files beside the test")]

use assess::{Assessor, Facts};
use define::{File, Pack, PackFiles, Register, check};
use ledger::{Line, Medium, Row, Table, read_table};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

mod carried;
mod changes;
mod judged;
mod records;
mod regrouped;
mod rosters;
mod scored;
mod years;

/// The pack in a folder of `tests/packs`, which must have no findings of grade error.
fn pack(folder: &str) -> Arc<Pack> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(folder);
    let mut files = Vec::new();
    gather(&root, "", &mut files);
    let checked = check(&[PackFiles::new(folder, files)]);
    let errors: Vec<String> = checked
        .findings
        .iter()
        .filter(|finding| finding.grade == finding::Grade::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    Arc::new(checked.pack.unwrap())
}

fn gather(folder: &Path, inner: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        match entry.file_type().unwrap().is_dir() {
            true => gather(&entry.path(), &path, files),
            false => files.push(File::new(path, fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

/// Rows from lines of cells parted by `|`, the first line being the header.
fn rows(register: &Register, text: &str) -> Vec<Row> {
    let mut lines = text.lines().map(|line| line.trim().split('|').map(str::to_string).collect());
    let table = Table {
        source: "表.csv".into(),
        medium: Medium::Workbook,
        header_row: 1,
        first_column: 1,
        header: lines.next().unwrap(),
        lines: lines
            .enumerate()
            .map(|(at, cells)| Line { number: at as u32 + 2, cells, ..Line::default() })
            .collect(),
        ..Table::default()
    };
    let reading = read_table(register, &table, None);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.rows.into_iter().map(|read| read.row).collect()
}

/// Facts from tables by the name of their register; rows are numbered from 1 in each.
fn facts(pack: &Pack, tables: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::new();
    for (name, text) in tables {
        let register = pack.register(name).unwrap();
        let rows = rows(register, text);
        facts.add(register, rows.iter().enumerate().map(|(at, row)| (at as u64 + 1, row)));
    }
    facts
}

fn assessor(pack: &Arc<Pack>, tables: &[(&str, &str)]) -> Assessor {
    Assessor::new(pack.clone(), facts(pack, tables))
}

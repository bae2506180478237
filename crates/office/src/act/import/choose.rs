//! Which register a table feeds, and in which order.

use super::ImportOptions;
use define::{FieldType, Register};
use finding::{Finding, Place};
use reader::{Table, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// Columns that a table must share with a register to be taken for one of it among other sheets.
const ENOUGH: usize = 2;

/// The tables of the files, each with the register that it feeds, those in front that others point to.
pub(super) fn tables<'p>(
    files: Vec<Tables>,
    options: &ImportOptions,
    registers: &'p [Register],
    findings: &mut Vec<Finding>,
) -> Vec<(&'p Register, Table)> {
    let mut tables: Vec<(&Register, Table)> = Vec::new();
    for read in files {
        findings.extend(read.findings);
        tables.append(&mut of_file(read.tables, options, registers, findings));
    }
    let order = order(registers);
    tables.sort_by_key(|(register, _)| order.get(register.id.as_str()).copied());
    tables
}

/// The tables of one file. A sheet beside others that fits no register, such as one of instructions, is left and told; so is
/// one that nobody sees.
fn of_file<'p>(
    all: Vec<Table>,
    options: &ImportOptions,
    registers: &'p [Register],
    findings: &mut Vec<Finding>,
) -> Vec<(&'p Register, Table)> {
    let among = all.len() > 1 && all.iter().any(|table| !table.is_hidden);
    let mut chosen = Vec::new();
    let mut left = Vec::new();
    for table in all {
        if among && table.is_hidden {
            let finding = Finding::warning(
                "import.sheet.hidden",
                Place::whole(&table.source),
                "这张工作表是隐藏的，没有读",
            );
            findings.push(finding.hint("要导入的，请先取消隐藏"));
            continue;
        }
        match choose(registers, &table, options.register.as_deref()) {
            Ok(register) if among && ledger::fit(register, &table).known < ENOUGH => {
                let sentence = format!("这张工作表没有“{}”的表头", register.name);
                left.push((
                    Finding::error("import.sheet.left", Place::whole(&table.source), sentence),
                    Some(register),
                    table,
                ));
            }
            Ok(register) => chosen.push((register, table)),
            Err(finding) => left.push((*finding, None, table)),
        }
    }
    let alone = chosen.is_empty();
    for (finding, register, table) in left {
        match (alone, register) {
            // With no other sheet to take, its faults are what the clerk must know.
            (true, Some(register)) => chosen.push((register, table)),
            (true, None) => findings.push(finding),
            (false, _) => {
                let place = Place::whole(&table.source);
                findings.push(Finding::note("import.sheet.left", place, "这张工作表不是台账，没有读"));
            }
        }
    }
    chosen
}

/// Which register a table feeds: the one asked for, else the one whose id or name the file or sheet bears, else the only
/// one that the header fits.
fn choose<'r>(
    registers: &'r [Register],
    table: &Table,
    asked: Option<&str>,
) -> std::result::Result<&'r Register, Box<Finding>> {
    let named = |name: &str| registers.iter().find(|register| register.id == name || register.name == name);
    let place = || Place::whole(&table.source);
    let names = || registers.iter().flat_map(|register| [register.name.as_str(), register.id.as_str()]);
    if let Some(asked) = asked {
        return named(asked).ok_or_else(|| {
            let finding = Finding::error("import.register.unknown", place(), format!("没有台账“{asked}”"));
            Box::new(match define::nearest(asked, names()) {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding,
            })
        });
    }
    let (file, sheet) = table.source.rsplit_once('#').unwrap_or((&table.source, ""));
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    if let Some(register) = named(sheet).or_else(|| named(stem)) {
        return Ok(register);
    }
    let fitting: Vec<&Register> =
        registers.iter().filter(|register| ledger::fit(register, table).is_whole).collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        _ => {
            let sentence = format!("从文件名“{stem}”和表头都认不出这是哪本台账");
            let finding = Finding::error("import.register.unclear", place(), sentence);
            Err(Box::new(finding.hint("请用 --register 写明台账，或以台账的名称作文件名")))
        }
    }
}

/// Registers in an order in which rows stand before those that point to them.
fn order(registers: &[Register]) -> BTreeMap<&str, usize> {
    let mut placed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    while placed.len() < registers.len() {
        let before = placed.len();
        for register in registers {
            let ready = register.fields.iter().all(|field| match &field.kind {
                FieldType::Ref { register: to, .. } => *to == register.name || names.contains(to.as_str()),
                _ => true,
            });
            if ready && names.insert(&register.name) {
                placed.insert(&register.id, placed.len());
            }
        }
        if placed.len() == before {
            // Registers that point to each other: any order, the check after reading sees all files.
            for register in registers {
                let next = placed.len();
                placed.entry(&register.id).or_insert(next);
            }
        }
    }
    placed
}

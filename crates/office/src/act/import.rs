//! Import (导入): files to rows, all or nothing, differences only.

use super::batch::{Batch, Put};
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::{ImportOutcome, ImportedRegister};
use define::{FieldType, Register};
use finding::{Finding, Place};
use ledger::{Origin, read_table};
use reader::{Encoding, Table, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Register (id or name) of all tables; found from file name or header when none.
    pub register: Option<String>,
    /// Encoding of text files; detected when none.
    pub encoding: Option<Encoding>,
    /// Check only.
    pub dry_run: bool,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows dealt with.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
}

/// Rows between two reports of progress.
const STRIDE: u64 = 5_000;

impl Office {
    /// Imports files of our own making, read in this process. A door reads what comes from outside in a process apart, and
    /// hands over what was read: [`Office::import_read`].
    ///
    /// # Errors
    /// As of [`Office::import_read`].
    pub fn import(
        &self,
        session: &Session,
        files: &[(String, Vec<u8>)],
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportOutcome> {
        let read = files.iter().map(|(name, bytes)| reader::tables(name, bytes, options.encoding));
        self.import_read(session, read.collect(), options, progress)
    }

    /// Imports files that were read: nothing is recorded unless every one of them is free of errors, and then only the rows
    /// that differ from those present.
    ///
    /// # Errors
    /// A store that refuses. What is wrong with the files is in the outcome.
    pub fn import_read(
        &self,
        session: &Session,
        files: Vec<Tables>,
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportOutcome> {
        let mut outcome = ImportOutcome::default();
        let ((), committed) = self.commit(session, |batch| {
            if options.dry_run {
                batch.stay_dry();
            }
            let pack = batch.pack();
            let tables = tables(files, options, &pack.registers, &mut batch.findings);
            let total = tables.iter().map(|(_, table)| table.lines.len() as u64).sum();
            let mut step = Progress { done: 0, total };
            for (register, table) in &tables {
                batch.table(register, table, &mut outcome, &mut step, progress)?;
            }
            progress(Progress { done: total, total });
            Ok(())
        })?;
        outcome.recorded = !options.dry_run && !committed.is_refused();
        outcome.entries = committed.entries;
        outcome.first_entry = committed.first;
        if committed.is_refused() {
            outcome.registers.clear();
            outcome.entries = 0;
        }
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

/// The tables of the files, each with the register that it feeds, those in front that others point to.
fn tables<'p>(
    files: Vec<Tables>,
    options: &ImportOptions,
    registers: &'p [Register],
    findings: &mut Vec<Finding>,
) -> Vec<(&'p Register, Table)> {
    let mut tables: Vec<(&Register, Table)> = Vec::new();
    for read in files {
        findings.extend(read.findings);
        for table in read.tables {
            match choose(registers, &table, options.register.as_deref()) {
                Ok(register) => tables.push((register, table)),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    let order = order(registers);
    tables.sort_by_key(|(register, _)| order.get(register.id.as_str()).copied());
    tables
}

impl Batch<'_> {
    /// Notes what stands in the sensitive columns of a table, read or not.
    fn veil_table(&mut self, register: &Register, table: &Table) {
        for (column, name) in table.header.iter().enumerate() {
            if let Some((_, field)) = register.field(name.trim()).filter(|(_, field)| field.sensitive) {
                let cells = table.lines.iter().filter_map(|line| line.cells.get(column));
                cells.for_each(|cell| self.veil.cell(field, cell));
            }
        }
    }

    /// Puts the rows of a table.
    fn table(
        &mut self,
        register: &Register,
        table: &Table,
        outcome: &mut ImportOutcome,
        step: &mut Progress,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        self.veil_table(register, table);
        let mut reading = read_table(register, table, None);
        outcome.values += reading.values;
        self.findings.append(&mut reading.findings);
        self.announce(register, reading.rows.iter().map(|read| &read.row));
        let dangling = ledger::dangling(register, table, &reading, |to, by, value| self.holds(to, by, value));
        self.asked()?;
        self.findings.extend(dangling);
        if self.is_refused() {
            // The other files are still read, so that all there is to say is said at once.
            step.done += table.lines.len() as u64;
            progress(*step);
            return Ok(());
        }
        let (mut recorded, mut changed, mut unchanged) = (0, 0, 0);
        for read in reading.rows {
            let place = Place { line: Some(read.number), ..Place::whole(&table.source) };
            let origin = Origin { file: table.source.clone(), row: read.number };
            let again = self.is_put(register, &read.key);
            match self.put(register, read.row, Some(origin), place.clone())? {
                Put::Recorded(_) if again => {
                    let sentence = format!(
                        "“{}”在本次导入的另一张表里已有一行，内容不同",
                        ledger::shown_key(register, &read.key)
                    );
                    self.findings.push(Finding::error("import.key-duplicate", place, sentence));
                }
                Put::Recorded(number) if number >= self.first() => recorded += 1,
                Put::Recorded(_) => changed += 1,
                Put::Present => unchanged += 1,
                Put::Refused => {}
            }
            step.done += 1;
            if step.done.is_multiple_of(STRIDE) {
                progress(*step);
            }
        }
        outcome.registers.push(ImportedRegister {
            id: register.id.clone(),
            name: register.name.clone(),
            file: table.source.clone(),
            recorded,
            changed,
            unchanged,
        });
        Ok(())
    }
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
    let header: Vec<&str> =
        table.header.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let fits = |register: &&Register| {
        header.iter().all(|name| register.field(name).is_some())
            && register.fields.iter().all(|field| !field.required || header.contains(&field.name.as_str()))
    };
    let fitting: Vec<&Register> = registers.iter().filter(fits).collect();
    match fitting.as_slice() {
        [only] if !header.is_empty() => Ok(only),
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

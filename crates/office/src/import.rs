//! Import (导入): files to rows, all or nothing, differences only.

use crate::Result;
use crate::district::{Inner, Office, by_id};
use crate::store::{Store, Version};
use crate::view::{ImportOutcome, ImportedRegister};
use crate::writer::{Writer, row};
use define::{FieldType, Register};
use finding::{Finding, Grade, Place, has_error};
use ledger::{Act, Facts, difference, read_table};
use reader::{Encoding, Table};
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
    /// Imports files: nothing is recorded unless every one of them is free of errors, and then only the rows that
    /// differ from those present.
    pub fn import(
        &self,
        files: &[(String, Vec<u8>)],
        options: &ImportOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportOutcome> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        let pack = inner.pack(size)?;
        let registers = by_id(&pack);
        let mut outcome = ImportOutcome::default();
        let mut tables: Vec<(&Register, Table)> = Vec::new();
        for (name, bytes) in files {
            let read = reader::tables(name, bytes, options.encoding);
            outcome.findings.extend(read.findings);
            for table in read.tables {
                match choose(&pack.registers, &table, options.register.as_deref()) {
                    Ok(register) => tables.push((register, table)),
                    Err(finding) => outcome.findings.push(*finding),
                }
            }
        }
        let order = order(&pack.registers);
        tables.sort_by_key(|(register, _)| order.get(register.id.as_str()).copied());
        let mut step =
            Progress { done: 0, total: tables.iter().map(|(_, table)| table.lines.len() as u64).sum() };
        let today = inner.today();
        let Inner { store, signer, origin, actor, clock, entropy, .. } = inner;
        let at = clock.now();
        store.write(|store| {
            let mut writer = Writer::begin(store, at, actor, &mut **entropy)?;
            let first = writer.size();
            let mut state = State::new(store, &registers);
            let mut written = assess::Written::new();
            let mut origins: BTreeMap<(String, u64), (String, Option<u32>)> = BTreeMap::new();
            for (register, table) in &tables {
                let reading = read_table(register, table, None);
                outcome.values += reading.values;
                outcome.findings.extend(reading.findings);
                state.take_note(register, reading.rows.iter().map(|read| &read.row))?;
                outcome.findings.extend(dangling(register, table, &reading.rows, &state)?);
                if has_error(&outcome.findings) {
                    // The other files are still read, so that all there is to say is said at once.
                    step.done += table.lines.len() as u64;
                    progress(step);
                    continue;
                }
                let mut before: BTreeMap<String, Version> = BTreeMap::new();
                let mut failed = None;
                let difference = difference(reading.rows, |key| {
                    let version = store.present(&register.id, key).unwrap_or_else(|error| {
                        failed = Some(error);
                        None
                    })?;
                    let present = row(register, &version.body);
                    before.insert(key.to_owned(), version);
                    present.map_err(|error| failed = Some(error)).ok()
                });
                if let Some(error) = failed {
                    return Err(error);
                }
                for (number, act) in numbered(&difference, register, &table.source).into_iter() {
                    let key = match &act {
                        Act::Record { key, .. } => key.clone(),
                        _ => continue,
                    };
                    let found = ledger::check(&act, &state);
                    if has_error(&found) {
                        let at = |finding| Finding {
                            place: Place { line: Some(number), ..Place::whole(&table.source) },
                            ..finding
                        };
                        outcome.findings.extend(found.into_iter().map(at));
                        continue;
                    }
                    let version = before.get(&key);
                    if version.is_some_and(|version| version.since >= first) {
                        let place = Place { line: Some(number), ..Place::whole(&table.source) };
                        let sentence = format!("“{key}”在本次导入的另一张表里已有一行，内容不同");
                        outcome.findings.push(Finding::error("import.key-duplicate", place, sentence));
                        continue;
                    }
                    let entry = writer.record(&act, version, &registers)?;
                    let stable = version.map_or(entry, |version| version.number);
                    written.entry(register.name.clone()).or_default().insert(stable);
                    if !register.checks.is_empty() {
                        origins.insert((register.id.clone(), stable), (table.source.clone(), Some(number)));
                    }
                    step.done += 1;
                    if step.done.is_multiple_of(STRIDE) {
                        progress(step);
                    }
                }
                step.done += difference.unchanged as u64;
                outcome.registers.push(ImportedRegister {
                    id: register.id.clone(),
                    name: register.name.clone(),
                    file: table.source.clone(),
                    recorded: difference.recorded.len() as u64,
                    changed: difference.changed.len() as u64,
                    unchanged: difference.unchanged as u64,
                });
            }
            // What is wrong with a row and what is wrong between rows is told at once.
            if !has_error(&outcome.findings) {
                if !origins.is_empty() {
                    outcome.findings.extend(row_checks(store, &pack, writer.size(), &origins)?);
                }
                outcome.findings.extend(crate::forms::guard(store, &pack, &written, writer.size(), today)?);
            }
            progress(Progress { done: step.total, ..step });
            outcome.entries = writer.size() - first;
            outcome.recorded = !options.dry_run && !has_error(&outcome.findings);
            if outcome.recorded && outcome.entries > 0 {
                outcome.first_entry = Some(first);
                writer.seal(origin, &**signer)?;
            }
            if has_error(&outcome.findings) {
                outcome.registers.clear();
                outcome.entries = 0;
            }
            Ok((outcome.recorded, ()))
        })?;
        Ok(outcome)
    }
}

/// The acts of a difference with the rows of the file that they come from.
fn numbered(difference: &ledger::Difference, register: &Register, source: &str) -> Vec<(u32, Act)> {
    let row_of = |act: &Act| match act {
        Act::Record { origin: Some(origin), .. } => origin.row,
        _ => 0,
    };
    difference.acts(register, source).into_iter().map(|act| (row_of(&act), act)).collect()
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

/// The present state as the rules of acts see it, with the values that rows may point to read once.
pub(crate) struct State<'s> {
    store: &'s Store,
    registers: &'s BTreeMap<String, Register>,
    held: BTreeMap<(String, String), BTreeSet<String>>,
}

impl<'s> State<'s> {
    /// The present state of a store.
    pub(crate) fn new(store: &'s Store, registers: &'s BTreeMap<String, Register>) -> State<'s> {
        State { store, registers, held: BTreeMap::new() }
    }

    /// Adds the values of rows about to be recorded, so that rows of the same import may point to them, and reads the
    /// present values of the fields that the register points to.
    pub(crate) fn take_note<'r>(
        &mut self,
        register: &Register,
        rows: impl Iterator<Item = &'r ledger::Row> + Clone,
    ) -> Result<()> {
        let mut pointed: Vec<(String, String)> = Vec::new();
        for other in self.registers.values() {
            for field in &other.fields {
                if let FieldType::Ref { register: to, by } = &field.kind
                    && *to == register.name
                {
                    pointed.push((to.clone(), by.clone()));
                }
            }
        }
        pointed.sort();
        pointed.dedup();
        for (to, by) in pointed {
            let Some((position, _)) = register.field(&by) else { continue };
            self.load(&to, &by)?;
            if let Some(held) = self.held.get_mut(&(to, by)) {
                held.extend(
                    rows.clone().filter_map(|row| row.values[position].as_ref().map(ToString::to_string)),
                );
            }
        }
        for field in &register.fields {
            if let FieldType::Ref { register: to, by } = &field.kind {
                self.load(to, by)?;
            }
        }
        Ok(())
    }

    fn load(&mut self, name: &str, by: &str) -> Result<()> {
        let at = (name.to_owned(), by.to_owned());
        if self.held.contains_key(&at) {
            return Ok(());
        }
        let register = self.registers.values().find(|register| register.name == name);
        let held =
            register.map(|register| self.store.cells(&register.id, by)).transpose()?.unwrap_or_default();
        self.held.insert(at, held);
        Ok(())
    }
}

impl Facts for State<'_> {
    fn register(&self, id: &str) -> Option<&Register> {
        self.registers.get(id)
    }

    fn row(&self, register: &str, key: &str) -> Option<ledger::Row> {
        let version = self.store.present(register, key).ok()??;
        row(self.registers.get(register)?, &version.body).ok()
    }

    fn holds(&self, register: &str, field: &str, value: &str) -> bool {
        self.held.get(&(register.to_owned(), field.to_owned())).is_some_and(|held| held.contains(value))
    }

    fn entries(&self) -> u64 {
        self.store.size().unwrap_or(0)
    }

    fn has_body(&self, entry: u64) -> bool {
        self.store.entry(entry).is_ok_and(|entry| entry.is_some_and(|entry| entry.body.is_some()))
    }
}

/// Cells that point to rows which are not there, each with its address.
fn dangling(
    register: &Register,
    table: &Table,
    rows: &[ledger::ReadRow],
    state: &State<'_>,
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (position, field) in register.fields.iter().enumerate() {
        let FieldType::Ref { register: to, by } = &field.kind else { continue };
        let column = table.header.iter().position(|name| name.trim() == field.name);
        let column = column.map_or(0, |at| table.first_column + at as u32);
        for read in rows {
            let Some(value) = read.row.values[position].as_ref().map(ToString::to_string) else { continue };
            if !state.holds(to, by, &value) {
                let place = Place::cell(&table.source, read.number, column).excerpt(&value, None);
                let sentence = format!("“{}”写的是“{value}”，台账“{to}”里没有这个{by}", field.name);
                findings.push(Finding::error("import.cell.reference", place, sentence));
            }
        }
    }
    Ok(findings)
}

/// The row checks of the registers that were written, over the state as it would be. `origins` says where each row just
/// written was given: a file and its line, or a register and its key.
pub(crate) fn row_checks(
    store: &Store,
    pack: &std::sync::Arc<define::Pack>,
    size: u64,
    origins: &BTreeMap<(String, u64), (String, Option<u32>)>,
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let touched: BTreeSet<&str> = origins.keys().map(|(register, _)| register.as_str()).collect();
    let named = touched.iter().filter_map(|id| pack.register_by_id(id));
    let gathered =
        assess::gathered_by_checks(pack, &named.clone().map(|register| register.name.clone()).collect());
    let mut rows = crate::forms::rows_of(store, pack, &gathered, size)?;
    for register in named.filter(|register| !gathered.contains(&register.name)) {
        let own = origins.keys().filter(|(id, _)| *id == register.id).map(|(_, number)| *number);
        let mut list = Vec::new();
        for number in own {
            if let Some(version) = store.version(&register.id, number, size)? {
                list.push((number, std::sync::Arc::new(row(register, &version.body)?)));
            }
        }
        rows.insert(register.name.clone(), std::sync::Arc::new(list));
    }
    let records = assess::Records::new(pack.clone(), rows);
    let assessor = records.assessor();
    for id in touched {
        let Some(register) = pack.register_by_id(id) else { continue };
        let years: BTreeSet<Option<i32>> = records.all(&register.name).map(|one| one.year()).collect();
        let year_now = pack.year.unwrap_or_default();
        for year in years.into_iter().map(|year| year.unwrap_or(year_now)).collect::<BTreeSet<_>>() {
            let Some(frame) = assessor.rows(&register.name, year) else { continue };
            for (check, answers) in assessor.checks(&register.name, year) {
                let check = &register.checks[check];
                for (number, answer) in frame.rows.iter().zip(answers) {
                    let Some((file, line)) = origins.get(&(id.to_owned(), *number)) else { continue };
                    if answer == formula::Answer::Boolean(quantity::Truth::No) {
                        let place = Place { line: *line, ..Place::whole(file) };
                        let finding = Finding::error("import.row.check", place, check.sentence.clone());
                        let grade = check.grade.min(Grade::Error);
                        findings.push(
                            Finding { grade, ..finding }
                                .hint(format!("核对规则：{}", check.formula.in_one_line())),
                        );
                    }
                }
            }
        }
    }
    Ok(findings)
}

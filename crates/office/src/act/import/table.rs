//! Rows of a table that was read, put into a batch.

use super::{ImportOptions, Progress, STRIDE};
use crate::act::batch::{Batch, Put, keep_masked};
use crate::error::Result;
use crate::state::Needs;
use crate::view::{CellChange, ImportOutcome, ImportedRegister};
use define::Register;
use finding::{Finding, Grade, Place};
use ledger::{Origin, Pointed, ReadRow, Reading, Row, read_table};
use reader::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Changes that are told one by one.
const CHANGES: usize = 1_000;

/// A table with what was read of it.
pub(super) struct Read<'r> {
    pub register: &'r Register,
    pub table: &'r Table,
    pub reading: &'r Reading,
    pub options: &'r ImportOptions,
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
    pub(super) fn table(
        &mut self,
        (register, table): (&Register, &Table),
        options: &ImportOptions,
        outcome: &mut ImportOutcome,
        step: &mut Progress,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        self.veil_table(register, table);
        let kept = match &options.seen {
            Some(seen) => Some(self.with_masked(register, table, seen)?),
            None => None,
        };
        let table = kept.as_ref().unwrap_or(table);
        let mut reading = read_table(register, table, None);
        outcome.values += reading.values;
        outcome.rows += reading.seen as u64;
        outcome.refused += reading.refused() as u64;
        self.findings.append(&mut reading.findings);
        // A row that is there and wrong is not missing.
        let wrong = reading.wrong.iter().map(|(_, row)| row);
        self.announce(register, reading.rows.iter().map(|read| &read.row).chain(wrong));
        let dangling = ledger::resolve(register, table, &mut reading, &mut Registers(self));
        self.asked()?;
        self.findings.extend(dangling);
        if self.is_refused() {
            // The other files are still read, so that all there is to say is said at once.
            step.done += table.lines.len() as u64;
            progress(*step);
            return Ok(());
        }
        let mut done = ImportedRegister::new(&register.id, &register.name, &table.source);
        let rows = std::mem::take(&mut reading.rows);
        let read = Read { register, table, reading: &reading, options };
        let mut unseen = Vec::new();
        for row in rows {
            let number = row.number;
            if let Some(at) = self.row(&read, row, outcome, &mut done)?
                && table.hidden_rows.binary_search(&number).is_ok()
            {
                unseen.push((number, at));
            }
            step.done += 1;
            if step.done.is_multiple_of(STRIDE) {
                progress(*step);
            }
        }
        self.doubt_hidden(&read, &unseen);
        outcome.registers.push(done);
        Ok(())
    }

    /// Puts one row; its number when it was recorded.
    fn row(
        &mut self,
        read: &Read<'_>,
        mut row: ReadRow,
        outcome: &mut ImportOutcome,
        done: &mut ImportedRegister,
    ) -> Result<Option<u64>> {
        let Read { register, table, .. } = *read;
        let again = self.is_put(register, &row.key);
        let mut before = self.present(register, &row.key)?.map(|(_, before)| before);
        if before.is_none() && !again {
            before = self.twin(read, &mut row)?;
        }
        if let Some(before) = &before {
            // A column that the file does not have says nothing of its field.
            for (at, value) in before.values.iter().enumerate().filter(|(at, _)| !read.reading.feeds(*at)) {
                let field = &register.fields[at].name;
                if !ledger::is_renewed(register, field, before, &row.row) {
                    row.row.values[at].clone_from(value);
                }
            }
        }
        let place = Place { line: Some(row.number), ..Place::whole(&table.source) };
        if let Some(before) = &before {
            keep_masked(register, before, &mut row.row);
            self.keep_earlier(register, before, &mut row.row, &place)?;
        }
        let by_hand = read.options.seen.is_some();
        let origin = (!by_hand).then(|| Origin { file: table.source.clone(), row: row.number });
        let known = if by_hand { self.before(register, &row.key)? } else { None };
        let put = self.put(register, row.row.clone(), origin, place.clone())?;
        if by_hand {
            self.line_by_hand(read, &row, (put, before.as_deref(), known.as_ref()), outcome);
        }
        match put {
            Put::Recorded(_) if again => {
                let key = ledger::shown_key(register, &row.key);
                let sentence = format!("“{key}”在本次导入的另一张表里已有一行，内容不同");
                self.findings.push(Finding::error("import.key-duplicate", place, sentence));
                Ok(None)
            }
            Put::Recorded(number) if number >= self.first() => {
                done.recorded += 1;
                Ok(Some(number))
            }
            Put::Recorded(number) => {
                done.changed += 1;
                if let Some(before) = &before {
                    self.tell_changes(read, &row, before, number, outcome);
                }
                Ok(Some(number))
            }
            Put::Present => {
                done.unchanged += 1;
                Ok(None)
            }
            Put::Refused => {
                outcome.refused += 1;
                Ok(None)
            }
        }
    }

    /// The present row whose key differs from the given one only in form; the given row then bears its key.
    fn twin(&mut self, read: &Read<'_>, row: &mut ReadRow) -> Result<Option<Arc<Row>>> {
        let register = read.register;
        let Some(key) = self.head.twin(self.store, register, &row.key)? else { return Ok(None) };
        let key = &key;
        let Some((_, present)) = self.present(register, key)? else { return Ok(None) };
        let last = register.key.last().and_then(|name| register.field(name)).map_or(0, |(at, _)| at);
        let place = read.reading.place(read.table, row.number, last);
        let sentence = format!(
            "“{}”与已有的“{}”只差写法，按已有的那一个读入",
            ledger::shown_key(register, &row.key),
            ledger::shown_key(register, key)
        );
        self.findings.push(Finding::warning("import.key-form", place, sentence));
        for (at, _) in register.key.iter().filter_map(|name| register.field(name)) {
            row.row.values[at].clone_from(&present.values[at]);
        }
        row.key.clone_from(key);
        Ok(Some(present))
    }

    /// What a row changes, cell by cell; a cell that loses its value is doubted.
    fn tell_changes(
        &mut self,
        read: &Read<'_>,
        row: &ReadRow,
        before: &Row,
        number: u64,
        outcome: &mut ImportOutcome,
    ) {
        let Read { register, table, reading, .. } = *read;
        for (at, field) in register.fields.iter().enumerate() {
            let (old, new) = (&before.values[at], &row.row.values[at]);
            if old == new {
                continue;
            }
            let shown = |value: &Option<ledger::Value>| {
                value.as_ref().map_or(String::new(), |value| ledger::shown_value(field, value))
            };
            let place = reading.place(table, row.number, at);
            outcome.changed_cells += 1;
            if outcome.changes.len() < CHANGES {
                outcome.changes.push(CellChange {
                    register: register.name.clone(),
                    key: ledger::shown_key(register, &row.key).to_owned(),
                    place: place.to_string(),
                    field: field.name.clone(),
                    before: shown(old),
                    after: shown(new),
                });
            }
            if new.is_none() && !ledger::is_renewed(register, &field.name, before, &row.row) {
                let sentence = format!("“{}”原来是“{}”，这一格空着，会把它清空", field.name, shown(old));
                let doubt =
                    Finding { grade: Grade::Doubt, ..Finding::error("import.cell.emptied", place, sentence) };
                let doubt = doubt.hint("要保留原值的，填上原值，或从表里去掉这一列");
                self.doubt(register, number, doubt);
            }
        }
    }

    /// Rows that nobody saw in the sheet are doubted: clerks hide what they mean to leave out.
    fn doubt_hidden(&mut self, read: &Read<'_>, unseen: &[(u32, u64)]) {
        let [(row, number), ..] = unseen else { return };
        let rows: Vec<String> = unseen.iter().take(20).map(|(row, _)| row.to_string()).collect();
        let more = if unseen.len() > rows.len() { "等" } else { "" };
        let sentence = format!("第{}{more}行是隐藏的，共{}行，也会记入", rows.join("、"), unseen.len());
        let place = Place { line: Some(*row), ..Place::whole(&read.table.source) };
        let doubt = Finding { grade: Grade::Doubt, ..Finding::error("import.row.hidden", place, sentence) };
        self.doubt(read.register, *number, doubt.hint("不要的行请删去，要的行请取消隐藏或筛选"));
    }
}

/// What the registers of the batch hold, for rows that point to them.
struct Registers<'r, 'b>(&'r Batch<'b>);

impl Pointed for Registers<'_, '_> {
    fn holds(&mut self, register: &str, field: &str, value: &str) -> bool {
        self.0.holds(register, field, value)
    }

    fn named(&mut self, register: &str, field: &str, name: &str) -> Vec<String> {
        let answer = self.0.named(register, field);
        self.0.told(answer).get(name).into_iter().flatten().cloned().collect()
    }
}

/// Values of a field by what the rows are called.
type Names = Arc<BTreeMap<String, BTreeSet<String>>>;

impl Batch<'_> {
    /// Values of a field of a register by the label of their rows; none of a label that is not to be seen.
    fn named(&self, name: &str, field: &str) -> Result<Names> {
        let Some(register) = self.head.pack.register(name) else { return Ok(Names::default()) };
        let label = register.label().filter(|label| !label.sensitive && label.name != field);
        let at = label.and_then(|label| register.field(&label.name)).map(|(at, _)| at);
        let Some((label, (value, _))) = at.zip(register.field(field)) else { return Ok(Names::default()) };
        let needs = Needs::Registers([name.to_owned()].into());
        self.head.answer(&format!("names {name}.{field}"), needs, || {
            let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (_, row) in self.head.rows(self.store, register)?.iter() {
                if let (Some(name), Some(value)) = (&row.values[label], &row.values[value]) {
                    names.entry(name.to_string()).or_default().insert(value.to_string());
                }
            }
            Ok(names)
        })
    }
}

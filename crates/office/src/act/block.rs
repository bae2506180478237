//! A block (块): rows of one register as somebody pastes them, checked as a whole without writing, then recorded: all or
//! none, or those that are good. Rows that are there are changed only by who saw them as they are.

use super::import::{ImportOptions, Progress, Refused};
use crate::ask::AsOf;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::view::{BlockRow, BlockView, BlockWord, ImportOutcome, RowFate};
use define::Register;
use finding::{Finding, Grade, has_error};
use reader::{Line, Medium, Table, Tables};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most rows of a block.
const ROWS: usize = 20_000;
/// Columns that the first line must name to be taken for a header.
const NAMED: usize = 2;
/// What the table is called in a place.
const SOURCE: &str = "表格";
/// The line of the header: rows stand below it.
const HEAD: u32 = 1;

/// A block as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Name or id of the register.
    pub register: String,
    /// Cells with TAB between them, a row a line, with a header or without: then the columns are the register's fields.
    pub text: String,
    /// What the giver saw of rows that are there: number, and the entry that made it what it is.
    pub seen: BTreeMap<u64, u64>,
}

/// What is to be done with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Look at it and write nothing.
    Check,
    /// Record all of it, or nothing.
    All,
    /// Record the rows that are good.
    Good,
}

impl Office {
    /// Checks a block, or records it, and says how far it has come.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there, [`Error::Denied`] where no row may be put; a store that refuses.
    /// What speaks against the rows is in the answer.
    pub fn block(
        &self,
        session: &Session,
        block: &Block,
        taking: Taking,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<BlockView> {
        let reading = self.at(session, &AsOf::Now, None)?;
        let pack = reading.pack().clone();
        let known = pack.register_by_id(&block.register).or_else(|| pack.register(&block.register));
        let register = known.ok_or_else(|| Error::Unknown(format!("没有台账“{}”", block.register)))?;
        if !reading.takes_rows(&register.id)? {
            return Err(Error::Denied(format!("没有记“{}”的权", register.name)));
        }
        let table = table(register, &block.text);
        if table.lines.len() > ROWS {
            let sentence = format!("一次最多{ROWS}行，这里有{}行；更多的请用文件导入", table.lines.len());
            let finding = Finding::error("block.long", finding::Place::whole(SOURCE), sentence);
            return Ok(BlockView {
                said: vec![word(&finding, None)],
                header: table.header,
                ..BlockView::default()
            });
        }
        let gone: Vec<u64> = reading.missing_of(&register.id, block.seen.keys().copied())?;
        let options = ImportOptions {
            register: Some(register.id.clone()),
            seen: Some(Arc::new(block.seen.clone())),
            dry_run: taking == Taking::Check || !gone.is_empty(),
            ..ImportOptions::default()
        };
        drop(reading);
        let (outcome, refused) = self.taken(session, &table, options, (taking, progress))?;
        let mut view = told(register, table, &outcome, &refused);
        let asked = taking != Taking::Check && view.first_entry.is_none();
        if view.reason && asked && session.reason.is_none() {
            let sentence = "有存疑的格，写明理由才能记入";
            view.said
                .push(word(&Finding::error("record.doubt", finding::Place::whole(SOURCE), sentence), None));
        }
        if let [first, ..] = gone.as_slice() {
            let sentence = format!(
                "您看过的行里有{}行已被撤回（第{first}号），没有记入；再记一次就是新的行",
                gone.len()
            );
            let finding = Finding::error("record.stale", finding::Place::whole(SOURCE), sentence);
            view.said.insert(0, word(&finding, None));
        }
        Ok(view)
    }

    fn taken(
        &self,
        session: &Session,
        table: &Table,
        options: ImportOptions,
        (taking, progress): (Taking, &mut dyn FnMut(Progress)),
    ) -> Result<(ImportOutcome, Refused)> {
        let files = [Tables { tables: vec![table.clone()], ..Tables::default() }];
        if taking == Taking::All && !options.dry_run {
            let outcome = self.import_read(session, files.to_vec(), &options, progress)?;
            if !has_error(&outcome.findings) {
                return Ok((outcome, Refused::new()));
            }
        }
        if taking == Taking::Good && !options.dry_run {
            return self.import_good(session, &files, &options, progress);
        }
        // What is implausible is told without keeping the rest from being looked at.
        let reasoned = session.clone().because(Some(session.reason.as_deref().unwrap_or("核对")));
        let dry = ImportOptions { dry_run: true, ..options };
        let (mut outcome, refused) = self.import_good(&reasoned, &files, &dry, progress)?;
        if taking == Taking::All {
            // What was seen of each row is held against what is there once more: a check would only warn.
            stale(&mut outcome, dry.seen.as_deref());
        }
        Ok((outcome, refused))
    }
}

/// Marks what a check only warns of as what it is when rows are to be recorded.
fn stale(outcome: &mut ImportOutcome, seen: Option<&BTreeMap<u64, u64>>) {
    let unseen = |number: u64, entry: u64| seen.and_then(|seen| seen.get(&number)) != Some(&entry);
    for line in outcome.lines.iter().filter(|line| !line.same) {
        let Some(entry) = line.seen.filter(|entry| unseen(line.number, *entry)) else { continue };
        let place = finding::Place { line: Some(line.line), ..finding::Place::whole(SOURCE) };
        outcome.findings.retain(|one| one.code != "record.stale" || one.place.line != Some(line.line));
        let sentence = format!("已有这一行（第{entry}条记下的），内容不同；原来的值在旁边，请看过再定");
        outcome.findings.push(Finding::error("record.stale", place, sentence));
    }
}

/// A block as a table; without a header its columns are the register's fields.
fn table(register: &Register, text: &str) -> Table {
    let mut rows = reader::pasted(text);
    let names = |cell: &String| register.field(cell.trim()).is_some();
    let is_head = |row: &Vec<String>| {
        let named = row.iter().filter(|cell| names(cell)).count();
        named >= NAMED.min(register.fields.len()) || (named == 1 && row.len() == 1)
    };
    let header = match rows.first().is_some_and(is_head) {
        true => rows.remove(0),
        false => register.fields.iter().map(|field| field.name.clone()).collect(),
    };
    let line =
        |(at, cells): (usize, Vec<String>)| Line { number: HEAD + 1 + at as u32, cells, days: Vec::new() };
    Table {
        source: SOURCE.to_owned(),
        medium: Medium::Workbook,
        header_row: HEAD,
        first_column: 1,
        header,
        lines: rows.into_iter().enumerate().map(line).collect(),
        ..Table::default()
    }
}

/// The field that a check of a row names first: what it says is shown at its cell.
fn checked(register: &Register, sentence: &str) -> Option<usize> {
    let check = register.checks.iter().find(|check| check.sentence == sentence)?;
    let named = |(at, field): (usize, &define::Field)| Some((check.formula.text.find(&field.name)?, at));
    register.fields.iter().enumerate().filter_map(named).min().map(|(_, at)| at)
}

fn word(finding: &Finding, at: Option<usize>) -> BlockWord {
    let text = match &finding.hint {
        Some(hint) => format!("{}（{hint}）", finding.sentence),
        None => finding.sentence.clone(),
    };
    BlockWord { at, grade: finding.grade, text }
}

/// What became of the rows of a table, in their order.
fn told(register: &Register, table: Table, outcome: &ImportOutcome, refused: &Refused) -> BlockView {
    let column = |field: usize| {
        let name = &register.fields[field].name;
        table.header.iter().position(|head| head.trim() == name)
    };
    let columns: Vec<Option<usize>> = (0..register.fields.len()).map(column).collect();
    let left = || BlockRow {
        fate: RowFate::Left,
        number: None,
        seen: None,
        stale: false,
        before: Vec::new(),
        said: Vec::new(),
    };
    let mut rows: Vec<BlockRow> = table.lines.iter().map(|_| left()).collect();
    let first = HEAD + 1;
    for line in &outcome.lines {
        let Some(row) = rows.get_mut((line.line - first) as usize) else { continue };
        let is_there = line.seen.is_some();
        row.fate = match (line.same, is_there) {
            (true, _) => RowFate::Same,
            (false, true) => RowFate::Changed,
            (false, false) => RowFate::New,
        };
        row.number = (is_there || outcome.recorded).then_some(line.number);
        row.seen = line.seen;
        let before = line.before.iter().filter_map(|(field, text)| Some((columns[*field]?, text.clone())));
        row.before = before.collect();
    }
    let mut view = BlockView { header: table.header, ..BlockView::default() };
    for finding in &outcome.findings {
        let line = finding.place.line.filter(|line| *line >= first && finding.place.source == SOURCE);
        let of_check = || checked(register, &finding.sentence).and_then(|field| columns[field]);
        let at = finding.place.column.map(|column| column as usize - 1).or_else(of_check);
        match line.and_then(|line| rows.get_mut((line - first) as usize)) {
            Some(row) => {
                let word = word(finding, at);
                if finding.grade == Grade::Error {
                    row.fate = RowFate::Wrong;
                }
                row.stale |= finding.code == "record.stale";
                if !row.said.contains(&word) {
                    row.said.push(word);
                }
            }
            None if finding.code == "record.doubt" => {}
            None => view.said.push(word(finding, at)),
        }
    }
    for (_, line) in refused.keys() {
        if let Some(row) = rows.get_mut((line - first) as usize) {
            row.fate = RowFate::Wrong;
        }
    }
    let mut kept = BTreeSet::new();
    view.said.retain(|word| kept.insert(word.text.clone()));
    view.reason = rows.iter().any(|row| row.said.iter().any(|word| word.grade == Grade::Doubt));
    let count = |fate: RowFate| rows.iter().filter(|row| row.fate == fate).count() as u64;
    (view.new, view.changed) = (count(RowFate::New), count(RowFate::Changed));
    (view.same, view.wrong) = (count(RowFate::Same), count(RowFate::Wrong));
    view.first_entry = outcome.first_entry;
    view.entries = outcome.first_entry.map_or(0, |_| outcome.entries);
    view.cells = table.lines.into_iter().map(|line| line.cells).collect();
    view.rows = rows;
    view
}

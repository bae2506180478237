//! Reading a table of text cells into rows of a register.

mod aside;
mod header;
mod reference;

use crate::cell::read_cell_in;
use crate::{CellFault, Row, key_identity, shown_key};
use define::{Field, FieldType, Register};
use finding::{Finding, Place};
pub use header::{Column, ERRORS, Fit, RECORDED, fit, header_of};
use reader::{Line, Medium, Table};
pub use reference::{Pointed, resolve};
use std::collections::BTreeMap;

/// Rows read from a table.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Rows that were read whole.
    pub rows: Vec<ReadRow>,
    /// What there is to say, in the order of the table. Any of grade error means that nothing of it is to be recorded.
    pub findings: Vec<Finding>,
    /// How many values were read.
    pub values: u64,
    /// Which column feeds which field.
    pub columns: Vec<Column>,
    /// Rows that hold something.
    pub seen: usize,
    /// Rows that hold a wrong cell: their number and what could be read.
    pub wrong: Vec<(u32, Row)>,
}

impl Reading {
    /// The place of the cell that feeds a field (by position) in a row of the file; the first cell of the row for a
    /// field without a column.
    pub fn place(&self, table: &Table, row: u32, field: usize) -> Place {
        let column =
            self.columns.iter().find(|column| column.field == field).map_or(0, |column| column.at as u32);
        Place::cell(&table.source, row, table.first_column + column)
    }

    /// Whether the table has a column for a field, by position.
    pub fn feeds(&self, field: usize) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    /// How many rows hold something and were not read.
    pub fn refused(&self) -> usize {
        self.seen - self.rows.len()
    }
}

/// One row with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// Row number in the file.
    pub number: u32,
    /// Its key.
    pub key: String,
    /// Its values.
    pub row: Row,
}

/// What is said of a row that has fewer cells than the header.
const SHORT: &str = "看不出少了哪一格";

/// Most findings that are told one by one; the rest are counted.
const FINDINGS_LIMIT: usize = 1_000;

/// Reads a table against a register: every cell that does not fit is a finding with its address, and reading goes on.
///
/// `province` is the two-digit province code that school codes must carry, when known.
pub fn read_table(register: &Register, table: &Table, province: Option<&str>) -> Reading {
    let mut reading = Reading::default();
    if table.source.chars().any(finding::is_control) {
        let sentence = "文件名或工作表名里有看不见的控制字符";
        let told = Finding::error("import.file.control", Place::whole(&table.source), sentence);
        reading.findings.push(told.hint("请改名后再导入"));
    }
    let (table, unit) = header::headed(register, table, &mut reading.findings);
    reading.columns = header::columns(register, &table, unit.as_ref(), &mut reading.findings);
    if finding::has_error(&reading.findings) {
        return reading;
    }
    let mut numbers: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut untold = 0_usize;
    let told_at = header::told_column(&table);
    let is_recorded = |line: &&Line| {
        let told = told_at.and_then(|at| line.cells.get(at));
        told.is_some_and(|told| told.trim() == RECORDED)
    };
    reading.findings.extend(recorded_before(&table, table.lines.iter().filter(is_recorded).count()));
    let filled = |line: &&Line| line.cells.iter().any(|cell| !cell.trim().is_empty());
    for line in table.lines.iter().filter(filled).filter(|line| !is_recorded(line)) {
        reading.seen += 1;
        let mut told = Vec::new();
        if let Some(row) = read_line(register, &table, line, province, &mut reading, &mut told)
            && let Some(key) = row.key(register)
        {
            match numbers.get(&key_identity(&key)) {
                Some(first) => {
                    let (again, before) = ((line.number, key.clone()), first.clone());
                    told.push(repeated(register, &reading, &table, &again, &before));
                    // Which of the two holds cannot be told, so that neither does.
                    told.push(repeated(register, &reading, &table, &before, &again));
                }
                None => {
                    numbers.insert(key_identity(&key), (line.number, key.clone()));
                    match finding::has_error(&told) {
                        true => reading.wrong.push((line.number, row)),
                        false => reading.rows.push(ReadRow { number: line.number, key, row }),
                    }
                }
            }
        }
        let room = FINDINGS_LIMIT.saturating_sub(reading.findings.len()).min(told.len());
        untold += told.len() - room;
        reading.findings.extend(told.into_iter().take(room));
    }
    if untold > 0 {
        let sentence = format!("另有{untold}处没有逐一列出");
        reading.findings.push(Finding::note("import.more", Place::whole(&table.source), sentence));
    }
    reading
}

/// Rows that an earlier import recorded, as it wrote beside them, are not read again: they may be others' by now.
fn recorded_before(table: &Table, count: usize) -> Option<Finding> {
    let sentence = format!("有{count}行写着“{RECORDED}”，没有再读");
    let finding = Finding::note("import.row.recorded", Place::whole(&table.source), sentence);
    (count > 0).then(|| finding.hint(format!("要更改其中哪一行，就清空它的“{ERRORS}”一格")))
}

/// Reads the cells of a row; none when it is no row at all.
fn read_line(
    register: &Register,
    table: &Table,
    line: &Line,
    province: Option<&str>,
    reading: &mut Reading,
    told: &mut Vec<Finding>,
) -> Option<Row> {
    if let Some(aside) = aside::aside(register, table, &reading.columns, line) {
        told.push(aside);
        return None;
    }
    let at_column =
        |column: usize| Place::cell(&table.source, line.number, table.first_column + column as u32);
    let used = header::used(table);
    // A row that came back because it was short was filled up to bear the words beside it.
    let was_short = header::told_column(table).and_then(|at| line.cells.get(at));
    if was_short.is_some_and(|told| told.contains(SHORT)) {
        let finding = Finding::error("import.row.short", at_column(0), format!("这一行原来少格，{SHORT}"));
        told.push(finding.hint(format!("核对各格都在自己的列里以后，清空“{ERRORS}”一格")));
        return None;
    }
    if table.medium == Medium::Text && line.cells.len() < used {
        let sentence = format!("这一行只有{}格，表头有{used}格，{SHORT}", line.cells.len());
        let finding = Finding::error("import.row.short", at_column(line.cells.len()), sentence);
        told.push(finding.hint("空着的格也要留下逗号；用 WPS／Excel 另存一次即可"));
        return None;
    }
    let mut row = Row { values: vec![None; register.fields.len()] };
    for column in &reading.columns {
        let field = &register.fields[column.field];
        let text = line.cells.get(column.at).map_or("", String::as_str);
        let place = || at_column(column.at);
        if line.days.contains(&(column.at as u32))
            && matches!(field.kind, FieldType::Text | FieldType::Ref { .. })
        {
            told.push(day_in_text(field, place(), text));
            continue;
        }
        match read_cell_in(field, text, province, column.unit.as_ref()) {
            Ok((value, warning)) => {
                reading.values += u64::from(value.is_some());
                row.values[column.field] = value;
                told.extend(warning.map(|fault| at(fault, place(), field, text)));
            }
            Err(fault) => told.push(at(fault, place(), field, text)),
        }
    }
    for extra in reading.columns.len().max(table.header.len())..line.cells.len() {
        if !line.cells[extra].trim().is_empty() {
            let sentence = "这一格在表头之外，不知道填的是什么";
            let finding = Finding::error("import.cell.outside", at_column(extra), sentence);
            told.push(finding.hint("格里有逗号的，要把整格用引号括起来"));
        }
    }
    Some(row)
}

/// A day in a field of texts: what was typed may have been a number such as 1-2.
fn day_in_text(field: &Field, place: Place, text: &str) -> Finding {
    let sentence = format!("“{}”是文字，这一格却是日期，多半是键入后被表格软件改了", field.name);
    let finding = Finding::error("import.cell.day-in-text", quoting(place, field, text), sentence);
    finding.hint("请把这一列的单元格格式设为“文本”，再重新键入原来的内容")
}

fn repeated(
    register: &Register,
    reading: &Reading,
    table: &Table,
    (row, key): &(u32, String),
    (other, before): &(u32, String),
) -> Finding {
    let position = register.key.last().and_then(|name| register.field(name)).map(|(position, _)| position);
    let place = reading.place(table, *row, position.unwrap_or_default());
    let named = register.key.join("、");
    let sentence = match key == before {
        true => format!("{named}“{}”与第{other}行重复", shown_key(register, key)),
        false => format!("{named}“{}”与第{other}行只差写法，是同一个", shown_key(register, key)),
    };
    Finding::error("import.key-duplicate", place, sentence)
}

/// The place with what stands there, unless nothing does or it is sensitive.
fn quoting(place: Place, field: &Field, text: &str) -> Place {
    if field.sensitive || text.trim().is_empty() { place } else { place.excerpt(text, None) }
}

fn at(fault: CellFault, place: Place, field: &Field, text: &str) -> Finding {
    let place = quoting(place, field, text);
    Finding { code: fault.code, grade: fault.grade, place, sentence: fault.sentence, hint: fault.hint }
}

//! Reading a table of text cells into rows of a register.

use crate::{CellFault, Row, Value, read_cell, shown, shown_key};
use define::{Field, FieldType, Register, nearest};
use finding::{Finding, Place};
use reader::{Line, Table};
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
    /// Which column feeds which field: position of the field, column from 0.
    pub columns: Vec<(usize, usize)>,
}

impl Reading {
    /// The place of the cell that feeds a field (by position) in a row of the file; the first cell of the row for a
    /// field without a column.
    pub fn place(&self, table: &Table, row: u32, field: usize) -> Place {
        let column =
            self.columns.iter().find(|(known, _)| *known == field).map_or(0, |(_, column)| *column as u32);
        Place::cell(&table.source, row, table.first_column + column)
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
    let columns = header(register, table, &mut reading.findings);
    if finding::has_error(&reading.findings) {
        return reading;
    }
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut untold = 0_usize;
    for line in &table.lines {
        if line.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut row = Row { values: vec![None; register.fields.len()] };
        let mut told: Vec<Finding> = Vec::new();
        for (position, column) in &columns {
            let field = &register.fields[*position];
            let text = line.cells.get(*column).map_or("", String::as_str);
            let place = || Place::cell(&table.source, line.number, table.first_column + *column as u32);
            match read_cell(field, text, province) {
                Ok((value, warning)) => {
                    reading.values += u64::from(value.is_some());
                    row.values[*position] = value;
                    if let Some(fault) = warning {
                        told.push(at(fault, place(), field, text));
                    }
                }
                Err(fault) => told.push(at(fault, place(), field, text)),
            }
        }
        for extra in columns.len().max(table.header.len())..line.cells.len() {
            if !line.cells[extra].trim().is_empty() {
                let place = Place::cell(&table.source, line.number, table.first_column + extra as u32);
                let sentence = "这一格在表头之外，不知道填的是什么";
                told.push(Finding::error("import.cell.outside", place, sentence));
            }
        }
        if let Some(key) = row.key(register) {
            match numbers.get(&key) {
                Some(first) => told.push(repeated(register, table, &columns, line, &key, *first)),
                None => {
                    numbers.insert(key.clone(), line.number);
                    if !finding::has_error(&told) {
                        reading.rows.push(ReadRow { number: line.number, key, row });
                    }
                }
            }
        }
        let room = FINDINGS_LIMIT.saturating_sub(reading.findings.len()).min(told.len());
        untold += told.len() - room;
        reading.findings.extend(told.into_iter().take(room));
    }
    reading.columns = columns;
    if untold > 0 {
        let sentence = format!("另有{untold}处没有逐一列出");
        reading.findings.push(Finding::note("import.more", Place::whole(&table.source), sentence));
    }
    reading
}

fn repeated(
    register: &Register,
    table: &Table,
    columns: &[(usize, usize)],
    line: &Line,
    key: &str,
    first: u32,
) -> Finding {
    let position = register.key.last().and_then(|name| register.field(name)).map(|(position, _)| position);
    let column =
        columns.iter().find(|(known, _)| Some(*known) == position).map_or(0, |(_, column)| *column as u32);
    let place = Place::cell(&table.source, line.number, table.first_column + column);
    let sentence = format!("{}“{}”与第{first}行重复", register.key.join("、"), shown_key(register, key));
    Finding::error("import.key-duplicate", place, sentence)
}

/// References of rows that were read to rows that are not there. `holds` says whether some row of the register with
/// that name has the value in the field.
pub fn dangling(
    register: &Register,
    table: &Table,
    reading: &Reading,
    mut holds: impl FnMut(&str, &str, &str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, field) in register.fields.iter().enumerate() {
        let FieldType::Ref { register: to, by } = &field.kind else { continue };
        for read in &reading.rows {
            let Some(Value::Text(text)) = &read.row.values[position] else { continue };
            if holds(to, by, text) {
                continue;
            }
            let place = quoting(reading.place(table, read.number, position), field, text);
            let sentence =
                format!("“{}”写的是“{}”，台账“{to}”里没有这个{by}", field.name, shown(field, text));
            findings.push(
                Finding::error("import.cell.reference", place, sentence)
                    .hint(format!("请先登记“{to}”，或改正这一格")),
            );
        }
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    let more = findings.len().saturating_sub(FINDINGS_LIMIT);
    if more > 0 {
        findings.truncate(FINDINGS_LIMIT);
        let sentence = format!("另有{more}处没有逐一列出");
        findings.push(Finding::note("import.more", Place::whole(&table.source), sentence));
    }
    findings
}

/// Which column feeds which field: (position of the field, column from 0), in the order of columns.
fn header(register: &Register, table: &Table, findings: &mut Vec<Finding>) -> Vec<(usize, usize)> {
    let at = |column: usize| Place::cell(&table.source, table.header_row, table.first_column + column as u32);
    let names: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (first_row, first_column, last_row, last_column) in &table.merged {
        let place = Place::cell(&table.source, *first_row, *first_column);
        let finding = match *first_row <= table.header_row && table.header_row <= *last_row {
            true => Finding::error("import.header.merged", place, "表头有合并的单元格"),
            false if *first_row > table.header_row => {
                Finding::error("import.cell.merged", place, "数据区有合并的单元格")
            }
            false => continue,
        };
        let last = Place::cell("", *last_row, *last_column).cell.unwrap_or_default();
        findings.push(finding.hint(format!("请拆开（到 {last} 为止），每一格各填各的")));
    }
    let used = table.header.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
    for (column, name) in table.header.iter().enumerate() {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if name.is_empty() {
            let filled = table
                .lines
                .iter()
                .any(|line| line.cells.get(column).is_some_and(|cell| !cell.trim().is_empty()));
            if column < used || filled {
                findings.push(
                    Finding::error("import.header.empty", at(column), "表头这一格是空的")
                        .hint("若与旁边的格合并过，请拆开并写上字段名"),
                );
            }
            continue;
        }
        if let Some(letter) = name.chars().find(|letter| finding::is_control(*letter)) {
            let sentence = format!("表头这一格里有看不见的控制字符 U+{:04X}", u32::from(letter));
            let hint = "请删去这个字符；整份文件都是这样时，请另存为 UTF-8 编码的 CSV";
            findings.push(Finding::error("import.header.control", at(column), sentence).hint(hint));
            continue;
        }
        match register.field(name) {
            Some((position, _)) => match columns.iter().find(|(known, _)| *known == position) {
                Some((_, first)) => {
                    let first = at(*first).cell.unwrap_or_default();
                    let sentence = format!("表头“{name}”与 {first} 重复");
                    findings.push(Finding::error("import.header.duplicate", at(column), sentence));
                }
                None => columns.push((position, column)),
            },
            None if register.computed.iter().any(|computed| computed.name == name) => {
                let sentence = format!("“{name}”由公式算出，这一列没有读");
                findings.push(Finding::note("import.header.computed", at(column), sentence));
            }
            None => {
                let sentence = format!("“{}”没有名为“{name}”的字段", register.name);
                let finding = Finding::error("import.header.unknown", at(column), sentence);
                findings.push(match nearest(name, names.iter().copied()) {
                    Some(near) => finding.hint(format!("是否想写“{near}”？")),
                    None => finding,
                });
            }
        }
    }
    for (position, field) in register.fields.iter().enumerate() {
        if field.required && !columns.iter().any(|(known, _)| *known == position) {
            let sentence = format!("表头缺少必填的“{}”", field.name);
            let place = Place::cell(&table.source, table.header_row, table.first_column);
            findings.push(Finding::error("import.header.missing", place, sentence));
        }
    }
    columns
}

/// The place with what stands there, unless nothing does or it is sensitive.
fn quoting(place: Place, field: &Field, text: &str) -> Place {
    if field.sensitive || text.trim().is_empty() { place } else { place.excerpt(text, None) }
}

fn at(fault: CellFault, place: Place, field: &Field, text: &str) -> Finding {
    let place = quoting(place, field, text);
    Finding { code: fault.code, grade: fault.grade, place, sentence: fault.sentence, hint: fault.hint }
}

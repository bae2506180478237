//! XLSX workbooks, cell by cell, without ever holding the bounding box of a sheet.

use super::{CELL_LIMIT, COLUMNS_LIMIT, ROWS_LIMIT, Tables};
use crate::table::{Line, Table};
use calamine::{Data, DataRef, Reader, Xlsx};
use finding::{Finding, Place};
use std::collections::BTreeMap;
use std::io::Cursor;

pub(super) fn read(name: &str, bytes: &[u8]) -> Tables {
    let broken = |error: &dyn std::fmt::Display| {
        let finding =
            Finding::error("import.xlsx.broken", Place::whole(name), format!("工作簿打不开：{error}"));
        Tables::refused(finding.hint("文件可能没有传完整，请重新取得或在 WPS／Excel 中另存一次"))
    };
    let mut book: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return broken(&error),
    };
    let sheets = book.sheet_names();
    let mut tables = Tables { tables: Vec::new(), findings: Vec::new() };
    for sheet in &sheets {
        let source = if sheets.len() == 1 { name.to_owned() } else { format!("{name}#{sheet}") };
        let merged = match book.merge_cells_by_sheet_name(sheet) {
            Ok(areas) => areas,
            Err(error) => return broken(&error),
        };
        match cells(&mut book, sheet, &source) {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => tables.tables.push(table(source, rows, &merged)),
            Err(Fault::Broken(error)) => return broken(&error),
            Err(Fault::Told(finding)) => tables.findings.push(*finding),
        }
    }
    if tables.tables.is_empty() && tables.findings.is_empty() {
        tables.findings.push(Finding::error(
            "import.file.empty",
            Place::whole(name),
            "工作簿里没有填写任何内容",
        ));
    }
    tables
}

enum Fault {
    Broken(String),
    Told(Box<Finding>),
}

impl Fault {
    fn told(finding: Finding) -> Fault {
        Fault::Told(Box::new(finding))
    }
}

type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, source: &str) -> Result<Rows, Fault> {
    let broken = |error: calamine::XlsxError| Fault::Broken(error.to_string());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows = Rows::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let place = Place::cell(source, row + 1, column + 1);
        let text = match text(cell.get_value()) {
            Ok(text) => text,
            Err(error) => {
                let sentence = format!("这一格是公式错误 {error}");
                return Err(Fault::told(Finding::error("import.cell.formula-error", place, sentence)));
            }
        };
        if text.is_empty() {
            continue;
        }
        if row as usize >= ROWS_LIMIT || column as usize >= COLUMNS_LIMIT {
            let sentence = format!("表格超过{ROWS_LIMIT}行或{COLUMNS_LIMIT}列");
            return Err(Fault::told(Finding::error("import.table.too-large", place, sentence)));
        }
        if text.len() > CELL_LIMIT {
            return Err(Fault::told(Finding::error("import.cell.too-long", place, "这一格太长")));
        }
        rows.entry(row + 1).or_default().insert(column + 1, text);
    }
    Ok(rows)
}

/// The text of a cell as a person sees it: whole numbers without a point, dates as days.
fn text(value: &DataRef<'_>) -> Result<String, String> {
    let owned: Data = value.clone().into();
    Ok(match owned {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Bool(yes) => if yes { "是" } else { "否" }.to_owned(),
        Data::Int(number) => number.to_string(),
        // The shortest digits that stand for the stored number: what was typed, up to 15 digits.
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => match day.as_f64().floor() {
            serial if (1.0..2_958_466.0).contains(&serial) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            _ => day.as_f64().to_string(),
        },
        Data::Error(error) => return Err(error.to_string()),
    })
}

fn table(source: String, mut rows: Rows, merged: &[calamine::Dimensions]) -> Table {
    let first_column = rows.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(1);
    let (header_row, head) = rows.pop_first().unwrap_or_default();
    let line = |row: &BTreeMap<u32, String>| {
        let last = row.keys().next_back().copied().unwrap_or(first_column);
        (first_column..=last).map(|column| row.get(&column).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    Table {
        header_row,
        first_column,
        header: line(&head),
        lines: rows.iter().map(|(number, row)| Line { number: *number, cells: line(row) }).collect(),
        merged: merged
            .iter()
            .map(|area| (area.start.0 + 1, area.start.1 + 1, area.end.0 + 1, area.end.1 + 1))
            .collect(),
        source,
    }
}

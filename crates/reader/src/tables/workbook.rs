//! XLSX workbooks, cell by cell, without ever holding the bounding box of a sheet.

use super::{CELL_LIMIT, COLUMNS_LIMIT, MERGED_LIMIT, ROWS_LIMIT, Tables, WORKBOOK_CELLS_LIMIT};
use crate::container::{self, Unfit};
use crate::table::{Line, Table};
use calamine::{Data, DataRef, Reader, Xlsx};
use finding::{Finding, Place};
use std::io::Cursor;

pub(super) fn read(name: &str, bytes: &[u8]) -> Tables {
    let broken = |error: &dyn std::fmt::Display| {
        let finding =
            Finding::error("import.xlsx.broken", Place::whole(name), format!("工作簿打不开：{error}"));
        Tables::refused(finding.hint("文件可能没有传完整，请重新取得或在 WPS／Excel 中另存一次"))
    };
    // Measured before it is read: the library trusts what a workbook says of itself.
    match container::open(bytes) {
        Ok(_) => {}
        Err(Unfit::Broken(error)) => return broken(&error),
        Err(Unfit::Large(sentence)) => {
            let finding =
                Finding::error("import.file.too-large", Place::whole(name), format!("工作簿{sentence}"));
            return Tables::refused(finding.hint("请在 WPS／Excel 中删去空白的行列后另存，或另存为 CSV"));
        }
    }
    let mut book: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return broken(&error),
    };
    let sheets = book.sheet_names();
    let mut tables = Tables { tables: Vec::new(), findings: Vec::new() };
    let mut left = WORKBOOK_CELLS_LIMIT;
    for sheet in &sheets {
        let source = if sheets.len() == 1 { name.to_owned() } else { format!("{name}#{sheet}") };
        let merged = match book.merge_cells_by_sheet_name(sheet) {
            Ok(areas) => areas,
            Err(error) => return broken(&error),
        };
        match cells(&mut book, sheet, &source, &mut left) {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => {
                if merged.len() > MERGED_LIMIT {
                    let sentence = format!("有{}处合并的单元格，只列出前{MERGED_LIMIT}处", merged.len());
                    let finding = Finding::error("import.table.merged", Place::whole(&source), sentence);
                    tables.findings.push(finding.hint("请拆开全部合并的单元格"));
                }
                tables.tables.push(table(source, rows, &merged));
            }
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

/// Rows by their number, each with its cells by their column.
type Rows = Vec<(u32, Vec<(u32, String)>)>;

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, source: &str, left: &mut usize) -> Result<Rows, Fault> {
    let broken = |error: calamine::XlsxError| Fault::Broken(error.to_string());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows = Rows::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let place = || Place::cell(source, row + 1, column + 1);
        // Empty ones count: they cost the same to read.
        *left = left.checked_sub(1).ok_or_else(|| {
            let sentence = format!("工作簿超过{WORKBOOK_CELLS_LIMIT}格");
            let finding = Finding::error("import.table.too-large", place(), sentence);
            Fault::told(finding.hint("请另存为 CSV，或分成几个文件"))
        })?;
        let text = match text(cell.get_value()) {
            Ok(text) => text,
            Err(error) => {
                let sentence = format!("这一格是公式错误 {error}");
                return Err(Fault::told(Finding::error("import.cell.formula-error", place(), sentence)));
            }
        };
        if text.is_empty() {
            continue;
        }
        if row as usize >= ROWS_LIMIT || column as usize >= COLUMNS_LIMIT {
            let sentence = format!("表格超过{ROWS_LIMIT}行或{COLUMNS_LIMIT}列");
            return Err(Fault::told(Finding::error("import.table.too-large", place(), sentence)));
        }
        if text.len() > CELL_LIMIT {
            return Err(Fault::told(Finding::error("import.cell.too-long", place(), "这一格太长")));
        }
        match rows.last_mut() {
            Some((number, cells)) if *number == row + 1 => cells.push((column + 1, text)),
            _ => rows.push((row + 1, vec![(column + 1, text)])),
        }
    }
    Ok(in_order(rows))
}

/// Rows and cells in the order of the sheet, whatever the order in the file; of a cell written twice the last one holds.
fn in_order(mut rows: Rows) -> Rows {
    rows.sort_by_key(|(number, _)| *number);
    let mut out = Rows::with_capacity(rows.len());
    for (number, mut cells) in rows {
        match out.last_mut() {
            Some((last, before)) if *last == number => before.append(&mut cells),
            _ => out.push((number, cells)),
        }
    }
    for (_, cells) in &mut out {
        // Backwards and stably: what was written last of a column stands first among its own, and is kept.
        cells.reverse();
        cells.sort_by_key(|(column, _)| *column);
        cells.dedup_by_key(|(column, _)| *column);
    }
    out
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

fn table(source: String, rows: Rows, merged: &[calamine::Dimensions]) -> Table {
    let first_column = rows.iter().filter_map(|(_, cells)| Some(cells.first()?.0)).min().unwrap_or(1);
    let line = |cells: Vec<(u32, String)>| {
        let mut line = Vec::with_capacity(cells.len());
        for (column, text) in cells {
            line.resize((column - first_column) as usize, String::new());
            line.push(text);
        }
        line
    };
    let mut lines = rows.into_iter().map(|(number, cells)| Line { number, cells: line(cells) });
    let head = lines.next();
    Table {
        header_row: head.as_ref().map_or(0, |head| head.number),
        first_column,
        header: head.map(|head| head.cells).unwrap_or_default(),
        lines: lines.collect(),
        merged: merged
            .iter()
            .take(MERGED_LIMIT)
            .map(|area| (area.start.0 + 1, area.start.1 + 1, area.end.0 + 1, area.end.1 + 1))
            .collect(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_the_order_of_the_sheet_and_the_last_of_two_holds() {
        let cell = |column: u32, text: &str| (column, text.to_owned());
        let rows = vec![
            (3, vec![cell(2, "丙")]),
            (1, vec![cell(3, "名"), cell(2, "号")]),
            (3, vec![cell(2, "丁"), cell(4, "戊")]),
        ];
        let table = table("a".to_owned(), in_order(rows), &[]);
        assert_eq!((table.header_row, table.first_column), (1, 2));
        assert_eq!(table.header, ["号", "名"]);
        assert_eq!(table.lines, [Line { number: 3, cells: vec!["丁".into(), String::new(), "戊".into()] }]);
    }
}

//! XLSX workbooks (ECMA-376): what a person sees in the cells of its sheets.

mod book;
mod day;
mod escaped;
mod format;
mod number;
mod sheet;

use super::{MERGED_LIMIT, Tables, WORKBOOK_CELLS_LIMIT};
use crate::container::{self, Unfit};
use crate::package::Package;
use crate::table::{Line, Medium, Table};
pub(crate) use book::Book;
use finding::{Finding, Place};
use sheet::{Cell, Fault, Sheet};

pub(super) fn read(name: &str, bytes: &[u8]) -> Tables {
    // Measured before it is read: a workbook may say anything of itself.
    let archive = match container::open(bytes) {
        Ok(archive) => archive,
        Err(Unfit::Broken(_)) => return broken(name, "压缩包里有读不出来的部分"),
        Err(Unfit::Large(sentence)) => {
            let finding =
                Finding::error("import.file.too-large", Place::whole(name), format!("工作簿{sentence}"));
            return Tables::refused(finding.hint("请在 WPS／Excel 中删去空白的行列后另存，或另存为 CSV"));
        }
    };
    let mut package = Package::new(archive);
    match sheets(name, &mut package) {
        Ok(tables) => tables,
        Err(why) => broken(name, &why),
    }
}

fn broken(name: &str, why: &str) -> Tables {
    let finding = Finding::error("import.xlsx.broken", Place::whole(name), format!("工作簿打不开：{why}"));
    Tables::refused(finding.hint("文件可能没有传完整，请重新取得或在 WPS／Excel 中另存一次"))
}

fn sheets(name: &str, package: &mut Package<'_>) -> Result<Tables, String> {
    let book = Book::read(package)?;
    let mut tables = Tables::default();
    let mut left = WORKBOOK_CELLS_LIMIT;
    for listed in &book.sheets {
        let source = if book.sheets.len() == 1 { name.to_owned() } else { format!("{name}#{}", listed.name) };
        let mut part = package.part(&listed.part)?;
        match sheet::read(&mut part, &book, &source, &mut left) {
            Err(Fault::Broken(why)) => return Err(why),
            Err(Fault::Told(finding)) => tables.findings.push(*finding),
            Ok(mut sheet) => {
                tables.findings.append(&mut sheet.findings);
                if !sheet.rows.is_empty() {
                    many_merged(&sheet, &source, &mut tables.findings);
                    tables.tables.push(Table { is_hidden: listed.is_hidden, ..table(source, sheet) });
                }
            }
        }
    }
    if tables.tables.is_empty() && tables.findings.is_empty() {
        let sentence = "工作簿里没有填写任何内容";
        tables.findings.push(Finding::error("import.file.empty", Place::whole(name), sentence));
    }
    Ok(tables)
}

fn many_merged(sheet: &Sheet, source: &str, findings: &mut Vec<Finding>) {
    if sheet.merges > MERGED_LIMIT {
        let sentence = format!("有{}处合并的单元格，只列出前{MERGED_LIMIT}处", sheet.merges);
        let finding = Finding::error("import.table.merged", Place::whole(source), sentence);
        findings.push(finding.hint("请拆开全部合并的单元格"));
    }
}

/// Rows and cells in the order of the sheet, whatever the order in the file; of a cell written twice the last one holds.
fn in_order(mut rows: Vec<(u32, Vec<Cell>)>) -> Vec<(u32, Vec<Cell>)> {
    rows.sort_by_key(|(number, _)| *number);
    let mut out: Vec<(u32, Vec<Cell>)> = Vec::with_capacity(rows.len());
    for (number, mut cells) in rows {
        match out.last_mut() {
            Some((last, before)) if *last == number => before.append(&mut cells),
            _ => out.push((number, cells)),
        }
    }
    for (_, cells) in &mut out {
        // Backwards and stably: what was written last of a column stands first among its own, and is kept.
        cells.reverse();
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by_key(|cell| cell.column);
    }
    out
}

fn table(source: String, sheet: Sheet) -> Table {
    let rows = in_order(sheet.rows);
    let first_column = rows.iter().filter_map(|(_, cells)| Some(cells.first()?.column)).min().unwrap_or(1);
    let line = |(number, cells): (u32, Vec<Cell>)| {
        let mut line = Line { number, ..Line::default() };
        for cell in cells {
            let column = (cell.column - first_column) as usize;
            line.cells.resize(column, String::new());
            line.cells.push(cell.text);
            if cell.is_day {
                line.days.push(column as u32);
            }
        }
        line
    };
    let mut lines = rows.into_iter().map(line);
    let head = lines.next();
    let mut hidden_rows = sheet.hidden_rows;
    hidden_rows.sort_unstable();
    hidden_rows.dedup();
    Table {
        medium: Medium::Workbook,
        header_row: head.as_ref().map_or(0, |head| head.number),
        first_column,
        header: head.map(|head| head.cells).unwrap_or_default(),
        lines: lines.collect(),
        merged: sheet.merged,
        hidden_rows,
        hidden_columns: sheet.hidden_columns,
        is_hidden: false,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_the_order_of_the_sheet_and_the_last_of_two_holds() {
        let cell = |column: u32, text: &str| Cell { column, text: text.to_owned(), is_day: false };
        let rows = vec![
            (3, vec![cell(2, "丙")]),
            (1, vec![cell(3, "名"), cell(2, "号")]),
            (3, vec![cell(2, "丁"), cell(4, "戊")]),
        ];
        let mut sheet = Sheet::default();
        sheet.rows = rows;
        let table = table("a".to_owned(), sheet);
        assert_eq!((table.header_row, table.first_column), (1, 2));
        assert_eq!(table.header, ["号", "名"]);
        let cells = vec!["丁".to_owned(), String::new(), "戊".to_owned()];
        assert_eq!(table.lines, [Line { number: 3, cells, days: Vec::new() }]);
    }
}

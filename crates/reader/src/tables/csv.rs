//! CSV (RFC 4180), separated by commas, semicolons or tabs.

use super::{CELL_LIMIT, COLUMNS_LIMIT, ROWS_LIMIT, Tables};
use crate::table::{Line, Table};
use finding::{Finding, Place};

pub(super) fn read(name: &str, text: &str) -> Tables {
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(|s| head.bytes().filter(|b| b == s).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.filter(|s| head.as_bytes().contains(s)).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut table = Table { source: name.to_owned(), header_row: 1, first_column: 1, ..Table::default() };
    let mut findings = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        // The line in the file, which is also its row in a spreadsheet unless a cell holds a line end.
        let number = table.lines.len() as u32 + 1 + u32::from(!table.header.is_empty());
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let place = Place { line: Some(number), ..Place::whole(name) };
                findings.push(Finding::error(
                    "import.csv.broken",
                    place,
                    format!("这一行读不成表格：{error}"),
                ));
                break;
            }
        }
        if record.len() > COLUMNS_LIMIT || table.lines.len() >= ROWS_LIMIT {
            let sentence = format!("表格超过{ROWS_LIMIT}行或{COLUMNS_LIMIT}列");
            findings.push(Finding::error("import.table.too-large", Place::whole(name), sentence));
            break;
        }
        if let Some(long) = record.iter().position(|cell| cell.len() > CELL_LIMIT) {
            let place = Place::cell(name, number, long as u32 + 1);
            let hint = "多半是前面有一个引号没有配对";
            findings.push(Finding::error("import.cell.too-long", place, "这一格太长").hint(hint));
            break;
        }
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if table.header.is_empty() {
            table.header = cells;
        } else {
            table.lines.push(Line { number, cells });
        }
    }
    Tables { tables: vec![table], findings }
}

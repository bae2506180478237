//! CSV (RFC 4180), separated by commas, semicolons or tabs.

use super::{CELL_LIMIT, CELLS_LIMIT, COLUMNS_LIMIT, ROWS_LIMIT, Tables};
use crate::table::{Line, Table};
use finding::{Finding, Place};

/// Longest line of a table, in bytes, line ends inside of quotes among them: 1 MiB.
const RECORD_LIMIT: usize = 1 << 20;

/// Bytes of the first line that are looked at for the separator.
const HEAD_LIMIT: usize = 64 << 10;

pub(super) fn read(name: &str, text: &str) -> Tables {
    let head = text.lines().next().unwrap_or_default().as_bytes();
    let head = &head[..head.len().min(HEAD_LIMIT)];
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(|s| head.iter().filter(|b| *b == s).count());
    let separator = separator.filter(|s| head.contains(s)).unwrap_or(b',');
    if let Some(line) = too_long(text.as_bytes(), separator) {
        let place = Place { line: Some(line), ..Place::whole(name) };
        let sentence = format!("从这一行起，一行超过{}兆字节", RECORD_LIMIT >> 20);
        let hint = "多半是前面有一个引号没有配对";
        return Tables::refused(Finding::error("import.table.too-large", place, sentence).hint(hint));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut table = Table { source: name.to_owned(), header_row: 1, first_column: 1, ..Table::default() };
    let mut findings = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut left = CELLS_LIMIT;
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
        match left.checked_sub(record.len()) {
            Some(fewer) => left = fewer,
            None => {
                let place = Place { line: Some(number), ..Place::whole(name) };
                let finding =
                    Finding::error("import.table.too-large", place, format!("文件超过{CELLS_LIMIT}格"));
                findings.push(finding.hint("请分成几个文件"));
                break;
            }
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

/// The line of the file at which a record begins that is too long to be held; looked for before any is.
fn too_long(text: &[u8], separator: u8) -> Option<u32> {
    let (mut line, mut begin_line, mut begin) = (1_u32, 1, 0);
    let (mut quoted, mut fresh) = (false, true);
    for (at, byte) in text.iter().enumerate() {
        if at - begin > RECORD_LIMIT {
            return Some(begin_line);
        }
        line = line.saturating_add(u32::from(*byte == b'\n'));
        match byte {
            // A quote opens where a cell begins; two of them inside close and open again.
            b'"' if quoted || fresh => (quoted, fresh) = (!quoted, true),
            b'\n' | b'\r' if !quoted => (begin, begin_line, fresh) = (at + 1, line, true),
            byte if !quoted => fresh = *byte == separator,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_found_before_it_is_held() {
        let long = "甲".repeat(RECORD_LIMIT / 2);
        let code = |text: &str| {
            read("a.csv", text).findings.first().map(|finding| (finding.code, finding.place.line))
        };
        assert_eq!(code(&format!("名称,人数\n一幼,\"1\n{long}")), Some(("import.table.too-large", Some(2))));
        assert_eq!(code(&",".repeat(RECORD_LIMIT + 2)), Some(("import.table.too-large", Some(1))));
        // A quote inside of a cell opens nothing; many short lines are no long one.
        let many = "一幼\"甲,1\n".repeat(100_000);
        assert_eq!(code(&format!("名称,人数\n{many}")), None);
        assert_eq!(code("名称,人数\n\"一\"\"幼\n二\",3\n"), None);
    }
}

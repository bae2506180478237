//! CSV (RFC 4180), separated by commas, semicolons or tabs.

use super::{CELL_LIMIT, CELLS_LIMIT, COLUMNS_LIMIT, ROWS_LIMIT, Tables};
use crate::table::{Line, Medium, Table};
use finding::{Finding, Place};

/// Longest row of a table, in bytes, line ends inside of quotes among them: 1 MiB.
const RECORD_LIMIT: usize = 1 << 20;

/// Bytes of the first line that are looked at for the separator.
const HEAD_LIMIT: usize = 64 << 10;

pub(super) fn read(name: &str, text: &str) -> Tables {
    let mut rows = match Rows::of(name, text) {
        Ok((rows, _)) => rows,
        Err(finding) => return Tables::refused(*finding),
    };
    let mut table =
        Table { source: name.to_owned(), medium: Medium::Text, first_column: 1, ..Table::default() };
    let mut findings = Vec::new();
    loop {
        match rows.next() {
            None => break,
            Some(Err(finding)) => {
                findings.push(*finding);
                break;
            }
            Some(Ok(line)) if line.cells.iter().all(|cell| cell.is_empty()) => {}
            Some(Ok(line)) if table.header_row == 0 => {
                (table.header_row, table.header) = (line.number, line.cells)
            }
            Some(Ok(line)) => table.lines.push(line),
        }
    }
    if table.header_row == 0 && findings.is_empty() {
        findings.push(Finding::error("import.file.empty", Place::whole(name), "文件里没有填写任何内容"));
    }
    let tables = if table.header_row == 0 { Vec::new() } else { vec![table] };
    Tables { tables, findings }
}

/// What parts the cells: the sign of `sep=;` in the first line, else the one that the first line holds most of.
fn separator<'t>(name: &str, text: &'t str) -> Result<(u8, &'t str), Box<Finding>> {
    let head = text.trim_start().lines().next().unwrap_or_default();
    if let Some(sign) = head.trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.bytes().next())
        && sign.is_ascii()
        && let Some((_, rest)) = text.split_once('\n')
    {
        return Ok((sign, rest));
    }
    let bytes = &head.as_bytes()[..head.len().min(HEAD_LIMIT)];
    let found =
        [b',', b'\t', b';'].into_iter().max_by_key(|sign| bytes.iter().filter(|byte| *byte == sign).count());
    match found.filter(|sign| bytes.contains(sign)) {
        Some(sign) => Ok((sign, text)),
        None => match head.chars().find(|letter| matches!(letter, '，' | '；' | '、' | '|')) {
            Some(letter) => {
                let code = if letter == '|' { "import.csv.separator" } else { "import.csv.chinese-comma" };
                let sentence = format!("各列是用“{letter}”隔开的，应当用半角逗号");
                let finding = Finding::error(code, Place { line: Some(1), ..Place::whole(name) }, sentence);
                Err(Box::new(finding.hint("请在记事本里把它全部替换为半角逗号“,”，或改交 .xlsx 文件")))
            }
            None => Ok((b',', text)),
        },
    }
}

/// Rows of a text, one after the other.
pub(crate) struct Rows<'t> {
    name: &'t str,
    pub(crate) text: &'t str,
    pub(crate) separator: u8,
    /// Where the next row begins.
    pub(crate) at: usize,
    /// Rows so far, blank ones among them.
    number: u32,
    /// Cells that may still come.
    left: usize,
}

impl<'t> Rows<'t> {
    /// The rows of a text, and what stands in front of them: a line that names the separator.
    pub(crate) fn of(name: &'t str, text: &'t str) -> Result<(Rows<'t>, &'t str), Box<Finding>> {
        let (separator, rest) = separator(name, text)?;
        let rows = Rows { name, text: rest, separator, at: 0, number: 0, left: CELLS_LIMIT };
        Ok((rows, &text[..text.len() - rest.len()]))
    }

    pub(crate) fn next(&mut self) -> Option<Result<Line, Box<Finding>>> {
        if self.at >= self.text.len() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        Some(self.row())
    }

    fn row(&mut self) -> Result<Line, Box<Finding>> {
        let begin = self.at;
        let mut cells = Vec::new();
        loop {
            let cell = self.cell(begin)?;
            if cells.len() >= COLUMNS_LIMIT || self.number as usize > ROWS_LIMIT {
                let sentence = format!("表格超过{ROWS_LIMIT}行或{COLUMNS_LIMIT}列");
                return Err(self.wrong("import.table.too-large", &sentence, None));
            }
            if cell.len() > CELL_LIMIT {
                let place = Place::cell(self.name, self.number, cells.len() as u32 + 1);
                let finding = Finding::error("import.cell.too-long", place, "这一格太长");
                return Err(Box::new(finding.hint(UNPAIRED)));
            }
            self.left = self.left.checked_sub(1).ok_or_else(|| {
                let sentence = format!("文件超过{CELLS_LIMIT}格");
                self.wrong("import.table.too-large", &sentence, Some("请分成几个文件"))
            })?;
            cells.push(cell);
            match self.text.as_bytes().get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                Some(b'\r') => {
                    self.at += 1 + usize::from(self.text.as_bytes().get(self.at + 1) == Some(&b'\n'));
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        Ok(Line { number: self.number, cells, days: Vec::new() })
    }

    /// The cell that begins here, up to its separator or the end of its row.
    fn cell(&mut self, row: usize) -> Result<String, Box<Finding>> {
        let bytes = self.text.as_bytes();
        let separator = self.separator;
        let ends = |byte: &u8| *byte == separator || matches!(byte, b'\r' | b'\n');
        let mut cell = String::new();
        let mut at = self.at;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let length = bytes[at..].iter().position(|byte| *byte == b'"');
                if at + length.unwrap_or(bytes.len() - at) - row > RECORD_LIMIT {
                    let sentence = format!("从这一行起，一行超过{}兆字节", RECORD_LIMIT >> 20);
                    return Err(self.wrong("import.table.too-large", &sentence, Some(UNPAIRED)));
                }
                let Some(length) = length else {
                    let sentence = "这一行有一个引号没有配对，后面各行都读进了这一格";
                    return Err(self.wrong("import.csv.quote", sentence, Some(PAIR)));
                };
                cell.push_str(&self.text[at..at + length]);
                at += length + 1;
                match bytes.get(at) {
                    Some(b'"') => {
                        cell.push('"');
                        at += 1;
                    }
                    None => break,
                    Some(byte) if ends(byte) => break,
                    Some(_) => {
                        let sentence = "这一行起的一格，引号之后还有别的字，多半是有一个引号没有配对";
                        return Err(self.wrong("import.csv.quote", sentence, Some(PAIR)));
                    }
                }
            }
        } else {
            let length = bytes[at..].iter().position(ends).unwrap_or(bytes.len() - at);
            if at + length - row > RECORD_LIMIT {
                let sentence = format!("从这一行起，一行超过{}兆字节", RECORD_LIMIT >> 20);
                return Err(self.wrong("import.table.too-large", &sentence, Some(UNPAIRED)));
            }
            cell.push_str(&self.text[at..at + length]);
            at += length;
        }
        self.at = at;
        Ok(cell)
    }

    fn wrong(&self, code: &'static str, sentence: &str, hint: Option<&str>) -> Box<Finding> {
        let place = Place { line: Some(self.number), ..Place::whole(self.name) };
        Box::new(Finding { hint: hint.map(str::to_owned), ..Finding::error(code, place, sentence) })
    }
}

const UNPAIRED: &str = "多半是前面有一个引号没有配对";
const PAIR: &str = "请补上或删去这个引号；格里本来有引号的，写成两个，并把整格用引号括起来";

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<(&'static str, Option<u32>)> {
        read("a.csv", text).findings.first().map(|finding| (finding.code, finding.place.line))
    }

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let read = read("a.csv", text);
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        let table = &read.tables[0];
        let lines = table.lines.iter().map(|line| (line.number, line.cells.clone()));
        std::iter::once((table.header_row, table.header.clone())).chain(lines).collect()
    }

    #[test]
    fn a_line_without_end_is_found_before_it_is_held() {
        let long = "甲".repeat(RECORD_LIMIT / 2);
        assert_eq!(code(&format!("名称,人数\n一幼,\"1\n{long}")), Some(("import.table.too-large", Some(2))));
        assert_eq!(
            code(&format!("{}\n", "a".repeat(RECORD_LIMIT + 2))),
            Some(("import.table.too-large", Some(1)))
        );
        assert_eq!(code(&",".repeat(RECORD_LIMIT + 2)), Some(("import.table.too-large", Some(1))));
        // A quote inside of a cell opens nothing; many short lines are no long one.
        let many = "一幼\"甲,1\n".repeat(100_000);
        assert_eq!(code(&format!("名称,人数\n{many}")), None);
        assert_eq!(code("名称,人数\n\"一\"\"幼\n二\",3\n"), None);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "名称,人数\r\n\r\n\"一\r\n幼\",1\r\n\n二幼,2\r三幼,3";
        let numbers: Vec<u32> = rows(text).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [1, 3, 5, 6]);
        assert_eq!(rows("\n\n名称,人数\n一幼,1\n")[0].0, 3);
    }

    #[test]
    fn quotes_that_do_not_pair_are_told_with_the_row_that_opens_them() {
        assert_eq!(code("a,b\n1,\"二,3\n4,5\n"), Some(("import.csv.quote", Some(2))));
        assert_eq!(code("a,b\n1,2\n3,\"四\n5,\"六\"\n"), Some(("import.csv.quote", Some(3))));
        assert_eq!(rows("a,b\n\"\"\"x\"\"\",\"\"\n")[1].1, ["\"x\"", ""]);
        assert_eq!(rows("a;b\n=\"0012\";2\n")[1].1, ["=\"0012\"", "2"]);
    }

    #[test]
    fn separators_are_found_or_told() {
        assert_eq!(rows("sep=;\na;b\n1,5;2\n")[1].1, ["1,5", "2"]);
        assert_eq!(rows("a\tb\n1\t2\n")[1].1, ["1", "2"]);
        assert_eq!(code("名称，人数\n一幼，1\n"), Some(("import.csv.chinese-comma", Some(1))));
        assert_eq!(rows("名称\n一幼\n")[1].1, ["一幼"]);
        assert_eq!(code("\n\n"), Some(("import.file.empty", None)));
    }
}
